// The icons, as strokes drawn by code: sharp at any size, no icon font. An icon says nothing to a
// screen reader; the widget that shows it has a name.
#pragma once

#include <cstdint>

#include "ui/kit/paint/geometry.h"
#include "ui/kit/paint/tokens.h"

struct ImDrawList;

namespace firsthand::ui {

enum class Icon : std::uint8_t {
  none,
  inbox,
  search,
  ticket,
  reply,
  note,
  lock,
  user,
  users,
  clock,
  check,
  chevron_down,
  chevron_right,
  chevron_left,
  close,
  sync,
  cloud_off,
  alert,
  info,
  sun,
  moon,
  globe,
  menu,
  plus,
  tag,
  sort_up,
  sort_down,
  copy,
  sign_out,
  keyboard,
  flag,
  send,
  building,
  mail,
  more,
  edit,
  undo,
  arrow_left,
  eye,
  link,
  trash,
  count_,
};
inline constexpr std::size_t kIcons = static_cast<std::size_t>(Icon::count_);

/// Draws the icon in the middle of `rect`, `size_px` physical pixels wide and high.
void draw_icon(ImDrawList& list, Icon icon, const Rect& rect, float size_px, Rgba colour);

}  // namespace firsthand::ui
