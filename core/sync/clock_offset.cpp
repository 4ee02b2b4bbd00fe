#include "core/sync/clock_offset.h"

#include <algorithm>
#include <cstdlib>

namespace firsthand::sync {

void ClockOffset::learn(Instant server_time, Instant local_now, std::int64_t mono_ms,
                        std::int64_t sent_mono_ms) {
  const std::int64_t base = local_now.ms - mono_ms;
  if (std::abs(base - wall_minus_mono_ms_) > kJumpMs) samples_ = {};
  wall_minus_mono_ms_ = base;
  const std::int64_t round_trip_ms = std::max<std::int64_t>(mono_ms - sent_mono_ms, 0);
  // The server read its clock about half a round trip ago.
  const Duration offset{server_time.ms + round_trip_ms / 2 - local_now.ms};
  samples_[next_] = {offset, round_trip_ms};
  next_ = (next_ + 1) % samples_.size();
  best_ = *std::ranges::min_element(samples_, {}, &Sample::round_trip_ms);
}

}  // namespace firsthand::sync
