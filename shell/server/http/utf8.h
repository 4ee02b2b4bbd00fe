// Whether bytes are UTF-8 as Unicode defines it: no overlong forms, no surrogates, at most
// U+10FFFF.
#pragma once

#include <cstddef>
#include <string_view>

namespace firsthand::server {

[[nodiscard]] constexpr bool is_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const auto lead = static_cast<unsigned char>(text[i++]);
    if (lead < 0x80) continue;
    const int following = lead >= 0xC2 && lead <= 0xDF   ? 1
                          : lead >= 0xE0 && lead <= 0xEF ? 2
                          : lead >= 0xF0 && lead <= 0xF4 ? 3
                                                         : 0;
    if (following == 0 || text.size() - i < static_cast<std::size_t>(following)) return false;
    // The first byte after the lead narrows the range where overlong forms and surrogates lie.
    const unsigned low = lead == 0xE0 ? 0xA0U : lead == 0xF0 ? 0x90U : 0x80U;
    const unsigned high = lead == 0xED ? 0x9FU : lead == 0xF4 ? 0x8FU : 0xBFU;
    for (int n = 0; n < following; ++n) {
      const auto byte = static_cast<unsigned char>(text[i++]);
      if (byte < (n == 0 ? low : 0x80U) || byte > (n == 0 ? high : 0xBFU)) return false;
    }
  }
  return true;
}

static_assert(is_utf8("plain") && is_utf8("\xE4\xBD\xA0") && !is_utf8("\xC0\x80"));
static_assert(!is_utf8("\xED\xA0\x80") && !is_utf8("\xF4\x90\x80\x80") && !is_utf8("\xE4\xBD"));

}  // namespace firsthand::server
