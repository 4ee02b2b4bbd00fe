#include <array>
#include <charconv>
#include <cstdlib>

#include "ui/kit/lang.h"

namespace firsthand::ui {

namespace {

std::string digits(std::int64_t value) {
  std::array<char, 24> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

std::string two_digits(std::int32_t value) { return (value < 10 ? "0" : "") + digits(value); }

Text offset(Text first, std::int32_t by) {
  return static_cast<Text>(static_cast<std::int32_t>(first) + by);
}

std::string clock_of(const time::LocalTime& local) {
  return two_digits(local.hour) + ":" + two_digits(local.minute);
}

static_assert(static_cast<int>(Text::month_short_12) == static_cast<int>(Text::month_short_1) + 11);
static_assert(static_cast<int>(Text::month_12) == static_cast<int>(Text::month_1) + 11);
static_assert(static_cast<int>(Text::weekday_6) == static_cast<int>(Text::weekday_0) + 6);

}  // namespace

std::string Lang::number(std::int64_t value) const {
  std::string text = digits(value);
  // Chinese and English group with a comma, Russian with a no-break space (from five digits on).
  const bool russian = language_ == Language::ru;
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  if (russian && text.size() - first < 5) return text;
  for (std::size_t at = text.size(); at > first + 3;) {
    at -= 3;
    text.insert(at, russian ? "\u00A0" : ",");
  }
  return text;
}

std::string Lang::clock(Instant at, const time::Zone& zone) const {
  return clock_of(time::to_local(zone, at));
}

std::string Lang::date(Instant at, Instant now, const time::Zone& zone) const {
  const time::LocalTime local = time::to_local(zone, at);
  const bool same_year = time::to_local(zone, now).date.year == local.date.year;
  const std::string day = digits(local.date.day), year = digits(local.date.year);
  return text(same_year ? Text::date_day : Text::date_year,
              {day, text(offset(Text::month_short_1, local.date.month - 1)), year});
}

std::string Lang::time_or_date(Instant at, Instant now, const time::Zone& zone) const {
  const time::LocalTime local = time::to_local(zone, at);
  return time::to_local(zone, now).date == local.date ? clock_of(local) : date(at, now, zone);
}

std::string Lang::date_time(Instant at, Instant now, const time::Zone& zone) const {
  const time::LocalTime local = time::to_local(zone, at);
  const std::int64_t days_ago =
      time::days_from_date(time::to_local(zone, now).date) - time::days_from_date(local.date);
  const std::string clock_words = clock_of(local);
  if (days_ago == 0) return text(Text::date_today, {clock_words});
  if (days_ago == 1) return text(Text::date_yesterday, {clock_words});
  return date(at, now, zone) + " " + clock_words;
}

std::string Lang::full_date_time(Instant at, const time::Zone& zone) const {
  const time::LocalTime local = time::to_local(zone, at);
  const std::string day = digits(local.date.day), year = digits(local.date.year);
  return text(Text::date_full, {day, text(offset(Text::month_1, local.date.month - 1)), year,
                                text(offset(Text::weekday_0, local.weekday)), clock_of(local)});
}

std::string Lang::relative(Instant at, Instant now) const {
  constexpr std::int64_t kMinuteMs = 60'000, kHourMs = 60 * kMinuteMs, kDayMs = 24 * kHourMs;
  const std::int64_t ms = std::abs((now - at).ms);
  const bool ago = at <= now;
  if (ms < kMinuteMs) return std::string(text(Text::relative_now));
  if (ms < kHourMs) {
    return text(ago ? Text::relative_minutes : Text::relative_in_minutes, {digits(ms / kMinuteMs)});
  }
  if (ms < kDayMs) {
    return text(ago ? Text::relative_hours : Text::relative_in_hours, {digits(ms / kHourMs)});
  }
  return text(ago ? Text::relative_days : Text::relative_in_days, {digits(ms / kDayMs)});
}

}  // namespace firsthand::ui
