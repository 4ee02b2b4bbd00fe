#include "tests/house/source_tree.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

namespace firsthand::house {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 5> kRooms = {"core", "ui", "shell", "web", "tests"};
constexpr std::array<std::string_view, 8> kEndings = {".h",  ".cpp", ".inl", ".ts",
                                                      ".js", ".mjs", ".sh",  ".css"};
constexpr std::array<std::string_view, 3> kNotOurs = {"node_modules", "wasm", "dist"};

std::vector<std::string> lines_of(const fs::path& path) {
  std::vector<std::string> lines;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<SourceFile> read_all() {
  std::vector<SourceFile> files;
  const fs::path root = FIRSTHAND_SOURCE_DIR;
  for (const std::string_view room : kRooms) {
    fs::recursive_directory_iterator walk(root / room);
    for (const fs::directory_entry& entry : walk) {
      const std::string name = entry.path().filename().string();
      if (entry.is_directory() && std::ranges::find(kNotOurs, name) != kNotOurs.end()) {
        walk.disable_recursion_pending();
        continue;
      }
      const std::string ending = entry.path().extension().string();
      if (!entry.is_regular_file() || std::ranges::find(kEndings, ending) == kEndings.end()) {
        continue;
      }
      files.push_back({fs::relative(entry.path(), root).generic_string(), lines_of(entry.path())});
    }
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

}  // namespace

const std::vector<SourceFile>& source_files() {
  static const std::vector<SourceFile> files = read_all();
  return files;
}

bool is_below(const SourceFile& file, std::string_view folder) {
  return file.path.starts_with(folder) && file.path.size() > folder.size() &&
         file.path[folder.size()] == '/';
}

std::string_view include_of(std::string_view line) {
  if (!line.starts_with("#include ")) return {};
  const std::size_t from = line.find_first_of("<\"");
  if (from == std::string_view::npos) return {};
  const std::size_t to = line.find_first_of(">\"", from + 1);
  return to == std::string_view::npos ? std::string_view() : line.substr(from + 1, to - from - 1);
}

bool is_system_include(std::string_view line) {
  return line.starts_with("#include ") && line.find('<') != std::string_view::npos;
}

std::string code_of(std::string_view line) {
  std::string out;
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote != 0) {
      if (c == '\\') {
        ++i;
      } else if (c == quote) {
        quote = 0;
        out += c;
      }
      continue;
    }
    if (line.substr(i).starts_with("//")) break;
    if (c == '"') quote = c;
    out += c;
  }
  return out;
}

}  // namespace firsthand::house
