// A hash of a whole workspace that can be kept up with each change (SYNC §5): the wrapping sum of
// the 128-bit hashes of all rows. Adding and taking away commute, so order never matters, and
// equal states have equal sums on every compiler and platform.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace firsthand::store {

/// Two independent 64-bit lanes, each added modulo 2^64.
struct StateHash {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend bool operator==(const StateHash&, const StateHash&) = default;
  StateHash& operator+=(const StateHash& other);
  StateHash& operator-=(const StateHash& other);

  [[nodiscard]] std::string text() const;  // 32 lower-case hexadecimal digits
  [[nodiscard]] static std::optional<StateHash> parse(std::string_view text);
};

/// XXH3-128 (seed 0) of the bytes.
[[nodiscard]] StateHash hash_bytes(std::string_view bytes);

}  // namespace firsthand::store
