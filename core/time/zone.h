// Time zones: from instants to local wall time and back, by the IANA rules packed into the
// program (native and wasm read the same pack, so they never disagree). Text forms of instants.
// Not here: calendars with opening hours (core/time/calendar.h, later), words for months (ui/kit).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/model/error.h"
#include "core/model/instant.h"

namespace firsthand::time {

/// A day of the proleptic Gregorian calendar, in no zone.
struct LocalDate {
  std::int32_t year = 1970;
  std::int32_t month = 1;  // 1 … 12
  std::int32_t day = 1;    // 1 … 31
  friend auto operator<=>(const LocalDate&, const LocalDate&) = default;
};

/// What a clock on the wall shows, with the offset that makes it one instant.
struct LocalTime {
  LocalDate date;
  std::int32_t hour = 0;
  std::int32_t minute = 0;
  std::int32_t second = 0;
  std::int32_t weekday = 4;  // 0 Sunday … 6 Saturday
  std::int32_t utc_offset_s = 0;
};

/// Days since 1970-01-01 and back (proleptic Gregorian; algorithm of H. Hinnant, "chrono-Compatible
/// Low-Level Date Algorithms").
[[nodiscard]] std::int64_t days_from_date(const LocalDate& date);
[[nodiscard]] LocalDate date_from_days(std::int64_t days);

class Zone;

/// The zone with this IANA name (also a backward link such as "Europe/Kiev"), owned by the program
/// for ever; nullptr when there is none. Names are case-sensitive.
[[nodiscard]] const Zone* find_zone(std::string_view name);
[[nodiscard]] const Zone& utc_zone();
/// The UTC offset in seconds that is in force in the zone at the instant (RFC 9636, with the
/// footer's rule after the last transition). The pack begins at 2000-01-01T00:00:00Z; earlier
/// instants get the offset of that one.
[[nodiscard]] std::int32_t utc_offset_s(const Zone& zone, Instant at);
[[nodiscard]] LocalTime to_local(const Zone& zone, Instant at);
[[nodiscard]] std::string_view zone_name(const Zone& zone);

/// "2026-03-29T01:30:00Z", with ".250" only when there are milliseconds.
[[nodiscard]] std::string format_utc(Instant at);
/// RFC 3339 in UTC ("Z" or "+00:00"; fractions cut to milliseconds), years 1970 to 9999.
/// Errors: time.malformed.
[[nodiscard]] Expected<Instant> parse_utc(std::string_view text);

}  // namespace firsthand::time
