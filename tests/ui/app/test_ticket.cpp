// Goal: the ticket screen does what its operations allow, keeps drafts and greys out with reasons.
// Method: a real App on a real Replica; what was done is read at the server after an exchange.
#include <catch_amalgamated.hpp>

#include "tests/ui/app/app_driver.h"

namespace firsthand::ui::test {

namespace {

struct OneTicket {
  explicit OneTicket(PersonId me) {
    driver.make_desk(me);
    id = driver.desk->customer_opens(40, "Printer does not start", "It only hums", Desk::wang());
    driver.desk->exchange();
    driver.host.clock = driver.desk->clock;
    driver.attach();
    driver.go("/t/" + number());
  }
  [[nodiscard]] std::string number() {
    return std::to_string(driver.desk->server_ticket(id)->number);
  }
  AppDriver driver;
  TicketId id;
};

std::vector<std::string> texts_of(const std::vector<Entry>& entries, EntryKind kind) {
  std::vector<std::string> texts;
  for (const Entry& entry : entries) {
    if (entry.kind == kind) texts.push_back(entry.text);
  }
  return texts;
}

}  // namespace

TEST_CASE("Ticket: a deep link shows subject, conversation, properties and customer") {
  OneTicket desk(Desk::agent());
  AppDriver& driver = desk.driver;
  CHECK(driver.try_find(SemRole::heading, "Printer does not start") != nullptr);
  CHECK(driver.shows("It only hums"));
  CHECK(driver.shows("Aurora Labs"));
  CHECK(driver.shows("Super VIP"));
  CHECK(driver.shows("Two data centres"));
  CHECK(driver.shows("王芳"));
  CHECK(driver.host.title == "#" + desk.number() + " Printer does not start · Aurora desk");
}

TEST_CASE("CUS-1: the yearly revenue is for csm, lead and admin") {
  OneTicket agent(Desk::agent());
  CHECK(!agent.driver.shows("Yearly revenue"));
  OneTicket lead(Desk::lead());
  CHECK(lead.driver.shows("Yearly revenue"));
  CHECK(lead.driver.shows("120,000"));
}

TEST_CASE("TKT-6: t takes the ticket, and Take is gone") {
  OneTicket desk(Desk::agent());
  AppDriver& driver = desk.driver;
  CHECK(driver.find(SemRole::button, "Take").shortcut == "T");
  driver.press("KeyT");
  CHECK(driver.try_find(SemRole::button, "Take") == nullptr);
  driver.exchange();
  CHECK(desk.driver.desk->server_ticket(desk.id)->owner == Desk::agent());
}

TEST_CASE("TKT-3: a reply takes the ticket, is sent with its next state and clears the composer") {
  OneTicket desk(Desk::agent());
  AppDriver& driver = desk.driver;
  driver.press("KeyR");
  CHECK(driver.focused() == "textbox \"Reply\"");
  driver.type(SemRole::textbox, "Reply", "您好, does it start now?");
  driver.choose("Then set to", "Solved");
  driver.submit(SemRole::textbox, "Reply");
  CHECK(driver.find(SemRole::textbox, "Reply").value.empty());
  CHECK(driver.shows("您好, does it start now?"));
  CHECK(driver.shows("not sent yet"));
  driver.exchange();
  CHECK(!driver.shows("not sent yet"));
  const auto ticket = driver.desk->server_ticket(desk.id);
  CHECK(ticket->state == TicketState::solved);
  CHECK(ticket->owner == Desk::agent());
  CHECK(texts_of(driver.desk->server_entries(desk.id), EntryKind::reply) ==
        std::vector<std::string>{"您好, does it start now?"});
}

TEST_CASE("Ticket: a note goes to the team and moves no state") {
  OneTicket desk(Desk::agent());
  AppDriver& driver = desk.driver;
  driver.press("KeyN");
  CHECK(driver.focused() == "textbox \"Note\"");
  driver.type(SemRole::textbox, "Note", "Looks like the fuse");
  driver.click(SemRole::button, "Add note");
  driver.exchange();
  CHECK(driver.desk->server_ticket(desk.id)->state == TicketState::fresh);
  CHECK(texts_of(driver.desk->server_entries(desk.id), EntryKind::note) ==
        std::vector<std::string>{"Looks like the fuse"});
}

TEST_CASE("Ticket: nothing is sent while an input method composes, nor when all is blank") {
  OneTicket desk(Desk::agent());
  AppDriver& driver = desk.driver;
  driver.type(SemRole::textbox, "Reply", "ni hao", true);
  driver.submit(SemRole::textbox, "Reply");
  driver.type(SemRole::textbox, "Reply", "  \n ");
  driver.submit(SemRole::textbox, "Reply");
  driver.exchange();
  CHECK(texts_of(driver.desk->server_entries(desk.id), EntryKind::reply).empty());
}

TEST_CASE("TKT-10a: drafts survive another ticket and a reload; composing text is not kept") {
  OneTicket desk(Desk::agent());
  AppDriver& driver = desk.driver;
  const TicketId other = driver.desk->customer_opens(41, "Second", "Hello", Desk::petrova());
  driver.exchange();
  driver.type(SemRole::textbox, "Reply", "One more thing");
  driver.type(SemRole::textbox, "Reply", "One more thing ni", true);
  driver.go("/t/" + other.text());
  CHECK(driver.find(SemRole::textbox, "Reply").value.empty());
  driver.go("/t/" + desk.number());
  CHECK(driver.find(SemRole::textbox, "Reply").value == "One more thing");

  AppDriver reloaded;
  reloaded.host.settings = driver.host.settings;
  reloaded.desk = std::move(driver.desk);
  reloaded.attach();
  reloaded.go("/t/" + std::to_string(reloaded.desk->server_ticket(desk.id)->number));
  CHECK(reloaded.find(SemRole::textbox, "Reply").value == "One more thing");
  reloaded.submit(SemRole::textbox, "Reply");
  for (const auto& [key, value] : reloaded.host.settings) {
    INFO(key);
    if (key.starts_with("draft")) CHECK(value.empty());
  }
}

TEST_CASE("ROLE-2: a trainee may write notes only, and is told why") {
  OneTicket desk(Desk::trainee());
  AppDriver& driver = desk.driver;
  CHECK(driver.try_find(SemRole::textbox, "Note") != nullptr);
  const SemNode& take = driver.find(SemRole::button, "Take");
  CHECK(take.disabled);
  CHECK(take.description.find("role may not own") != std::string::npos);
  CHECK(driver.find(SemRole::combobox, "Type").disabled);
  driver.click(SemRole::tab, "Reply");
  CHECK(driver.find(SemRole::textbox, "Reply").disabled);
  CHECK(driver.find(SemRole::button, "Send").disabled);
  CHECK(driver.find(SemRole::button, "Send").description.find("write a note") != std::string::npos);
  driver.press("KeyT");
  CHECK(driver.shows("Your role may not own tickets"));
  driver.click(SemRole::tab, "Note");
  driver.type(SemRole::textbox, "Note", "My guess: the fuse");
  driver.submit(SemRole::textbox, "Note");
  driver.exchange();
  CHECK(driver.desk->server_entries(desk.id).back().text == "My guess: the fuse");
}

TEST_CASE("ROLE-2: an engineer replies only on own tickets and is told so") {
  OneTicket desk(Desk::engineer());
  AppDriver& driver = desk.driver;
  driver.click(SemRole::tab, "Reply");
  CHECK(driver.find(SemRole::button, "Send").disabled);
}

TEST_CASE("TKT-2: the type is chosen where it stands and can be undone") {
  OneTicket desk(Desk::agent());
  AppDriver& driver = desk.driver;
  driver.choose("Type", "Fault");
  CHECK(driver.find(SemRole::combobox, "Class").value == "B · Technical");
  driver.exchange();
  CHECK(driver.desk->server_ticket(desk.id)->type == TicketType::fault);
  driver.click(SemRole::button, "Undo");
  driver.exchange();
  CHECK(driver.desk->server_ticket(desk.id)->type == TicketType::question);
  CHECK(driver.desk->server_ticket(desk.id)->ticket_class == TicketClass::application);
}

TEST_CASE("TKT-5: the state is set where it stands; illegal moves are greyed out with the reason") {
  OneTicket desk(Desk::agent());
  AppDriver& driver = desk.driver;
  driver.click(SemRole::combobox, "State");
  CHECK(driver.find(SemRole::option, "Closed").disabled);
  driver.click(SemRole::option, "On hold");
  driver.exchange();
  CHECK(driver.desk->server_ticket(desk.id)->state == TicketState::hold);
  CHECK(driver.shows("State: New → On hold"));
}

TEST_CASE("Ticket: tags are added and removed") {
  OneTicket desk(Desk::agent());
  AppDriver& driver = desk.driver;
  driver.type(SemRole::textbox, "Add tag", "hardware");
  driver.submit(SemRole::textbox, "Add tag");
  CHECK(driver.find(SemRole::textbox, "Add tag").value.empty());
  driver.exchange();
  CHECK(driver.desk->server_ticket(desk.id)->tags == std::vector<std::string>{"hardware"});
  driver.click(SemRole::button, "hardware");
  driver.exchange();
  CHECK(driver.desk->server_ticket(desk.id)->tags.empty());
}

TEST_CASE("TKT-4: a priority is overridden with a reason and returned to its computation") {
  OneTicket desk(Desk::agent());
  AppDriver& driver = desk.driver;
  driver.activate(SemRole::button, "Override…");
  driver.choose("Priority", "P1");
  CHECK(driver.find(SemRole::button, "Override").disabled);
  driver.type(SemRole::textbox, "Reason", "Their line stands still");
  driver.click(SemRole::button, "Override");
  driver.exchange();
  CHECK(driver.desk->server_ticket(desk.id)->priority == Priority::p1);
  CHECK(driver.shows("Overridden: Their line stands still"));
  driver.activate(SemRole::button, "Return to P3");
  driver.exchange();
  CHECK(driver.desk->server_ticket(desk.id)->priority == Priority::p3);
}

TEST_CASE("TKT-6: only a lead moves the owner, with a reason") {
  OneTicket agent(Desk::agent());
  CHECK(agent.driver.find(SemRole::button, "Move owner…").disabled);
  OneTicket desk(Desk::lead());
  AppDriver& driver = desk.driver;
  driver.click(SemRole::button, "Move owner…");
  driver.choose("New owner", "Anna Agent");
  driver.type(SemRole::textbox, "Reason", "On leave");
  driver.click(SemRole::button, "Move");
  driver.exchange();
  CHECK(driver.desk->server_ticket(desk.id)->owner == Desk::agent());
}

TEST_CASE("Ticket: the subject can be corrected in a dialog that Escape closes") {
  OneTicket desk(Desk::agent());
  AppDriver& driver = desk.driver;
  driver.click(SemRole::button, "Edit subject…");
  driver.press("Escape");
  CHECK(driver.try_find(SemRole::dialog, "Edit subject") == nullptr);
  driver.click(SemRole::button, "Edit subject…");
  driver.type(SemRole::textbox, "Subject", "Label printer only hums");
  driver.submit(SemRole::textbox, "Subject");
  driver.exchange();
  CHECK(driver.desk->server_ticket(desk.id)->subject == "Label printer only hums");
}

TEST_CASE("Ticket: a message can be copied") {
  OneTicket desk(Desk::agent());
  desk.driver.click(SemRole::button, "Copy message");
  CHECK(desk.driver.host.copied == "It only hums");
}

TEST_CASE("Ticket: one that is not here is said to be missing") {
  AppDriver driver(Desk::agent());
  driver.go("/t/99999");
  CHECK(driver.shows("There is no ticket #99999 here"));
  driver.click(SemRole::button, "Back");
  CHECK(driver.host.route == "/mine");
}

TEST_CASE("Ticket: one that is not here yet opens by itself when it arrives") {
  AppDriver driver;
  driver.make_desk(Desk::agent());
  const TicketId id =
      driver.desk->customer_opens(40, "Printer does not start", "It only hums", Desk::wang());
  driver.attach();
  driver.go("/t/" + id.text());
  CHECK(driver.shows("is not on this computer yet"));
  driver.exchange();
  CHECK(driver.shows("It only hums"));
  CHECK(driver.host.route == "/t/" + std::to_string(driver.desk->server_ticket(id)->number));
}

TEST_CASE("Ticket: on a narrow screen the panels are behind a tab") {
  OneTicket desk(Desk::agent());
  AppDriver& driver = desk.driver;
  driver.send(ResizeEvent{.width_px = 400, .height_px = 800, .pixel_ratio = 1});
  CHECK(driver.try_find(SemRole::textbox, "Reply") != nullptr);
  CHECK(driver.try_find(SemRole::combobox, "Type") == nullptr);
  driver.click(SemRole::tab, "Details");
  CHECK(driver.try_find(SemRole::combobox, "Type") != nullptr);
  driver.press("KeyR");
  CHECK(driver.focused() == "textbox \"Reply\"");
}

TEST_CASE("New ticket: a customer is found, what is missing is said, and the draft is opened") {
  AppDriver driver(Desk::agent());
  driver.press("KeyC");
  driver.type(SemRole::searchbox, "Find a customer", "петров");
  driver.click(SemRole::button, "Анна Петрова · Aurora Labs");
  driver.type(SemRole::textbox, "Subject", "Called about the invoice");
  driver.click(SemRole::button, "Create");
  CHECK(driver.find(SemRole::textbox, "What the customer said").invalid);
  driver.type(SemRole::textbox, "What the customer said", "The sum is wrong");
  driver.click(SemRole::button, "Create");
  CHECK(driver.shows("draft"));
  CHECK(driver.shows("The sum is wrong"));
  const std::string id = driver.host.route.substr(3);
  driver.exchange();
  const auto ticket = driver.desk->server_ticket(*TicketId::parse(id));
  REQUIRE(ticket.has_value());
  CHECK(ticket->requester == Desk::petrova());
  CHECK(driver.host.route == "/t/" + std::to_string(ticket->number));
}

}  // namespace firsthand::ui::test
