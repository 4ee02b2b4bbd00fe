// Goal: buttons, links and checkboxes can be pressed in every way and say what they are.
// Method: draw them headless, press by pointer, by activation, and read the semantic record.
#include <imgui.h>

#include <catch_amalgamated.hpp>

#include "tests/ui/support/ui_driver.h"

namespace firsthand::ui::test {

TEST_CASE("Kit: a button is pressed once by a click and once by activation") {
  int pressed = 0;
  UiDriver driver([&](Ui& ui) { pressed += kit::button(ui, "send", "Send"); });
  driver.click(SemRole::button, "Send");
  CHECK(pressed == 1);
  driver.activate(SemRole::button, "Send");
  CHECK(pressed == 2);
  driver.settle();
  CHECK(pressed == 2);
}

TEST_CASE("Kit: a press that is dragged off the button does nothing") {
  int pressed = 0;
  UiDriver driver([&](Ui& ui) { pressed += kit::button(ui, "send", "Send"); });
  const SemRect rect = driver.find(SemRole::button, "Send").rect;
  driver.ui.input().pointer_down(rect.x + 5, rect.y + 5, 0);
  driver.settle();
  driver.ui.input().pointer_up(rect.x + 500, rect.y + 500, 0);
  driver.settle();
  CHECK(pressed == 0);
}

TEST_CASE("Kit: a disabled button says why, can be reached, and does nothing") {
  int pressed = 0;
  UiDriver driver([&](Ui& ui) {
    pressed += kit::button(ui, "take", "Take", {.disabled_reason = "Trainees own no tickets"});
  });
  const SemNode& node = driver.find(SemRole::button, "Take");
  CHECK(node.disabled);
  CHECK(node.focusable);
  CHECK(node.description == "Trainees own no tickets");
  driver.click(SemRole::button, "Take");
  driver.activate(SemRole::button, "Take");
  CHECK(pressed == 0);
}

TEST_CASE("Kit: a button at work is disabled and turns until it is done") {
  bool busy = true;
  UiDriver driver([&](Ui& ui) { kit::button(ui, "send", "Send", {.busy = busy}); });
  CHECK(driver.find(SemRole::button, "Send").disabled);
  CHECK(driver.wants_frame_in_ms.has_value());
  driver.ui.set_preferences({.reduced_motion = true});
  driver.settle();
  CHECK(!driver.wants_frame_in_ms.has_value());
  busy = false;
  driver.settle();
  CHECK(!driver.find(SemRole::button, "Send").disabled);
}

TEST_CASE("Kit: an icon button has a name, a shortcut, and shows both after resting on it") {
  UiDriver driver([](Ui& ui) {
    kit::icon_button(
        ui, "theme", Icon::moon, "Dark theme",
        {.kind = kit::ButtonKind::ghost, .shortcut = "Ctrl+D", .shortcut_aria = "Control+D"});
  });
  CHECK(driver.find(SemRole::button, "Dark theme").shortcut == "Control+D");
  driver.hover(SemRole::button, "Dark theme");
  CHECK(driver.wants_frame_in_ms.has_value());
  driver.advance(duration::tooltip_ms);
  CHECK(!driver.wants_frame_in_ms.has_value());
}

TEST_CASE("Kit: an idle screen of widgets asks for no frame") {
  std::string value;
  UiDriver driver([&](Ui& ui) {
    kit::heading(ui, 1, "Inbox");
    kit::button(ui, "a", "A");
    kit::text_field(ui, "f", value, {.label = "Field"});
  });
  CHECK(!driver.wants_frame_in_ms.has_value());
}

TEST_CASE("Kit: links and navigation buttons carry their role and the current place") {
  UiDriver driver([](Ui& ui) {
    kit::link(ui, "all", "All tickets");
    kit::button(
        ui, "mine", "Mine",
        {.kind = kit::ButtonKind::ghost, .selected = true, .count = "12", .role = SemRole::link});
  });
  CHECK(driver.find(SemRole::link, "All tickets").focusable);
  CHECK(driver.find(SemRole::link, "Mine").current);
  CHECK(driver.find(SemRole::link, "Mine").value == "12");
}

TEST_CASE("Kit: a checkbox changes by click and says its state") {
  bool checked = false;
  UiDriver driver([&](Ui& ui) { kit::checkbox(ui, "forget", "Forget this computer", checked); });
  driver.click(SemRole::checkbox, "Forget this computer");
  CHECK(checked);
  CHECK(driver.find(SemRole::checkbox, "Forget this computer").checked == true);
  driver.activate(SemRole::checkbox, "Forget this computer");
  CHECK(!checked);
}

TEST_CASE("Kit: Enter and Space on a focused button are left to the platform's activation") {
  UiDriver driver([](Ui& ui) { kit::button(ui, "send", "Send"); });
  driver.focus(SemRole::button, "Send");
  driver.press("Enter", "Enter");
  driver.press("Space", " ");
  driver.press("KeyJ", "j");
  REQUIRE(driver.unused_keys.size() == 1);
  CHECK(driver.unused_keys[0].code == "KeyJ");
}

TEST_CASE("Kit: ids do not depend on the language or on what stands before") {
  bool banner = false;
  UiDriver driver([&](Ui& ui) {
    if (banner) kit::button(ui, "first", "First");
    const IdScope scope(ui, "bar");
    kit::button(ui, "close", ui.tr(Text::common_close));
  });
  const std::uint64_t id = driver.find(SemRole::button, "Close").id;
  banner = true;
  driver.ui.set_preferences({.language = Language::ru});
  driver.settle();
  CHECK(driver.find(SemRole::button, "Закрыть").id == id);
}

TEST_CASE("Kit: the net catches an item drawn past the kit, and two nodes with one id") {
  FakeFonts fonts;
  Ui ui(fonts);
  ui.watch_bypass(true);
  ui.begin_frame({});
  ImGui::SetCursorPos({10, 10});
  ImGui::InvisibleButton("smuggled", {20, 20});
  ui.end_frame();
  CHECK(ui.bypassed().size() == 1);
  ui.begin_frame({});
  kit::button(ui, "a", "A");
  ui.end_frame();
  CHECK(ui.bypassed().empty());
  ui.begin_frame({});
  kit::button(ui, "a", "A");
  kit::button(ui, "a", "B");
  ui.end_frame();
  CHECK(ui.bypassed().size() == 1);
}

}  // namespace firsthand::ui::test
