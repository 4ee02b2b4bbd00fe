// Points on the UTC time line and lengths of elapsed time, as types that do not mix.
// Not here: time zones, local dates and text (core/time); business time (core/desk).
#pragma once

#include <compare>
#include <cstdint>

namespace firsthand {

/// A length of elapsed (wall-clock, UTC) time in milliseconds.
struct Duration {
  std::int64_t ms = 0;
  friend auto operator<=>(const Duration&, const Duration&) = default;
};

/// Milliseconds since 1970-01-01T00:00:00Z without leap seconds (POSIX). 0 means "never".
struct Instant {
  std::int64_t ms = 0;
  friend auto operator<=>(const Instant&, const Instant&) = default;

  [[nodiscard]] bool is_set() const { return ms != 0; }
};

[[nodiscard]] constexpr Instant operator+(Instant at, Duration d) { return {at.ms + d.ms}; }
[[nodiscard]] constexpr Instant operator-(Instant at, Duration d) { return {at.ms - d.ms}; }
[[nodiscard]] constexpr Duration operator-(Instant a, Instant b) { return {a.ms - b.ms}; }

}  // namespace firsthand
