// Goal: every packed zone agrees with an independent reading of tzdata. Method: the C library reads
// the system's zone files; a walk through 2000 to 2100 in steps of some days, with every change of
// offset that the C library shows found to the second. (The C++ library's tzdb is no oracle: GCC
// 14's has several zones' changes at the wrong hour, such as Moscow's in 2014.)
#include <catch_amalgamated.hpp>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>

#include "core/time/zone.h"

namespace firsthand::time {
namespace {

constexpr std::int64_t kBegin_s = 946'684'800;  // 2000-01-01
constexpr std::int64_t kEnd_s = 4'102'444'800;  // 2100-01-01
constexpr std::int64_t kDay_s = 86'400;
// Until 2087 Morocco changes for a month each year, elsewhere the yearly rules hold from 2038 on.
constexpr std::int64_t kYearlyRules_s = 2'145'916'800;  // 2038-01-01

/// The C library's zone while it lives.
class Oracle {
 public:
  explicit Oracle(const std::string& file) {
    setenv("TZ", (":" + file).c_str(), 1);
    tzset();
  }
  Oracle(const Oracle&) = delete;
  Oracle& operator=(const Oracle&) = delete;
  ~Oracle() {
    unsetenv("TZ");
    tzset();
  }

  [[nodiscard]] std::tm local(std::int64_t at_s) const {
    const std::time_t seconds = at_s;
    std::tm out{};
    localtime_r(&seconds, &out);
    return out;
  }
  [[nodiscard]] std::int64_t offset_s(std::int64_t at_s) const { return local(at_s).tm_gmtoff; }
  /// The first second after `before` with the offset that holds at `after`.
  [[nodiscard]] std::int64_t change_between(std::int64_t before, std::int64_t after) const {
    const std::int64_t offset_after = offset_s(after);
    while (after - before > 1) {
      const std::int64_t middle = before + (after - before) / 2;
      (offset_s(middle) == offset_after ? after : before) = middle;
    }
    return after;
  }
};

bool agrees(const Zone& zone, const Oracle& oracle, std::int64_t at_s) {
  return utc_offset_s(zone, {at_s * 1'000}) == oracle.offset_s(at_s);
}

/// The zone's file; empty when Debian keeps it in another package.
std::string file_of(std::string_view name) {
  const std::filesystem::path file = std::filesystem::path("/usr/share/zoneinfo") / name;
  return std::filesystem::exists(file) ? file.string() : std::string();
}

}  // namespace

TEST_CASE("Each zone of tzdata has the C library's offset to the second") {
  std::size_t compared = 0;
  for (const auto& listed : std::chrono::get_tzdb().zones) {
    const std::string_view name = listed.name();
    const std::string file = file_of(name);
    if (name == "Factory" || file.empty()) continue;
    CAPTURE(name);
    ++compared;
    const Zone* zone = find_zone(name);
    REQUIRE(zone != nullptr);
    const Oracle oracle(file);
    std::int64_t before = oracle.offset_s(kBegin_s);
    bool is_right = agrees(*zone, oracle, kBegin_s);
    std::int64_t step_s = 4 * kDay_s;
    for (std::int64_t at_s = kBegin_s + step_s; at_s < kEnd_s && is_right; at_s += step_s) {
      const std::int64_t offset_s = oracle.offset_s(at_s);
      is_right = utc_offset_s(*zone, {at_s * 1'000}) == offset_s;
      if (offset_s != before) {
        const std::int64_t change = oracle.change_between(at_s - step_s, at_s);
        is_right = is_right && agrees(*zone, oracle, change - 1) && agrees(*zone, oracle, change);
      }
      before = offset_s;
      if (at_s > kYearlyRules_s) step_s = 20 * kDay_s;
      INFO("soon before " << format_utc({at_s * 1'000}));
      if (!is_right) FAIL_CHECK("another offset");
    }
  }
  CHECK(compared > 300);
}

TEST_CASE("Each link of tzdata is packed and goes with its zone") {
  for (const auto& link : std::chrono::get_tzdb().links) {
    CAPTURE(link.name());
    const Zone* zone = find_zone(link.name());
    const Zone* target = find_zone(std::chrono::locate_zone(link.name())->name());
    REQUIRE(zone != nullptr);
    REQUIRE(target != nullptr);
    for (std::int64_t at_s = kBegin_s; at_s < kEnd_s; at_s += 30 * kDay_s) {
      REQUIRE(utc_offset_s(*zone, {at_s * 1'000}) == utc_offset_s(*target, {at_s * 1'000}));
    }
  }
}

TEST_CASE("Local dates and times are the C library's") {
  for (const char* name : {"Europe/Berlin", "Asia/Shanghai", "America/St_Johns", "Pacific/Apia"}) {
    const Zone* zone = find_zone(name);
    REQUIRE(zone != nullptr);
    const Oracle oracle(file_of(name));
    for (std::int64_t at_s = kBegin_s; at_s < kEnd_s; at_s += 999'983) {
      const LocalTime local = to_local(*zone, {at_s * 1'000});
      const std::tm expected = oracle.local(at_s);
      REQUIRE(local.date ==
              LocalDate{expected.tm_year + 1900, expected.tm_mon + 1, expected.tm_mday});
      REQUIRE(local.hour == expected.tm_hour);
      REQUIRE(local.minute == expected.tm_min);
      REQUIRE(local.second == expected.tm_sec);
      REQUIRE(local.weekday == expected.tm_wday);
    }
  }
}

}  // namespace firsthand::time
