// Goal: the driver of app_driver.h. Method: events in, the host's answers played back.
#include "tests/ui/app/app_driver.h"

#include <catch_amalgamated.hpp>

#include <algorithm>
#include <utility>

namespace firsthand::ui::test {

AppDriver::AppDriver() {
  app = std::make_unique<App>(host, fonts);
  app->ui().watch_bypass(true);
  send(ResizeEvent{.width_px = 1280, .height_px = 800, .pixel_ratio = 1});
  send(SystemEvent{.languages = {"en"}, .time_zone = "Europe/Berlin"});
}

AppDriver::AppDriver(PersonId me) : AppDriver() {
  make_desk(me);
  desk->exchange();
  attach();
}

void AppDriver::make_desk(PersonId me) { desk = std::make_unique<Desk>(me); }

void AppDriver::attach(bool durable) {
  app->attach({.replica = &desk->replica(),
               .sync = &desk->client(),
               .person_name = "Me",
               .workspace_name = "Aurora desk",
               .durable = durable});
  settle();
}

void AppDriver::exchange() {
  desk->clock = std::max(desk->clock, host.clock);
  desk->exchange();
  host.clock = desk->clock;
  app->data_changed();
  settle();
}

void AppDriver::settle() {
  constexpr int kFramesMax = 20;
  for (int i = 0; i < kFramesMax; ++i) {
    host.frame_requests.clear();
    const std::uint64_t focus = host.focused;
    app->logic();
    serve_textures(app->draw_data());
    // The browser tells where focus went.
    if (host.focused != focus) app->on_event(FocusEvent{host.focused});
    const bool again = std::ranges::any_of(host.frame_requests, [](auto ms) { return ms == 0; });
    if (!again) break;
  }
  INFO(tree());
  CHECK(app->ui().bypassed() == std::vector<std::string>{});
}

void AppDriver::send(const Event& event) {
  host.mono += 16;
  app->on_event(event);
  serve_textures(app->draw_data());
  settle();
}

void AppDriver::go(std::string_view route) { send(RouteEvent{std::string(route)}); }

void AppDriver::click(const SemNode& node) {
  const float x = node.rect.x + node.rect.w / 2, y = node.rect.y + node.rect.h / 2;
  send(PointerEvent{.kind = PointerEvent::Kind::move, .x = x, .y = y});
  send(PointerEvent{.kind = PointerEvent::Kind::down, .x = x, .y = y});
  send(PointerEvent{.kind = PointerEvent::Kind::up, .x = x, .y = y});
}

void AppDriver::click(SemRole role, std::string_view name) { click(SemNode(find(role, name))); }

void AppDriver::activate(SemRole role, std::string_view name) {
  send(ActivateEvent{find(role, name).id});
}

void AppDriver::type(SemRole role, std::string_view name, std::string value, bool composing) {
  const std::uint64_t id = find(role, name).id;
  host.focused = id;
  send(FocusEvent{id});
  send(TextEvent{.id = id, .value = std::move(value), .composing = composing});
}

void AppDriver::submit(SemRole role, std::string_view name) {
  send(SubmitEvent{find(role, name).id});
}

void AppDriver::press(std::string code, std::uint32_t modifiers) {
  std::string key = code;
  if (code.starts_with("Key")) key = std::string(1, static_cast<char>(code[3] + 32));
  send(KeyEvent{.down = true, .code = std::move(code), .key = key, .modifiers = modifiers});
}

void AppDriver::choose(std::string_view combobox, std::string_view option) {
  click(SemRole::combobox, combobox);
  click(SemRole::option, option);
}

const SemNode& AppDriver::find(SemRole role, std::string_view name) {
  return find_node(app->semantics(), role, name);
}

const SemNode* AppDriver::try_find(SemRole role, std::string_view name) {
  return try_find_node(app->semantics(), role, name);
}

bool AppDriver::shows(std::string_view words) { return test::shows(app->semantics(), words); }

std::vector<std::string> AppDriver::column(std::int32_t index) {
  std::vector<std::string> names;
  for (const SemNode& node : app->semantics().nodes()) {
    if (node.role == SemRole::gridcell && node.column_index == index) names.push_back(node.name);
  }
  return names;
}

std::string AppDriver::focused() {
  for (const SemNode& node : app->semantics().nodes()) {
    if (node.id == app->ui().focused()) {
      return std::string(aria_name(node.role)) + " \"" + node.name + "\"";
    }
  }
  return {};
}

}  // namespace firsthand::ui::test
