#include "shell/server/clock.h"

#include <chrono>
#include <cstdio>

namespace firsthand::server {

Instant wall_clock() {
  using namespace std::chrono;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

std::string utc_text(Instant at) {
  using namespace std::chrono;
  const sys_time<milliseconds> point{milliseconds{at.ms}};
  const auto day = floor<days>(point);
  const year_month_day date{day};
  const hh_mm_ss time{point - day};
  const long fraction_ms = static_cast<long>(time.subseconds().count());
  char text[48];
  int length = std::snprintf(
      text, sizeof text, "%04d-%02u-%02uT%02ld:%02ld:%02ld", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
      static_cast<long>(time.hours().count()), static_cast<long>(time.minutes().count()),
      static_cast<long>(time.seconds().count()));
  std::string out(text, static_cast<std::size_t>(length));
  if (fraction_ms != 0) {
    length = std::snprintf(text, sizeof text, ".%03ld", fraction_ms);
    out.append(text, static_cast<std::size_t>(length));
  }
  return out + "Z";
}

}  // namespace firsthand::server
