#include "ui/kit/text.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/inside/ui_state.h"

namespace firsthand::ui::kit {

namespace {

void draw_line(Ui& ui, float x, float y, std::string_view line, const TextOptions& options,
               Rgba colour) {
  Ui::State& s = ui.state();
  const float font_px = s.font_px(options.size);
  const float top = std::round(y + (s.line_px(options.size) - font_px) / 2);
  s.list().AddText(s.layout.font(options.weight), font_px, {std::round(x), top}, im_colour(colour),
                   line.data(), line.data() + line.size());
}

float start_of(const Rect& rect, float line_width, Align align) {
  if (align == Align::end) return right(rect) - line_width;
  return align == Align::centre ? rect.x + (rect.w - line_width) / 2 : rect.x;
}

std::size_t shown_lines(const std::vector<TextLine>& lines, int lines_max) {
  return lines_max > 0 ? std::min(lines.size(), static_cast<std::size_t>(lines_max)) : lines.size();
}

void draw_lines(Ui& ui, const Rect& rect, std::string_view words,
                const std::vector<TextLine>& lines, const TextOptions& options) {
  Ui::State& s = ui.state();
  const float line_h = s.line_px(options.size), font_px = s.font_px(options.size);
  const Rgba colour = ui.theme()[options.colour];
  const Rect clip = s.clip();
  const std::size_t count = shown_lines(lines, options.lines_max);
  for (std::size_t i = 0; i < count; ++i) {
    const float y = rect.y + static_cast<float>(i) * line_h;
    if (y + line_h < clip.y || y > bottom(clip)) continue;
    const bool cut = i + 1 == count && count < lines.size();
    if (cut) {
      const std::string shortened =
          s.layout.ellipsis(words.substr(lines[i].begin), options.weight, font_px, rect.w);
      draw_line(ui, rect.x, y, shortened, options, colour);
      continue;
    }
    const std::string_view line = words.substr(lines[i].begin, lines[i].end - lines[i].begin);
    draw_line(ui, start_of(rect, lines[i].width, options.align), y, line, options, colour);
  }
}

Rect put_text(Ui& ui, std::string_view words, const TextOptions& options) {
  Ui::State& s = ui.state();
  const PlaceScope::Kind kind = s.places.back().kind;
  const bool flows = kind == PlaceScope::Kind::flow;
  const float room = available_width(ui), font_px = s.font_px(options.size);
  const auto& lines = s.layout.wrap(words, options.weight, font_px, room);
  float widest = 0;
  for (const TextLine& line : lines) widest = std::max(widest, line.width);
  const auto count = static_cast<float>(shown_lines(lines, options.lines_max));
  const Size natural{std::min(room, std::ceil(widest)), count * s.line_px(options.size)};
  // In a flow, a text stands as tall as the buttons and badges beside it.
  const Rect rect = place(ui, natural, !flows && !options.shrink);
  draw_lines(ui, rect, words, lines, options);
  if (options.hidden) return rect;
  const std::uint64_t id = s.next_text_id();
  if (!options.description.empty()) {
    Press hover;
    hover.hovered =
        s.imgui->HoveredWindow == s.imgui->CurrentWindow &&
        contains(intersect(rect, s.clip()), s.imgui->IO.MousePos.x, s.imgui->IO.MousePos.y);
    tooltip(ui, id, hover, rect, options.description);
  }
  add_node(ui, {.id = id,
                .role = options.role,
                .name = std::string(words),
                .description = std::string(options.description),
                .rect = rect,
                .level = options.level});
  return rect;
}

}  // namespace

Rect text(Ui& ui, std::string_view words, const TextOptions& options) {
  return put_text(ui, words, options);
}

Rect caption(Ui& ui, std::string_view words) {
  return text(ui, words, {.size = FontSize::caption, .colour = Colour::text_muted});
}

Rect muted(Ui& ui, std::string_view words) {
  return text(ui, words, {.colour = Colour::text_muted});
}

Rect heading(Ui& ui, int level, std::string_view words, FontSize size) {
  return put_text(
      ui, words,
      {.size = size, .weight = FontWeight::strong, .role = SemRole::heading, .level = level});
}

Rect property(Ui& ui, std::string_view name, std::string_view value, float name_width) {
  Ui::State& s = ui.state();
  const float names_w = ui.px(name_width), room = available_width(ui);
  const TextOptions name_style{.colour = Colour::text_muted, .role = SemRole::term};
  const TextOptions value_style{.role = SemRole::definition};
  const float value_w = std::max(1.0f, room - names_w - ui.px(space::s));
  const float font_px = s.font_px(FontSize::body);
  const auto& name_lines = s.layout.wrap(name, FontWeight::regular, font_px, names_w);
  const auto& value_lines = s.layout.wrap(value, FontWeight::regular, font_px, value_w);
  const float h = s.line_px(FontSize::body) *
                  static_cast<float>(std::max(name_lines.size(), value_lines.size()));
  const Rect rect = place(ui, {room, h}, true);
  const Rect left{rect.x, rect.y, names_w, h};
  const Rect rest{right(rect) - value_w, rect.y, value_w, h};
  draw_lines(ui, left, name, name_lines, name_style);
  draw_lines(ui, rest, value, value_lines, value_style);
  add_node(
      ui, {.id = s.next_text_id(), .role = SemRole::term, .name = std::string(name), .rect = left});
  add_node(ui, {.id = s.next_text_id(),
                .role = SemRole::definition,
                .name = std::string(value),
                .rect = rest});
  return rect;
}

float text_height(Ui& ui, std::string_view words, float width_px, const TextOptions& options) {
  Ui::State& s = ui.state();
  const auto& lines =
      s.layout.wrap(words, options.weight, s.font_px(options.size), std::max(1.0f, width_px));
  return static_cast<float>(shown_lines(lines, options.lines_max)) * s.line_px(options.size);
}

float text_width(Ui& ui, std::string_view words, const TextOptions& options) {
  Ui::State& s = ui.state();
  return s.layout.width(words, options.weight, s.font_px(options.size));
}

void draw_text(Ui& ui, const Rect& rect, std::string_view words, const TextOptions& options,
               Rgba colour) {
  if (words.empty() || rect.w <= 0) return;
  Ui::State& s = ui.state();
  const float font_px = s.font_px(options.size), width = text_width(ui, words, options);
  const float y = rect.y + (rect.h - s.line_px(options.size)) / 2;
  if (width > rect.w + 0.5f || words.find('\n') != words.npos) {
    draw_line(ui, rect.x, y, s.layout.ellipsis(words, options.weight, font_px, rect.w), options,
              colour);
    return;
  }
  draw_line(ui, start_of(rect, width, options.align), y, words, options, colour);
}

}  // namespace firsthand::ui::kit
