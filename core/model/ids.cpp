#include "core/model/ids.h"

#include <algorithm>

namespace firsthand {
namespace {

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string Id128::text() const {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(32);
  for (const std::uint8_t byte : bytes) {
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 15]);
  }
  return out;
}

std::optional<Id128> Id128::parse(std::string_view text) {
  if (text.size() != 32) return std::nullopt;
  Id128 out;
  for (std::size_t i = 0; i < out.bytes.size(); ++i) {
    const int high = digit_value(text[2 * i]);
    const int low = digit_value(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return out;
}

Id128 Id128::from_bytes(std::string_view blob) {
  Id128 out;
  if (blob.size() == out.bytes.size()) {
    std::ranges::transform(blob, out.bytes.begin(),
                           [](char c) { return static_cast<std::uint8_t>(c); });
  }
  return out;
}

}  // namespace firsthand
