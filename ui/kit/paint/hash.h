// 64-bit hashes for widget ids and caches. Not for anything that leaves the program.
#pragma once

#include <cstdint>
#include <string_view>

namespace firsthand::ui {

/// The finaliser of SplitMix64 over both (S. Vigna, public domain reference).
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  std::uint64_t z = a * 0x9E3779B97F4A7C15u + b + 0x632BE59BD9B4E019u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/// FNV-1a, mixed once.
[[nodiscard]] constexpr std::uint64_t hash_of(std::string_view bytes) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : bytes) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001B3u;
  }
  return mix(hash, bytes.size());
}

}  // namespace firsthand::ui
