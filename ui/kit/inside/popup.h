// The list that drops down from a select or a menu button: one may be open at a time. For the kit
// only; views use choice.h.
#pragma once

#include <optional>
#include <span>

#include "ui/kit/choice.h"
#include "ui/kit/inside/ui_state.h"

namespace firsthand::ui::kit {

struct PopupList {
  std::uint64_t id = 0;
  std::string_view name;
  bool menu = false;              // else a listbox
  std::size_t chosen = SIZE_MAX;  // of a listbox
  std::span<const Option> options;
};

[[nodiscard]] bool popup_is_open(const Ui& ui, std::uint64_t id);
/// Opens below `anchor` and moves the focus into the list; it goes back to `owner` at the end.
void open_popup(Ui& ui, const PopupList& list, std::uint64_t owner, const Rect& anchor);
void close_popup(Ui& ui, bool focus_back);
/// Draws the open list; returns the option chosen in this frame, after which it is closed.
std::optional<std::size_t> draw_popup(Ui& ui, const PopupList& list);

}  // namespace firsthand::ui::kit
