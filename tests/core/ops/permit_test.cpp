// Goal: who may do what, over all roles and all operations (ROLE-2). Method: one table, each cell
// tried against a desk in memory, and the refusals that depend on the state one by one.
#include <map>
#include <string>

#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "tests/core/ops/examples.h"
#include "tests/core/ops/test_desk.h"

namespace firsthand::ops {
namespace {

using test::TestDesk;

// Columns: trainee agent csm engineer lead admin system intake. y: may; n: permit.<row's code>;
// o: only as owner; a: not what others wrote; s: not for everybody; v: not a colleague's. The
// ticket in question is new and nobody's.
struct Row {
  std::string may;
  std::string code;
};

const std::map<std::string, Row, std::less<>> kMatrix = {
    {"person.create", {"n n n n n y y n", "permit.people"}},
    // Everybody sets their own name and language, tested below; this one changes the role.
    {"person.update", {"n n n n n y y n", "permit.people"}},
    {"organisation.create", {"n n y n y y y n", "permit.customers"}},
    {"organisation.update", {"n n y n y y y n", "permit.customers"}},
    {"contact.create", {"n y y n y y y y", "permit.add_contact"}},
    {"contact.update", {"n y y n y y y n", "permit.change_contact"}},
    {"ticket.create", {"n y y n y y y y", "permit.create_ticket"}},
    {"ticket.take", {"n y y n y y n n", "permit.own"}},
    {"ticket.reply", {"n y y o y y y n", "permit.reply"}},
    {"ticket.note", {"y y y y y y y n", "permit.note"}},
    {"ticket.classify", {"n y y n y y y n", "permit.classify"}},
    {"ticket.override_priority", {"n y y n y y y n", "permit.classify"}},
    {"ticket.set_state", {"n y y n y y y n", "permit.move_state"}},
    {"ticket.tag", {"n y y n y y y n", "permit.classify"}},
    {"ticket.rename", {"n y y n y y y n", "permit.classify"}},
    {"ticket.move_owner", {"n n n n y y n n", "permit.move_owner"}},
    {"ticket.customer_message", {"n y y n y y y y", "permit.customer_message"}},
    {"ticket.merge", {"n y y n y y y n", "permit.arrange"}},
    {"ticket.unmerge", {"n y y n y y y n", "permit.arrange"}},
    {"ticket.split", {"n y y n y y y n", "permit.arrange"}},
    {"ticket.link", {"n y y n y y y n", "permit.arrange"}},
    {"ticket.unlink", {"n y y n y y y n", "permit.arrange"}},
    // Everybody watches for themselves; this one makes a colleague watch.
    {"ticket.watch", {"n y y n y y y n", "permit.arrange"}},
    {"ticket.upset", {"y y y y y y y n", "permit.flag_upset"}},
    {"ticket.assign", {"n n n n y y y n", "permit.assign"}},
    {"ticket.need_skills", {"n y y n y y y n", "permit.classify"}},
    {"ticket.set_customer", {"n y y n y y y n", "permit.classify"}},
    {"ticket.revise", {"y y y y y y n n", "permit.revise"}},
    {"ticket.log_time", {"a a a a y y n n", "permit.log_time"}},
    {"draft.save", {"y y y y y y n n", "permit.draft"}},
    {"draft.take_over", {"y y y y y y n n", "permit.draft"}},
    {"draft.discard", {"y y y y y y n n", "permit.draft"}},
    {"organisation.begin_hand_over", {"n n y n y y y n", "permit.customers"}},
    {"organisation.tick_hand_over", {"n n y n y y y n", "permit.customers"}},
    {"organisation.finish_hand_over", {"n n y n y y y n", "permit.customers"}},
    {"organisation.cancel_hand_over", {"n n y n y y y n", "permit.customers"}},
    {"view.save", {"s y y y y y n n", "permit.save_view"}},
    {"view.delete", {"v v v v y y n n", "permit.save_view"}},
};

std::string expected_of(char cell, const std::string& code) {
  switch (cell) {
    case 'y':
      return "";
    case 'o':
      return "permit.owner_only";
    case 'a':
      return "permit.revise_any";
    case 's':
      return "permit.share_view";
    case 'v':
      return "view.not_yours";
    default:
      return code;
  }
}

std::string code_of(const Expected<void>& result) { return result ? "" : result.error().code; }

}  // namespace

TEST_CASE("ROLE-2: every role may do every operation or is refused, as the table says") {
  for (std::size_t column = 0; column < EnumText<Role>::kNames.size(); ++column) {
    TestDesk desk;
    const Actor actor = desk.actor(static_cast<Role>(column));
    const TicketId ticket = desk.open_ticket();
    test::prepare_examples(desk, ticket);
    const auto ops = test::examples(ticket);
    REQUIRE(kMatrix.size() == ops.size());
    for (const OpBody& op : ops) {
      const Row& row = kMatrix.find(name_of(op))->second;
      const char cell = row.may[2 * column];
      CAPTURE(name_of(op), EnumText<Role>::kNames[column]);
      const auto permitted = permit(op, actor, desk.tables());
      const std::string expected = expected_of(cell, row.code);
      CHECK(code_of(permitted) == expected);
      // A refusal says what to do.
      if (!permitted) CHECK(permitted.error().message.size() > 20);
      CHECK(code_of(desk.run(op, actor)) == expected);
    }
  }
}

TEST_CASE("ROLE-2: a client that lies about its role is judged by the role that the state knows") {
  TestDesk desk;
  const TicketId ticket = desk.open_ticket();
  const Actor liar{desk.person(Role::trainee), Role::admin};
  CHECK(code_of(permit(TicketTake{ticket}, liar, desk.tables())) == "permit.own");
  const Actor program{PersonId{}, Role::admin};
  CHECK(code_of(permit(TicketTake{ticket}, program, desk.tables())) == "actor.unknown");
}

TEST_CASE("ROLE-2: an account that is switched off or not there may do nothing") {
  TestDesk desk;
  const TicketId ticket = desk.open_ticket();
  desk.must(PersonUpdate{.id = desk.person(Role::agent), .active = false},
            desk.person(Role::admin));
  for (const OpBody& op : test::examples(ticket)) {
    CHECK(code_of(permit(op, desk.actor(Role::agent), desk.tables())) == "actor.inactive");
    const Actor stranger{test::id_of<PersonId>(999'999), Role::admin};
    CHECK(code_of(permit(op, stranger, desk.tables())) == "actor.unknown");
  }
}

TEST_CASE("ROLE-3: whoever is given the role agent can do support at once") {
  TestDesk desk;
  const TicketId ticket = desk.open_ticket();
  const PersonId engineer = desk.person(Role::engineer);
  REQUIRE(code_of(desk.run(TicketTake{ticket}, engineer)) == "permit.own");
  desk.must(PersonUpdate{.id = engineer, .role = Role::agent}, desk.person(Role::admin));
  CHECK(desk.run(TicketTake{ticket}, engineer).has_value());
}

TEST_CASE("ROLE: an engineer who came to own a ticket may answer on it") {
  TestDesk desk;
  const TicketId ticket = desk.ticket_in(TicketState::open);
  const PersonId owner = desk.person(Role::agent);
  desk.must(PersonUpdate{.id = owner, .role = Role::engineer}, desk.person(Role::admin));
  const TicketReply reply{ticket, desk.fresh_id<EntryId>(), "It is our bug.", TicketState::hold};
  CHECK(desk.run(reply, owner).has_value());
  CHECK(code_of(desk.run(reply, desk.person(Role::engineer))) == "permit.owner_only");
}

TEST_CASE("ROLE-1: people set their own name, language and time zone, and nothing else") {
  TestDesk desk;
  const PersonId trainee = desk.person(Role::trainee);
  CHECK(desk.run(PersonUpdate{.id = trainee, .language = "ru"}, trainee).has_value());
  CHECK(desk.tables().person(trainee)->language == "ru");
  CHECK(code_of(desk.run(PersonUpdate{.id = trainee, .role = Role::lead}, trainee)) ==
        "permit.people");
  CHECK(code_of(desk.run(PersonUpdate{.id = trainee, .support_tier = SupportTier::t3}, trainee)) ==
        "permit.people");
  CHECK(code_of(desk.run(PersonUpdate{.id = desk.person(Role::agent), .language = "ru"},
                         trainee)) == "permit.people");
}

TEST_CASE("ROLE: an admin cannot lock the last admin out") {
  TestDesk desk;
  const PersonId admin = desk.person(Role::admin);
  CHECK(code_of(desk.run(PersonUpdate{.id = admin, .active = false}, admin)) ==
        "person.own_rights");
  CHECK(code_of(desk.run(PersonUpdate{.id = admin, .role = Role::agent}, admin)) ==
        "person.own_rights");
  CHECK(desk.run(PersonUpdate{.id = admin, .name = "Ada", .role = Role::admin}, admin).has_value());
}

TEST_CASE("TKT-6: the refusal to take names the owner and says whom to ask") {
  TestDesk desk;
  const TicketId ticket = desk.ticket_in(TicketState::open);
  const auto refused = permit(TicketTake{ticket}, desk.actor(Role::csm), desk.tables());
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == "ticket.owned");
  CHECK(refused.error().message == "This ticket is owned by agent; ask a lead to move it");
  CHECK(code_of(permit(TicketTake{ticket}, desk.actor(Role::agent), desk.tables())) ==
        "ticket.already_yours");
}

TEST_CASE("ROLE-2: a button asks before its form is filled in") {
  TestDesk desk;
  const TicketId ticket = desk.ticket_in(TicketState::open);
  const Actor lead = desk.actor(Role::lead);
  CHECK(permit(TicketMoveOwner{.ticket = ticket}, lead, desk.tables()).has_value());
  CHECK(permit(TicketReply{.ticket = ticket}, lead, desk.tables()).has_value());
  CHECK(permit(TicketTag{.ticket = ticket}, lead, desk.tables()).has_value());
  CHECK(permit(PersonCreate{}, desk.actor(Role::admin), desk.tables()).has_value());
}

TEST_CASE("ROLE-2: operations on what is not there are refused by name") {
  TestDesk desk;
  const TicketId nowhere = test::id_of<TicketId>(4'242);
  for (const OpBody& op : test::examples(nowhere)) {
    const std::string_view name = name_of(op);
    if (!name.starts_with("ticket.") || name == "ticket.create") continue;
    CAPTURE(name);
    CHECK(code_of(permit(op, desk.actor(Role::admin), desk.tables())) == "ticket.not_found");
  }
  const Actor admin = desk.actor(Role::admin);
  const auto missing = test::id_of<PersonId>(4'243);
  CHECK(code_of(desk.run(PersonUpdate{.id = missing, .name = "x"}, admin)) == "person.not_found");
  CHECK(code_of(desk.run(OrganisationUpdate{.id = test::id_of<OrganisationId>(1), .name = "x"},
                         admin)) == "organisation.not_found");
  CHECK(code_of(desk.run(ContactUpdate{.id = test::id_of<ContactId>(1), .name = "x"}, admin)) ==
        "contact.not_found");
}

}  // namespace firsthand::ops
