#include "ui/kit/scroll.h"

#include <algorithm>
#include <cmath>

#include "core/model/assert.h"
#include "ui/kit/inside/ui_state.h"

namespace firsthand::ui::kit {

namespace {

constexpr float kTouchSlop = 8;  // logical: less is a tap
constexpr float kKeyStep = 48;   // logical: one press of an arrow
constexpr float kThumbMin = 32;  // logical

float limit_of(const ScrollMemory& memory) { return std::max(0.0f, memory.content - memory.view); }

bool pointer_inside(const Ui& ui, const Rect& rect) {
  const ImGuiContext& g = *ui.state().imgui;
  return g.HoveredWindow == g.CurrentWindow &&
         contains(intersect(rect, ui.state().clip()), g.IO.MousePos.x, g.IO.MousePos.y);
}

void scroll_by_wheel(Ui& ui, const ScrollPass& pass, ScrollMemory& memory) {
  Ui::State& s = ui.state();
  if (s.wheel_dy == 0 || !pointer_inside(ui, pass.rect)) return;
  const float wanted = std::clamp(memory.offset + s.wheel_dy, 0.0f, limit_of(memory));
  // At its end an area lets the one around it scroll.
  if (wanted == memory.offset) return;
  memory.offset = wanted;
  s.wheel_dy = 0;
  ui.request_frame(0);
}

void scroll_by_touch(Ui& ui, const ScrollPass& pass, ScrollMemory& memory) {
  const ImGuiIO& io = ui.state().imgui->IO;
  const bool down = io.MouseSource == ImGuiMouseSource_TouchScreen && io.MouseDown[0];
  if (!down) {
    memory.dragging = false;
    return;
  }
  const ImVec2 from = io.MouseClickedPos[0];
  if (!contains(pass.rect, from.x, from.y) || limit_of(memory) <= 0) return;
  const float moved = io.MousePos.y - from.y;
  if (!memory.dragging && std::abs(moved) > ui.px(kTouchSlop) && pointer_inside(ui, pass.rect)) {
    memory.dragging = true;
    memory.drag_from = io.MousePos.y;
    memory.drag_offset = memory.offset;
    ImGui::ClearActiveID();  // it was no tap
  }
  if (!memory.dragging) return;
  memory.offset =
      std::clamp(memory.drag_offset + memory.drag_from - io.MousePos.y, 0.0f, limit_of(memory));
}

void scroll_by_keys(Ui& ui, ScrollMemory& memory) {
  const float page = std::max(1.0f, memory.view * 0.9f), step = ui.px(kKeyStep);
  float wanted = memory.offset;
  if (ui.take_key("ArrowDown")) wanted += step;
  if (ui.take_key("ArrowUp")) wanted -= step;
  if (ui.take_key("PageDown") || ui.take_key("Space")) wanted += page;
  if (ui.take_key("PageUp") || ui.take_key("Space", kModShift)) wanted -= page;
  if (ui.take_key("Home")) wanted = 0;
  if (ui.take_key("End")) wanted = limit_of(memory);
  wanted = std::clamp(wanted, 0.0f, limit_of(memory));
  if (wanted == memory.offset) return;
  memory.offset = wanted;
  ui.request_frame(0);
}

void draw_bar(Ui& ui, const ScrollPass& pass, ScrollMemory& memory) {
  const float limit = limit_of(memory);
  if (limit <= 0) return;
  const float width = ui.px(size::scrollbar);
  const Rect track{right(pass.rect) - width, pass.rect.y, width, pass.rect.h};
  const float thumb_h =
      std::min(track.h, std::max(ui.px(kThumbMin), track.h * memory.view / memory.content));
  const float way = std::max(1.0f, track.h - thumb_h);
  const auto thumb_now = [&] {
    return Rect{track.x, std::round(track.y + way * memory.offset / limit), width, thumb_h};
  };
  const Press& bar = pass.bar;
  const float y = ui.state().imgui->IO.MousePos.y;
  if (bar.held) {
    if (!memory.bar_held) {
      const Rect thumb = thumb_now();
      // Pressed beside the thumb: it jumps under the pointer.
      if (!contains({track.x, thumb.y, width, thumb.h}, track.x, y)) {
        memory.offset = std::clamp((y - track.y - thumb_h / 2) / way, 0.0f, 1.0f) * limit;
      }
      memory.bar_held = true;
      memory.drag_from = y;
      memory.drag_offset = memory.offset;
    }
    memory.offset =
        std::clamp(memory.drag_offset + (y - memory.drag_from) / way * limit, 0.0f, limit);
  } else {
    memory.bar_held = false;
  }
  const bool strong = bar.hovered || bar.held;
  const Rect thumb = inset(thumb_now(), ui.px(strong ? 1 : 2), ui.px(2));
  fill_rect(ui, thumb, with_alpha(ui.theme()[Colour::border_strong], strong ? 255 : 150),
            radius::pill);
}

}  // namespace

ScrollPass begin_scroll(Ui& ui, std::uint64_t id, const Rect& rect) {
  Ui::State& s = ui.state();
  ScrollMemory& memory = s.scrolls[id];
  memory.view = rect.h;
  memory.seen_frame = s.frame;
  ImGui::PushClipRect(im(rect), im_end(rect), true);
  s.scroll_scopes.push_back(id);
  ScrollPass pass{.id = id, .rect = rect, .offset = std::round(memory.offset)};
  if (memory.content > memory.view) {
    // Before the content, so that the bar wins the pointer where they overlap.
    const float width = ui.px(size::scrollbar);
    const Rect last_rect = s.last_rect;
    const std::uint64_t last_id = s.last_id;
    pass.bar = press(ui, mix(id, 0xBA2), {right(rect) - width, rect.y, width, rect.h}, false);
    s.last_rect = last_rect;
    s.last_id = last_id;
  }
  return pass;
}

void end_scroll(Ui& ui, const ScrollPass& pass, float content_height, bool keys) {
  Ui::State& s = ui.state();
  ScrollMemory& memory = s.scrolls[pass.id];
  FH_ASSERT(!s.scroll_scopes.empty() && s.scroll_scopes.back() == pass.id);
  s.scroll_scopes.pop_back();
  // Whether it can scroll decides whether it is a stop for the Tab key: known in the next frame.
  if ((memory.content > memory.view) != (content_height > memory.view)) ui.request_frame(0);
  memory.content = content_height;
  if (memory.reveal) {
    const Rect target = *std::exchange(memory.reveal, std::nullopt);
    const float above = pass.rect.y - target.y;
    const float below = bottom(target) - bottom(pass.rect);
    if (below > 0) memory.offset += below;
    if (above > 0) memory.offset -= above;
    ui.request_frame(0);
  }
  memory.offset = std::clamp(memory.offset, 0.0f, limit_of(memory));
  scroll_by_wheel(ui, pass, memory);
  scroll_by_touch(ui, pass, memory);
  if (keys) scroll_by_keys(ui, memory);
  draw_bar(ui, pass, memory);
  ImGui::PopClipRect();
  if (std::round(memory.offset) != pass.offset) ui.request_frame(0);
}

void reveal_rect(Ui& ui, const Rect& rect) {
  Ui::State& s = ui.state();
  if (s.scroll_scopes.empty()) return;
  s.scrolls[s.scroll_scopes.back()].reveal = rect;
}

struct ScrollArea::Inside {
  ScrollPass pass;
  ScrollOptions options;
  std::uint64_t id = 0;
};

ScrollArea::ScrollArea(Ui& ui, std::string_view key, const Rect& rect, const ScrollOptions& options)
    : ui_(ui), ids_(ui, key), inside_(new Inside{.options = options}) {
  Inside& in = *inside_;
  in.id = ui.id("area");
  // Only what can scroll is a stop for the Tab key.
  const ScrollMemory& known = ui.state().scrolls[in.id];
  open_node(ui, {.id = in.id,
                 .role = options.role,
                 .name = std::string(options.name),
                 .rect = rect,
                 .focusable = !options.name.empty() && known.content > known.view});
  in.pass = begin_scroll(ui, in.id, rect);
  const float dx = ui.px(options.padding_x), dy = ui.px(options.padding_y);
  push_place(ui, {.area = {rect.x + dx, rect.y + dy - in.pass.offset,
                           std::max(0.0f, rect.w - 2 * dx), rect.h},
                  .gap = ui.px(options.gap)});
}

ScrollArea::~ScrollArea() {
  Ui::State& s = ui_.state();
  const Inside& in = *inside_;
  const PlaceScope scope = pop_place(ui_);
  const float content = scope.used + 2 * ui_.px(in.options.padding_y);
  const bool focused = s.focus_id == in.id;
  if (in.options.to_end) s.scrolls[in.id].offset = std::max(0.0f, content - in.pass.rect.h);
  end_scroll(ui_, in.pass, content, focused);
  if (focused && s.focus_visible) focus_ring(ui_, in.pass.rect, radius::small);
  close_node(ui_);
}

bool ScrollArea::in_view(float height_px) const {
  const PlaceScope& scope = ui_.state().places.back();
  const Rect& view = inside_->pass.rect;
  return scope.y + height_px >= view.y && scope.y <= bottom(view);
}

void ScrollArea::leave_out(float height_px) {
  const PlaceScope& scope = ui_.state().places.back();
  place(ui_, {scope.area.w, height_px}, true);
}

void ScrollArea::reveal(float height_px) {
  const PlaceScope& scope = ui_.state().places.back();
  ui_.state().scrolls[inside_->id].reveal = Rect{scope.area.x, scope.y, scope.area.w, height_px};
}

float ScrollArea::scroll_px() const { return inside_->pass.offset; }

bool ScrollArea::at_end() const {
  const ScrollMemory& memory = ui_.state().scrolls[inside_->id];
  return memory.offset >= memory.content - memory.view - 1;
}

}  // namespace firsthand::ui::kit
