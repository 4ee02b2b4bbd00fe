// Goal: what the daily desk does with one ticket (merge, split, link, watch, upset, assign, time,
// drafts, a reply that was overtaken) works by role and name, and can be taken back. Method: a real
// App on a real Replica; what was done is read at the server after an exchange.
#include <catch_amalgamated.hpp>

#include "tests/ui/app/app_driver.h"

namespace firsthand::ui::test {

namespace {

struct TwoTickets {
  explicit TwoTickets(PersonId me) {
    driver.make_desk(me);
    id = driver.desk->customer_opens(40, "Printer does not start", "It only hums", Desk::wang());
    other = driver.desk->customer_opens(41, "Printer again", "Still humming", Desk::wang());
    driver.desk->exchange();
    driver.host.clock = driver.desk->clock;
    driver.attach();
    driver.go("/t/" + number(id));
  }
  [[nodiscard]] std::string number(TicketId which) {
    return std::to_string(driver.desk->server_ticket(which)->number);
  }
  [[nodiscard]] Ticket at_server(TicketId which) {
    driver.exchange();
    return *driver.desk->server_ticket(which);
  }
  void more(std::string_view item) {
    driver.click(SemRole::button, "More actions");
    driver.click(SemRole::menuitem, item);
  }
  void find_other() {
    driver.type(SemRole::searchbox, "Find a ticket", "again");
    driver.click(SemRole::button, "#" + number(other) + " Printer again");
  }
  AppDriver driver;
  TicketId id, other;
};

}  // namespace

TEST_CASE("TKT-5: a ticket is merged into another one, says so, and comes back") {
  TwoTickets desk(Desk::agent());
  desk.more("Merge into…");
  desk.find_other();
  desk.driver.click(SemRole::button, "Merge");
  const Ticket merged = desk.at_server(desk.id);
  CHECK(merged.state == TicketState::merged);
  CHECK(merged.merged_into == desk.other);
  CHECK(desk.driver.shows("This ticket was merged into #" + desk.number(desk.other)));
  desk.driver.click(SemRole::button, "Open #" + desk.number(desk.other));
  CHECK(desk.driver.shows("It only hums"));
  CHECK(desk.driver.shows("from #" + desk.number(desk.id)));
  desk.driver.activate(SemRole::button, "Undo merge");
  CHECK(desk.at_server(desk.id).state == TicketState::fresh);
  CHECK(!desk.driver.shows("It only hums"));
}

TEST_CASE("TKT-5: a message becomes a linked ticket of its own") {
  TwoTickets desk(Desk::agent());
  desk.driver.click(SemRole::button, "What to do with this entry");
  desk.driver.click(SemRole::menuitem, "Split into a new ticket…");
  CHECK(desk.driver.find(SemRole::textbox, "Subject").value == "Printer does not start");
  desk.driver.type(SemRole::textbox, "Subject", "The hum");
  desk.driver.click(SemRole::button, "Split");
  const Ticket ticket = desk.at_server(desk.id);
  REQUIRE(ticket.links.size() == 1);
  CHECK(ticket.links.front().kind == LinkKind::split_into);
  CHECK(desk.driver.desk->server_ticket(ticket.links.front().ticket)->subject == "The hum");
  CHECK(desk.driver.shows("The hum"));
}

TEST_CASE("TKT-1: tickets are linked with a kind, and the link is removed and taken back") {
  TwoTickets desk(Desk::agent());
  desk.more("Link…");
  desk.find_other();
  desk.driver.choose("The other ticket is", "Cause of this");
  desk.driver.click(SemRole::button, "Link");
  CHECK(desk.at_server(desk.other).links.front().kind == LinkKind::incident_of);
  desk.driver.activate(SemRole::button, "Remove the link to #" + desk.number(desk.other));
  CHECK(desk.at_server(desk.id).links.empty());
  // The newest toast comes first.
  for (const SemNode* node : find_all(desk.driver.app->semantics(), SemRole::button)) {
    if (node->name != "Undo") continue;
    desk.driver.click(*node);
    break;
  }
  CHECK(desk.at_server(desk.id).links.size() == 1);
}

TEST_CASE("TKT-8: one action flags an upset customer, for a trainee too, and is taken back") {
  TwoTickets desk(Desk::trainee());
  desk.more("Flag customer as upset…");
  desk.driver.type(SemRole::textbox, "Reason", "Third time this week");
  desk.driver.click(SemRole::button, "Flag");
  CHECK(desk.driver.shows("Upset"));
  CHECK(desk.at_server(desk.id).upset);
  desk.driver.click(SemRole::button, "More actions");
  INFO(desk.driver.tree());
  desk.driver.click(SemRole::menuitem, "Customer is no longer upset");
  CHECK(!desk.at_server(desk.id).upset);
}

TEST_CASE("TKT-3: only a lead puts a ticket on somebody's queue; others are told so") {
  TwoTickets agent(Desk::agent());
  agent.driver.click(SemRole::button, "More actions");
  CHECK(agent.driver.find(SemRole::menuitem, "Put on somebody's queue…").disabled);

  TwoTickets lead(Desk::lead());
  lead.more("Put on somebody's queue…");
  const auto people = lead.driver.desk->replica().tables().person(Desk::agent());
  REQUIRE(people);
  lead.driver.choose("Person", people->name);
  lead.driver.click(SemRole::button, "Assign");
  CHECK(lead.at_server(lead.id).assigned_to == Desk::agent());
  CHECK(lead.driver.shows("On the queue of"));
}

TEST_CASE("TKT-9: minutes are logged by hand, shown, summed and corrected") {
  TwoTickets desk(Desk::agent());
  desk.more("Log time…");
  desk.driver.type(SemRole::textbox, "Minutes", "abc");
  CHECK(desk.driver.find(SemRole::textbox, "Minutes").description ==
        "Enter whole minutes, 1 to 1440");
  desk.driver.type(SemRole::textbox, "Minutes", "25");
  desk.driver.type(SemRole::textbox, "What was done", "Looked at the fuse");
  desk.driver.click(SemRole::button, "Log");
  CHECK(desk.at_server(desk.id).time_min == 25);
  CHECK(desk.driver.shows("25 min, billable 25 min"));
  desk.driver.activate(SemRole::button, "Correct…");
  desk.driver.type(SemRole::textbox, "Minutes", "20");
  desk.driver.click(SemRole::button, "Log");
  CHECK(desk.at_server(desk.id).time_min == 20);
}

TEST_CASE("TKT-9: the timer runs only while the ticket is open and the page visible") {
  TwoTickets desk(Desk::agent());
  const auto pass = [&](std::int64_t minutes) {
    for (std::int64_t i = 0; i < minutes; ++i) {
      desk.driver.host.mono += 60'000;
      desk.driver.settle();
    }
  };
  pass(3);
  CHECK(desk.driver.shows("Timer: 3 min"));
  desk.driver.send(VisibilityEvent{.visible = false});
  pass(5);
  desk.driver.send(VisibilityEvent{.visible = true});
  CHECK(desk.driver.shows("Timer: 3 min"));
  desk.driver.go("/t/" + desk.number(desk.other));
  CHECK(desk.driver.shows("Timer: 0 min"));
  pass(1);
  desk.driver.go("/t/" + desk.number(desk.id));
  CHECK(desk.driver.shows("Timer: 3 min"));
  desk.driver.activate(SemRole::button, "Pause timer");
  pass(4);
  CHECK(desk.driver.shows("Timer: 3 min"));
  desk.more("Log time…");
  CHECK(desk.driver.find(SemRole::textbox, "Minutes").value == "3");
  desk.driver.click(SemRole::button, "Log");
  CHECK(desk.driver.shows("Timer: 0 min"));
}

TEST_CASE("TKT-7: a note is edited, shows as edited, and its earlier text stays readable") {
  TwoTickets desk(Desk::agent());
  desk.driver.press("KeyN");
  desk.driver.type(SemRole::textbox, "Note", "It is the fuse");
  desk.driver.click(SemRole::button, "Add note");
  // The newest entry is the note.
  const auto menus = find_all(desk.driver.app->semantics(), SemRole::button);
  const SemNode* newest = nullptr;
  for (const SemNode* node : menus) {
    if (node->name == "What to do with this entry") newest = node;
  }
  REQUIRE(newest != nullptr);
  desk.driver.click(*newest);
  desk.driver.click(SemRole::menuitem, "Edit…");
  desk.driver.type(SemRole::textbox, "Text", "It is the cable");
  desk.driver.click(SemRole::button, "Save");
  CHECK(desk.driver.shows("It is the cable"));
  CHECK(!desk.driver.shows("It is the fuse"));
  CHECK(desk.driver.shows("edited"));
}

TEST_CASE("TKT-10a: a shared draft is taken over by a colleague and sent by them only") {
  TwoTickets desk(Desk::agent());
  desk.driver.type(SemRole::textbox, "Reply", "Please try the other socket");
  desk.driver.click(SemRole::button, "Share draft");
  desk.driver.exchange();
  REQUIRE(desk.driver.shows("Shared drafts"));
  store::Tables tables(desk.driver.desk->server_database());
  REQUIRE(tables.drafts(desk.id).size() == 1);
  const DraftId draft = tables.drafts(desk.id).front().id;
  desk.driver.desk->at_server({ops::DraftTakeOver{.ticket = desk.id, .draft = draft}}, Desk::lead(),
                              Role::lead);
  desk.driver.exchange();
  desk.driver.submit(SemRole::textbox, "Reply");
  CHECK(desk.driver.shows("A colleague has taken this draft over"));
  desk.driver.activate(SemRole::button, "Take over");
  desk.driver.submit(SemRole::textbox, "Reply");
  desk.driver.exchange();
  CHECK(tables.drafts(desk.id).empty());
  CHECK(desk.driver.find(SemRole::textbox, "Reply").value.empty());
}

TEST_CASE("TKT-10a: a reply that the conversation overtook stops once and shows what is new") {
  TwoTickets desk(Desk::agent());
  desk.driver.type(SemRole::textbox, "Reply", "Is it plugged in?");
  ops::TicketCustomerMessage message;
  message.ticket = desk.id;
  message.entry = EntryId(id_of(99));
  message.text = "It works now, thank you";
  desk.driver.desk->at_server({message}, PersonId{}, Role::intake);
  desk.driver.exchange();
  desk.driver.submit(SemRole::textbox, "Reply");
  REQUIRE(desk.driver.try_find(SemRole::dialog, "The conversation has moved on") != nullptr);
  CHECK(desk.driver.shows("It works now, thank you"));

  SECTION("keep editing: the text stays, and the next send goes through") {
    desk.driver.click(SemRole::button, "Keep editing");
    CHECK(desk.driver.find(SemRole::textbox, "Reply").value == "Is it plugged in?");
    desk.driver.type(SemRole::textbox, "Reply", "Good to hear");
    desk.driver.submit(SemRole::textbox, "Reply");
    desk.driver.exchange();
    CHECK(desk.driver.desk->server_entries(desk.id).back().kind != EntryKind::customer_message);
    CHECK(desk.driver.find(SemRole::textbox, "Reply").value.empty());
  }
  SECTION("send as it is") {
    desk.driver.click(SemRole::button, "Send as it is");
    desk.driver.exchange();
    CHECK(desk.driver.find(SemRole::textbox, "Reply").value.empty());
    CHECK(desk.driver.desk->server_ticket(desk.id)->owner == Desk::agent());
  }
  SECTION("discard") {
    desk.driver.click(SemRole::button, "Discard my reply");
    CHECK(desk.driver.find(SemRole::textbox, "Reply").value.empty());
  }
}

TEST_CASE(
    "TKT-10a: a reply is taken back within ten seconds, and the text is in the composer again") {
  TwoTickets desk(Desk::agent());
  desk.driver.type(SemRole::textbox, "Reply", "Is it plugged in?");
  desk.driver.submit(SemRole::textbox, "Reply");
  REQUIRE(desk.driver.find(SemRole::textbox, "Reply").value.empty());
  REQUIRE(desk.driver.shows("not sent yet"));
  desk.driver.click(SemRole::button, "Undo");
  CHECK(desk.driver.find(SemRole::textbox, "Reply").value == "Is it plugged in?");
  CHECK(!desk.driver.shows("not sent yet"));
  desk.driver.exchange();
  CHECK(!desk.driver.desk->server_ticket(desk.id)->first_response_at.is_set());
  CHECK(desk.driver.desk->replica().outbox_summary().unsent == 0);

  SECTION("and sent again, it is sent once") {
    desk.driver.submit(SemRole::textbox, "Reply");
    desk.driver.exchange();
    std::size_t replies = 0;
    for (const Entry& entry : desk.driver.desk->server_entries(desk.id)) {
      replies += entry.kind == EntryKind::reply ? 1 : 0;
    }
    CHECK(replies == 1);
  }
}

TEST_CASE("TKT-10a: what is queued behind a reply that was taken back is sent all the same") {
  TwoTickets desk(Desk::agent());
  desk.driver.type(SemRole::textbox, "Reply", "Is it plugged in?");
  desk.driver.submit(SemRole::textbox, "Reply");
  desk.driver.click(SemRole::tab, "Note");
  desk.driver.type(SemRole::textbox, "Note", "Asked about the plug");
  desk.driver.click(SemRole::button, "Add note");
  desk.driver.click(SemRole::button, "Undo");
  desk.driver.exchange();
  const auto entries = desk.driver.desk->server_entries(desk.id);
  std::vector<std::string> texts;
  for (const Entry& entry : entries) {
    if (entry.kind == EntryKind::note || entry.kind == EntryKind::reply) {
      texts.push_back(entry.text);
    }
  }
  CHECK(texts == std::vector<std::string>{"Asked about the plug"});
  CHECK(desk.driver.desk->replica().outbox_summary().rejected == 0);
}

TEST_CASE("TKT-10a: a reply written offline that was overtaken waits for its writer") {
  TwoTickets desk(Desk::agent());
  desk.driver.type(SemRole::textbox, "Reply", "Is it plugged in?");
  desk.driver.submit(SemRole::textbox, "Reply");
  ops::TicketCustomerMessage message;
  message.ticket = desk.id;
  message.entry = EntryId(id_of(99));
  message.text = "It works now, thank you";
  desk.driver.desk->at_server({message}, PersonId{}, Role::intake);
  desk.driver.exchange();
  CHECK(!desk.driver.desk->server_ticket(desk.id)->first_response_at.is_set());
  desk.driver.click(SemRole::button, "Online · 1 refused");
  CHECK(desk.driver.shows("The conversation has moved on since you wrote this"));
  CHECK(desk.driver.try_find(SemRole::button, "Retry") == nullptr);

  SECTION("it is sent as it is") {
    desk.driver.click(SemRole::button, "Send as it is");
    desk.driver.exchange();
    CHECK(desk.driver.desk->server_entries(desk.id).size() > 2);
    CHECK(desk.driver.desk->server_ticket(desk.id)->first_response_at.is_set());
  }
  SECTION("it goes back into the composer, and sending shows what is new") {
    desk.driver.click(SemRole::button, "Edit…");
    CHECK(desk.driver.desk->replica().outbox_summary().rejected == 0);
    CHECK(desk.driver.find(SemRole::textbox, "Reply").value == "Is it plugged in?");
    desk.driver.submit(SemRole::textbox, "Reply");
    CHECK(desk.driver.try_find(SemRole::dialog, "The conversation has moved on") != nullptr);
    desk.driver.click(SemRole::button, "Keep editing");
    desk.driver.type(SemRole::textbox, "Reply", "Good to hear");
    desk.driver.submit(SemRole::textbox, "Reply");
    desk.driver.exchange();
    CHECK(desk.driver.desk->server_ticket(desk.id)->first_response_at.is_set());
  }
}

}  // namespace firsthand::ui::test
