#include "ui/kit/paint/icons.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string_view>

#include "core/model/assert.h"
#include "ui/kit/paint/colour.h"

namespace firsthand::ui {

namespace {

// Each icon is a path on a grid of 48 × 48: M x y begins a line, L goes on, Z closes it, N begins
// one without a point; A x y radius from to is an arc (degrees, clockwise, 0 is right); O x y
// radius a circle, D a dot, R x y w h radius a box.
constexpr auto kPaths = std::to_array<std::string_view>({
    "",                                                                         // none
    "M6 26L12 10L36 10L42 26L42 38L6 38ZM6 26L16 26L20 32L28 32L32 26L42 26",   // inbox
    "O21 21 13M31 31L42 42",                                                    // search
    "R5 12 38 24 4M30 18L30 22M30 27L30 31",                                    // ticket
    "M18 12L6 24L18 36M6 24L28 24L36 27L41 33L42 40",                           // reply
    "M10 6L38 6L38 32L28 42L10 42ZM28 42L28 32L38 32M17 16L31 16M17 24L27 24",  // note
    "R10 21 28 20 4NA24 21 9 180 360",                                          // lock
    "O24 16 8NA24 42 16 180 360",                                               // user
    "O18 17 7NA18 41 13 180 360NA30 17 7 270 450NA31 41 13 290 360",            // users
    "O24 24 18M24 13L24 24L32 29",                                              // clock
    "M9 25L19 35L39 13",                                                        // check
    "M12 18L24 30L36 18",                                                       // down
    "M18 12L30 24L18 36",                                                       // right
    "M30 12L18 24L30 36",                                                       // left
    "M12 12L36 36M36 12L12 36",                                                 // close
    "NA24 24 16 200 340M39 8L39 18L29 18NA24 24 16 20 160M9 40L9 30L19 30",     // sync
    "NA16 28 9 90 250A24 20 10 200 330A35 29 8 280 450ZM8 8L40 42",             // cloud_off
    "M24 6L44 40L4 40ZM24 19L24 28D24 34 2",                                    // alert
    "O24 24 18M24 22L24 34D24 15 2",                                            // info
    "O24 24 8M24 4L24 9M24 39L24 44M4 24L9 24M39 24L44 24M10 10L13 13M35 35L38 38"
    "M38 10L35 13M13 35L10 38",                                                   // sun
    "NA23 25 17 280 10A34 16 12 65 220Z",                                         // moon
    "O24 24 18M6 24L42 24NA41 24 25 134 226NA7 24 25 -46 46",                     // globe
    "M8 14L40 14M8 24L40 24M8 34L40 34",                                          // menu
    "M24 10L24 38M10 24L38 24",                                                   // plus
    "M8 8L23 8L41 26L26 41L8 23ZD16 16 3",                                        // tag
    "M24 38L24 10M14 20L24 10L34 20",                                             // sort_up
    "M24 10L24 38M14 28L24 38L34 28",                                             // sort_down
    "R16 16 24 26 4M32 10L32 8L10 8L8 10L8 32L10 34",                             // copy
    "M20 8L10 8L10 40L20 40M30 15L39 24L30 33M18 24L39 24",                       // sign_out
    "R4 12 40 24 4M12 20L13 20M20 20L21 20M28 20L29 20M36 20L37 20M15 29L33 29",  // keyboard
    "M12 42L12 8L36 8L31 16L36 24L12 24",                                         // flag
    "M6 8L42 24L6 40L12 24ZM12 24L26 24",                                         // send
    "R11 6 26 36 3M19 14L20 14M28 14L29 14M19 22L20 22M28 22L29 22M20 42L20 32L28 32L28 42",
    "R5 10 38 28 4M6 13L24 26L42 13",                            // mail
    "D12 24 3D24 24 3D36 24 3",                                  // more
    "M8 40L10 31L32 9L39 16L17 38ZM27 14L34 21",                 // edit
    "M16 10L8 18L16 26M8 18L28 18A28 28 10 270 450L18 38",       // undo
    "M40 24L8 24M20 12L8 24L20 36",                              // arrow_left
    "M4 24L14 14L24 11L34 14L44 24L34 34L24 37L14 34ZO24 24 6",  // eye
    "R4 18 22 12 6R22 18 22 12 6",                               // link
    "M8 12L40 12M18 12L18 7L30 7L30 12M12 12L14 42L34 42L36 12M20 20L20 34M28 20L28 34",  // trash
});
static_assert(kPaths.size() == kIcons, "one path for each icon");

class PathPen {
 public:
  PathPen(ImDrawList& list, ImVec2 origin, float unit, ImU32 colour, float thickness)
      : list_(list), origin_(origin), unit_(unit), colour_(colour), thickness_(thickness) {}

  void draw(std::string_view path) {
    rest_ = path;
    while (!rest_.empty()) {
      const char command = rest_.front();
      rest_.remove_prefix(1);
      step(command);
    }
    stroke(ImDrawFlags_None);
  }

 private:
  void step(char command) {
    switch (command) {
      case 'M':
        stroke(ImDrawFlags_None);
        list_.PathLineTo(point());
        break;
      case 'L':
        list_.PathLineTo(point());
        break;
      case 'N':
        stroke(ImDrawFlags_None);
        break;
      case 'Z':
        stroke(ImDrawFlags_Closed);
        break;
      case 'A':
        arc();
        break;
      case 'O': {
        stroke(ImDrawFlags_None);
        const ImVec2 centre = point();
        list_.AddCircle(centre, length(), colour_, 0, thickness_);
        break;
      }
      case 'D': {
        stroke(ImDrawFlags_None);
        const ImVec2 centre = point();
        list_.AddCircleFilled(centre, length(), colour_);
        break;
      }
      case 'R': {
        stroke(ImDrawFlags_None);
        const ImVec2 from = point();
        const float w = length(), h = length(), round = length();
        list_.AddRect(from, {from.x + w, from.y + h}, colour_, round, ImDrawFlags_None, thickness_);
        break;
      }
      default:
        FH_ASSERT(command == ' ');
        break;
    }
  }
  void arc() {
    constexpr float kDegree = std::numbers::pi_v<float> / 180;
    const ImVec2 centre = point();
    const float radius = length(), from = number() * kDegree, to = number() * kDegree;
    list_.PathArcTo(centre, radius, from, to, 16);
  }
  void stroke(ImDrawFlags flags) {
    if (list_._Path.Size > 1) list_.PathStroke(colour_, flags, thickness_);
    list_.PathClear();
  }
  float number() {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
    const bool negative = rest_.starts_with('-');
    if (negative) rest_.remove_prefix(1);
    int value = 0;
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
      value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return static_cast<float>(negative ? -value : value);
  }
  float length() { return number() * unit_; }
  ImVec2 point() {
    const float x = length(), y = length();
    return {origin_.x + x, origin_.y + y};
  }

  ImDrawList& list_;
  ImVec2 origin_;
  float unit_;
  ImU32 colour_;
  float thickness_;
  std::string_view rest_;
};

}  // namespace

void draw_icon(ImDrawList& list, Icon icon, const Rect& rect, float size_px, Rgba colour) {
  if (icon == Icon::none || size_px <= 0) return;
  FH_ASSERT(icon < Icon::count_);
  const ImVec2 origin{std::round(rect.x + (rect.w - size_px) / 2),
                      std::round(rect.y + (rect.h - size_px) / 2)};
  const float thickness = std::max(1.0f, size_px / 11);
  PathPen(list, origin, size_px / 48, im_colour(colour), thickness)
      .draw(kPaths[static_cast<std::size_t>(icon)]);
}

}  // namespace firsthand::ui
