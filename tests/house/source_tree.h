// The project's own source files as text, for tests of house rules.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace firsthand::house {

struct SourceFile {
  std::string path;  // from the root, with "/"
  std::vector<std::string> lines;
};

/// Everything below the rooms (core, ui, shell, web, tests) with one of our endings, sorted by
/// path; without build output and node_modules.
[[nodiscard]] const std::vector<SourceFile>& source_files();

[[nodiscard]] bool is_below(const SourceFile& file, std::string_view folder);
/// The path between the quotes or angle brackets of an #include line, else empty.
[[nodiscard]] std::string_view include_of(std::string_view line);
[[nodiscard]] bool is_system_include(std::string_view line);
/// The line without a trailing // comment and without the text of string literals.
[[nodiscard]] std::string code_of(std::string_view line);

}  // namespace firsthand::house
