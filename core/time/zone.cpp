#include "core/time/zone.h"

#include <algorithm>
#include <span>

#include "core/model/assert.h"
#include "core/time/zone_data.h"

namespace firsthand::time {
namespace {

constexpr std::int64_t kDay_s = 86'400;
constexpr std::int32_t kHour_s = 3'600;
constexpr int kWeekDays = 7;
constexpr int kThursday = 4;  // 1970-01-01

std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

std::int32_t weekday_of(std::int64_t days) {
  const std::int64_t shifted = days + kThursday;
  return static_cast<std::int32_t>(shifted - floor_divide(shifted, kWeekDays) * kWeekDays);
}

std::string_view name_of(const Zone& zone) { return {kZoneNames + zone.name_at, zone.name_size}; }

/// The local second (as if UTC) at which a rule's day changes the offset in this year.
std::int64_t rule_local_s(const RuleDay& rule, std::int32_t year) {
  const std::int64_t month_begin = days_from_date({.year = year, .month = rule.month, .day = 1});
  const bool is_december = rule.month == 12;
  const std::int64_t next_month = days_from_date(
      {.year = is_december ? year + 1 : year, .month = is_december ? 1 : rule.month + 1, .day = 1});
  const std::int32_t to_weekday = (rule.weekday - weekday_of(month_begin) + kWeekDays) % kWeekDays;
  std::int64_t day = month_begin + to_weekday + std::int64_t{kWeekDays} * (rule.week - 1);
  if (day >= next_month) day -= kWeekDays;  // week 5 is the last there is
  return day * kDay_s + rule.time_s;
}

std::int32_t rule_offset_s(const ZoneRule& rule, std::int64_t at_s) {
  if (rule.summer_begin.month == 0) return rule.standard_s;
  // By the standard offset; a change within hours of new year would belong to the other year, and
  // no zone has one: the pack's test against the C library's rules would show it.
  const std::int32_t year = date_from_days(floor_divide(at_s + rule.standard_s, kDay_s)).year;
  const std::int64_t begin = rule_local_s(rule.summer_begin, year) - rule.standard_s;
  const std::int64_t end = rule_local_s(rule.summer_end, year) - rule.summer_s;
  const bool is_summer = begin < end ? at_s >= begin && at_s < end : at_s >= begin || at_s < end;
  return is_summer ? rule.summer_s : rule.standard_s;
}

}  // namespace

// H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days:
// years begin in March and are counted in eras of 400 years.

std::int64_t days_from_date(const LocalDate& date) {
  const std::int64_t year = date.month <= 2 ? std::int64_t{date.year} - 1 : date.year;
  const std::int64_t era = floor_divide(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month_from_march = (date.month + 9) % 12;
  const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

LocalDate date_from_days(std::int64_t days) {
  const std::int64_t shifted = days + 719'468;
  const std::int64_t era = floor_divide(shifted, 146'097);
  const std::int64_t day_of_era = shifted - era * 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return {.year = static_cast<std::int32_t>(year),
          .month = static_cast<std::int32_t>(month),
          .day = static_cast<std::int32_t>(day_of_year - (153 * month_from_march + 2) / 5 + 1)};
}

const Zone* find_zone(std::string_view name) {
  const std::span<const Zone> zones(kZones, kZoneCount);
  const auto found = std::ranges::lower_bound(zones, name, {}, name_of);
  return found != zones.end() && name_of(*found) == name ? &*found : nullptr;
}

const Zone& utc_zone() {
  const Zone* utc = find_zone("UTC");
  FH_ASSERT(utc != nullptr);
  return *utc;
}

std::int32_t utc_offset_s(const Zone& zone, Instant at) {
  const std::int64_t at_s = std::max(floor_divide(at.ms, 1'000), kPackBegin_s);
  const std::span<const std::uint32_t> times(kTransitionTimes_s + zone.first_transition,
                                             zone.transitions);
  if (times.empty() || at_s > times.back()) return rule_offset_s(kZoneRules[zone.rule], at_s);
  const auto after = std::ranges::upper_bound(
      times, at_s, {}, [](std::uint32_t time) { return std::int64_t{time}; });
  if (after == times.begin()) return kOffsets_s[zone.initial_offset];
  const std::size_t last =
      zone.first_transition + static_cast<std::size_t>(after - times.begin()) - 1;
  return kOffsets_s[kTransitionOffsets[last]];
}

LocalTime to_local(const Zone& zone, Instant at) {
  const std::int32_t offset_s = utc_offset_s(zone, at);
  const std::int64_t local_s = floor_divide(at.ms, 1'000) + offset_s;
  const std::int64_t days = floor_divide(local_s, kDay_s);
  const auto of_day = static_cast<std::int32_t>(local_s - days * kDay_s);
  return {.date = date_from_days(days),
          .hour = of_day / kHour_s,
          .minute = of_day / 60 % 60,
          .second = of_day % 60,
          .weekday = weekday_of(days),
          .utc_offset_s = offset_s};
}

std::string_view zone_name(const Zone& zone) { return name_of(zone); }

}  // namespace firsthand::time
