// Goal: the house rules of STYLE.md hold, and whoever breaks one is told what to do instead.
// Method: read every source file as text; list each breach as "path:line what, use what".
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <catch_amalgamated.hpp>

#include "tests/house/source_tree.h"

namespace firsthand::house {
namespace {

using std::string_view;

struct Breaches {
  std::string text;
  void add(const SourceFile& file, std::size_t line, const std::string& what) {
    text += file.path + ":" + std::to_string(line + 1) + " " + what + "\n";
  }
};

bool is_cpp(const SourceFile& file) {
  return file.path.ends_with(".h") || file.path.ends_with(".cpp") || file.path.ends_with(".inl");
}

bool contains(string_view text, string_view part) { return text.find(part) != string_view::npos; }

// DESIGN §2: a room and the rooms of ours that it may include, itself always.
struct Room {
  string_view folder;
  std::vector<string_view> may_include;
};

const std::vector<Room>& rooms() {
  static const std::vector<Room> all = {
      {"core/model", {}},
      {"core/time", {"core/model"}},
      {"core/desk", {"core/model", "core/time"}},
      {"core/store", {"core/model"}},
      {"core/ops", {"core/model", "core/time", "core/desk", "core/store"}},
      {"core/query", {"core/model", "core/time", "core/desk", "core/store"}},
      {"core/exchange",
       {"core/model", "core/time", "core/desk", "core/store", "core/ops", "core/query"}},
      {"core/sync", {"core"}},
      {"ui/kit", {"core/model", "core/time"}},
      {"ui/views",
       {"core/model", "core/time", "core/desk", "core/store", "core/query", "core/ops", "core/sync",
        "ui/kit"}},
      {"ui/app", {"core", "ui"}},
      {"shell/web", {"core", "ui"}},
      {"shell/server", {"core"}},
      {"shell/cli", {"core", "shell/server"}},
  };
  return all;
}

}  // namespace

TEST_CASE("House: a room includes only the rooms below it") {
  Breaches breaches;
  for (const SourceFile& file : source_files()) {
    const auto room = std::ranges::find_if(
        rooms(), [&](const Room& candidate) { return is_below(file, candidate.folder); });
    if (room == rooms().end() || !is_cpp(file)) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      if (is_system_include(file.lines[i])) continue;
      const string_view path = include_of(file.lines[i]);
      if (path.empty() || !contains(path, "/")) continue;
      const SourceFile included{std::string(path), {}};
      const bool allowed = is_below(included, room->folder) ||
                           std::ranges::any_of(room->may_include, [&](string_view folder) {
                             return is_below(included, folder);
                           });
      if (!allowed) {
        breaches.add(file, i,
                     "includes " + std::string(path) +
                         ": move what both need down, or ask through an interface");
      }
    }
  }
  CHECK(breaches.text == "");
}

TEST_CASE("House: what costs the browser tens of kilobytes stays out of core and ui") {
  constexpr std::array<std::array<string_view, 2>, 8> kBanned = {{
      {"<iostream>", "use std::fputs, or return an Error"},
      {"<sstream>", "use std::string and append"},
      {"<fstream>", "core reads no files; the shell does"},
      {"<regex>", "write a small parser"},
      {"<locale>", "rules must not depend on the machine's locale"},
      {"<format>", "use std::to_chars and append"},
      {"<filesystem>", "core reads no files; the shell does"},
      {"<chrono>", "use Instant and Duration; now is an argument"},
  }};
  Breaches breaches;
  for (const SourceFile& file : source_files()) {
    if (!is_below(file, "core") && !is_below(file, "ui")) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      for (const auto& [header, instead] : kBanned) {
        if (file.lines[i].starts_with("#include") && contains(file.lines[i], header)) {
          breaches.add(file, i, std::string(header) + ": " + std::string(instead));
        }
      }
    }
  }
  CHECK(breaches.text == "");
}

TEST_CASE("House: core reads no clock and throws no dice") {
  constexpr std::array<string_view, 8> kBanned = {
      "system_clock",  "steady_clock", "std::time(",         "gettimeofday",
      "random_device", "std::rand(",   "emscripten_get_now", "clock_gettime"};
  Breaches breaches;
  for (const SourceFile& file : source_files()) {
    if (!is_below(file, "core") && !is_below(file, "ui")) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string code = code_of(file.lines[i]);
      for (const string_view call : kBanned) {
        if (contains(code, call)) {
          breaches.add(file, i, std::string(call) + ": take now or randomness as an argument");
        }
      }
    }
  }
  CHECK(breaches.text == "");
}

TEST_CASE("House: no exceptions and no raw ownership in core and ui") {
  constexpr std::array<std::array<string_view, 2>, 5> kBanned = {{
      {"throw ", "return fail(code, sentence, field)"},
      {"catch (", "return Expected"},
      {" delete ", "use std::unique_ptr"},
      {"malloc(", "use a container"},
      {"const_cast<", "pass what may be written as such"},
  }};
  Breaches breaches;
  for (const SourceFile& file : source_files()) {
    if (!is_cpp(file) || (!is_below(file, "core") && !is_below(file, "ui"))) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string code = " " + code_of(file.lines[i]);
      for (const auto& [call, instead] : kBanned) {
        if (contains(code, call)) {
          breaches.add(file, i, std::string(call) + ": " + std::string(instead));
        }
      }
    }
  }
  CHECK(breaches.text == "");
}

TEST_CASE("House: the platform is chosen by file, not by #ifdef") {
  Breaches breaches;
  for (const SourceFile& file : source_files()) {
    if (is_below(file, "shell/web") || is_below(file, "tests/house")) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      if (contains(code_of(file.lines[i]), "__EMSCRIPTEN__")) {
        breaches.add(file, i, "__EMSCRIPTEN__: put it into shell/web, or pick the file in CMake");
      }
    }
  }
  CHECK(breaches.text == "");
}

TEST_CASE("House: views take colours and sizes from tokens") {
  constexpr std::array<string_view, 5> kLiterals = {"IM_COL32(", "ImColor(", "ImVec4(", "rgb(",
                                                    "0xff"};
  Breaches breaches;
  for (const SourceFile& file : source_files()) {
    if (!is_below(file, "ui/views") && !is_below(file, "ui/app")) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string code = code_of(file.lines[i]);
      for (const string_view literal : kLiterals) {
        if (contains(code, literal)) {
          breaches.add(file, i, std::string(literal) + ": use a token of ui/kit");
        }
      }
    }
  }
  CHECK(breaches.text == "");
}

TEST_CASE("House: views draw through ui/kit, never with ImGui's own widgets") {
  Breaches breaches;
  for (const SourceFile& file : source_files()) {
    if (!is_below(file, "ui/views")) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string code = code_of(file.lines[i]);
      if (contains(code, "ImGui::") || contains(code, "ImDrawList")) {
        breaches.add(file, i,
                     "ImGui: use a widget of ui/kit, so that it is in the semantic record");
      }
    }
  }
  CHECK(breaches.text == "");
}

TEST_CASE("House: files stay under 500 lines and lines under 100 columns") {
  constexpr std::size_t kLinesMax = 500;
  constexpr std::size_t kColumnsMax = 100;
  Breaches breaches;
  for (const SourceFile& file : source_files()) {
    if (file.lines.size() > kLinesMax) {
      breaches.add(file, kLinesMax, "file too long: find the two names that explain it better");
    }
    if (!is_cpp(file) || file.path.ends_with(".inl")) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      std::size_t columns = 0;
      for (const char c : file.lines[i]) columns += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
      if (columns > kColumnsMax) breaches.add(file, i, "line too long: run ./dev format");
    }
  }
  CHECK(breaches.text == "");
}

TEST_CASE("House: headers are guarded by #pragma once and say what they are for") {
  Breaches breaches;
  for (const SourceFile& file : source_files()) {
    if (!file.path.ends_with(".h") || file.lines.empty()) continue;
    if (std::ranges::find(file.lines, "#pragma once") == file.lines.end()) {
      breaches.add(file, 0, "no #pragma once");
    }
    if (!file.lines.front().starts_with("//")) {
      breaches.add(file, 0, "open with a comment: what it is for, what it is not for");
    }
  }
  CHECK(breaches.text == "");
}

TEST_CASE("House: nothing unfinished is left in the tree") {
  // The words are put together here so that this file does not find itself.
  const std::array<std::string, 5> kMarks = {std::string("TO") + "DO", std::string("FIX") + "ME",
                                             std::string("XX") + "X:", std::string(".ski") + "p(",
                                             std::string("[!may") + "fail]"};
  Breaches breaches;
  for (const SourceFile& file : source_files()) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      for (const std::string& mark : kMarks) {
        if (contains(file.lines[i], mark))
          breaches.add(file, i, mark + ": do it, or open an issue");
      }
    }
  }
  CHECK(breaches.text == "");
}

TEST_CASE("House: a folder holds a number of files that one can keep in mind") {
  constexpr std::size_t kFilesMax = 30;  // about 15 pairs of header and source
  std::map<std::string, std::size_t> count;
  for (const SourceFile& file : source_files()) {
    ++count[file.path.substr(0, file.path.rfind('/'))];
  }
  std::string breaches;
  for (const auto& [folder, files] : count) {
    if (files > kFilesMax) breaches += folder + " has " + std::to_string(files) + " files\n";
  }
  CHECK(breaches == "");
}

}  // namespace firsthand::house
