#include "ui/kit/feedback.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/inside/ui_state.h"
#include "ui/kit/text.h"

namespace firsthand::ui::kit {

namespace {

constexpr float kWide = 1200, kBelowBar = 64, kBelowHead = 116;  // logical

Icon icon_of(Tone tone) {
  switch (tone) {
    case Tone::danger:
    case Tone::warning:
      return Icon::alert;
    case Tone::success:
      return Icon::check;
    default:
      return Icon::info;
  }
}

float natural_width(Ui& ui, std::string_view label) {
  return label.empty() ? 0
                       : button_width(ui, label, {.small = true}) * ui.scale() + ui.px(space::s);
}

}  // namespace

BannerResult banner(Ui& ui, std::string_view key, std::string_view words,
                    const BannerOptions& options) {
  const IdScope ids(ui, key);
  const TonePair& pair = ui.theme()[options.tone];
  const float pad_x = ui.px(space::l), pad_y = ui.px(space::s),
              small_h = ui.px(size::control_small);
  const float lead = ui.px(size::icon) + ui.px(space::m);
  const float close_w = options.dismissible ? small_h + ui.px(space::s) : 0;
  const float actions_w =
      natural_width(ui, options.action) + natural_width(ui, options.second_action) + close_w;
  const float text_w = std::max(ui.px(80), available_width(ui) - 2 * pad_x - lead - actions_w);
  const float text_h = text_height(ui, words, text_w);
  const Rect rect = place(ui, {available_width(ui), std::max(text_h, small_h) + 2 * pad_y}, true);
  fill_rect(ui, rect, pair.back, radius::control);
  const bool alert = options.tone == Tone::danger || options.tone == Tone::warning;
  open_node(
      ui, {.id = ui.id("banner"), .role = alert ? SemRole::alert : SemRole::status, .rect = rect});
  Rect inner = inset(rect, pad_x, pad_y);
  const Icon shown = options.icon == Icon::none ? icon_of(options.tone) : options.icon;
  draw_icon(ui.state().list(), shown, cut_left(inner, ui.px(size::icon)), ui.px(size::icon),
            pair.text);
  cut_left(inner, lead - ui.px(size::icon));
  Rect actions = cut_right(inner, actions_w);
  {
    const float top = inner.y + std::round((inner.h - text_h) / 2);
    const auto& lines = ui.state().layout.wrap(words, FontWeight::regular,
                                               ui.state().font_px(FontSize::body), text_w);
    const float line_h = ui.state().line_px(FontSize::body);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      draw_text(ui, {inner.x, top + line_h * static_cast<float>(i), inner.w, line_h},
                words.substr(lines[i].begin, lines[i].end - lines[i].begin), {}, pair.text);
    }
    add_node(
        ui,
        {.id = ui.id("words"), .role = SemRole::text, .name = std::string(words), .rect = inner});
  }
  BannerResult result = BannerResult::none;
  const auto cell = [&](float w) {
    cut_left(actions, ui.px(space::s));
    return cut_left(actions, w - ui.px(space::s));
  };
  const auto put = [&](std::string_view id, std::string_view label, BannerResult answer) {
    if (label.empty()) return;
    const Rect at = cell(natural_width(ui, label));
    const Column column(ui, centred(at, {at.w, small_h}));
    if (button(ui, id, label, {.small = true, .stretch = true})) result = answer;
  };
  put("second", options.second_action, BannerResult::second_action);
  put("action", options.action, BannerResult::action);
  if (options.dismissible) {
    const Rect at = cell(close_w);
    const Column column(ui, centred(at, {small_h, small_h}));
    if (icon_button(ui, "dismiss", Icon::close, ui.tr(Text::kit_dismiss_notice),
                    {.kind = ButtonKind::ghost, .small = true})) {
      result = BannerResult::dismissed;
    }
  }
  close_node(ui);
  return result;
}

bool empty_state(Ui& ui, std::string_view key, const Rect& rect, std::string_view title,
                 const EmptyOptions& options) {
  const IdScope ids(ui, key);
  const float w = std::min(rect.w - 2 * ui.px(space::l), ui.px(420));
  if (w <= 0) return false;
  const float disc = ui.px(56);
  const float words_h = options.words.empty() ? 0 : text_height(ui, options.words, w);
  const float h = disc + ui.px(space::l) + ui.state().line_px(FontSize::title) + ui.px(space::s) +
                  words_h + (options.action.empty() ? 0 : ui.px(size::control) + ui.px(space::l));
  const Rect box = centred(rect, {w, h});
  Rect rest = box;
  const Rect circle = centred(cut_top(rest, disc), {disc, disc});
  fill_rect(ui, circle, ui.theme()[Tone::accent].back, radius::pill);
  draw_icon(ui.state().list(), options.icon, circle, ui.px(26), ui.theme()[Tone::accent].text);
  cut_top(rest, ui.px(space::l));
  const Column column(ui, rest);
  text(ui, title,
       {.size = FontSize::title,
        .weight = FontWeight::strong,
        .align = Align::centre,
        .role = SemRole::heading,
        .level = 2});
  if (!options.words.empty()) {
    text(ui, options.words, {.colour = Colour::text_muted, .align = Align::centre});
  }
  if (options.action.empty()) return false;
  gap(ui, space::s);
  const Flow flow(ui, Align::centre);
  return button(ui, "action", options.action, {.kind = ButtonKind::primary});
}

std::uint64_t Toasts::add(Ui& ui, std::string words, Tone tone, std::string action,
                          std::int64_t stays_ms) {
  ui.announce(words, tone == Tone::danger);
  toasts_.push_back({.number = ++last_,
                     .words = std::move(words),
                     .action = std::move(action),
                     .tone = tone,
                     .until_ms = ui.mono_ms() + stays_ms});
  while (toasts_.size() > kToastsMax) toasts_.pop_front();
  ui.request_frame(0);
  return last_;
}

std::optional<std::uint64_t> Toasts::draw(Ui& ui) {
  std::erase_if(toasts_, [&](const Toast& toast) { return toast.until_ms <= ui.mono_ms(); });
  if (toasts_.empty()) return std::nullopt;
  const IdScope ids(ui, "toasts");
  const Rect screen = ui.screen();
  const float w = std::min(ui.px(340), screen.w - 2 * ui.px(space::l));
  const float pad = ui.px(space::m), lead = ui.px(size::icon) + ui.px(space::m);
  // Where it covers no button and no text field, which lies over the canvas: below the head of the
  // page at its end, or below the bar where that is near.
  const bool wide = ui.width_logical() >= kWide;
  // Menus and side panels open at the end, so toasts go to the start meanwhile.
  const bool at_start = wide && (ui.popup_open() || ui.modal_open());
  float y = ui.px(wide ? kBelowHead : kBelowBar);
  std::optional<std::uint64_t> acted;
  for (auto toast = toasts_.rbegin(); toast != toasts_.rend(); ++toast) {
    const IdScope one(ui, toast->number);
    const float action_w = natural_width(ui, toast->action);
    const float text_w = w - 2 * pad - lead - action_w;
    const float text_h = text_height(ui, toast->words, text_w);
    const float h = std::max(text_h, ui.px(size::control_small)) + 2 * ui.px(10);
    const float at_end = wide ? screen.w - w - ui.px(space::l) : (screen.w - w) / 2;
    const float x = at_start ? ui.px(space::l) : at_end;
    const Rect box{std::round(x), y, w, h};
    y += h + ui.px(space::s);
    const Overlay overlay(ui, ui.id("toast"), box);
    shadow(ui, box, radius::card);
    fill_rect(ui, box, ui.theme()[Colour::raised], radius::card);
    stroke_rect(ui, box, ui.theme()[Colour::border], radius::card);
    open_node(ui, {.id = ui.id("status"), .role = SemRole::status, .rect = box});
    Rect inner = inset(box, pad, ui.px(10));
    draw_icon(ui.state().list(), icon_of(toast->tone), cut_left(inner, ui.px(size::icon)),
              ui.px(size::icon), ui.theme()[toast->tone].text);
    cut_left(inner, ui.px(space::m));
    Rect action = cut_right(inner, action_w);
    {
      const Column column(ui,
                          {inner.x, inner.y + std::round((inner.h - text_h) / 2), inner.w, text_h});
      text(ui, toast->words);
    }
    if (!toast->action.empty()) {
      cut_left(action, ui.px(space::s));
      const Column column(ui, centred(action, {action.w, ui.px(size::control_small)}));
      if (button(ui, "action", toast->action, {.small = true, .stretch = true})) {
        acted = toast->number;
      }
    }
    close_node(ui);
    const ImVec2 at = ui.state().imgui->IO.MousePos;
    // Resting on it, or focus in its button, keeps it.
    if (contains(box, at.x, at.y) || ui.is_focused(ui.id("action"))) {
      toast->until_ms = std::max(toast->until_ms, ui.mono_ms() + 1'000);
    }
    ui.request_frame(std::max<std::int64_t>(1, toast->until_ms - ui.mono_ms()));
  }
  if (acted) std::erase_if(toasts_, [&](const Toast& toast) { return toast.number == *acted; });
  return acted;
}

}  // namespace firsthand::ui::kit
