// Reads CSV as people have it, in pieces of any size: a byte order mark, CRLF, LF or CR, quoted
// line ends, `,` `;` tab or `|` between the cells (found out from the first record).
// Not here: encodings (the text is UTF-8), what the columns mean, files.
//
//   CsvReader reader;
//   std::vector<CsvRecord> records;
//   if (auto ok = reader.feed(piece, records); !ok) return ok;   // for each piece
//   if (auto ok = reader.finish(records); !ok) return ok;
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/error.h"

namespace firsthand::exchange {

inline constexpr std::size_t kRecordBytesMax = 4 * 1024 * 1024;
inline constexpr std::size_t kColumnsMax = 300;

struct CsvRecord {
  std::int64_t line = 0;  // where it begins, from 1
  std::vector<std::string> cells;

  friend bool operator==(const CsvRecord&, const CsvRecord&) = default;
};

class CsvReader {
 public:
  /// `separator` 0: the one of , ; tab | that the first record holds most often outside quotes.
  explicit CsvReader(char separator = 0) : separator_(separator) {}

  /// Appends the records that end in this piece; blank lines are passed over. A quote inside an
  /// unquoted cell is a character as any other, and so is what follows a closing quote. Errors
  /// (the reader stays failed): import.record_too_long, import.too_many_columns.
  [[nodiscard]] Expected<void> feed(std::string_view piece, std::vector<CsvRecord>& out);
  /// The last record, which needs no line end. Errors: as feed; import.open_quote when a quoted
  /// cell never ended.
  [[nodiscard]] Expected<void> finish(std::vector<CsvRecord>& out);

  /// 0 before the first record was read.
  [[nodiscard]] char separator() const { return separator_; }

 private:
  enum class State : std::uint8_t { cell_start, plain, quoted, quote_in_quoted };

  void take(char c, std::vector<CsvRecord>& out);
  void end_cell();
  void end_record(std::vector<CsvRecord>& out);
  void refuse(std::string_view code, std::string message);

  char separator_;
  State state_ = State::cell_start;
  bool after_cr_ = false;
  bool begun_ = false;  // the byte order mark is past
  std::string head_;    // of the first record, until its separator is known
  std::int64_t line_ = 1;
  CsvRecord record_{.line = 1, .cells = {}};
  std::string cell_;
  std::size_t record_bytes_ = 0;
  Expected<void> failure_;
};

/// One record with `,` and CRLF (RFC 4180). What begins with = + - @ is written as it is, since
/// what goes out must come back equal.
[[nodiscard]] std::string csv_line(const std::vector<std::string>& cells);

}  // namespace firsthand::exchange
