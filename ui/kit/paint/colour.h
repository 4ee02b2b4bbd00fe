// From the tokens' colours to those of ImGui's draw lists. For the kit only.
#pragma once

#include <imgui.h>

#include "ui/kit/paint/tokens.h"

namespace firsthand::ui {

[[nodiscard]] constexpr ImU32 im_colour(Rgba c) {
  return c.r() << IM_COL32_R_SHIFT | c.g() << IM_COL32_G_SHIFT | c.b() << IM_COL32_B_SHIFT |
         c.a() << IM_COL32_A_SHIFT;
}
[[nodiscard]] constexpr Rgba with_alpha(Rgba c, std::uint32_t alpha) {
  return {(c.value & 0xFFFFFF00u) | (alpha & 255u)};
}

}  // namespace firsthand::ui
