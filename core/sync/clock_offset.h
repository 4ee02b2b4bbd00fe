// Estimates how far the server's clock is from the local one, from request times and the server
// time in answers. The answer with the shortest round trip is the most exact one (the error is at
// most half of it), as in NTP's clock filter.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/model/instant.h"

namespace firsthand::sync {

class ClockOffset {
 public:
  /// `local_now` and `mono_ms` are taken when the answer arrived, `sent_mono_ms` when the request
  /// went out.
  void learn(Instant server_time, Instant local_now, std::int64_t mono_ms,
             std::int64_t sent_mono_ms);
  [[nodiscard]] Instant server_now(Instant local_now) const { return local_now + best_.offset; }

 private:
  struct Sample {
    Duration offset;
    std::int64_t round_trip_ms = INT64_MAX;
  };
  // Somebody set the local clock when it moved this far against the monotonic one.
  static constexpr std::int64_t kJumpMs = 2'000;

  std::array<Sample, 8> samples_;
  std::size_t next_ = 0;
  std::int64_t wall_minus_mono_ms_ = 0;
  Sample best_{};
};

}  // namespace firsthand::sync
