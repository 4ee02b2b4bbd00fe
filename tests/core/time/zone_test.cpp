// Goal: no screen prints a wrong hour. Method: known edges of known zones, round trips of dates and
// texts; tests/core_native/time compares every zone with the standard library's own reading of
// tzdata.
#include "core/time/zone.h"

#include <catch_amalgamated.hpp>
#include <random>

namespace firsthand::time {
namespace {

Instant at(std::string_view text) {
  const auto instant = parse_utc(text);
  REQUIRE(instant);
  return *instant;
}

std::string local(std::string_view zone_name_text, std::string_view utc) {
  const Zone* zone = find_zone(zone_name_text);
  REQUIRE(zone != nullptr);
  const LocalTime t = to_local(*zone, at(utc));
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::to_string(t.date.year) + "-" + two(t.date.month) + "-" + two(t.date.day) + " " +
         two(t.hour) + ":" + two(t.minute) + ":" + two(t.second);
}

}  // namespace

TEST_CASE("Berlin springs forward and falls back at 01:00 UTC") {
  CHECK(local("Europe/Berlin", "2026-03-29T00:59:59Z") == "2026-03-29 01:59:59");
  CHECK(local("Europe/Berlin", "2026-03-29T01:00:00Z") == "2026-03-29 03:00:00");
  CHECK(local("Europe/Berlin", "2026-10-25T00:59:59Z") == "2026-10-25 02:59:59");
  CHECK(local("Europe/Berlin", "2026-10-25T01:00:00Z") == "2026-10-25 02:00:00");
}

TEST_CASE("The footer's rule holds long after the last listed change") {
  CHECK(local("Europe/Berlin", "2099-07-01T00:00:00Z") == "2099-07-01 02:00:00");
  CHECK(local("Europe/Berlin", "2099-12-31T23:30:00Z") == "2100-01-01 00:30:00");
  CHECK(local("Asia/Shanghai", "2400-02-29T16:00:00Z") == "2400-03-01 00:00:00");
  CHECK(local("America/New_York", "2077-03-14T06:59:59Z") == "2077-03-14 01:59:59");
  CHECK(local("America/New_York", "2077-03-14T07:00:00Z") == "2077-03-14 03:00:00");
}

TEST_CASE("South of the equator summer spans the new year") {
  CHECK(local("Australia/Sydney", "2050-01-01T00:00:00Z") == "2050-01-01 11:00:00");
  CHECK(local("Australia/Sydney", "2050-07-01T00:00:00Z") == "2050-07-01 10:00:00");
  CHECK(local("Australia/Lord_Howe", "2050-01-01T00:00:00Z") == "2050-01-01 11:00:00");
  CHECK(local("Australia/Lord_Howe", "2050-07-01T00:00:00Z") == "2050-07-01 10:30:00");
}

TEST_CASE("Rules that look odd: Dublin's negative summer time, Nuuk's change on the day before") {
  CHECK(local("Europe/Dublin", "2050-07-01T12:00:00Z") == "2050-07-01 13:00:00");
  CHECK(local("Europe/Dublin", "2050-01-01T12:00:00Z") == "2050-01-01 12:00:00");
  // The last Sunday of March at -1:00 is Saturday 23:00 there.
  CHECK(local("America/Nuuk", "2050-03-27T00:59:59Z") == "2050-03-26 22:59:59");
  CHECK(local("America/Nuuk", "2050-03-27T01:00:00Z") == "2050-03-27 00:00:00");
}

TEST_CASE("Moscow's changes of the law, Kathmandu's quarter hour, Apia's lost day") {
  CHECK(local("Europe/Moscow", "2010-07-01T00:00:00Z") == "2010-07-01 04:00:00");
  CHECK(local("Europe/Moscow", "2012-01-01T00:00:00Z") == "2012-01-01 04:00:00");
  CHECK(local("Europe/Moscow", "2014-10-25T22:00:00Z") == "2014-10-26 01:00:00");
  CHECK(local("Asia/Kathmandu", "2026-01-01T00:00:00Z") == "2026-01-01 05:45:00");
  CHECK(local("Pacific/Apia", "2011-12-30T09:59:59Z") == "2011-12-29 23:59:59");
  CHECK(local("Pacific/Apia", "2011-12-30T10:00:00Z") == "2011-12-31 00:00:00");
}

TEST_CASE("A backward link is a zone of its own name with the same rules") {
  const Zone* link = find_zone("Europe/Kiev");
  const Zone* zone = find_zone("Europe/Kyiv");
  REQUIRE(link != nullptr);
  REQUIRE(zone != nullptr);
  CHECK(zone_name(*link) == "Europe/Kiev");
  CHECK(utc_offset_s(*link, at("2026-07-01T00:00:00Z")) ==
        utc_offset_s(*zone, at("2026-07-01T00:00:00Z")));
  CHECK(find_zone("US/Pacific") != nullptr);
}

TEST_CASE("A name that is no zone is not found") {
  for (const char* name : {"", "europe/berlin", "Europe/Berlin ", "Europe", "Mars/Olympus", "ZZZ",
                           "../etc/passwd", "Factory"}) {
    CAPTURE(name);
    CHECK(find_zone(name) == nullptr);
  }
}

TEST_CASE("UTC is UTC") {
  CHECK(zone_name(utc_zone()) == "UTC");
  CHECK(utc_offset_s(utc_zone(), {0}) == 0);
  const LocalTime t = to_local(utc_zone(), at("2026-11-23T03:04:05.678Z"));
  CHECK(t.date == LocalDate{2026, 11, 23});
  CHECK(t.hour == 3);
  CHECK(t.minute == 4);
  CHECK(t.second == 5);
  CHECK(t.weekday == 1);
}

TEST_CASE("Dates and day numbers are each other's inverse, day after day") {
  CHECK(days_from_date({1970, 1, 1}) == 0);
  CHECK(days_from_date({2000, 3, 1}) == 11'017);
  CHECK(date_from_days(-1) == LocalDate{1969, 12, 31});
  LocalDate previous = date_from_days(-800'001);
  for (std::int64_t days = -800'000; days < 800'000; ++days) {
    const LocalDate date = date_from_days(days);
    if (days_from_date(date) != days || !(previous < date)) {
      CAPTURE(days);
      FAIL("broken day");
    }
    previous = date;
  }
}

TEST_CASE("A century is a leap year only when 400 divides it") {
  CHECK(date_from_days(days_from_date({2000, 2, 29})) == LocalDate{2000, 2, 29});
  CHECK(date_from_days(days_from_date({2100, 2, 29})) == LocalDate{2100, 3, 1});
}

TEST_CASE("Weekdays run on before 1970 too") {
  CHECK(to_local(utc_zone(), {0}).weekday == 4);
  CHECK(to_local(utc_zone(), {-1}).weekday == 3);
  CHECK(to_local(utc_zone(), {-1}).second == 59);
}

TEST_CASE("Instants are written in UTC, with milliseconds only when there are some") {
  CHECK(format_utc({0}) == "1970-01-01T00:00:00Z");
  CHECK(format_utc({1'774'747'800'000}) == "2026-03-29T01:30:00Z");
  CHECK(format_utc({1'774'747'800'250}) == "2026-03-29T01:30:00.250Z");
  CHECK(format_utc({1'774'747'800'007}) == "2026-03-29T01:30:00.007Z");
}

TEST_CASE("What is written is read back") {
  std::mt19937_64 random(3);
  for (int round = 0; round < 10'000; ++round) {
    const Instant instant{static_cast<std::int64_t>(random() % 253'402'300'800'000)};
    REQUIRE(parse_utc(format_utc(instant)) == instant);
  }
}

TEST_CASE("Other RFC 3339 forms of UTC are read, fractions cut to milliseconds") {
  CHECK(at("2026-03-29T01:30:00+00:00") == at("2026-03-29T01:30:00Z"));
  CHECK(at("2026-03-29T01:30:00.2Z").ms % 1'000 == 200);
  CHECK(at("2026-03-29T01:30:00.123999999Z").ms % 1'000 == 123);
  CHECK(at("2000-02-29T23:59:59Z").ms > 0);
}

TEST_CASE("What is not a UTC time is refused with a hint") {
  for (const char* text : {"",
                           "2026",
                           "2026-03-29",
                           "2026-03-29T01:30:00",
                           "2026-03-29T01:30Z",
                           "2026-3-29T01:30:00Z",
                           "2026-03-29 01:30:00Z",
                           "2026-03-29T01:30:00+02:00",
                           "2026-03-29T24:00:00Z",
                           "2026-03-29T01:60:00Z",
                           "2026-03-29T01:30:60Z",
                           "2026-02-29T00:00:00Z",
                           "2026-13-01T00:00:00Z",
                           "2026-00-01T00:00:00Z",
                           "2026-01-00T00:00:00Z",
                           "1969-12-31T23:59:59Z",
                           "2026-03-29T01:30:00.Z",
                           "2026-03-29T01:30:00.1234567890Z",
                           "2026-03-29T01:30:00Zx",
                           "2026-03-29T01:30:00-00:00",
                           "+026-03-29T01:30:00Z",
                           "２０２6-03-29T01:30:00Z"}) {
    CAPTURE(text);
    const auto result = parse_utc(text);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "time.malformed");
  }
}

}  // namespace firsthand::time
