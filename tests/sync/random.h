// The simulation's only source of chance: equal on every machine for a seed.
#pragma once

#include <cstdint>

namespace firsthand::simulation {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    // splitmix64 (Steele, Lea, Flood 2014).
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  /// From `least` to `most`, both included.
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(most - least + 1));
  }
  bool chance(int per_mille) { return between(1, 1'000) <= per_mille; }
  template <class Range>
  const auto& pick(const Range& range) {
    return range[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(range.size()) - 1))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace firsthand::simulation
