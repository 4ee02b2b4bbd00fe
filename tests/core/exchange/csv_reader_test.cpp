// Goal: CSV as people have it is read cell by cell, wherever the pieces are cut, and no input does
// harm. Method: small texts, each also byte by byte; written records read back; random bytes.
#include "core/exchange/csv_reader.h"

#include <cstdint>

#include <catch_amalgamated.hpp>

namespace firsthand::exchange {
namespace {

using Cells = std::vector<std::vector<std::string>>;

Expected<std::vector<CsvRecord>> read(std::string_view text, std::size_t piece) {
  CsvReader reader;
  std::vector<CsvRecord> out;
  for (std::size_t at = 0; at < text.size(); at += piece) {
    if (auto ok = reader.feed(text.substr(at, piece), out); !ok) {
      return std::unexpected(ok.error());
    }
  }
  if (auto ok = reader.finish(out); !ok) return std::unexpected(ok.error());
  return out;
}

Cells cells_of(std::string_view text) {
  const auto whole = read(text, text.size() + 1);
  REQUIRE(whole.has_value());
  const auto bytes = read(text, 1);
  REQUIRE(bytes.has_value());
  CHECK(*whole == *bytes);
  Cells out;
  for (const CsvRecord& record : *whole) out.push_back(record.cells);
  return out;
}

}  // namespace

TEST_CASE("CUS-4: a file with a byte order mark, any line end and any separator is read alike") {
  const Cells wanted = {{"Имя", "客户"}, {"a", "b c"}};
  CHECK(cells_of("\xEF\xBB\xBFИмя,客户\r\na,b c\r\n") == wanted);
  CHECK(cells_of("Имя;客户\na;b c") == wanted);
  CHECK(cells_of("Имя\t客户\ra\tb c\r") == wanted);
  CHECK(cells_of("\n\nИмя|客户\n\na|b c\n\n") == wanted);
}

TEST_CASE("CUS-4: quoted cells hold separators, quotes and line ends; rows may be ragged") {
  CHECK(cells_of("a;b\n\"x;\"\"y\"\"\nz\";\"\"\n1;2;3\n4") ==
        Cells{{"a", "b"}, {"x;\"y\"\nz", ""}, {"1", "2", "3"}, {"4"}});
  // An inch sign inside a cell is no quote.
  CHECK(cells_of("a,b\n19\" screen,\"x\"y\n") == Cells{{"a", "b"}, {"19\" screen", "xy"}});
}

TEST_CASE("CUS-4: a record knows the line that it begins on") {
  const auto records = read("a,b\r\n\"1\r\n2\",x\r\n\r\nlast,y", 3);
  REQUIRE(records.has_value());
  REQUIRE(records->size() == 3);
  CHECK((*records)[1].line == 2);
  CHECK((*records)[2].line == 5);
}

TEST_CASE("CUS-4: what cannot be read is refused with its line") {
  CHECK(read("a,b\n\"never ends,\n", 4).error().code == "import.open_quote");
  CHECK(read("a,b\n" + std::string(400, ','), 64).error().code == "import.too_many_columns");
  const auto long_record = read("a,b\n" + std::string(kRecordBytesMax + 1, 'x'), 65'536);
  REQUIRE_FALSE(long_record.has_value());
  CHECK(long_record.error().code == "import.record_too_long");
  CHECK(long_record.error().message.starts_with("Line 2:"));
}

TEST_CASE("CUS-4: what is written is read back equal") {
  const Cells all = {{"id", "text"}, {"", ""},           {"=1+1", "-x"},     {"a\r\nb", " \"q\" "},
                     {"，；", "Ё"},  {"tab\there", "|"}, {"ends\n", "\"\""}, {"", "x"}};
  std::string text;
  for (const auto& cells : all) text += csv_line(cells);
  CHECK(cells_of(text) == all);
}

TEST_CASE("CUS-4: random bytes do no harm and read alike however they are cut") {
  std::uint64_t state = 1;
  constexpr std::string_view kAlphabet = "\",;\t|\r\n\xEF\xBB\xBF\xFF a";
  for (int round = 0; round < 2'000; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) {
      state = state * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
      text.push_back(kAlphabet[(state >> 33) % kAlphabet.size()]);
    }
    CAPTURE(round);
    CHECK(read(text, 1) == read(text, 7));
  }
}

}  // namespace firsthand::exchange
