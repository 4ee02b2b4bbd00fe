// The text forms of core/time/zone.h.
#include <algorithm>

#include "core/time/zone.h"

namespace firsthand::time {
namespace {

constexpr std::int64_t kDay_ms = 86'400'000;
constexpr std::int64_t kYearMax = 9'999;
constexpr std::size_t kFractionDigitsMax = 9;

void append_digits(std::string& out, std::int64_t value, int digits) {
  std::string text(static_cast<std::size_t>(digits), '0');
  for (auto place = text.rbegin(); place != text.rend(); ++place, value /= 10) {
    *place = static_cast<char>('0' + value % 10);
  }
  out += text;
}

/// Takes fixed pieces from the left; after the first that does not fit everything fails.
class Pieces {
 public:
  explicit Pieces(std::string_view text) : rest_(text) {}

  std::int32_t number(std::size_t digits) {
    if (failed_ || rest_.size() < digits) return fail_number();
    std::int32_t value = 0;
    for (const char c : rest_.substr(0, digits)) {
      if (c < '0' || c > '9') return fail_number();
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(digits);
    return value;
  }
  bool accept(std::string_view piece) {
    if (failed_ || !rest_.starts_with(piece)) return false;
    rest_.remove_prefix(piece.size());
    return true;
  }
  void expect(std::string_view piece) { failed_ = !accept(piece); }
  /// Decimals behind a point as milliseconds; the rest is cut.
  std::int32_t milliseconds() {
    std::size_t digits = 0;
    while (digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9') ++digits;
    if (digits == 0 || digits > kFractionDigitsMax) return fail_number();
    std::int32_t value = 0;
    for (std::size_t i = 0; i < 3; ++i) value = value * 10 + (i < digits ? rest_[i] - '0' : 0);
    rest_.remove_prefix(digits);
    return value;
  }
  [[nodiscard]] bool is_done() const { return !failed_ && rest_.empty(); }

 private:
  std::int32_t fail_number() {
    failed_ = true;
    return 0;
  }
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace

std::string format_utc(Instant at) {
  const std::int64_t days = at.ms / kDay_ms - (at.ms % kDay_ms < 0 ? 1 : 0);
  const std::int64_t of_day_ms = at.ms - days * kDay_ms;
  const LocalDate date = date_from_days(days);
  std::string out;
  append_digits(out, date.year, 4);
  out += '-';
  append_digits(out, date.month, 2);
  out += '-';
  append_digits(out, date.day, 2);
  out += 'T';
  append_digits(out, of_day_ms / 3'600'000, 2);
  out += ':';
  append_digits(out, of_day_ms / 60'000 % 60, 2);
  out += ':';
  append_digits(out, of_day_ms / 1'000 % 60, 2);
  if (of_day_ms % 1'000 != 0) {
    out += '.';
    append_digits(out, of_day_ms % 1'000, 3);
  }
  out += 'Z';
  return out;
}

Expected<Instant> parse_utc(std::string_view text) {
  Pieces in(text);
  LocalDate date;
  date.year = in.number(4);
  in.expect("-");
  date.month = in.number(2);
  in.expect("-");
  date.day = in.number(2);
  in.expect("T");
  const std::int32_t hour = in.number(2);
  in.expect(":");
  const std::int32_t minute = in.number(2);
  in.expect(":");
  const std::int32_t second = in.number(2);
  const std::int32_t ms = in.accept(".") ? in.milliseconds() : 0;
  if (!in.accept("Z")) in.expect("+00:00");

  const bool is_in_range = date.year >= 1970 && date.year <= kYearMax && date.month >= 1 &&
                           date.month <= 12 && date.day >= 1 && hour < 24 && minute < 60 &&
                           second < 60;
  if (!in.is_done() || !is_in_range || date_from_days(days_from_date(date)) != date) {
    return fail("time.malformed", "A time is written in UTC like 2026-03-29T01:30:00Z.");
  }
  const std::int64_t of_day_ms = ((std::int64_t{hour} * 60 + minute) * 60 + second) * 1'000 + ms;
  return Instant{days_from_date(date) * kDay_ms + of_day_ms};
}

}  // namespace firsthand::time
