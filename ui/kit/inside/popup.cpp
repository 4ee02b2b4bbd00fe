#include "ui/kit/inside/popup.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/marks.h"
#include "ui/kit/text.h"

namespace firsthand::ui::kit {

namespace {

constexpr float kRow = 36, kWidthMin = 180, kHeightMax = 360, kPad = 4, kPaddingX = 10;

bool can_choose(const Option& option) { return option.disabled_reason.empty(); }

std::uint64_t option_id(const PopupList& list, const Option& option) {
  return mix(list.id, hash_of(option.key));
}

/// The next option that can be chosen, from `from` in steps of `step`; SIZE_MAX: none.
std::size_t find_choosable(const PopupList& list, std::ptrdiff_t from, std::ptrdiff_t step) {
  const auto count = static_cast<std::ptrdiff_t>(list.options.size());
  for (std::ptrdiff_t i = from; i >= 0 && i < count; i += step) {
    if (can_choose(list.options[static_cast<std::size_t>(i)])) return static_cast<std::size_t>(i);
  }
  return SIZE_MAX;
}

bool same_beginning(std::string_view label, std::string_view typed) {
  if (label.size() < typed.size()) return false;
  return std::ranges::equal(label.substr(0, typed.size()), typed, [](char a, char b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(a) == lower(b);
  });
}

/// Letters typed in short order jump to the option that begins with them.
void type_ahead(Ui& ui, const PopupList& list, Popup& popup) {
  Ui::State& s = ui.state();
  std::erase_if(s.keys, [&](const Key& key) {
    const bool text = !key.key.empty() && decode_utf8(key.key, 0).bytes == key.key.size() &&
                      (key.modifiers & ~kModShift) == 0 && key.key != " ";
    if (!text) return false;
    if (ui.mono_ms() - popup.typed_at_ms > duration::type_ahead_ms) popup.typed.clear();
    popup.typed_at_ms = ui.mono_ms();
    popup.typed += key.key;
    const auto found = std::ranges::find_if(list.options, [&](const Option& option) {
      return can_choose(option) && same_beginning(option.label, popup.typed);
    });
    if (found != list.options.end()) {
      popup.active = static_cast<std::size_t>(found - list.options.begin());
    }
    return true;
  });
}

struct KeyResult {
  std::optional<std::size_t> chosen;
  bool closed = false, moved = false;
};

KeyResult handle_keys(Ui& ui, const PopupList& list, Popup& popup) {
  const auto move = [&](std::ptrdiff_t from, std::ptrdiff_t step) {
    const std::size_t to = find_choosable(list, from, step);
    if (to != SIZE_MAX) popup.active = to;
  };
  const std::size_t before = popup.active;
  const auto last = static_cast<std::ptrdiff_t>(list.options.size()) - 1;
  const bool none = popup.active == SIZE_MAX;
  const auto at = none ? -1 : static_cast<std::ptrdiff_t>(popup.active);
  if (ui.take_key("ArrowDown")) move(at + 1, 1);
  if (ui.take_key("ArrowUp")) move(none ? last : at - 1, -1);
  if (ui.take_key("Home")) move(0, 1);
  if (ui.take_key("End")) move(last, -1);
  type_ahead(ui, list, popup);
  KeyResult result{
      .chosen = {},
      .closed = ui.take_key("Escape") || ui.take_key("Tab") || ui.take_key("Tab", kModShift)};
  result.moved = popup.active != before;
  const bool enter = ui.take_key("Enter") || ui.take_key("NumpadEnter") || ui.take_key("Space") ||
                     ui.state().activated(popup.owner);
  if (enter && !popup.fresh && popup.active < list.options.size()) result.chosen = popup.active;
  return result;
}

Rect popup_rect(Ui& ui, const PopupList& list, const Rect& anchor) {
  float widest = 0;
  for (const Option& option : list.options) {
    const std::string_view end = option.shortcut.empty() ? option.detail : option.shortcut;
    // Paddings, and room for the tick of the chosen one.
    float w = std::ceil(text_width(ui, option.label)) + 2 * ui.px(kPad + kPaddingX) + ui.px(20);
    if (option.icon != Icon::none) w += ui.px(size::icon) + ui.px(space::s);
    if (!end.empty()) {
      w += std::ceil(text_width(ui, end, {.size = FontSize::caption})) + ui.px(space::s);
    }
    if (option.tone != Tone::neutral) w += ui.px(space::l);
    widest = std::max(widest, w);
  }
  const Rect screen = ui.screen();
  const float edge = ui.px(space::s);
  const float w = std::min(std::max({ui.px(kWidthMin), anchor.w, std::ceil(widest)}),
                           std::max(1.0f, screen.w - 2 * edge));
  const float content = ui.px(kRow) * static_cast<float>(list.options.size()) + 2 * ui.px(kPad);
  const float below = screen.h - bottom(anchor) - 2 * edge, above = anchor.y - 2 * edge;
  const bool up = below < std::min(content, ui.px(kHeightMax)) && above > below;
  const float h = std::min({content, ui.px(kHeightMax), std::max(ui.px(kRow), up ? above : below)});
  const float x = std::clamp(anchor.x, edge, std::max(edge, screen.w - edge - w));
  const float y = up ? anchor.y - ui.px(space::xs) - h : bottom(anchor) + ui.px(space::xs);
  return {x, y, w, h};
}

bool draw_option(Ui& ui, const PopupList& list, Popup& popup, std::size_t index, const Rect& row) {
  const Option& option = list.options[index];
  const std::uint64_t id = option_id(list, option);
  const bool disabled = !can_choose(option);
  const Press state = press(ui, id, row, disabled);
  const ImGuiIO& io = ui.state().imgui->IO;
  // The pointer takes the marker along only when it moves.
  if (state.hovered && !disabled && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) {
    popup.active = index;
  }
  const Theme& theme = ui.theme();
  const bool chosen = list.menu ? option.checked : index == list.chosen;
  if (popup.active == index) fill_rect(ui, row, theme[Colour::selected], radius::small);
  if (option.separator_before && index > 0) {
    fill_rect(ui, {row.x, row.y, row.w, ui.px(space::hair)}, theme[Colour::border]);
  }
  Rect inner = inset(row, ui.px(kPaddingX), 0);
  if (chosen) {
    draw_icon(ui.state().list(), Icon::check, cut_right(inner, ui.px(20)), ui.px(16),
              theme[Colour::accent_text]);
  }
  const Rgba ink = theme[disabled        ? Colour::text_muted
                         : option.danger ? Colour::danger_text
                                         : Colour::text];
  if (option.icon != Icon::none) {
    draw_icon(ui.state().list(), option.icon, cut_left(inner, ui.px(size::icon)), ui.px(size::icon),
              ink);
    cut_left(inner, ui.px(space::s));
  }
  const std::string_view end = option.shortcut.empty() ? option.detail : option.shortcut;
  if (!end.empty()) {
    const TextOptions style{.size = FontSize::caption};
    draw_text(ui, cut_right(inner, std::ceil(text_width(ui, end, style))), end, style,
              theme[Colour::text_muted]);
    cut_right(inner, ui.px(space::s));
  }
  if (option.tone != Tone::neutral) {
    draw_badge(ui, inner, option.label, option.tone);
  } else {
    draw_text(ui, inner, option.label, {}, ink);
  }
  SemNode node{.id = id,
               .role = list.menu ? SemRole::menuitem : SemRole::option,
               .name = std::string(option.label),
               .rect = row};
  node.description = std::string(disabled ? option.disabled_reason : option.detail);
  node.shortcut = std::string(option.shortcut_aria);
  node.disabled = disabled;
  node.selected = !list.menu && chosen;
  node.current = list.menu && chosen;
  add_node(ui, std::move(node));
  tooltip(ui, id, state, row, option.disabled_reason);
  return state.pressed && !disabled;
}

bool closed_from_outside(Ui& ui, const Popup& popup) {
  const Ui::State& s = ui.state();
  const ImVec2 at = s.imgui->IO.MousePos;
  const bool clicked =
      ImGui::IsMouseClicked(ImGuiMouseButton_Left) || ImGui::IsMouseClicked(ImGuiMouseButton_Right);
  return clicked && !popup.fresh && !contains(popup.rect, at.x, at.y) &&
         !contains(popup.anchor, at.x, at.y);
}

}  // namespace

bool popup_is_open(const Ui& ui, std::uint64_t id) {
  const auto& popup = ui.state().popup;
  return popup && popup->id == id;
}

void open_popup(Ui& ui, const PopupList& list, std::uint64_t owner, const Rect& anchor) {
  Popup popup;
  popup.id = list.id;
  popup.owner = owner;
  popup.anchor = anchor;
  popup.active = list.chosen < list.options.size() ? list.chosen : find_choosable(list, 0, 1);
  ui.state().popup = std::move(popup);
  ui.state().scrolls.erase(mix(list.id, 0x5C));
  ui.focus(list.id);
  ui.request_frame(0);
}

void close_popup(Ui& ui, bool focus_back) {
  auto& popup = ui.state().popup;
  if (!popup) return;
  if (focus_back) ui.focus(popup->owner);
  popup.reset();
  ui.request_frame(0);
}

std::optional<std::size_t> draw_popup(Ui& ui, const PopupList& list) {
  Ui::State& s = ui.state();
  if (!popup_is_open(ui, list.id)) return std::nullopt;
  Popup& popup = *s.popup;
  popup.seen_frame = s.frame;
  if (popup.active != SIZE_MAX && popup.active >= list.options.size()) popup.active = SIZE_MAX;
  const KeyResult keys = popup.fresh ? KeyResult{} : handle_keys(ui, list, popup);
  popup.rect = popup_rect(ui, list, popup.anchor);
  std::optional<std::size_t> chosen = keys.chosen;
  bool focus_inside = s.focus_id == list.id || s.focus_id == popup.owner || s.focus_id == 0;
  {
    const Overlay overlay(ui, list.id, popup.rect);
    shadow(ui, popup.rect, radius::card);
    fill_rect(ui, popup.rect, ui.theme()[Colour::raised], radius::card);
    stroke_rect(ui, popup.rect, ui.theme()[Colour::border], radius::card);
    SemNode node{.id = list.id,
                 .role = list.menu ? SemRole::menu : SemRole::listbox,
                 .name = std::string(list.name),
                 .rect = popup.rect,
                 .focusable = true};
    if (popup.active != SIZE_MAX) {
      node.active_descendant = option_id(list, list.options[popup.active]);
    }
    open_node(ui, std::move(node));
    const Rect inner = inset(popup.rect, ui.px(kPad));
    const ScrollPass pass = begin_scroll(ui, mix(list.id, 0x5C), inner);
    const float row_h = ui.px(kRow);
    for (std::size_t i = 0; i < list.options.size(); ++i) {
      const Rect row{inner.x, inner.y - pass.offset + row_h * static_cast<float>(i), inner.w,
                     row_h};
      if (draw_option(ui, list, popup, i, row)) chosen = i;
      if (i == popup.active && (keys.moved || popup.fresh)) reveal_rect(ui, row);
      focus_inside = focus_inside || s.focus_id == option_id(list, list.options[i]);
    }
    end_scroll(ui, pass, row_h * static_cast<float>(list.options.size()), false);
    close_node(ui);
  }
  if (chosen || keys.closed) {
    close_popup(ui, true);
  } else if (closed_from_outside(ui, popup) || (s.focus_moved && !focus_inside)) {
    close_popup(ui, false);
  }
  return chosen;
}

}  // namespace firsthand::ui::kit
