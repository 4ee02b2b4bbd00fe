// The design's values: colours by role, spaces, radii, font sizes, durations (STYLE 22). Logical
// pixels; Ui::px() turns them into physical ones. A literal in a view is a defect.
//
//   const Theme& theme = theme_of(ThemeName::dark, false);
//   theme[Colour::text_muted]
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/model/enums.h"

namespace firsthand::ui {

/// 0xRRGGBBAA.
struct Rgba {
  std::uint32_t value = 0;
  friend constexpr bool operator==(const Rgba&, const Rgba&) = default;
  [[nodiscard]] constexpr std::uint32_t r() const { return value >> 24; }
  [[nodiscard]] constexpr std::uint32_t g() const { return (value >> 16) & 255; }
  [[nodiscard]] constexpr std::uint32_t b() const { return (value >> 8) & 255; }
  [[nodiscard]] constexpr std::uint32_t a() const { return value & 255; }
};

enum class Colour : std::uint8_t {
  background,     // behind everything
  surface,        // panels, cards, tables
  raised,         // popups, dialogs, toasts
  sunken,         // fields, the note's paper is note_back
  hover,          // over surface
  pressed,        // over surface
  selected,       // current row, chosen tab
  border,         // 1 px, low contrast
  border_strong,  // of fields and boxes: 3:1 against what they stand on
  text,
  text_muted,
  accent,
  accent_hover,
  on_accent,
  accent_text,  // links, chosen labels
  danger,
  danger_hover,
  on_danger,
  danger_text,
  warning_text,
  success_text,
  info_text,
  note_back,  // internal notes and their composer
  focus,      // the ring: 3:1 against background, surface and raised
  scrim,      // under a dialog, translucent
  shadow,     // translucent
  count_,
};
inline constexpr std::size_t kColours = static_cast<std::size_t>(Colour::count_);

/// Pairs of back and text for badges, banners and avatars: 4.5:1 in every theme.
enum class Tone : std::uint8_t {
  neutral,
  accent,
  danger,
  warning,
  success,
  info,
  priority_1,
  priority_2,
  priority_3,
  priority_4,
  tier_normal,
  tier_vip,
  tier_super_vip,
  state_fresh,
  state_open,
  state_pending,
  state_hold,
  state_solved,
  state_closed,
  state_merged,
  avatar_1,
  avatar_2,
  avatar_3,
  avatar_4,
  avatar_5,
  avatar_6,
  count_,
};
inline constexpr std::size_t kTones = static_cast<std::size_t>(Tone::count_);
[[nodiscard]] Tone tone_of(Priority priority);
[[nodiscard]] Tone tone_of(CustomerTier tier);
[[nodiscard]] Tone tone_of(TicketState state);

struct TonePair {
  Rgba back, text;
};

enum class ThemeName : std::uint8_t { light, dark };

struct Theme {
  std::array<Rgba, kColours> colours;
  std::array<TonePair, kTones> tones;
  [[nodiscard]] constexpr Rgba operator[](Colour colour) const {
    return colours[static_cast<std::size_t>(colour)];
  }
  [[nodiscard]] constexpr const TonePair& operator[](Tone tone) const {
    return tones[static_cast<std::size_t>(tone)];
  }
};

/// `more_contrast`: muted text and borders as strong as text (prefers-contrast).
[[nodiscard]] const Theme& theme_of(ThemeName name, bool more_contrast);

/// The contrast ratio of two opaque colours, 1 … 21 (WCAG 2.2, "contrast ratio" and "relative
/// luminance").
[[nodiscard]] double contrast(Rgba a, Rgba b);
/// `top` with its alpha over the opaque `under`.
[[nodiscard]] Rgba blend(Rgba top, Rgba under);

enum class FontSize : std::uint8_t { caption, body, title, display };
enum class FontWeight : std::uint8_t { regular, strong };
inline constexpr std::array<float, 4> kFontPx = {12, 14, 17, 24};
inline constexpr std::array<float, 4> kLinePx = {16, 20, 24, 32};

namespace space {
inline constexpr float hair = 1, xxs = 2, xs = 4, s = 8, m = 12, l = 16, xl = 24, xxl = 32;
}
namespace radius {
inline constexpr float small = 4, control = 6, card = 8, pill = 999;
}
namespace size {
inline constexpr float control = 36;        // height of buttons, fields, tabs
inline constexpr float control_small = 28;  // in toolbars of cards and in table heads
inline constexpr float row = 40;            // of a table
inline constexpr float icon = 18;
inline constexpr float avatar = 28;
inline constexpr float focus_ring = 2;
inline constexpr float scrollbar = 8;
}  // namespace size
namespace duration {
inline constexpr std::int64_t tooltip_ms = 500, toast_ms = 6'000, type_ahead_ms = 800,
                              spinner_frame_ms = 80;
}

}  // namespace firsthand::ui
