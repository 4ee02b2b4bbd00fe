// Goal: the desk behaves as the scenario files tell (STYLE 26). Method: run each file, write it
// again as it really went, and compare; the difference is what a failure shows.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "tests/core/scenario/runner.h"

namespace firsthand::test {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> scenario_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(FIRSTHAND_SOURCE_DIR "/tests/scenarios")) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find('\n', i), text.size());
    lines.push_back(text.substr(i, end - i));
    i = end + 1;
  }
  return lines;
}

/// The lines that differ: "-" as the scenario says, "+" as it went. Longest common subsequence;
/// scenarios are short.
std::string difference(const std::string& said, const std::string& went) {
  const auto a = lines_of(said);
  const auto b = lines_of(went);
  std::vector<std::vector<std::size_t>> common(a.size() + 1,
                                               std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t k = b.size(); k-- > 0;) {
      common[i][k] =
          a[i] == b[k] ? common[i + 1][k + 1] + 1 : std::max(common[i + 1][k], common[i][k + 1]);
    }
  }
  std::string out;
  std::size_t i = 0;
  std::size_t k = 0;
  while (i < a.size() || k < b.size()) {
    if (i < a.size() && k < b.size() && a[i] == b[k]) {
      ++i, ++k;
    } else if (i < a.size() && (k == b.size() || common[i + 1][k] >= common[i][k + 1])) {
      out += "line " + std::to_string(i + 1) + "\n- " + a[i] + "\n";
      ++i;
    } else {
      out += "+ " + b[k++] + "\n";
    }
  }
  return out;
}

}  // namespace

TEST_CASE("Scenarios: every file goes as it says") {
  const auto files = scenario_files();
  REQUIRE(files.size() >= 8);
  for (const fs::path& file : files) {
    const std::string said = read(file);
    ScenarioRunner runner;
    const std::string went = runner.run(said);
    INFO(file.filename().string() << "\n" << difference(said, went));
    CHECK(said == went);
  }
}

TEST_CASE("Scenarios: the same operations give the same state, to the bit") {
  for (const fs::path& file : scenario_files()) {
    const std::string text = read(file);
    ScenarioRunner first;
    ScenarioRunner second;
    CHECK(first.run(text) == second.run(text));
    CAPTURE(file.filename().string());
    CHECK(first.desk().tables().compute_hash() == second.desk().tables().compute_hash());
    CHECK(first.desk().tables().compute_hash() == first.desk().tables().confirmed_hash());
  }
}

TEST_CASE("Scenarios: what goes otherwise than told is seen") {
  const std::string setting =
      "person anna agent\ncustomer Acme vip\ncontact mei of Acme\nat 2026-03-02 09:00\n"
      "mei opens T1 \"Help\" saying \"x\"\n";
  const auto differs = [&](const std::string& rest) {
    ScenarioRunner runner;
    return !difference(setting + rest, runner.run(setting + rest)).empty();
  };
  CHECK_FALSE(differs("anna takes T1\nexpect T1: state open, owner anna\n"));
  CHECK(differs("anna takes T1\nexpect T1: state new\n"));
  CHECK(differs("anna takes T1\n  refused ticket.owned\n"));
  CHECK(differs("anna takes T1\nanna takes T1\n"));
  CHECK(differs("anna takes T1\nanna takes T1\n  refused ticket.owned\n"));
  CHECK(differs("anna dances T1\n"));
  CHECK(differs("history T1\n"));
  CHECK(differs("history T1\n  09:00 mei wrote: y\n"));
  CHECK_FALSE(differs("history T1\n  09:00 mei wrote: x\n"));
  CHECK(differs("expect T2: state new\n"));
}

}  // namespace firsthand::test
