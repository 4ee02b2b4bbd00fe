// Buttons and links. True when pressed in this frame, by pointer, keyboard or assistive technology.
//
//   if (kit::button(ui, "send", ui.tr(Text::ticket_send), {.kind = kit::ButtonKind::primary}))
#pragma once

#include <cstdint>
#include <string_view>

#include "ui/kit/layout.h"

namespace firsthand::ui::kit {

enum class ButtonKind : std::uint8_t { primary, secondary, ghost, danger };

struct ButtonOptions {
  ButtonKind kind = ButtonKind::secondary;
  Icon icon = Icon::none;
  Icon icon_end = Icon::none;        // after the label: chevron of a menu
  std::string_view disabled_reason;  // not empty: greyed out, and says why
  bool disabled = false;             // without a reason (busy)
  bool small = false;
  bool stretch = false;            // as wide as there is room
  bool busy = false;               // a spinner instead of the icon, does nothing
  std::string_view shortcut;       // for people, in the tooltip: "Ctrl+Enter"
  std::string_view shortcut_aria;  // "Control+Enter"
  std::string_view description;    // tooltip
  bool pressed = false;            // a toggle that is on
  std::optional<bool> expanded;    // of a menu or panel that it opens
  bool selected = false;           // ghost: the chosen place of a navigation (aria-current)
  std::string_view count;          // ghost: a number at the right end
  SemRole role = SemRole::button;  // link for navigation
  Align align = Align::centre;     // of the label when stretched
};

bool button(Ui& ui, std::string_view key, std::string_view label,
            const ButtonOptions& options = {});
/// Only an icon; `name` is its name and tooltip.
bool icon_button(Ui& ui, std::string_view key, Icon icon, std::string_view name,
                 ButtonOptions options = {.kind = ButtonKind::ghost});
/// Looks like text of the flow.
bool link(Ui& ui, std::string_view key, std::string_view label, const ButtonOptions& options = {});
/// How wide the button would be (logical pixels), for cells of a Row.
[[nodiscard]] float button_width(Ui& ui, std::string_view label, const ButtonOptions& options = {});

/// An area that can be pressed and holds other widgets drawn after it (cards of a list).
bool press_area(Ui& ui, std::string_view key, const Rect& rect, std::string_view name,
                const ButtonOptions& options = {});

}  // namespace firsthand::ui::kit
