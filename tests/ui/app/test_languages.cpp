// Goal: every screen draws in all four languages and both themes, on wide and narrow screens.
// Method: walks all screens; the driver fails on any widget that bypassed the semantic record;
// names must be there and, outside English, not be English.
#include <algorithm>

#include <catch_amalgamated.hpp>

#include "tests/ui/app/app_driver.h"
#include "ui/views/command.h"

namespace firsthand::ui::test {

namespace {

/// Controls that Tab reaches must have names, and no text may hold a place that was not filled.
void check_screen(AppDriver& driver, std::string_view screen) {
  INFO(screen << "\n" << driver.tree());
  std::vector<std::uint64_t> ids;
  for (const SemNode& node : driver.app->semantics().nodes()) {
    if (node.focusable) CHECK(!node.name.empty());
    CHECK(node.name.find("{0}") == std::string::npos);
    ids.push_back(node.id);
  }
  std::sort(ids.begin(), ids.end());
  CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
}

void walk(std::string_view language, float width_px, bool dark) {
  AppDriver driver;
  driver.host.settings["language"] = language;
  driver.app = std::make_unique<App>(driver.host, driver.fonts);
  driver.app->ui().watch_bypass(true);
  driver.send(ResizeEvent{.width_px = width_px, .height_px = 800, .pixel_ratio = 1});
  driver.send(SystemEvent{.dark = dark, .languages = {"en"}, .time_zone = "Europe/Berlin"});
  CHECK(driver.host.page_language == language);
  CHECK(driver.host.page_dark == dark);
  check_screen(driver, "starting");
  driver.app->other_tab_owns_store();
  driver.settle();
  check_screen(driver, "other tab");
  driver.app->failed({"store.full", "Full", {}});
  driver.settle();
  check_screen(driver, "failed");
  driver.app->detach();
  driver.settle();
  check_screen(driver, "sign-in");
  driver.make_desk(Desk::lead());
  const TicketId id = driver.desk->customer_opens(
      40, "Очень длинная тема письма, которая не помещается в одну строку таблицы никогда",
      "发票打印失败，请尽快处理。", Desk::wang());
  driver.desk->exchange();
  driver.host.clock = driver.desk->clock;
  driver.attach();
  for (const char* view : {"/mine", "/unassigned", "/open", "/pending", "/solved", "/all"}) {
    driver.go(view);
    check_screen(driver, view);
  }
  driver.go("/t/" + id.text());
  check_screen(driver, "ticket");
  driver.press("KeyT");
  driver.press("KeyN");
  check_screen(driver, "note");
  driver.press("Escape");
  driver.press("KeyC");
  check_screen(driver, "new ticket");
  driver.press("Escape");
  driver.press("KeyY");
  check_screen(driver, "sync");
  driver.press("Escape");
  driver.press("Slash", kModShift);
  check_screen(driver, "shortcuts");
  driver.press("Escape");
  driver.go("/t/424242");
  check_screen(driver, "missing");
}

}  // namespace

TEST_CASE("Languages: every screen draws in each of the four, light and wide") {
  for (const char* language : {"en", "zh-Hans", "zh-Hant", "ru"}) {
    INFO(language);
    walk(language, 1280, false);
  }
}

TEST_CASE("Languages: every screen draws on a screen of 360 pixels, dark") {
  for (const char* language : {"en", "ru"}) {
    INFO(language);
    walk(language, 360, true);
  }
}

TEST_CASE("Languages: without a choice the person's own language comes with the first pull") {
  AppDriver driver;
  driver.make_desk(Desk::agent());
  driver.attach();
  CHECK(driver.host.page_language == "en");
  ops::PersonUpdate update;
  update.id = Desk::agent();
  update.language = "ru";
  driver.desk->at_server({update}, PersonId{}, Role::system);
  driver.exchange();
  CHECK(driver.host.page_language == "ru");
}

TEST_CASE("Languages: no desk text is the same in English and Russian but for names") {
  const Lang& english = Lang::of(Language::en);
  const Lang& russian = Lang::of(Language::ru);
  for (const Text key : {Text::sign_in_submit, Text::inbox_empty_mine, Text::compose_send,
                         Text::sync_offline, Text::error_permit_reply, Text::ticket_take}) {
    CHECK(english.text(key) != russian.text(key));
  }
}

TEST_CASE("Commands: no two of one place share a shortcut, and all are in the dialog") {
  for (const CommandInfo& a : commands()) {
    for (const CommandInfo& b : commands()) {
      if (a.id == b.id || a.first.code.empty()) continue;
      if (a.place != b.place && a.place != CommandPlace::everywhere &&
          b.place != CommandPlace::everywhere) {
        continue;
      }
      const bool same = a.first.code == b.first.code && a.first.primary == b.first.primary &&
                        a.first.shift == b.first.shift;
      CHECK(!same);
    }
  }
  AppDriver driver(Desk::agent());
  driver.press("Slash", kModShift);
  for (const CommandInfo& command : commands()) {
    if (!command.first.code.empty()) {
      CHECK(driver.shows(Lang::of(Language::en).text(command.name)));
    }
  }
}

}  // namespace firsthand::ui::test
