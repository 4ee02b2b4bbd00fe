#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "ui/kit/inside/ui_state.h"

namespace firsthand::ui {

Rect centred(const Rect& r, Size size) {
  const float w = std::min(size.w, r.w), h = std::min(size.h, r.h);
  return {std::round(r.x + (r.w - w) / 2), std::round(r.y + (r.h - h) / 2), w, h};
}

}  // namespace firsthand::ui

namespace firsthand::ui::kit {

ImGuiID im_id(std::uint64_t id) {
  const auto folded = static_cast<ImGuiID>(id ^ (id >> 32));
  return folded == 0 ? 1 : folded;
}

ImVec2 im(const Rect& r) { return {r.x, r.y}; }
ImVec2 im_end(const Rect& r) { return {r.x + r.w, r.y + r.h}; }

Press press(Ui& ui, std::uint64_t id, const Rect& rect, bool disabled, bool overlap) {
  Ui::State& s = ui.state();
  const ImGuiID item = im_id(id);
  s.announced.insert(item);
  s.last_rect = rect;
  s.last_id = id;
  const ImRect box(im(rect), im_end(rect));
  Press result;
  if (overlap) ImGui::SetNextItemAllowOverlap();
  const bool visible = ImGui::ItemAdd(box, item);
  if (disabled) {
    result.hovered = visible && GImGui->HoveredWindow == GImGui->CurrentWindow &&
                     ImGui::IsMouseHoveringRect(box.Min, box.Max);
  } else if (visible) {
    result.pressed = ImGui::ButtonBehavior(box, item, &result.hovered, &result.held,
                                           ImGuiButtonFlags_NoNavFocus);
  }
  if (!disabled) {
    result.pressed = result.pressed || s.activated(id);
    if (result.hovered) s.outputs.pointer = PointerShape::pointer;
  }
  // What the press changes is seen in the next frame.
  if (result.pressed) ui.request_frame(0);
  result.focused = s.focus_visible && s.focus_id == id;
  return result;
}

void add_node(Ui& ui, SemNode node) {
  Ui::State& s = ui.state();
  const Rect whole = node.rect;
  const Rect seen = intersect(whole, s.clip());
  const auto even = [](const Rect& r) {
    const float x = std::round(r.x), y = std::round(r.y);
    return Rect{x, y, std::round(r.x + r.w) - x, std::round(r.y + r.h) - y};
  };
  node.rect = even(seen);
  if (node.id == s.focus_id && s.focus_moved && s.focus_visible && node.focusable) {
    reveal_rect(ui, whole);
  }
  s.record.add(std::move(node));
}

void open_node(Ui& ui, SemNode node) {
  const std::uint64_t id = node.id;
  add_node(ui, std::move(node));
  ui.state().record.enter(id);
}

void close_node(Ui& ui) { ui.state().record.close(); }

void fill_rect(Ui& ui, const Rect& rect, Rgba colour, float radius_logical) {
  const float round = std::min(ui.px(radius_logical), std::min(rect.w, rect.h) / 2);
  ui.state().list().AddRectFilled(im(rect), im_end(rect), im_colour(colour), round);
}

void stroke_rect(Ui& ui, const Rect& rect, Rgba colour, float radius_logical,
                 float thickness_logical) {
  const float thick = ui.px(thickness_logical);
  const Rect middle = inset(rect, thick / 2);
  const float round = std::min(ui.px(radius_logical), std::min(rect.w, rect.h) / 2);
  // AddRect takes its corners as the outer edge of a 1 px line; wider ones grow to both sides.
  ui.state().list().AddRect({middle.x - 0.5f, middle.y - 0.5f},
                            {right(middle) + 0.5f, bottom(middle) + 0.5f}, im_colour(colour), round,
                            ImDrawFlags_None, thick);
}

void shadow(Ui& ui, const Rect& rect, float radius_logical) {
  // Many faint layers, the wider the fainter: soft without a blurred texture.
  constexpr int kLayers = 12;
  const Rgba colour = ui.theme()[Colour::shadow];
  for (int i = kLayers; i > 0; --i) {
    const float spread = static_cast<float>(i) * 1.5f * ui.scale();
    const Rect layer{rect.x - spread, rect.y - spread + ui.px(space::xs), rect.w + 2 * spread,
                     rect.h + 2 * spread};
    fill_rect(ui, layer, with_alpha(colour, std::max(1u, colour.a() / 8)),
              radius_logical + static_cast<float>(i) * 1.5f);
  }
}

void focus_ring(Ui& ui, const Rect& rect, float radius_logical) {
  const Theme& theme = ui.theme();
  stroke_rect(ui, rect, theme[Colour::focus], radius_logical, size::focus_ring);
  // A light line inside keeps the ring visible on filled buttons.
  stroke_rect(ui, inset(rect, ui.px(size::focus_ring)), theme[Colour::surface],
              std::max(0.0f, radius_logical - size::focus_ring), space::hair);
}

void tooltip(Ui& ui, std::uint64_t id, const Press& press, const Rect& anchor,
             std::string_view words, std::string_view keys) {
  if (words.empty() || (!press.hovered && !press.focused) || press.held) return;
  Ui::State& s = ui.state();
  if (s.popup) return;
  if (s.hover.id != id) s.hover = {.id = id, .since_ms = ui.mono_ms(), .seen_frame = 0};
  s.hover.seen_frame = s.frame;
  const std::int64_t rested_ms = ui.mono_ms() - s.hover.since_ms;
  if (rested_ms < duration::tooltip_ms) {
    ui.request_frame(duration::tooltip_ms - rested_ms);
    return;
  }
  s.tooltip = Tooltip{std::string(words), std::string(keys), intersect(anchor, s.clip())};
}

Overlay::Overlay(Ui& ui, std::uint64_t id, const Rect& rect, bool takes_pointer) {
  std::array<char, 24> name{};
  std::to_chars(name.data(), name.data() + name.size() - 1, id, 16);
  // The window covers the screen around its box, so that shadows are not cut; only the box takes
  // the pointer.
  ImGui::SetNextWindowPos(im(rect));
  ImGui::SetNextWindowSize({std::max(1.0f, rect.w), std::max(1.0f, rect.h)});
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                           ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoSavedSettings |
                           ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse |
                           ImGuiWindowFlags_NoFocusOnAppearing;
  if (!takes_pointer) flags |= ImGuiWindowFlags_NoInputs;
  ImGui::Begin(name.data(), nullptr, flags);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  const Rect screen = ui.screen();
  ImGui::PushClipRect({0, 0}, {screen.w, screen.h}, false);
}

Overlay::~Overlay() {
  ImGui::PopClipRect();
  ImGui::End();
}

void Overlay::hide() { ImGui::GetCurrentWindow()->Hidden = true; }

}  // namespace firsthand::ui::kit
