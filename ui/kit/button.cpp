#include "ui/kit/button.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/inside/ui_state.h"
#include "ui/kit/marks.h"
#include "ui/kit/text.h"

namespace firsthand::ui::kit {

namespace {

struct Look {
  Rgba back, ink;
  bool filled = false, bordered = false;
};

bool is_disabled(const ButtonOptions& options) {
  return options.disabled || options.busy || !options.disabled_reason.empty();
}

Look look_of(const Ui& ui, const ButtonOptions& options, const Press& press) {
  const Theme& theme = ui.theme();
  const bool over = press.hovered && !is_disabled(options);
  if (is_disabled(options) && !options.busy) {
    const bool boxed = options.kind != ButtonKind::ghost;
    return {theme[Colour::hover], theme[Colour::text_muted], boxed, false};
  }
  switch (options.kind) {
    case ButtonKind::primary:
      return {theme[over ? Colour::accent_hover : Colour::accent], theme[Colour::on_accent], true,
              false};
    case ButtonKind::danger:
      return {theme[over ? Colour::danger_hover : Colour::danger], theme[Colour::on_danger], true,
              false};
    case ButtonKind::secondary:
    case ButtonKind::ghost:
      break;
  }
  const bool chosen = options.selected || options.pressed;
  const bool ghost = options.kind == ButtonKind::ghost;
  const Colour back = press.held ? Colour::pressed
                      : chosen   ? Colour::selected
                      : over     ? Colour::hover
                                 : Colour::surface;
  const Colour ink = chosen ? Colour::accent_text : Colour::text;
  return {theme[back], theme[ink], !ghost || press.held || chosen || over, !ghost};
}

float height_of(const ButtonOptions& options) {
  return options.small ? size::control_small : size::control;
}
float padding_of(const ButtonOptions& options) {
  if (options.small) return space::s;
  return options.kind == ButtonKind::ghost ? 10 : 14;
}

Size natural_size(Ui& ui, std::string_view label, const ButtonOptions& options) {
  const TextOptions style{.weight = FontWeight::strong};
  float w = 2 * ui.px(padding_of(options));
  if (!label.empty()) w += std::ceil(text_width(ui, label, style));
  const bool icon = options.icon != Icon::none || options.busy;
  if (icon) w += ui.px(size::icon) + (label.empty() ? 0 : ui.px(space::s));
  if (options.icon_end != Icon::none) w += ui.px(16) + ui.px(space::xs);
  if (!options.count.empty()) {
    w += std::ceil(text_width(ui, options.count, {.size = FontSize::caption})) + ui.px(space::m);
  }
  return {w, ui.px(height_of(options))};
}

std::string words_of(const ButtonOptions& options) {
  return std::string(options.disabled_reason.empty() ? options.description
                                                     : options.disabled_reason);
}

SemNode node_of(std::uint64_t id, std::string_view label, const ButtonOptions& options,
                const Rect& rect) {
  SemNode node{.id = id, .role = options.role, .name = std::string(label), .rect = rect};
  node.description = words_of(options);
  node.value = std::string(options.count);
  node.shortcut = std::string(options.shortcut_aria);
  node.disabled = is_disabled(options);
  node.current = options.selected || options.pressed;
  node.expanded = options.expanded;
  // A button that says why it is greyed out can be reached, so that the reason is heard.
  node.focusable = !node.disabled || !options.disabled_reason.empty();
  return node;
}

void draw_content(Ui& ui, const Rect& rect, std::string_view label, const ButtonOptions& options,
                  const Look& look) {
  const float pad = ui.px(padding_of(options));
  Rect inner = inset(rect, pad, 0);
  if (!options.count.empty()) {
    const float w = std::ceil(text_width(ui, options.count, {.size = FontSize::caption}));
    draw_text(ui, cut_right(inner, w), options.count, {.size = FontSize::caption},
              options.selected ? look.ink : ui.theme()[Colour::text_muted]);
    cut_right(inner, ui.px(space::s));
  }
  const TextOptions style{.weight = FontWeight::strong};
  const bool icon = options.icon != Icon::none || options.busy;
  const float icon_w = icon ? ui.px(size::icon) : 0,
              icon_gap = icon && !label.empty() ? ui.px(space::s) : 0;
  const float end_w = options.icon_end == Icon::none ? 0 : ui.px(16) + ui.px(space::xs);
  const float text_w = std::ceil(text_width(ui, label, style));
  const float content = std::min(inner.w, icon_w + icon_gap + text_w + end_w);
  if (options.align == Align::centre) {
    inner = centred(inner, {content, inner.h});
  }
  if (icon) {
    const Rect at = cut_left(inner, icon_w);
    if (options.busy) {
      draw_spinner(ui, at, ui.px(16), look.ink);
    } else {
      draw_icon(ui.state().list(), options.icon, at, ui.px(size::icon), look.ink);
    }
    cut_left(inner, icon_gap);
  }
  if (end_w > 0) {
    Rect at = cut_right(inner, end_w);
    cut_left(at, ui.px(space::xs));
    draw_icon(ui.state().list(), options.icon_end, at, ui.px(16), look.ink);
  }
  draw_text(ui, inner, label, style, look.ink);
}

bool put_button(Ui& ui, std::string_view key, std::string_view label, std::string_view name,
                const ButtonOptions& options, const Rect& rect) {
  const std::uint64_t id = ui.id(key);
  const bool disabled = is_disabled(options);
  const Press state = press(ui, id, rect, disabled);
  const Look look = look_of(ui, options, state);
  if (look.filled) fill_rect(ui, rect, look.back, radius::control);
  if (look.bordered) stroke_rect(ui, rect, ui.theme()[Colour::border], radius::control);
  draw_content(ui, rect, label, options, look);
  if (state.focused) focus_ring(ui, rect, radius::control);
  add_node(ui, node_of(id, name, options, rect));
  const std::string words = words_of(options);
  const bool silent = words.empty() && options.shortcut.empty() && !label.empty();
  if (!silent) {
    tooltip(ui, id, state, rect, words.empty() ? name : std::string_view(words), options.shortcut);
  }
  return state.pressed && !disabled;
}

}  // namespace

bool button(Ui& ui, std::string_view key, std::string_view label, const ButtonOptions& options) {
  const Rect rect = place(ui, natural_size(ui, label, options), options.stretch);
  return put_button(ui, key, label, label, options, rect);
}

bool icon_button(Ui& ui, std::string_view key, Icon icon, std::string_view name,
                 ButtonOptions options) {
  options.icon = icon;
  const float side = ui.px(height_of(options));
  const Rect rect = place(ui, {side, side}, false);
  return put_button(ui, key, {}, name, options, rect);
}

bool link(Ui& ui, std::string_view key, std::string_view label, const ButtonOptions& options) {
  const TextOptions style{.weight = FontWeight::strong};
  const float line = ui.state().line_px(FontSize::body);
  const Rect rect = place(ui, {std::ceil(text_width(ui, label, style)), line}, false);
  const std::uint64_t id = ui.id(key);
  const bool disabled = is_disabled(options);
  const Press state = press(ui, id, rect, disabled);
  const Rgba ink = ui.theme()[disabled ? Colour::text_muted : Colour::accent_text];
  draw_text(ui, rect, label, style, ink);
  if (state.hovered && !disabled) {
    fill_rect(ui, {rect.x, bottom(rect) - ui.px(2), rect.w, ui.px(space::hair)}, ink);
  }
  if (state.focused) focus_ring(ui, rect, radius::small);
  ButtonOptions as_link = options;
  if (options.role == SemRole::button) as_link.role = SemRole::link;
  add_node(ui, node_of(id, label, as_link, rect));
  tooltip(ui, id, state, rect, words_of(options), options.shortcut);
  return state.pressed && !disabled;
}

float button_width(Ui& ui, std::string_view label, const ButtonOptions& options) {
  return natural_size(ui, label, options).w / ui.scale();
}

bool press_area(Ui& ui, std::string_view key, const Rect& rect, std::string_view name,
                const ButtonOptions& options) {
  const std::uint64_t id = ui.id(key);
  const bool disabled = is_disabled(options);
  const Press state = press(ui, id, rect, disabled, true);
  const Theme& theme = ui.theme();
  if (options.selected) fill_rect(ui, rect, theme[Colour::selected], radius::control);
  if (state.hovered && !disabled && !options.selected) {
    fill_rect(ui, rect, theme[Colour::hover], radius::control);
  }
  if (state.focused) focus_ring(ui, rect, radius::control);
  add_node(ui, node_of(id, name, options, rect));
  tooltip(ui, id, state, rect, words_of(options), options.shortcut);
  return state.pressed && !disabled;
}

}  // namespace firsthand::ui::kit
