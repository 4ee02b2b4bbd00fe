#include "tests/ui/support/ui_driver.h"

#include <catch_amalgamated.hpp>

namespace firsthand::ui::test {

UiDriver::UiDriver(std::function<void(Ui&)> draw) : ui(fonts), draw_(std::move(draw)) {
  ui.watch_bypass(true);
  settle();
}

void UiDriver::frame() {
  constexpr int kFramesMax = 16;
  ++rounds;
  for (int i = 0; i < kFramesMax; ++i) {
    ui.begin_frame(info);
    draw_(ui);
    ui.end_frame();
    serve_textures(ui.draw_data());
    if (!ui.input_waits()) break;
  }
  CHECK(ui.bypassed().empty());
  Outputs out = ui.take_outputs();
  for (auto& said : out.announcements) announcements.push_back(std::move(said));
  for (auto& field : out.set_fields) fields_set.push_back(std::move(field));
  for (auto& key : out.keys) unused_keys.push_back(std::move(key));
  wants_frame_in_ms = out.frame_in_ms;
  pointer = out.pointer;
  if (out.focus) {
    ui.input().focus(*out.focus);
    wants_frame_in_ms = 0;
  }
}

void UiDriver::settle() {
  constexpr int kRoundsMax = 20;
  frame();
  for (int i = 0; i < kRoundsMax && wants_frame_in_ms == 0; ++i) frame();
  CHECK(wants_frame_in_ms != 0);
}

void UiDriver::advance(std::int64_t ms) {
  info.mono_ms += ms;
  info.now = info.now + Duration{ms};
  settle();
}

const SemNode& UiDriver::find(SemRole role, std::string_view name) {
  return find_node(ui.record(), role, name);
}

void UiDriver::click_at(float x, float y) {
  info.mono_ms += 10;
  ui.input().pointer_move(x, y);
  settle();
  ui.input().pointer_down(x, y, 0);
  ui.input().pointer_up(x, y, 0);
  settle();
}

void UiDriver::click(SemRole role, std::string_view name) {
  const SemRect rect = find(role, name).rect;
  REQUIRE(rect.w > 0);
  REQUIRE(rect.h > 0);
  click_at(rect.x + rect.w / 2, rect.y + rect.h / 2);
}

void UiDriver::hover(SemRole role, std::string_view name) {
  const SemRect rect = find(role, name).rect;
  ui.input().pointer_move(rect.x + rect.w / 2, rect.y + rect.h / 2);
  settle();
}

void UiDriver::activate(SemRole role, std::string_view name) {
  ui.input().activate(find(role, name).id);
  settle();
}

void UiDriver::focus(SemRole role, std::string_view name) {
  const SemNode& node = find(role, name);
  REQUIRE(node.focusable);
  info.mono_ms += 1'000;
  ui.input().focus(node.id);
  settle();
}

std::string UiDriver::tab() {
  const auto& nodes = ui.record().nodes();
  bool passed = ui.focused() == 0;
  for (const SemNode& node : nodes) {
    if (passed && node.focusable) {
      const std::string name = node.name;
      info.mono_ms += 1'000;
      ui.input().focus(node.id);
      settle();
      return name;
    }
    passed = passed || node.id == ui.focused();
  }
  ui.input().focus(0);
  settle();
  return {};
}

void UiDriver::type(SemRole role, std::string_view name, std::string value, bool composing) {
  ui.input().text(find(role, name).id, std::move(value), composing);
  settle();
}

void UiDriver::submit(SemRole role, std::string_view name) {
  ui.input().submit(find(role, name).id);
  settle();
}

void UiDriver::press(std::string code, std::string key, std::uint32_t modifiers) {
  ui.input().key_down({std::move(code), std::move(key), modifiers});
  settle();
}

void UiDriver::wheel_at(SemRole role, std::string_view name, float dy_px) {
  const SemRect rect = find(role, name).rect;
  const float x = rect.x + rect.w / 2, y = rect.y + rect.h / 2;
  ui.input().pointer_move(x, y);
  settle();
  ui.input().wheel(x, y, 0, dy_px);
  settle();
}

std::string UiDriver::focused() {
  for (const SemNode& node : ui.record().nodes()) {
    if (node.id == ui.focused())
      return std::string(aria_name(node.role)) + " \"" + node.name + "\"";
  }
  return {};
}

}  // namespace firsthand::ui::test
