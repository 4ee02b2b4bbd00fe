// Goal: the state of sync is told: offline, how much is unsent, what the server refused and why.
// Method: a real Replica and Authority; the network is switched off, rights are taken away.
#include <catch_amalgamated.hpp>

#include "tests/ui/app/app_driver.h"

namespace firsthand::ui::test {

namespace {

struct OneTicket {
  OneTicket() {
    driver.make_desk(Desk::agent());
    id = driver.desk->customer_opens(40, "Printer does not start", "It only hums", Desk::wang());
    driver.desk->exchange();
    driver.host.clock = driver.desk->clock;
    driver.attach();
    driver.go("/t/" + id.text());
  }
  void note(const char* text) {
    driver.press("KeyN");
    driver.type(SemRole::textbox, "Note", text);
    driver.submit(SemRole::textbox, "Note");
  }
  /// The server takes the agent's rights away before the reply reaches it.
  void be_refused() {
    driver.press("KeyR");
    driver.type(SemRole::textbox, "Reply", "Please restart it");
    driver.submit(SemRole::textbox, "Reply");
    ops::PersonUpdate update;
    update.id = Desk::agent();
    update.role = Role::trainee;
    driver.desk->at_server({update}, PersonId{}, Role::system);
    driver.exchange();
  }
  AppDriver driver;
  TicketId id;
};

const SemNode* chip(AppDriver& driver) {
  for (const SemNode& node : driver.app->semantics().nodes()) {
    if (node.role != SemRole::button) continue;
    for (const char* word : {"Online", "Offline", "Signed out", "Connecting"}) {
      if (node.name.starts_with(word)) return &node;
    }
  }
  return nullptr;
}

}  // namespace

TEST_CASE("Sync: the chip says online, offline and how much is unsent") {
  OneTicket desk;
  AppDriver& driver = desk.driver;
  REQUIRE(chip(driver) != nullptr);
  CHECK(chip(driver)->name == "Online");
  driver.desk->set_online(false);
  driver.exchange();
  CHECK(chip(driver)->name == "Offline");
  CHECK(driver.shows("You are offline. Keep working"));
  desk.note("one");
  desk.note("two");
  driver.exchange();
  CHECK(chip(driver)->name == "Offline · 2 unsent");
  driver.desk->set_online(true);
  driver.exchange();
  CHECK(chip(driver)->name == "Online");
  CHECK(!driver.shows("unsent"));
}

TEST_CASE("Sync: the panel lists what waits, in words with its ticket") {
  OneTicket desk;
  AppDriver& driver = desk.driver;
  driver.desk->set_online(false);
  desk.note("one");
  driver.exchange();
  driver.press("Escape");
  driver.press("KeyY");
  CHECK(driver.try_find(SemRole::dialog, "Sync state") != nullptr);
  CHECK(driver.shows("Printer does not start"));
  CHECK(find_all(driver.app->semantics(), SemRole::listitem).size() == 1);
  driver.press("Escape");
  CHECK(driver.try_find(SemRole::dialog, "Sync state") == nullptr);
}

TEST_CASE("Sync: a refused reply needs attention with its reason and can be discarded") {
  OneTicket desk;
  AppDriver& driver = desk.driver;
  desk.be_refused();
  REQUIRE(chip(driver) != nullptr);
  CHECK(chip(driver)->name == "Online · 1 refused");
  CHECK(!driver.shows("Please restart it"));
  driver.click(SemRole::button, "Online · 1 refused");
  CHECK(driver.shows("Needs attention"));
  CHECK(driver.shows("Your role may not reply to customers"));
  driver.click(SemRole::button, "Copy");
  CHECK(driver.host.copied == "Please restart it");
  driver.click(SemRole::button, "Discard…");
  driver.click(SemRole::button, "Discard");
  CHECK(driver.desk->replica().outbox_summary().rejected == 0);
  CHECK(!driver.shows("Needs attention"));
}

TEST_CASE("Sync: a refused reply can be sent again when the reason is gone") {
  OneTicket desk;
  AppDriver& driver = desk.driver;
  desk.be_refused();
  ops::PersonUpdate update;
  update.id = Desk::agent();
  update.role = Role::agent;
  driver.desk->at_server({update}, PersonId{}, Role::system);
  driver.exchange();
  driver.click(SemRole::button, "Online · 1 refused");
  driver.click(SemRole::button, "Retry");
  driver.exchange();
  CHECK(chip(driver)->name == "Online");
  CHECK(driver.desk->server_entries(desk.id).size() >= 2);
}

TEST_CASE("Sync: when the session has ended one works on and signs in again in a dialog") {
  OneTicket desk;
  AppDriver& driver = desk.driver;
  driver.desk->end_session();
  desk.note("kept");
  driver.exchange();
  CHECK(driver.shows("Your session has ended"));
  driver.click(SemRole::button, "Sign in again");
  CHECK(driver.find(SemRole::textbox, "Email").value == "anna@desk.test");
  driver.type(SemRole::textbox, "Password", "secret");
  driver.submit(SemRole::textbox, "Password");
  CHECK(driver.host.sign_ins.size() == 1);
  driver.app->sign_in_failed({"auth.wrong", "No", {}});
  driver.settle();
  CHECK(driver.shows("Email or password is wrong"));
}

TEST_CASE("Banners: memory only, and a new version that is loaded on request") {
  AppDriver driver;
  driver.make_desk(Desk::agent());
  driver.desk->exchange();
  driver.attach(false);
  CHECK(driver.shows("keeps nothing on disk"));
  driver.send(UpdateReadyEvent{});
  CHECK(driver.shows("A new version is ready"));
  driver.click(SemRole::button, "Reload");
  CHECK(driver.host.reloads == 1);
}

TEST_CASE("Signing out asks first, says what is unsent, and can forget the computer's drafts") {
  OneTicket desk;
  AppDriver& driver = desk.driver;
  driver.type(SemRole::textbox, "Reply", "half a reply");
  driver.press("Escape");
  driver.desk->set_online(false);
  desk.note("one");
  driver.exchange();
  driver.press("Escape");
  driver.click(SemRole::button, "Account");
  driver.click(SemRole::menuitem, "Sign out…");
  CHECK(driver.shows("Not sent yet: 1"));
  driver.click(SemRole::button, "Forget this computer");
  CHECK(driver.host.forgot);
  for (const auto& [key, value] : driver.host.settings) {
    INFO(key);
    if (key.starts_with("draft")) CHECK(value.empty());
  }
}

}  // namespace firsthand::ui::test
