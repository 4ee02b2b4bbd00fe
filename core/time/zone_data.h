// The packed time zones: tables made at build time by core/time/pack/tzpack.mjs, compiled in.
// Internal to core/time.
#pragma once

#include <cstddef>
#include <cstdint>

namespace firsthand::time {

/// The day and local second at which a yearly rule changes the offset (the M form of POSIX TZ).
/// RFC 9636 §3.3.1 allows -167 … 167 hours, so a change can lie on another day than its rule's.
struct RuleDay {
  std::int32_t month;    // 1 … 12; 0: no summer time
  std::int32_t week;     // 1 … 5; 5: the last
  std::int32_t weekday;  // 0 Sunday … 6
  std::int32_t time_s;   // local, by the offset in force before the change
};

/// What holds after a zone's last transition. "Summer" may be the smaller offset (Europe/Dublin).
struct ZoneRule {
  std::int32_t standard_s;
  std::int32_t summer_s;
  RuleDay summer_begin;
  RuleDay summer_end;
};

/// A name with the run of transitions that it shares with its links.
class Zone {
 public:
  std::uint16_t name_at;           // in kZoneNames
  std::uint16_t first_transition;  // in kTransitionTimes_s and kTransitionOffsets
  std::uint16_t transitions;
  std::uint8_t name_size;
  std::uint8_t initial_offset;  // in kOffsets_s, before the first transition
  std::uint8_t rule;            // in kZoneRules
};

extern const std::int64_t kPackBegin_s;  // earlier instants have the offset of this one
extern const char kZoneNames[];
extern const std::size_t kZoneCount;
extern const Zone kZones[];  // sorted by name
extern const std::uint32_t kTransitionTimes_s[];
extern const std::uint8_t kTransitionOffsets[];
extern const std::int32_t kOffsets_s[];
extern const ZoneRule kZoneRules[];

}  // namespace firsthand::time
