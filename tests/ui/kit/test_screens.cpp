// Goal: panels, scrolling, dialogs, banners and toasts hold together what stands in them.
// Method: draw them headless and read places, focus and announcements.
#include <imgui.h>

#include <array>

#include <catch_amalgamated.hpp>

#include "tests/ui/support/ui_driver.h"

namespace firsthand::ui::test {

TEST_CASE("Kit: a panel grows with its content and its node encloses it") {
  UiDriver driver([](Ui& ui) {
    kit::Panel panel(ui, "card", {.role = SemRole::region, .name = "Customer"});
    kit::text(ui, "Aurora");
    kit::text(ui, "VIP");
  });
  const SemNode& panel = driver.find(SemRole::region, "Customer");
  const SemNode& text = driver.find(SemRole::text, "VIP");
  CHECK(text.parent == panel.id);
  CHECK(panel.rect.h == 16 + 20 + 8 + 20 + 16);
  CHECK(text.rect.y + text.rect.h + 16 == panel.rect.y + panel.rect.h);
}

TEST_CASE("Kit: cells share a row's room; what stands in them is centred across") {
  UiDriver driver([](Ui& ui) {
    kit::Column column(ui, {0, 0, 300, 100});
    kit::Row row(ui, {kit::fill(), 100});
    kit::text(ui, "Left");
    kit::button(ui, "b", "Right", {.small = true, .stretch = true});
  });
  CHECK(driver.find(SemRole::text, "Left").rect.w == 192);
  CHECK(driver.find(SemRole::button, "Right").rect == SemRect{200, 4, 100, 28});
}

TEST_CASE("Kit: a flow breaks its line; one that stands at the end touches the edge") {
  UiDriver driver([](Ui& ui) {
    kit::Column column(ui, {0, 0, 200, 300});
    {
      kit::Flow flow(ui);
      kit::button(ui, "a", "Twelve chars");
      kit::button(ui, "b", "Also twelve!");
    }
    kit::Flow end(ui, kit::Align::end);
    kit::button(ui, "c", "OK");
  });
  CHECK(driver.find(SemRole::button, "Also twelve!").rect.y == 44);
  const SemRect ok = driver.find(SemRole::button, "OK").rect;
  CHECK(ok.x + ok.w == 200);
  CHECK(ok.y == 44 + 36 + 8);
}

TEST_CASE("Kit: a scroll area moves its content by wheel and keys and shows what gets the focus") {
  UiDriver driver([](Ui& ui) {
    kit::ScrollArea area(ui, "list", {0, 0, 400, 200}, {.name = "Conversation"});
    for (int i = 0; i < 20; ++i) kit::button(ui, std::to_string(i), "Entry " + std::to_string(i));
  });
  CHECK(driver.find(SemRole::region, "Conversation").focusable);
  CHECK(driver.find(SemRole::button, "Entry 19").rect.h == 0);
  driver.wheel_at(SemRole::region, "Conversation", 100);
  CHECK(driver.find(SemRole::button, "Entry 0").rect.h == 0);
  driver.focus(SemRole::button, "Entry 19");
  CHECK(driver.find(SemRole::button, "Entry 19").rect.h == 36);
  driver.focus(SemRole::region, "Conversation");
  driver.press("Home");
  CHECK(driver.find(SemRole::button, "Entry 0").rect.h == 36);
  driver.press("End");
  CHECK(driver.find(SemRole::button, "Entry 19").rect.h == 36);
}

TEST_CASE("Kit: what does not scroll is no stop for the Tab key") {
  UiDriver driver([](Ui& ui) {
    kit::ScrollArea area(ui, "list", {0, 0, 400, 200}, {.name = "Short"});
    kit::text(ui, "One line");
  });
  CHECK(!driver.find(SemRole::region, "Short").focusable);
}

TEST_CASE("Kit: entries out of view can be left out without moving the rest") {
  int drawn = 0;
  UiDriver driver([&](Ui& ui) {
    drawn = 0;
    kit::ScrollArea area(ui, "list", {0, 0, 400, 200}, {.name = "Long", .gap = 0});
    for (int i = 0; i < 1'000; ++i) {
      if (!area.in_view(40)) {
        area.leave_out(40);
        continue;
      }
      kit::Column column(ui, 0);
      kit::text(ui, "Entry " + std::to_string(i));
      kit::gap(ui, 20);
      ++drawn;
    }
  });
  CHECK(drawn < 10);
  driver.focus(SemRole::region, "Long");
  driver.press("End");
  CHECK(shows(driver.ui.record(), "Entry 999"));
}

TEST_CASE("Kit: a touch that moves scrolls and presses nothing") {
  int pressed = 0;
  UiDriver driver([&](Ui& ui) {
    kit::ScrollArea area(ui, "list", {0, 0, 400, 200}, {.name = "List"});
    for (int i = 0; i < 20; ++i)
      pressed += kit::button(ui, std::to_string(i), "E" + std::to_string(i));
  });
  auto& input = driver.ui.input();
  input.pointer_down(20, 150, 0, true);
  driver.settle();
  input.pointer_move(20, 120, true);
  driver.settle();
  input.pointer_move(20, 20, true);
  driver.settle();
  input.pointer_up(20, 20, 0, true);
  driver.settle();
  CHECK(pressed == 0);
  CHECK(driver.find(SemRole::button, "E0").rect.h == 0);
}

TEST_CASE("Kit: a dialog takes the focus, shuts out the rest, and gives the focus back") {
  bool open = false;
  int behind = 0, confirmed = 0;
  UiDriver driver([&](Ui& ui) {
    if (kit::button(ui, "discard", "Discard…")) open = true;
    behind += kit::button(ui, "behind", "Behind");
    if (!open) return;
    kit::Dialog dialog(ui, "sure", "Discard for good?");
    kit::text(ui, "It cannot be undone");
    {
      kit::Flow buttons(ui, kit::Align::end);
      if (kit::button(ui, "yes", "Discard", {.kind = kit::ButtonKind::danger})) {
        ++confirmed;
        open = false;
      }
    }
    if (dialog.close_asked()) open = false;
  });
  driver.focus(SemRole::button, "Discard…");
  driver.activate(SemRole::button, "Discard…");
  const SemNode& dialog = driver.find(SemRole::dialog, "Discard for good?");
  CHECK(dialog.modal);
  CHECK(driver.ui.modal_open());
  CHECK(driver.focused() == "dialog \"Discard for good?\"");
  CHECK(driver.find(SemRole::heading, "Discard for good?").parent == dialog.id);
  driver.click(SemRole::button, "Behind");
  CHECK(behind == 0);
  driver.press("Escape");
  CHECK(!open);
  CHECK(driver.focused() == "button \"Discard…\"");
  driver.click(SemRole::button, "Discard…");
  driver.click(SemRole::button, "Discard");
  CHECK(confirmed == 1);
  CHECK(!driver.ui.modal_open());
  driver.click(SemRole::button, "Discard…");
  driver.click(SemRole::button, "Close");
  CHECK(!open);
}

TEST_CASE("Kit: Escape closes a list in a dialog first, then the dialog") {
  bool open = true;
  const std::array options = {kit::Option{"a", "A"}, kit::Option{"b", "B"}};
  UiDriver driver([&](Ui& ui) {
    if (!open) return;
    kit::Dialog dialog(ui, "d", "Title");
    kit::select(ui, "s", {.label = "Letter"}, options);
    if (dialog.close_asked()) open = false;
  });
  driver.click(SemRole::combobox, "Letter");
  driver.press("Escape");
  CHECK(open);
  CHECK(!driver.ui.popup_open());
  driver.press("Escape");
  CHECK(!open);
}

TEST_CASE("Kit: a banner of danger is an alert, others a status; both can be acted on") {
  std::vector<kit::BannerResult> results;
  UiDriver driver([&](Ui& ui) {
    const auto note = [&](kit::BannerResult result) {
      if (result != kit::BannerResult::none) results.push_back(result);
    };
    note(kit::banner(ui, "offline", "You are offline",
                     {.tone = Tone::warning, .action = "Try again"}));
    note(kit::banner(ui, "update", "A new version is ready",
                     {.tone = Tone::info, .action = "Reload", .dismissible = true}));
  });
  CHECK(find_all(driver.ui.record(), SemRole::alert).size() == 1);
  CHECK(find_all(driver.ui.record(), SemRole::status).size() == 1);
  driver.click(SemRole::button, "Try again");
  driver.click(SemRole::button, "Dismiss this notice");
  CHECK(results == std::vector{kit::BannerResult::action, kit::BannerResult::dismissed});
}

TEST_CASE("Kit: a toast is announced, offers its action, and goes away by itself") {
  kit::Toasts toasts;
  bool add = false;
  std::optional<std::uint64_t> acted;
  UiDriver driver([&](Ui& ui) {
    if (add) toasts.add(ui, "Ticket taken", Tone::success, "Undo");
    add = false;
    if (const auto number = toasts.draw(ui)) acted = number;
  });
  add = true;
  driver.settle();
  REQUIRE(driver.announcements.size() == 1);
  CHECK(driver.announcements[0].text == "Ticket taken");
  CHECK(shows(driver.ui.record(), "Ticket taken"));
  driver.click(SemRole::button, "Undo");
  CHECK(acted == 1);
  CHECK(toasts.size() == 0);
  driver.click_at(5, 5);
  add = true;
  driver.settle();
  CHECK(driver.wants_frame_in_ms.has_value());
  driver.advance(duration::toast_ms + 1);
  CHECK(toasts.size() == 0);
  CHECK(!driver.wants_frame_in_ms.has_value());
}

TEST_CASE("Kit: an empty state offers what to do") {
  int acted = 0;
  UiDriver driver([&](Ui& ui) {
    acted += kit::empty_state(ui, "none", ui.screen(), "No tickets here",
                              {.words = "New ones appear by themselves", .action = "New ticket"});
  });
  CHECK(shows(driver.ui.record(), "No tickets here"));
  driver.click(SemRole::button, "New ticket");
  CHECK(acted == 1);
}

TEST_CASE("Kit: initials in three scripts") {
  CHECK(kit::initials_of("Anna Petrova") == "AP");
  CHECK(kit::initials_of("анна петрова") == "АП");
  CHECK(kit::initials_of("王小明") == "王");
  CHECK(kit::initials_of("Jean-Luc") == "JL");
  CHECK(kit::initials_of("") == "");
}

TEST_CASE("Kit: every icon is drawn without leaving a path open") {
  UiDriver driver([](Ui& ui) {
    kit::Flow flow(ui);
    for (std::size_t i = 0; i < kIcons; ++i) kit::icon(ui, static_cast<Icon>(i));
  });
  CHECK(driver.ui.draw_data()->TotalVtxCount > 1'000);
}

TEST_CASE("Kit: a tiny canvas and a huge scale break nothing") {
  std::string value;
  UiDriver driver([&](Ui& ui) {
    Rect rest = ui.screen();
    kit::Panel side(ui, "side", cut_left(rest, ui.px(240)), {.name = "Side"});
    kit::heading(ui, 1, "A long heading in a small place");
    kit::text_field(ui, "f", value, {.label = "Field", .input = TextInput::multiline});
    kit::Dialog dialog(ui, "d", "Dialog");
    kit::text(ui, "Text");
  });
  for (const float side : {1.0f, 40.0f, 5'000.0f}) {
    driver.info.width_px = driver.info.height_px = side;
    driver.info.scale = side > 1'000 ? 4.0f : 0.5f;
    driver.settle();
  }
  CHECK(shows(driver.ui.record(), "Text"));
}

}  // namespace firsthand::ui::test
