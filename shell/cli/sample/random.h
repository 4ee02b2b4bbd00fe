// Repeatable pseudo-random choices for sample data: equal seeds give equal desks on every machine
// (the standard library's distributions do not promise that). Not for anything secret.
#pragma once

#include <cstdint>
#include <span>

#include "core/model/assert.h"
#include "core/model/ids.h"

namespace firsthand::sample {

/// splitmix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", 2014).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  /// A whole number in [0, end).
  std::uint64_t below(std::uint64_t end) {
    FH_ASSERT(end > 0);
    return next() % end;
  }
  std::int64_t between(std::int64_t first, std::int64_t last) {
    return first + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(last - first + 1)));
  }
  bool chance(std::uint32_t percent) { return below(100) < percent; }
  template <class T>
  const T& pick(std::span<const T> all) {
    return all[below(all.size())];
  }
  template <class Id>
  Id id() {
    Id128 raw;
    for (std::size_t i = 0; i < raw.bytes.size(); i += 8) {
      const std::uint64_t word = next();
      for (std::size_t k = 0; k < 8; ++k) {
        raw.bytes[i + k] = static_cast<std::uint8_t>(word >> (8 * k));
      }
    }
    return Id(raw);
  }

 private:
  std::uint64_t state_;
};

}  // namespace firsthand::sample
