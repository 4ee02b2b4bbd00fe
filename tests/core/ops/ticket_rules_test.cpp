// Goal: the ticket's rules TKT-1 … TKT-7 for every operation that touches them. Method: operations
// on a desk in memory at a time that only moves when told; fields and history are read back.
#include <string>

#include <catch_amalgamated.hpp>

#include "core/ops/operation.h"
#include "tests/core/ops/test_desk.h"

namespace firsthand::ops {
namespace {

using test::TestDesk;

constexpr Duration kMinute{60'000};

std::string code_of(const Expected<void>& result) { return result ? "" : result.error().code; }

TicketReply reply(TestDesk& desk, TicketId ticket, TicketState next = TicketState::pending) {
  return {ticket, desk.fresh_id<EntryId>(), "Which browser do you use?", next};
}

TicketCustomerMessage message(TestDesk& desk, TicketId ticket) {
  return {.ticket = ticket,
          .entry = desk.fresh_id<EntryId>(),
          .contact = desk.contact(),
          .text = "Still white.",
          .follow_up = desk.fresh_id<TicketId>()};
}

}  // namespace

TEST_CASE("TKT-1: a ticket opens with what the customer said and what follows from it") {
  TestDesk desk;
  const auto id = desk.fresh_id<TicketId>();
  desk.must(TicketCreate{.id = id,
                         .entry = desk.fresh_id<EntryId>(),
                         .subject = "  Export fails ",
                         .text = "Error 7",
                         .organisation = desk.customer(),
                         .requester = desk.contact(),
                         .channel = Channel::email,
                         .language = "en",
                         .type = TicketType::fault,
                         .impact = Level::high,
                         .urgency = Level::high,
                         .release = "4.2"},
            desk.actor(Role::intake));
  const Ticket ticket = desk.ticket(id);
  CHECK(ticket.number == 1'001);
  CHECK(ticket.subject == "Export fails");
  CHECK(ticket.state == TicketState::fresh);
  CHECK(ticket.segment == Segment::unassigned);
  CHECK(ticket.ticket_class == TicketClass::technical);
  CHECK(ticket.priority == Priority::p1);
  CHECK(ticket.computed_priority == Priority::p1);
  CHECK(ticket.owner.is_nil());
  CHECK(ticket.first_contact.is_nil());
  CHECK(ticket.created_at == desk.now);
  CHECK(ticket.updated_at == desk.now);
  CHECK_FALSE(ticket.first_response_at.is_set());
  const auto entries = desk.tables().entries(id);
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].kind == EntryKind::customer_message);
  CHECK(entries[0].contact == desk.contact());
  CHECK(entries[0].person.is_nil());
  CHECK(entries[0].at == desk.now);
}

TEST_CASE("TKT-1: while offline a ticket has no number") {
  TestDesk desk;
  store::Transaction transaction(desk.database());
  const TicketCreate op{.id = desk.fresh_id<TicketId>(),
                        .entry = desk.fresh_id<EntryId>(),
                        .subject = "s",
                        .text = "t"};
  const Context pending{
      .actor = desk.actor(Role::agent), .at = desk.now, .key = {test::id_of<ReplicaId>(9), 1}};
  REQUIRE(apply(op, pending, desk.tables()).has_value());
  CHECK(desk.ticket(op.id).number == 0);
}

TEST_CASE("TKT-1: what exists already is not created again") {
  TestDesk desk;
  const TicketId ticket = desk.open_ticket();
  TicketCreate again{.id = ticket, .entry = desk.fresh_id<EntryId>(), .subject = "s", .text = "t"};
  CHECK(code_of(desk.run(again, desk.actor(Role::intake))) == "op.id_taken");
  // The entry's id counts too, whichever ticket has it.
  again.id = desk.fresh_id<TicketId>();
  again.entry = desk.tables().entries(ticket)[0].id;
  CHECK(code_of(desk.run(again, desk.actor(Role::intake))) == "op.id_taken");
  CHECK_FALSE(desk.tables().ticket(again.id).has_value());
  const TicketNote note{ticket, again.entry, "x"};
  CHECK(code_of(desk.run(note, desk.person(Role::agent))) == "op.id_taken");
}

TEST_CASE("TKT-7: an entry that was given an event's id beforehand is refused, not fatal") {
  TestDesk desk;
  const TicketId ticket = desk.ticket_in(TicketState::open);
  // Given: a hostile note with the id that the next operation's first event will get.
  OperationKey later = desk.last_key;
  later.client_seq += 2;
  const EntryId stolen(derived_id(later, 0));
  desk.must(TicketNote{ticket, stolen, "mine"}, desk.person(Role::trainee));
  // When the operation with that key comes, then it is refused as a whole.
  const TicketSetState solve{.ticket = ticket, .state = TicketState::solved};
  CHECK(code_of(desk.run(solve, desk.person(Role::agent))) == "op.id_taken");
  CHECK(desk.ticket(ticket).state == TicketState::open);
  // And in one operation, between its own entry and its own event.
  OperationKey next = desk.last_key;
  next.client_seq += 1;
  const TicketReply both{ticket, EntryId(derived_id(next, 0)), "x", TicketState::pending};
  CHECK(code_of(desk.run(both, desk.person(Role::agent))) == "op.id_taken");
}

TEST_CASE("TKT-2: a new type brings its class unless the class is said") {
  TestDesk desk;
  const TicketId ticket = desk.ticket_in(TicketState::open);
  const PersonId agent = desk.person(Role::agent);
  desk.must(TicketClassify{.ticket = ticket, .type = TicketType::incident}, agent);
  CHECK(desk.ticket(ticket).ticket_class == TicketClass::technical);
  desk.must(
      TicketClassify{
          .ticket = ticket, .ticket_class = TicketClass::technical, .type = TicketType::change},
      agent);
  CHECK(desk.ticket(ticket).ticket_class == TicketClass::technical);
  // The same type again says nothing about the class.
  desk.must(TicketClassify{.ticket = ticket, .type = TicketType::change}, agent);
  CHECK(desk.ticket(ticket).ticket_class == TicketClass::technical);
}

TEST_CASE("TKT-3: replying to a ticket without an owner takes it for support") {
  TestDesk desk;
  const TicketId id = desk.open_ticket();
  desk.now = desk.now + kMinute;
  desk.must(reply(desk, id), desk.person(Role::agent));
  const Ticket ticket = desk.ticket(id);
  CHECK(ticket.owner == desk.person(Role::agent));
  CHECK(ticket.first_contact == desk.person(Role::agent));
  CHECK(ticket.segment == Segment::support);
  CHECK(ticket.state == TicketState::pending);
  CHECK(ticket.first_response_at == desk.now);
  CHECK(desk.history(id) ==
        "customer_message\n"
        "reply\n"
        "owner:  > agent\n"
        "first_contact:  > agent\n"
        "segment: unassigned > support\n"
        "state: new > pending\n");
}

TEST_CASE("TKT-3: a program's answer takes nothing and is no first response") {
  TestDesk desk;
  const TicketId id = desk.open_ticket();
  desk.must(reply(desk, id, TicketState::open), desk.actor(Role::system));
  CHECK(desk.ticket(id).owner.is_nil());
  CHECK(desk.ticket(id).segment == Segment::unassigned);
  CHECK_FALSE(desk.ticket(id).first_response_at.is_set());
}

TEST_CASE("TKT-4: the priority follows impact and urgency until it is overridden") {
  TestDesk desk;
  const TicketId id = desk.ticket_in(TicketState::open);
  const PersonId agent = desk.person(Role::agent);
  desk.must(TicketClassify{.ticket = id, .impact = Level::high}, agent);
  CHECK(desk.ticket(id).priority == Priority::p2);

  desk.must(TicketOverridePriority{id, Priority::p1, "Their board meets today"}, agent);
  CHECK(desk.ticket(id).priority == Priority::p1);
  CHECK(desk.ticket(id).computed_priority == Priority::p2);
  CHECK(desk.ticket(id).priority_reason == "Their board meets today");

  desk.must(TicketClassify{.ticket = id, .impact = Level::low, .urgency = Level::low}, agent);
  CHECK(desk.ticket(id).priority == Priority::p1);
  CHECK(desk.ticket(id).computed_priority == Priority::p4);

  desk.must(TicketOverridePriority{.ticket = id, .reason = "Meeting is over"}, agent);
  CHECK(desk.ticket(id).priority == Priority::p4);
  CHECK(desk.ticket(id).priority_reason.empty());
}

TEST_CASE("TKT-4: an override asks a reason and is in the history with it") {
  TestDesk desk;
  const TicketId id = desk.ticket_in(TicketState::open);
  const PersonId agent = desk.person(Role::agent);
  const auto refused = desk.run(TicketOverridePriority{id, Priority::p1, "  "}, agent);
  CHECK(code_of(refused) == "op.missing");
  CHECK(refused.error().field == "reason");
  // To the computed value, too: then it stays when the levels change.
  desk.must(TicketOverridePriority{id, Priority::p3, "Agreed so"}, agent);
  desk.must(TicketClassify{.ticket = id, .impact = Level::high}, agent);
  CHECK(desk.ticket(id).priority == Priority::p3);
  const auto entries = desk.tables().entries(id);
  const auto audited = std::ranges::find(entries, std::string("Agreed so"), &Entry::text);
  REQUIRE(audited != entries.end());
  CHECK(audited->field == "priority");
  CHECK(audited->person == agent);
  CHECK(
      desk.history(id).ends_with("priority: p3 > p3\nimpact: medium > high\n"
                                 "computed_priority: p3 > p2\n"));
}

TEST_CASE("TKT-5: a customer's message reopens pending, hold and solved, and nothing else") {
  for (const TicketState state : {TicketState::fresh, TicketState::open, TicketState::pending,
                                  TicketState::hold, TicketState::solved}) {
    TestDesk desk;
    const TicketId id = desk.ticket_in(state);
    desk.must(message(desk, id), desk.actor(Role::intake));
    const bool was_new = state == TicketState::fresh;
    CAPTURE(text_of(state));
    CHECK(desk.ticket(id).state == (was_new ? TicketState::fresh : TicketState::open));
    CHECK_FALSE(desk.ticket(id).solved_at.is_set());
  }
}

TEST_CASE("TKT-5: a customer's message on a closed ticket opens a linked follow-up") {
  TestDesk desk;
  const TicketId id = desk.ticket_in(TicketState::closed);
  desk.now = desk.now + kMinute;
  const TicketCustomerMessage late = message(desk, id);
  REQUIRE(needs_ticket_number(late, desk.tables()));
  desk.must(late, desk.actor(Role::intake));

  const Ticket old = desk.ticket(id);
  CHECK(old.state == TicketState::closed);
  CHECK(old.updated_at == desk.now);
  CHECK(desk.history(id).ends_with("follow_up:  > " + late.follow_up.text() + "\n"));

  const Ticket fresh = desk.ticket(late.follow_up);
  CHECK(fresh.follow_up_of == id);
  CHECK(fresh.number == 1'002);
  CHECK(fresh.state == TicketState::fresh);
  CHECK(fresh.subject == old.subject);
  CHECK(fresh.organisation == old.organisation);
  CHECK(fresh.requester == desk.contact());
  CHECK(fresh.owner.is_nil());
  CHECK(fresh.created_at == desk.now);
  CHECK_FALSE(fresh.solved_at.is_set());
  CHECK(desk.history(late.follow_up) == "customer_message\n");
}

TEST_CASE("TKT-5: without an id for the follow-up a message on a closed ticket is refused") {
  TestDesk desk;
  const TicketId id = desk.ticket_in(TicketState::closed);
  TicketCustomerMessage late = message(desk, id);
  late.follow_up = {};
  CHECK(code_of(desk.run(late, desk.actor(Role::intake))) == "ticket.closed");
  late.follow_up = desk.open_ticket();
  CHECK(code_of(desk.run(late, desk.actor(Role::intake))) == "op.id_taken");
}

TEST_CASE("TKT-5: solving and closing keep their times, reopening clears them") {
  TestDesk desk;
  const TicketId id = desk.ticket_in(TicketState::open);
  const PersonId agent = desk.person(Role::agent);
  desk.now = desk.now + kMinute;
  desk.must(reply(desk, id, TicketState::solved), agent);
  const Instant solved = desk.now;
  CHECK(desk.ticket(id).solved_at == solved);

  desk.now = desk.now + kMinute;
  desk.must(TicketSetState{.ticket = id, .state = TicketState::open}, agent);
  CHECK_FALSE(desk.ticket(id).solved_at.is_set());

  desk.must(TicketSetState{.ticket = id, .state = TicketState::solved}, agent);
  const Instant again = desk.now;
  desk.now = desk.now + kMinute;
  desk.must(TicketSetState{.ticket = id, .state = TicketState::closed, .reason = "Thanked"}, agent);
  CHECK(desk.ticket(id).solved_at == again);
  CHECK(desk.ticket(id).closed_at == desk.now);
}

TEST_CASE("TKT-5: an illegal move is refused with the reason and changes nothing") {
  TestDesk desk;
  const PersonId agent = desk.person(Role::agent);
  const TicketId open = desk.ticket_in(TicketState::open);
  const auto before = desk.tables().compute_hash();
  CHECK(code_of(desk.run(TicketSetState{.ticket = open, .state = TicketState::closed}, agent)) ==
        "ticket.illegal_move");
  CHECK(code_of(desk.run(TicketSetState{.ticket = open, .state = TicketState::merged}, agent)) ==
        "ticket.illegal_move");
  CHECK(code_of(desk.run(TicketSetState{.ticket = open, .state = TicketState::fresh}, agent)) ==
        "ticket.illegal_move");
  CHECK(code_of(desk.run(TicketSetState{.ticket = open, .state = TicketState::open}, agent)) ==
        "ticket.same_state");
  CHECK(desk.tables().compute_hash() == before);
}

TEST_CASE("TKT-5: a closed ticket takes notes and tags only") {
  TestDesk desk;
  const TicketId id = desk.ticket_in(TicketState::closed);
  const PersonId lead = desk.person(Role::lead);
  CHECK(desk.run(TicketNote{id, desk.fresh_id<EntryId>(), "For the report"}, lead).has_value());
  CHECK(desk.run(TicketTag{.ticket = id, .add = {"report"}}, lead).has_value());
  for (const OpBody& op :
       {OpBody(reply(desk, id)), OpBody(TicketTake{id}), OpBody(TicketRename{id, "x"}),
        OpBody(TicketClassify{.ticket = id, .impact = Level::high}),
        OpBody(TicketOverridePriority{id, Priority::p1, "x"}),
        OpBody(TicketSetState{.ticket = id, .state = TicketState::open}),
        OpBody(TicketMoveOwner{id, desk.person(Role::csm), "x"})}) {
    CAPTURE(name_of(op));
    CHECK(code_of(desk.run(op, lead)) == "ticket.closed");
  }
}

TEST_CASE("TKT-6: whoever first takes a ticket is first contact for ever") {
  TestDesk desk;
  const TicketId id = desk.open_ticket();
  desk.must(TicketTake{id}, desk.person(Role::agent));
  CHECK(desk.ticket(id).state == TicketState::open);
  CHECK(desk.ticket(id).segment == Segment::support);
  desk.must(TicketMoveOwner{id, desk.person(Role::csm), "Holiday"}, desk.person(Role::lead));
  CHECK(desk.ticket(id).owner == desk.person(Role::csm));
  CHECK(desk.ticket(id).first_contact == desk.person(Role::agent));
  desk.must(reply(desk, id), desk.person(Role::csm));
  CHECK(desk.ticket(id).first_contact == desk.person(Role::agent));
}

TEST_CASE("TKT-6: a colleague's answer does not move the ownership") {
  TestDesk desk;
  const TicketId id = desk.ticket_in(TicketState::open);
  desk.must(reply(desk, id), desk.person(Role::csm));
  CHECK(desk.ticket(id).owner == desk.person(Role::agent));
}

TEST_CASE("TKT-6: a ticket that is owned is not taken, and apply says so by itself") {
  TestDesk desk;
  const TicketId id = desk.ticket_in(TicketState::open);
  CHECK(code_of(desk.run(TicketTake{id}, desk.person(Role::lead))) == "ticket.owned");
  store::Transaction transaction(desk.database());
  const Context context{
      .actor = desk.actor(Role::lead), .at = desk.now, .key = {test::id_of<ReplicaId>(9), 1}};
  CHECK(code_of(apply(TicketTake{id}, context, desk.tables())) == "ticket.owned");
  CHECK(desk.ticket(id).owner == desk.person(Role::agent));
}

TEST_CASE("TKT-6: a lead moves the owner with a reason, to somebody who can own") {
  TestDesk desk;
  const TicketId id = desk.ticket_in(TicketState::open);
  const PersonId lead = desk.person(Role::lead);
  CHECK(code_of(desk.run(TicketMoveOwner{id, desk.person(Role::csm), ""}, lead)) == "op.missing");
  CHECK(code_of(desk.run(TicketMoveOwner{id, desk.person(Role::trainee), "x"}, lead)) ==
        "ticket.owner_cannot_own");
  CHECK(code_of(desk.run(TicketMoveOwner{id, desk.person(Role::agent), "x"}, lead)) ==
        "ticket.same_owner");
  CHECK(code_of(desk.run(TicketMoveOwner{id, test::id_of<PersonId>(4'711), "x"}, lead)) ==
        "person.not_found");
  desk.must(PersonUpdate{.id = desk.person(Role::csm), .active = false}, desk.person(Role::admin));
  CHECK(code_of(desk.run(TicketMoveOwner{id, desk.person(Role::csm), "x"}, lead)) ==
        "ticket.owner_cannot_own");
  desk.must(TicketMoveOwner{id, lead, "Role change"}, lead);
  CHECK(desk.tables().entries(id).back().text == "Role change");
}

TEST_CASE("TKT-3: a lead's assignment gives an owner, who is first contact once they answer") {
  TestDesk desk;
  const TicketId id = desk.open_ticket();
  desk.must(TicketMoveOwner{id, desk.person(Role::agent), "Knows them"}, desk.person(Role::lead));
  CHECK(desk.ticket(id).owner == desk.person(Role::agent));
  CHECK(desk.ticket(id).first_contact.is_nil());
  CHECK(desk.ticket(id).segment == Segment::support);
  desk.must(reply(desk, id), desk.person(Role::agent));
  CHECK(desk.ticket(id).first_contact == desk.person(Role::agent));
}

TEST_CASE("TKT-7: every change says who, when, from what to what") {
  TestDesk desk;
  const TicketId id = desk.ticket_in(TicketState::open);
  const PersonId agent = desk.person(Role::agent);
  desk.now = desk.now + kMinute;
  desk.must(TicketRename{id, " White page "}, agent);
  desk.must(TicketTag{.ticket = id, .add = {"b", "a", "b"}}, agent);
  desk.must(TicketTag{.ticket = id, .remove = {"a", "zzz"}}, agent);
  desk.must(TicketClassify{.ticket = id,
                           .segment = Segment::development,
                           .urgency = Level::high,
                           .language = "ru",
                           .release = "4.2"},
            agent);
  CHECK(desk.ticket(id).tags == std::vector<std::string>{"b"});
  CHECK(
      desk.history(id).ends_with("subject: Cannot sign in > White page\n"
                                 "tags:  > a, b\n"
                                 "tags: a, b > b\n"
                                 "segment: support > development\n"
                                 "urgency: medium > high\n"
                                 "priority: p3 > p2\n"
                                 "language: en > ru\n"
                                 "release:  > 4.2\n"));
  for (const Entry& entry : desk.tables().entries(id)) {
    if (entry.field != "release") continue;
    CHECK(entry.person == agent);
    CHECK(entry.at == desk.now);
  }
}

TEST_CASE("TKT-7: setting what is set already leaves no event") {
  TestDesk desk;
  const TicketId id = desk.ticket_in(TicketState::open);
  const std::string before = desk.history(id);
  const PersonId agent = desk.person(Role::agent);
  desk.must(TicketClassify{.ticket = id, .impact = Level::medium, .language = "en"}, agent);
  desk.must(TicketRename{id, "Cannot sign in"}, agent);
  desk.must(TicketTag{.ticket = id, .remove = {"none"}}, agent);
  CHECK(desk.history(id) == before);
}

TEST_CASE("TKT-7: a customer's words that a colleague wrote down say who did") {
  TestDesk desk;
  const auto id = desk.fresh_id<TicketId>();
  const PersonId agent = desk.person(Role::agent);
  desk.must(TicketCreate{.id = id,
                         .entry = desk.fresh_id<EntryId>(),
                         .subject = "Called",
                         .text = "The page is white",
                         .requester = desk.contact(),
                         .channel = Channel::phone},
            agent);
  desk.must(message(desk, id), agent);
  CHECK(desk.history(id) ==
        "customer_message\ncreated:  > phone\ncustomer_message\nrecorded:  > agent\n");
  CHECK(desk.tables().entries(id)[1].person == agent);
  CHECK(desk.tables().entries(id)[0].contact == desk.contact());
}

TEST_CASE("TKT-11: a ticket has at most fifty tags") {
  TestDesk desk;
  const TicketId id = desk.ticket_in(TicketState::open);
  TicketTag many{.ticket = id};
  for (int i = 0; i < 50; ++i) many.add.push_back("tag " + std::to_string(i));
  desk.must(many, desk.person(Role::agent));
  const auto refused = desk.run(TicketTag{.ticket = id, .add = {"x"}}, desk.person(Role::agent));
  CHECK(code_of(refused) == "ticket.too_many_tags");
  desk.must(TicketTag{.ticket = id, .add = {"x"}, .remove = {"tag 0"}}, desk.person(Role::agent));
}

TEST_CASE("TKT-1: the time of the last change never goes back") {
  TestDesk desk;
  const TicketId id = desk.ticket_in(TicketState::open);
  const Instant before = desk.ticket(id).updated_at;
  desk.now = desk.now - kMinute;  // a guess of a client whose clock runs late
  desk.must(TicketNote{id, desk.fresh_id<EntryId>(), "x"}, desk.person(Role::agent));
  CHECK(desk.ticket(id).updated_at == before);
}

}  // namespace firsthand::ops
