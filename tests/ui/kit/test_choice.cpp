// Goal: tabs, selects and menus work by pointer and by keyboard alone, and say what they hold.
// Method: drive them headless; keys go where the record says the focus is.
#include <array>

#include <catch_amalgamated.hpp>

#include "tests/ui/support/ui_driver.h"

namespace firsthand::ui::test {

namespace {

struct Picker {
  std::array<kit::Option, 4> choices = {kit::Option{"p1", "Critical"}, kit::Option{"p2", "High"},
                                        kit::Option{"p3", "Normal", {}, "Needs a lead"},
                                        kit::Option{"p4", "Low"}};
  std::size_t chosen = 1;
  std::string reason;
  int changes = 0;
  UiDriver driver{[this](Ui& ui) {
    const auto picked =
        kit::select(ui, "priority",
                    {.label = "Priority", .chosen = chosen, .disabled_reason = reason}, choices);
    changes += picked.has_value();
    if (picked) chosen = *picked;
    kit::button(ui, "other", "Other");
  }};
};

}  // namespace

TEST_CASE("Kit: a select opens, shows its options and takes the one clicked") {
  Picker picker;
  CHECK(picker.driver.find(SemRole::combobox, "Priority").value == "High");
  CHECK(picker.driver.find(SemRole::combobox, "Priority").expanded == false);
  picker.driver.click(SemRole::combobox, "Priority");
  CHECK(picker.driver.find(SemRole::combobox, "Priority").expanded == true);
  CHECK(picker.driver.focused() == "listbox \"Priority\"");
  CHECK(picker.driver.find(SemRole::option, "High").selected);
  picker.driver.click(SemRole::option, "Low");
  CHECK(picker.chosen == 3);
  CHECK(picker.driver.focused() == "combobox \"Priority\"");
  CHECK(find_all(picker.driver.ui.record(), SemRole::option).empty());
}

TEST_CASE("Kit: a select works by keyboard: open, move past what cannot be chosen, choose") {
  Picker picker;
  picker.driver.focus(SemRole::combobox, "Priority");
  picker.driver.press("ArrowDown", "ArrowDown");
  REQUIRE(picker.driver.focused() == "listbox \"Priority\"");
  const auto active = [&] {
    return picker.driver.find(SemRole::listbox, "Priority").active_descendant;
  };
  CHECK(active() == picker.driver.find(SemRole::option, "High").id);
  picker.driver.press("ArrowDown", "ArrowDown");
  CHECK(active() == picker.driver.find(SemRole::option, "Low").id);
  picker.driver.press("Home", "Home");
  CHECK(active() == picker.driver.find(SemRole::option, "Critical").id);
  picker.driver.press("KeyL", "l");
  CHECK(active() == picker.driver.find(SemRole::option, "Low").id);
  picker.driver.press("Enter", "Enter");
  CHECK(picker.chosen == 3);
  CHECK(picker.changes == 1);
  CHECK(picker.driver.unused_keys.empty());
  CHECK(picker.driver.focused() == "combobox \"Priority\"");
}

TEST_CASE("Kit: activating the combobox opens; activating an option chooses it") {
  Picker picker;
  picker.driver.activate(SemRole::combobox, "Priority");
  picker.driver.activate(SemRole::option, "Critical");
  CHECK(picker.chosen == 0);
}

TEST_CASE("Kit: Escape, a click elsewhere and a second click close a list without choosing") {
  Picker picker;
  picker.driver.click(SemRole::combobox, "Priority");
  picker.driver.press("Escape", "Escape");
  CHECK(!picker.driver.ui.popup_open());
  CHECK(picker.driver.unused_keys.empty());
  picker.driver.click(SemRole::combobox, "Priority");
  picker.driver.click_at(1'000, 700);
  CHECK(!picker.driver.ui.popup_open());
  picker.driver.click(SemRole::combobox, "Priority");
  picker.driver.click(SemRole::combobox, "Priority");
  CHECK(!picker.driver.ui.popup_open());
  CHECK(picker.changes == 0);
}

TEST_CASE("Kit: an option that may not be chosen says why and is not taken") {
  Picker picker;
  picker.driver.click(SemRole::combobox, "Priority");
  CHECK(picker.driver.find(SemRole::option, "Normal").description == "Needs a lead");
  picker.driver.click(SemRole::option, "Normal");
  CHECK(picker.changes == 0);
}

TEST_CASE("Kit: a disabled select does not open") {
  Picker picker;
  picker.reason = "The ticket is closed";
  picker.driver.settle();
  picker.driver.click(SemRole::combobox, "Priority");
  picker.driver.activate(SemRole::combobox, "Priority");
  CHECK(!picker.driver.ui.popup_open());
  CHECK(picker.driver.find(SemRole::combobox, "Priority").description == "The ticket is closed");
}

TEST_CASE("Kit: an open list closes when the focus goes elsewhere or its owner is gone") {
  bool there = true;
  std::array options = {kit::Option{"a", "A"}, kit::Option{"b", "B"}};
  UiDriver driver([&](Ui& ui) {
    if (there) kit::select(ui, "s", {.label = "Letter"}, options);
    kit::button(ui, "other", "Other");
  });
  driver.click(SemRole::combobox, "Letter");
  driver.focus(SemRole::button, "Other");
  CHECK(!driver.ui.popup_open());
  driver.click(SemRole::combobox, "Letter");
  there = false;
  driver.settle();
  CHECK(!driver.ui.popup_open());
}

TEST_CASE("Kit: a menu opens below its button and runs the item once") {
  std::array options = {kit::Option{"rename", "Rename…"},
                        kit::Option{.key = "delete", .label = "Delete", .danger = true}};
  std::vector<std::size_t> chosen;
  UiDriver driver([&](Ui& ui) {
    const bool pressed = kit::button(ui, "more", "More", {.expanded = kit::menu_open(ui, "menu")});
    if (const auto picked = kit::menu(ui, "menu", "More", pressed, options)) {
      chosen.push_back(*picked);
    }
  });
  driver.click(SemRole::button, "More");
  CHECK(driver.find(SemRole::button, "More").expanded == true);
  CHECK(driver.focused() == "menu \"More\"");
  driver.press("ArrowDown", "ArrowDown");
  driver.press("Enter", "Enter");
  CHECK(chosen == std::vector<std::size_t>{1});
  CHECK(driver.focused() == "button \"More\"");
  driver.activate(SemRole::button, "More");
  driver.click(SemRole::menuitem, "Rename…");
  CHECK(chosen == std::vector<std::size_t>{1, 0});
}

TEST_CASE("Kit: tabs are one stop, move with arrows and change by click") {
  std::array options = {kit::Option{"reply", "Reply"}, kit::Option{"note", "Note"},
                        kit::Option{"all", "All"}};
  std::size_t chosen = 0;
  UiDriver driver([&](Ui& ui) {
    if (const auto picked = kit::tabs(ui, "kind", "Kind", options, chosen)) chosen = *picked;
    kit::button(ui, "after", "After");
  });
  CHECK(driver.tab() == "Reply");
  driver.press("ArrowRight", "ArrowRight");
  CHECK(chosen == 1);
  CHECK(driver.focused() == "tab \"Note\"");
  driver.press("ArrowLeft", "ArrowLeft");
  driver.press("ArrowLeft", "ArrowLeft");
  CHECK(chosen == 2);
  driver.click(SemRole::tab, "Reply");
  CHECK(chosen == 0);
  CHECK(driver.find(SemRole::tab, "Reply").selected);
  CHECK(!driver.find(SemRole::tab, "All").selected);
}

}  // namespace firsthand::ui::test
