#include "core/exchange/csv_reader.h"

#include <algorithm>
#include <array>
#include <utility>

namespace firsthand::exchange {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kSeparators = ",;\t|";

/// Whether the first record's end is in `text`, and which separator it has most of; the first of
/// kSeparators among equals.
struct Look {
  bool complete = false;
  char separator = ',';
};

Look look_at_first_record(std::string_view text) {
  std::array<std::size_t, kSeparators.size()> counts{};
  bool quoted = false;
  bool blank = true;
  Look look;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') {
      look.complete = !blank;
      if (look.complete) break;
      continue;
    }
    blank = false;
    const std::size_t which = kSeparators.find(c);
    if (which != std::string_view::npos) ++counts[which];
  }
  look.separator =
      kSeparators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
  return look;
}

}  // namespace

Expected<void> CsvReader::feed(std::string_view piece, std::vector<CsvRecord>& out) {
  if (!failure_) return failure_;
  if (begun_ && separator_ != 0) {
    for (const char c : piece) {
      take(c, out);
      if (!failure_) return failure_;
    }
    return {};
  }
  head_ += piece;
  if (!begun_) {
    if (head_.size() < kByteOrderMark.size() && kByteOrderMark.starts_with(head_)) return {};
    if (head_.starts_with(kByteOrderMark)) head_.erase(0, kByteOrderMark.size());
    begun_ = true;
  }
  if (separator_ == 0) {
    const Look look = look_at_first_record(head_);
    if (!look.complete && head_.size() <= kRecordBytesMax) return {};
    separator_ = look.separator;
  }
  const std::string text = std::exchange(head_, {});
  return feed(text, out);
}

Expected<void> CsvReader::finish(std::vector<CsvRecord>& out) {
  if (!failure_) return failure_;
  begun_ = true;
  if (separator_ == 0) separator_ = look_at_first_record(head_).separator;
  const std::string text = std::exchange(head_, {});
  if (auto ok = feed(text, out); !ok) return ok;
  if (state_ == State::quoted) {
    refuse("import.open_quote", "A quoted cell has no closing quote");
    return failure_;
  }
  end_record(out);
  return failure_;
}

void CsvReader::take(char c, std::vector<CsvRecord>& out) {
  const bool second_of_crlf = after_cr_ && c == '\n';
  after_cr_ = c == '\r';
  if ((c == '\n' && !second_of_crlf) || c == '\r') ++line_;
  if (++record_bytes_ > kRecordBytesMax) {
    refuse("import.record_too_long", "This record is larger than 4 MiB; is a quote left open?");
    return;
  }
  if (state_ == State::quoted) {
    if (c == '"') {
      state_ = State::quote_in_quoted;
    } else {
      cell_.push_back(c);
    }
    return;
  }
  if (c == '"' && state_ == State::cell_start) {
    state_ = State::quoted;
  } else if (c == '"' && state_ == State::quote_in_quoted) {
    cell_.push_back(c);
    state_ = State::quoted;
  } else if (c == separator_) {
    end_cell();
  } else if (c == '\r' || (c == '\n' && !second_of_crlf)) {
    end_record(out);
  } else if (!second_of_crlf) {
    cell_.push_back(c);
    state_ = State::plain;
  } else {
    record_.line = line_;
    record_bytes_ = 0;
  }
}

void CsvReader::end_cell() {
  record_.cells.push_back(std::exchange(cell_, {}));
  state_ = State::cell_start;
  if (record_.cells.size() > kColumnsMax) {
    refuse("import.too_many_columns", "This record has more than 300 columns");
  }
}

void CsvReader::end_record(std::vector<CsvRecord>& out) {
  const bool blank = record_.cells.empty() && cell_.empty() && state_ == State::cell_start;
  if (!blank) {
    end_cell();
    if (!failure_) return;
    out.push_back(std::move(record_));
  }
  record_ = {.line = line_, .cells = {}};
  record_bytes_ = 0;
}

void CsvReader::refuse(std::string_view code, std::string message) {
  failure_ = fail(code, "Line " + std::to_string(record_.line) + ": " + std::move(message), "line");
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string out;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) out.push_back(',');
    // A lone empty cell would be a blank line.
    const bool quoted = cell.find_first_of("\",;\t|\r\n") != std::string::npos ||
                        (cell.empty() && cells.size() == 1);
    if (!quoted) {
      out += cell;
      continue;
    }
    out.push_back('"');
    for (const char c : cell) {
      if (c == '"') out.push_back('"');
      out.push_back(c);
    }
    out.push_back('"');
  }
  return out + "\r\n";
}

}  // namespace firsthand::exchange
