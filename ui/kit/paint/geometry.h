// Rectangles on the canvas and how to cut them up. All in physical pixels.
//
//   Rect rest = ui.screen();
//   const Rect side = cut_left(rest, ui.px(240));   // rest is what remains
#pragma once

#include <algorithm>

#include "ui/kit/semantics.h"

namespace firsthand::ui {

using Rect = SemRect;

struct Size {
  float w = 0, h = 0;
};

[[nodiscard]] constexpr float right(const Rect& r) { return r.x + r.w; }
[[nodiscard]] constexpr float bottom(const Rect& r) { return r.y + r.h; }
[[nodiscard]] constexpr bool contains(const Rect& r, float x, float y) {
  return x >= r.x && y >= r.y && x < right(r) && y < bottom(r);
}
[[nodiscard]] constexpr Rect intersect(const Rect& a, const Rect& b) {
  const float x = std::max(a.x, b.x), y = std::max(a.y, b.y);
  return {x, y, std::max(0.0f, std::min(right(a), right(b)) - x),
          std::max(0.0f, std::min(bottom(a), bottom(b)) - y)};
}
[[nodiscard]] constexpr Rect inset(const Rect& r, float dx, float dy) {
  return {r.x + dx, r.y + dy, std::max(0.0f, r.w - 2 * dx), std::max(0.0f, r.h - 2 * dy)};
}
[[nodiscard]] constexpr Rect inset(const Rect& r, float d) { return inset(r, d, d); }

/// Takes a strip off one side of `r` (at most all of it) and returns it.
constexpr Rect cut_left(Rect& r, float w) {
  w = std::clamp(w, 0.0f, r.w);
  const Rect strip{r.x, r.y, w, r.h};
  r.x += w;
  r.w -= w;
  return strip;
}
constexpr Rect cut_right(Rect& r, float w) {
  w = std::clamp(w, 0.0f, r.w);
  r.w -= w;
  return {right(r), r.y, w, r.h};
}
constexpr Rect cut_top(Rect& r, float h) {
  h = std::clamp(h, 0.0f, r.h);
  const Rect strip{r.x, r.y, r.w, h};
  r.y += h;
  r.h -= h;
  return strip;
}
constexpr Rect cut_bottom(Rect& r, float h) {
  h = std::clamp(h, 0.0f, r.h);
  r.h -= h;
  return {r.x, bottom(r), r.w, h};
}
/// A rectangle of this size in the middle of `r`, cut to it, on whole pixels.
[[nodiscard]] Rect centred(const Rect& r, Size size);

}  // namespace firsthand::ui
