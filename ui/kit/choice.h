// Choosing: checkbox, tabs, select (a combobox with a list), menus.
//
//   const std::array options = {kit::Option{"p1", "P1"}, kit::Option{"p2", "P2"}};
//   if (auto chosen = kit::select(ui, "priority", {.label = "Priority", .chosen = 1}, options))
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/kit/layout.h"

namespace firsthand::ui::kit {

/// True when it was changed.
bool checkbox(Ui& ui, std::string_view key, std::string_view label, bool& checked,
              std::string_view disabled_reason = {});

struct Option {
  std::string_view key;  // stable, for the id
  std::string_view label;
  std::string_view detail = {};  // muted, at the end or below
  std::string_view disabled_reason = {};
  Icon icon = Icon::none;
  Tone tone = Tone::neutral;       // other than neutral: drawn as a badge
  std::string_view shortcut = {};  // menus: for people
  std::string_view shortcut_aria = {};
  bool danger = false;            // menus
  bool checked = false;           // menus: a tick
  bool separator_before = false;  // menus
};

enum class TabsLook : std::uint8_t { underline, segmented };

/// A tablist; returns the chosen one when it was changed. Arrow keys move. `chosen` <
/// options.size().
std::optional<std::size_t> tabs(Ui& ui, std::string_view key, std::string_view name,
                                std::span<const Option> options, std::size_t chosen,
                                TabsLook look = TabsLook::segmented);

struct SelectOptions {
  std::string_view label;
  bool label_hidden = false;
  bool label_beside = false;      // left of the box, as in property lists
  float label_width = 112;        // logical, when beside
  std::size_t chosen = SIZE_MAX;  // none
  std::string_view placeholder;
  std::string_view disabled_reason;
  std::string_view error;
  std::string_view hint;
  bool ghost = false;  // no box until the pointer is over it
};

/// Returns the option chosen in this frame. Enter, Space or Down opens; arrows, Home, End and
/// typing move; Enter chooses; Escape closes.
std::optional<std::size_t> select(Ui& ui, std::string_view key, const SelectOptions& options,
                                  std::span<const Option> choices);

/// A menu below a button that was made just before: opens when `open` is true in a frame (the
/// button's result), stays open by itself. Returns the option chosen in this frame.
///
///   const bool pressed = kit::button(ui, "more", "More", {.expanded = kit::menu_open(ui, "m")});
///   if (auto chosen = kit::menu(ui, "m", "More", pressed, options)) …
std::optional<std::size_t> menu(Ui& ui, std::string_view key, std::string_view name, bool open,
                                std::span<const Option> options);
[[nodiscard]] bool menu_open(const Ui& ui, std::string_view key);

}  // namespace firsthand::ui::kit
