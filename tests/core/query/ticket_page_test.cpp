// Goal: the ticket page has everything beside the ticket without a click (CUS-1), in words.
// Method: a ticket worked by operations, read back as one page.
#include "core/query/ticket_page.h"

#include <string>

#include <catch_amalgamated.hpp>

#include "core/query/name_match.h"
#include "tests/core/ops/test_desk.h"
#include "tests/core/query/outbox_row.h"

namespace firsthand::query {
namespace {

using test::TestDesk;

TicketPage page_of(TestDesk& desk, TicketId id) {
  auto page = ticket_page(desk.database(), id);
  REQUIRE(page.has_value());
  return std::move(*page);
}

}  // namespace

TEST_CASE("TKT-7: the conversation is told in order, with names") {
  TestDesk desk;
  const TicketId id = desk.open_ticket();
  desk.must(ops::TicketReply{id, desk.fresh_id<EntryId>(), "Which browser?", TicketState::pending},
            desk.person(Role::agent));
  desk.must(ops::TicketMoveOwner{id, desk.person(Role::csm), "Holiday"}, desk.person(Role::lead));
  const TicketPage page = page_of(desk, id);
  std::string told;
  for (const ConversationEntry& line : page.conversation) {
    told += line.author + " " + std::string(text_of(line.entry.kind)) + " " + line.entry.field +
            " " + line.from + ">" + line.to + "\n";
    CHECK_FALSE(line.unsent);
  }
  CHECK(told ==
        "Mei customer_message  >\n"
        "agent reply  >\n"
        "agent event owner >agent\n"
        "agent event first_contact >agent\n"
        "agent event segment unassigned>support\n"
        "agent event state new>pending\n"
        "lead event owner agent>csm\n");
  CHECK(page.owner == "csm");
  CHECK(page.first_contact == "agent");
}

TEST_CASE("TKT-5: a follow-up is named by its number") {
  TestDesk desk;
  const TicketId id = desk.ticket_in(TicketState::closed);
  const auto follow_up = desk.fresh_id<TicketId>();
  desk.must(
      ops::TicketCustomerMessage{id, desk.fresh_id<EntryId>(), desk.contact(), "Again", follow_up},
      desk.actor(Role::intake));
  CHECK(page_of(desk, id).conversation.back().to == "#1002");
  CHECK(page_of(desk, follow_up).ticket.follow_up_of == id);
}

TEST_CASE("CUS-1: the customer is beside the ticket") {
  TestDesk desk;
  desk.must(ops::OrganisationUpdate{.id = desk.customer(), .csm = desk.person(Role::csm)},
            desk.person(Role::lead));
  TicketId newest;
  for (int i = 0; i < 10; ++i) {
    desk.now = desk.now + Duration{1'000};
    newest = desk.open_ticket();
  }
  const TicketId solved = desk.ticket_in(TicketState::solved);
  const CustomerPanel panel = page_of(desk, newest).customer;
  REQUIRE(panel.organisation.has_value());
  CHECK(panel.organisation->name == "Acme");
  CHECK(panel.requester->name == "Mei");
  CHECK(panel.csm == "csm");
  CHECK(panel.all_tickets == 11);
  CHECK(panel.open_tickets == 10);
  REQUIRE(panel.recent.size() == 8);
  CHECK(panel.recent[0].id == solved);
  CHECK(panel.recent[0].state == TicketState::solved);
  CHECK(panel.recent[1].id == newest);
}

TEST_CASE("CUS-1: a ticket of nobody known has an empty panel") {
  TestDesk desk;
  const auto id = desk.fresh_id<TicketId>();
  desk.must(
      ops::TicketCreate{.id = id, .entry = desk.fresh_id<EntryId>(), .subject = "s", .text = "t"},
      desk.actor(Role::intake));
  const TicketPage page = page_of(desk, id);
  CHECK_FALSE(page.customer.organisation.has_value());
  CHECK_FALSE(page.customer.requester.has_value());
  CHECK(page.customer.recent.empty());
  CHECK(page.customer.all_tickets == 0);
  CHECK(page.owner.empty());
  CHECK(page.conversation[0].author.empty());
}

TEST_CASE("TKT-7: what the server does not have yet is marked in the conversation") {
  TestDesk desk;
  const TicketId id = desk.ticket_in(TicketState::open);
  const auto sent = desk.fresh_id<EntryId>();
  const auto waiting = desk.fresh_id<EntryId>();
  const PersonId agent = desk.person(Role::agent);
  desk.must(ops::TicketNote{id, sent, "sent"}, agent);
  desk.now = desk.now + Duration{5'000};
  desk.must(ops::TicketReply{id, waiting, "waiting", TicketState::solved}, agent);
  test::add_outbox_row(
      desk,
      {.client_seq = 1, .state = 1, .ticket = id, .body = R"({"entry":")" + sent.text() + "\"}"});
  test::add_outbox_row(desk, {.client_seq = 2,
                              .state = 0,
                              .ticket = id,
                              .body = R"({"entry":")" + waiting.text() + "\"}",
                              .written_at = desk.now,
                              .actor = agent});
  const auto conversation = page_of(desk, id).conversation;
  std::string unsent;
  for (const ConversationEntry& line : conversation) {
    if (line.unsent) unsent += line.entry.text + line.entry.field + " ";
  }
  CHECK(unsent == "waiting state ");
}

TEST_CASE("TKT-1: a deep link finds its ticket, and no other") {
  TestDesk desk;
  const TicketId id = desk.open_ticket();
  CHECK(ticket_by_number(desk.database(), 1'001) == id);
  CHECK_FALSE(ticket_by_number(desk.database(), 1'002).has_value());
  CHECK_FALSE(ticket_by_number(desk.database(), 0).has_value());
  CHECK_FALSE(ticket_page(desk.database(), desk.fresh_id<TicketId>()).has_value());
}

TEST_CASE("ROLE: the menu of people has the active ones by name") {
  TestDesk desk;
  desk.must(ops::PersonUpdate{.id = desk.person(Role::csm), .active = false},
            desk.person(Role::admin));
  std::string names;
  for (const Person& person : people(desk.database())) names += person.name + " ";
  CHECK(names == "admin agent engineer lead trainee ");
}

TEST_CASE("TKT-11: names are found without regard to case and look-alikes") {
  CHECK(NamePattern("зАря").matches("ООО «Заря»"));
  CHECK(NamePattern(" acme ").matches("ACME Ltd"));
  CHECK(NamePattern("ещё").matches("Еще раз"));
  CHECK(NamePattern("晨光").matches("北京晨光软件"));
  CHECK_FALSE(NamePattern("晨明").matches("北京晨光软件"));
  CHECK(NamePattern("a").is_too_short());
  CHECK_FALSE(NamePattern("晨").is_too_short());
}

}  // namespace firsthand::query
