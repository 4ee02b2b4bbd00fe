#include "core/store/state_hash.h"

#include <xxhash.h>

#include "core/model/ids.h"

namespace firsthand::store {
namespace {

constexpr int kHalfBytes = 8;

void put_big_endian(std::uint64_t value, std::uint8_t* out) {
  for (int i = 0; i < kHalfBytes; ++i) {
    out[i] = static_cast<std::uint8_t>(value >> (8 * (kHalfBytes - 1 - i)));
  }
}

std::uint64_t get_big_endian(const std::uint8_t* bytes) {
  std::uint64_t value = 0;
  for (int i = 0; i < kHalfBytes; ++i) value = value << 8 | bytes[i];
  return value;
}

}  // namespace

StateHash& StateHash::operator+=(const StateHash& other) {
  high += other.high;
  low += other.low;
  return *this;
}

StateHash& StateHash::operator-=(const StateHash& other) {
  high -= other.high;
  low -= other.low;
  return *this;
}

std::string StateHash::text() const {
  Id128 digits;
  put_big_endian(high, digits.bytes.data());
  put_big_endian(low, digits.bytes.data() + kHalfBytes);
  return digits.text();
}

std::optional<StateHash> StateHash::parse(std::string_view text) {
  const auto digits = Id128::parse(text);
  if (!digits) return std::nullopt;
  return StateHash{.high = get_big_endian(digits->bytes.data()),
                   .low = get_big_endian(digits->bytes.data() + kHalfBytes)};
}

StateHash hash_bytes(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {.high = hash.high64, .low = hash.low64};
}

}  // namespace firsthand::store
