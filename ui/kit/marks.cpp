#include "ui/kit/marks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "ui/kit/inside/ui_state.h"
#include "ui/kit/text.h"

namespace firsthand::ui::kit {

namespace {

constexpr float kBadgeHeight = 22, kBadgePadding = 8, kDot = 8, kBadgeIcon = 13;
constexpr TextOptions kBadgeText{.size = FontSize::caption, .weight = FontWeight::strong};

std::uint64_t passive_node(Ui& ui, SemRole role, std::string_view name, const Rect& rect,
                           std::string_view description = {}, std::string value = {}) {
  const std::uint64_t id = ui.state().next_text_id();
  add_node(ui, {.id = id,
                .role = role,
                .name = std::string(name),
                .value = std::move(value),
                .description = std::string(description),
                .rect = rect});
  return id;
}

bool pointer_over(const Ui& ui, const Rect& rect) {
  const ImGuiContext& g = *ui.state().imgui;
  return g.HoveredWindow == g.CurrentWindow &&
         contains(intersect(rect, ui.state().clip()), g.IO.MousePos.x, g.IO.MousePos.y);
}

float lead_width(Ui& ui, const BadgeOptions& options) {
  if (options.dot) return ui.px(kDot) + ui.px(6);
  return options.icon == Icon::none ? 0 : ui.px(kBadgeIcon) + ui.px(space::xs);
}

std::uint32_t upper(std::uint32_t c) {
  if (c >= 'a' && c <= 'z') return c - 32;
  if (c >= 0x430 && c <= 0x44F) return c - 32;  // а … я
  if (c >= 0x450 && c <= 0x45F) return c - 80;  // ѐ … џ
  if (c >= 0xE0 && c <= 0xFE && c != 0xF7) return c - 32;
  return c;
}

void append_utf8(std::string& out, std::uint32_t c) {
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      put(0xE0 | c >> 12);
    } else {
      put(0xF0 | c >> 18);
      put(0x80 | (c >> 12 & 63));
    }
    put(0x80 | (c >> 6 & 63));
  }
  put(0x80 | (c & 63));
}

}  // namespace

float badge_width(Ui& ui, std::string_view words, const BadgeOptions& options) {
  const float pad = options.dot ? 0 : 2 * ui.px(kBadgePadding);
  return (pad + lead_width(ui, options) + std::ceil(text_width(ui, words, kBadgeText))) /
         ui.scale();
}

void draw_badge(Ui& ui, const Rect& rect, std::string_view words, Tone tone,
                const BadgeOptions& options) {
  const TonePair& pair = ui.theme()[tone];
  const float wanted = badge_width(ui, words, options) * ui.scale();
  const float h = ui.px(kBadgeHeight);
  Rect box{rect.x, std::round(rect.y + (rect.h - h) / 2), std::min(rect.w, std::ceil(wanted)), h};
  if (options.dot) {
    const Rect dot = cut_left(box, ui.px(kDot));
    ui.state().list().AddCircleFilled({dot.x + dot.w / 2, dot.y + dot.h / 2}, dot.w / 2,
                                      im_colour(pair.text));
    cut_left(box, ui.px(6));
    draw_text(ui, box, words, kBadgeText, ui.theme()[Colour::text]);
    return;
  }
  fill_rect(ui, box, pair.back, radius::pill);
  box = inset(box, ui.px(kBadgePadding), 0);
  if (options.icon != Icon::none) {
    draw_icon(ui.state().list(), options.icon, cut_left(box, ui.px(kBadgeIcon)), ui.px(kBadgeIcon),
              pair.text);
    cut_left(box, ui.px(space::xs));
  }
  draw_text(ui, box, words, kBadgeText, pair.text);
}

Rect badge(Ui& ui, std::string_view words, Tone tone, const BadgeOptions& options) {
  const Rect rect =
      place(ui, {badge_width(ui, words, options) * ui.scale(), ui.px(kBadgeHeight)}, false);
  draw_badge(ui, rect, words, tone, options);
  const std::uint64_t id = passive_node(ui, SemRole::text, words, rect, options.description);
  tooltip(ui, id, {.hovered = pointer_over(ui, rect)}, rect, options.description);
  return rect;
}

std::string initials_of(std::string_view name) {
  std::string initials;
  int count = 0;
  bool word_begins = true;
  for (std::size_t at = 0; at < name.size() && count < 2;) {
    const CodePoint point = decode_utf8(name, at);
    const bool letter = point.value > ' ' && point.value != '-' && point.value != '.' &&
                        point.value != '(' && point.value != '"';
    if (letter && word_begins) {
      append_utf8(initials, upper(point.value));
      ++count;
      // One character of a Chinese name says enough.
      if (point.value >= 0x2E80) break;
    }
    word_begins = !letter;
    at += point.bytes;
  }
  return initials;
}

void draw_avatar(Ui& ui, const Rect& rect, std::string_view name) {
  constexpr std::size_t kAvatars = 6;
  const auto tone =
      static_cast<Tone>(static_cast<std::size_t>(Tone::avatar_1) + hash_of(name) % kAvatars);
  const TonePair& pair = ui.theme()[tone];
  fill_rect(ui, rect, pair.back, radius::pill);
  draw_text(ui, rect, initials_of(name),
            {.size = FontSize::caption, .weight = FontWeight::strong, .align = Align::centre},
            pair.text);
}

Rect avatar(Ui& ui, std::string_view name, float size_logical) {
  const float side = ui.px(size_logical);
  const Rect rect = place(ui, {side, side}, false);
  draw_avatar(ui, {rect.x, rect.y, side, side}, name);
  return rect;
}

Rect icon(Ui& ui, Icon which, Colour colour, float size_logical) {
  const float side = ui.px(size_logical);
  const Rect rect = place(ui, {side, side}, false);
  draw_icon(ui.state().list(), which, rect, side, ui.theme()[colour]);
  return rect;
}

Rect key_hint(Ui& ui, std::string_view keys) {
  constexpr TextOptions kStyle{.size = FontSize::caption, .weight = FontWeight::strong};
  const auto split = [](std::string_view& rest) {
    // "Ctrl++": the last plus is a key.
    const std::size_t plus = rest.size() > 1 ? rest.find('+', 1) : rest.npos;
    const std::string_view part = rest.substr(0, plus);
    rest = plus == rest.npos ? std::string_view() : rest.substr(plus + 1);
    return part;
  };
  const float h = ui.px(20), pad = ui.px(6), between = ui.px(3);
  const auto cap_width = [&](std::string_view part) {
    return std::max(h, std::ceil(text_width(ui, part, kStyle)) + 2 * pad);
  };
  float width = -between;
  for (std::string_view rest = keys; !rest.empty();) width += cap_width(split(rest)) + between;
  Rect rect = place(ui, {std::max(1.0f, width), h}, false);
  const Rect whole = rect;
  const Theme& theme = ui.theme();
  for (std::string_view rest = keys; !rest.empty();) {
    const std::string_view part = split(rest);
    const Rect cap = cut_left(rect, cap_width(part));
    cut_left(rect, between);
    fill_rect(ui, cap, theme[Colour::hover], radius::small);
    stroke_rect(ui, cap, theme[Colour::border], radius::small);
    draw_text(ui, cap, part,
              {.size = FontSize::caption, .weight = FontWeight::strong, .align = Align::centre},
              theme[Colour::text_muted]);
  }
  passive_node(ui, SemRole::text, keys, whole);
  return whole;
}

void draw_spinner(Ui& ui, const Rect& rect, float size_px, Rgba colour) {
  constexpr float kTurn = 2 * std::numbers::pi_v<float>;
  constexpr std::int64_t kTurnMs = 960;
  float from = -kTurn / 4;
  if (!ui.preferences().reduced_motion) {
    from += kTurn * static_cast<float>(ui.mono_ms() % kTurnMs) / static_cast<float>(kTurnMs);
    ui.request_frame(duration::spinner_frame_ms);
  }
  ImDrawList& list = ui.state().list();
  const ImVec2 centre{rect.x + rect.w / 2, rect.y + rect.h / 2};
  const float thick = std::max(1.5f, size_px / 9);
  list.AddCircle(centre, (size_px - thick) / 2, im_colour(with_alpha(colour, 60)), 0, thick);
  list.PathArcTo(centre, (size_px - thick) / 2, from, from + kTurn * 0.3f, 16);
  list.PathStroke(im_colour(colour), ImDrawFlags_None, thick);
}

Rect spinner(Ui& ui, std::string_view name, float size_logical) {
  const float side = ui.px(size_logical);
  const Rect rect = place(ui, {side, side}, false);
  draw_spinner(ui, rect, side, ui.theme()[Colour::accent_text]);
  passive_node(ui, SemRole::progressbar, name, rect);
  return rect;
}

Rect progress(Ui& ui, std::string_view name, float share) {
  share = std::clamp(share, 0.0f, 1.0f);
  const Rect rect = place(ui, {available_width(ui), ui.px(6)}, true);
  fill_rect(ui, rect, ui.theme()[Colour::pressed], radius::pill);
  if (share > 0) {
    fill_rect(ui, {rect.x, rect.y, std::max(rect.h, std::round(rect.w * share)), rect.h},
              ui.theme()[Colour::accent], radius::pill);
  }
  passive_node(ui, SemRole::progressbar, name, rect, {},
               std::to_string(static_cast<int>(share * 100)) + " %");
  return rect;
}

Rect skeleton(Ui& ui, std::string_view name, int lines) {
  constexpr std::array<float, 4> kShares = {0.92f, 0.78f, 0.85f, 0.6f};
  const float line_h = ui.px(12), step = ui.px(24);
  const Rect rect = place(ui, {available_width(ui), step * static_cast<float>(lines)}, true);
  for (int i = 0; i < lines; ++i) {
    const float share = kShares[static_cast<std::size_t>(i) % kShares.size()];
    fill_rect(ui,
              {rect.x, rect.y + step * static_cast<float>(i), std::round(rect.w * share), line_h},
              ui.theme()[Colour::pressed], radius::small);
  }
  passive_node(ui, SemRole::progressbar, name, rect);
  return rect;
}

}  // namespace firsthand::ui::kit
