#include "ui/kit/choice.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/inside/popup.h"
#include "ui/kit/marks.h"
#include "ui/kit/text.h"

namespace firsthand::ui::kit {

bool checkbox(Ui& ui, std::string_view key, std::string_view label, bool& checked,
              std::string_view disabled_reason) {
  const float side = ui.px(18);
  const float natural = side + ui.px(space::s) + std::ceil(text_width(ui, label));
  const Rect rect = place(ui, {natural, ui.px(28)}, false);
  const std::uint64_t id = ui.id(key);
  const bool disabled = !disabled_reason.empty();
  const Press state = press(ui, id, rect, disabled);
  const bool pressed = state.pressed && !disabled;
  if (pressed) checked = !checked;
  const Theme& theme = ui.theme();
  Rect rest = rect;
  const Rect box = centred(cut_left(rest, side), {side, side});
  const Colour edge = checked ? Colour::accent : Colour::border_strong;
  fill_rect(ui, box, theme[checked ? Colour::accent : Colour::sunken], radius::small);
  stroke_rect(ui, box, theme[edge], radius::small);
  if (checked) {
    draw_icon(ui.state().list(), Icon::check, box, ui.px(14), theme[Colour::on_accent]);
  }
  cut_left(rest, ui.px(space::s));
  draw_text(ui, rest, label, {}, theme[disabled ? Colour::text_muted : Colour::text]);
  if (state.focused) focus_ring(ui, rect, radius::small);
  add_node(ui, {.id = id,
                .role = SemRole::checkbox,
                .name = std::string(label),
                .description = std::string(disabled_reason),
                .rect = rect,
                .disabled = disabled,
                .checked = checked,
                .focusable = true});
  tooltip(ui, id, state, rect, disabled_reason);
  return pressed;
}

namespace {

struct TabLine {
  Rect rect;
  std::vector<float> widths;
};

TabLine lay_out_tabs(Ui& ui, std::span<const Option> options, TabsLook look) {
  TabLine line;
  float sum = look == TabsLook::segmented ? 2 * ui.px(space::xxs) : 0;
  for (const Option& option : options) {
    float w = 2 * ui.px(space::m) +
              std::ceil(text_width(ui, option.label, {.weight = FontWeight::strong}));
    if (option.icon != Icon::none) w += ui.px(size::icon) + ui.px(6);
    if (!option.detail.empty()) {
      w += std::ceil(text_width(ui, option.detail, {.size = FontSize::caption})) + ui.px(6);
    }
    line.widths.push_back(w);
    sum += w;
  }
  line.rect = place(ui, {sum, ui.px(size::control)}, look == TabsLook::underline);
  // Too narrow: all get a bit less.
  const float room = line.rect.w;
  if (sum > room) {
    for (float& w : line.widths) w = std::floor(w * room / sum);
  }
  return line;
}

void draw_tab(Ui& ui, const Rect& rect, const Option& option, bool chosen, bool hovered,
              TabsLook look) {
  const Theme& theme = ui.theme();
  if (look == TabsLook::segmented && chosen) {
    fill_rect(ui, rect, theme[Colour::surface], radius::control - 2);
    stroke_rect(ui, rect, theme[Colour::border], radius::control - 2);
  }
  if (look == TabsLook::underline && chosen) {
    fill_rect(ui, {rect.x, bottom(rect) - ui.px(2), rect.w, ui.px(2)}, theme[Colour::accent]);
  }
  const Colour ink = chosen ? Colour::accent_text : hovered ? Colour::text : Colour::text_muted;
  Rect inner = inset(rect, ui.px(space::m), 0);
  if (option.icon != Icon::none) {
    draw_icon(ui.state().list(), option.icon, cut_left(inner, ui.px(size::icon)), ui.px(size::icon),
              theme[ink]);
    cut_left(inner, ui.px(6));
  }
  if (!option.detail.empty()) {
    const float w = std::ceil(text_width(ui, option.detail, {.size = FontSize::caption}));
    draw_text(ui, cut_right(inner, w), option.detail, {.size = FontSize::caption},
              theme[Colour::text_muted]);
    cut_right(inner, ui.px(6));
  }
  draw_text(ui, inner, option.label, {.weight = FontWeight::strong, .align = Align::centre},
            theme[ink]);
}

}  // namespace

std::optional<std::size_t> tabs(Ui& ui, std::string_view key, std::string_view name,
                                std::span<const Option> options, std::size_t chosen,
                                TabsLook look) {
  const TabLine line = lay_out_tabs(ui, options, look);
  const IdScope ids(ui, key);
  if (look == TabsLook::segmented)
    fill_rect(ui, line.rect, ui.theme()[Colour::pressed], radius::control);
  if (look == TabsLook::underline) {
    fill_rect(
        ui, {line.rect.x, bottom(line.rect) - ui.px(space::hair), line.rect.w, ui.px(space::hair)},
        ui.theme()[Colour::border]);
  }
  open_node(ui, {.id = ui.id("tablist"),
                 .role = SemRole::tablist,
                 .name = std::string(name),
                 .rect = line.rect});
  const bool focus_here = std::ranges::any_of(
      options, [&](const Option& option) { return ui.is_focused(ui.id(option.key)); });
  std::optional<std::size_t> picked;
  if (focus_here && !options.empty()) {
    const std::size_t n = options.size();
    if (ui.take_key("ArrowRight")) picked = (chosen + 1) % n;
    if (ui.take_key("ArrowLeft")) picked = (chosen + n - 1) % n;
    if (ui.take_key("Home")) picked = 0;
    if (ui.take_key("End")) picked = n - 1;
    if (picked) ui.focus(ui.id(options[*picked].key));
  }
  const float pad = look == TabsLook::segmented ? ui.px(space::xxs) : 0;
  Rect rest = inset(line.rect, pad);
  for (std::size_t i = 0; i < options.size(); ++i) {
    const Rect rect = cut_left(rest, line.widths[i]);
    const std::uint64_t id = ui.id(options[i].key);
    const bool disabled = !options[i].disabled_reason.empty();
    const Press state = press(ui, id, rect, disabled);
    draw_tab(ui, rect, options[i], i == chosen, state.hovered, look);
    if (state.focused) focus_ring(ui, rect, radius::small);
    // One stop for the Tab key, all while the focus is here, so that arrows can move it.
    add_node(ui, {.id = id,
                  .role = SemRole::tab,
                  .name = std::string(options[i].label),
                  .value = std::string(options[i].detail),
                  .description = std::string(options[i].disabled_reason),
                  .rect = rect,
                  .shortcut = std::string(options[i].shortcut_aria),
                  .disabled = disabled,
                  .selected = i == chosen,
                  .focusable = i == chosen || focus_here});
    tooltip(ui, id, state, rect, options[i].disabled_reason, options[i].shortcut);
    if (state.pressed && !disabled && i != chosen) picked = i;
  }
  close_node(ui);
  return picked == chosen ? std::nullopt : picked;
}

namespace {

void draw_select_box(Ui& ui, const Rect& box, const SelectOptions& options, const Press& state,
                     bool open, std::span<const Option> choices) {
  const Theme& theme = ui.theme();
  const bool disabled = !options.disabled_reason.empty();
  const bool boxed = !options.ghost || open;
  if (boxed || (state.hovered && !disabled)) {
    const Colour back = disabled                         ? Colour::hover
                        : state.hovered || options.ghost ? Colour::hover
                                                         : Colour::sunken;
    fill_rect(ui, box, theme[back], radius::control);
  }
  if (boxed) {
    const Colour edge = !options.error.empty() ? Colour::danger_text : Colour::border_strong;
    stroke_rect(ui, box, theme[edge], radius::control);
  }
  Rect inner = inset(box, ui.px(options.ghost ? space::s : space::m), 0);
  draw_icon(ui.state().list(), Icon::chevron_down, cut_right(inner, ui.px(16)), ui.px(14),
            theme[Colour::text_muted]);
  cut_right(inner, ui.px(space::xs));
  if (options.chosen >= choices.size()) {
    const std::string_view words =
        options.placeholder.empty() ? ui.tr(Text::kit_choose) : options.placeholder;
    draw_text(ui, inner, words, {}, theme[Colour::text_muted]);
    return;
  }
  const Option& choice = choices[options.chosen];
  if (choice.tone != Tone::neutral) {
    draw_badge(ui, inner, choice.label, choice.tone);
    return;
  }
  if (choice.icon != Icon::none) {
    draw_icon(ui.state().list(), choice.icon, cut_left(inner, ui.px(size::icon)), ui.px(size::icon),
              theme[Colour::text_muted]);
    cut_left(inner, ui.px(6));
  }
  draw_text(ui, inner, choice.label, {}, theme[disabled ? Colour::text_muted : Colour::text]);
}

Rect place_select(Ui& ui, const SelectOptions& options) {
  const TextOptions label_style{.weight = FontWeight::strong};
  if (options.label_beside) {
    Rect line = place(ui, {available_width(ui), ui.px(size::control)}, true);
    draw_text(ui, cut_left(line, ui.px(options.label_width)), options.label, {},
              ui.theme()[Colour::text_muted]);
    cut_left(line, ui.px(space::s) - (options.ghost ? ui.px(space::s) : 0));
    return line;
  }
  if (!options.label.empty() && !options.label_hidden) {
    const Column column(ui, space::xs);
    TextOptions style = label_style;
    style.hidden = true;
    text(ui, options.label, style);
    return place(ui, {available_width(ui), ui.px(size::control)}, true);
  }
  return place(ui, {available_width(ui), ui.px(size::control)}, true);
}

}  // namespace

std::optional<std::size_t> select(Ui& ui, std::string_view key, const SelectOptions& options,
                                  std::span<const Option> choices) {
  const Rect box = place_select(ui, options);
  const std::uint64_t id = ui.id(key);
  const bool disabled = !options.disabled_reason.empty();
  const PopupList list{
      .id = mix(id, 0x115B), .name = options.label, .chosen = options.chosen, .options = choices};
  const bool was_open = popup_is_open(ui, list.id);
  const bool activated = ui.state().activated(id);
  const Press state = press(ui, id, box, disabled);
  const bool by_key =
      ui.is_focused(id) && !was_open && !disabled &&
      (ui.take_key("ArrowDown") || ui.take_key("ArrowUp") || ui.take_key("ArrowDown", kModAlt));
  if (((state.pressed && !was_open) || by_key) && !disabled) open_popup(ui, list, id, box);
  // Pressed by pointer again: closed. By key while open: the list takes it as Enter.
  if (state.pressed && was_open && !activated) close_popup(ui, true);
  const bool open = popup_is_open(ui, list.id);
  draw_select_box(ui, box, options, state, open, choices);
  if (state.focused || open) focus_ring(ui, box, radius::control);
  const bool known = options.chosen < choices.size();
  SemNode node{.id = id,
               .role = SemRole::combobox,
               .name = std::string(options.label),
               .value = known ? std::string(choices[options.chosen].label) : std::string(),
               .rect = box};
  node.description = std::string(disabled                 ? options.disabled_reason
                                 : !options.error.empty() ? options.error
                                                          : options.hint);
  node.placeholder = std::string(options.placeholder);
  node.disabled = disabled;
  node.invalid = !options.error.empty();
  node.expanded = open;
  node.focusable = true;
  add_node(ui, std::move(node));
  tooltip(ui, id, state, box, options.disabled_reason);
  if (!options.error.empty()) {
    text(ui, options.error,
         {.size = FontSize::caption, .colour = Colour::danger_text, .hidden = true});
  }
  const auto picked = draw_popup(ui, list);
  return picked && *picked != options.chosen ? picked : std::nullopt;
}

bool menu_open(const Ui& ui, std::string_view key) { return popup_is_open(ui, ui.id(key)); }

std::optional<std::size_t> menu(Ui& ui, std::string_view key, std::string_view name, bool open,
                                std::span<const Option> options) {
  const PopupList list{
      .id = ui.id(key), .name = name, .menu = true, .chosen = SIZE_MAX, .options = options};
  const bool was_open = popup_is_open(ui, list.id);
  if (open && !was_open) {
    open_popup(ui, list, ui.state().last_id, ui.state().last_rect);
  } else if (open && was_open && !ui.state().activated(ui.state().last_id)) {
    close_popup(ui, true);
  }
  return draw_popup(ui, list);
}

}  // namespace firsthand::ui::kit
