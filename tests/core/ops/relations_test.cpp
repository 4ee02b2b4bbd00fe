// Goal: merging, splitting and linking tickets keep the rules (TKT-5, TKT-1). Method: operations on
// a desk in memory; state, history and search are read back.
#include <catch_amalgamated.hpp>

#include "core/query/inbox.h"
#include "core/query/ticket_page.h"
#include "tests/core/ops/test_desk.h"

namespace firsthand::ops {
namespace {

using test::TestDesk;

std::string code_of(const Expected<void>& result) { return result ? "" : result.error().code; }

struct Two {
  TestDesk desk;
  TicketId one = desk.open_ticket("Printer hums");
  TicketId two = desk.open_ticket("Printer hums again");
  PersonId agent = desk.person(Role::agent);

  Expected<void> merge(TicketId ticket, TicketId into) {
    return desk.run(TicketMerge{.ticket = ticket, .into = into}, agent);
  }
};

}  // namespace

TEST_CASE("TKT-5: a merge keeps the state for coming back, and both histories tell of it") {
  for (const TicketState before : {TicketState::fresh, TicketState::open, TicketState::pending,
                                   TicketState::hold, TicketState::solved, TicketState::closed}) {
    CAPTURE(text_of(before));
    TestDesk desk;
    const TicketId ticket = desk.ticket_in(before);
    const TicketId survivor = desk.open_ticket();
    const Ticket was = desk.ticket(ticket);
    desk.must(TicketMerge{.ticket = ticket, .into = survivor, .reason = "twice"},
              desk.person(Role::agent));
    CHECK(desk.ticket(ticket).state == TicketState::merged);
    CHECK(desk.ticket(ticket).merged_into == survivor);
    CHECK(desk.history(survivor).find("merged: ") != std::string::npos);
    desk.now = desk.now + Duration{86'400'000 * 30LL};
    desk.must(TicketUnmerge{.ticket = ticket, .from = survivor}, desk.person(Role::agent));
    const Ticket now = desk.ticket(ticket);
    CHECK(now.state == before);
    CHECK(now.merged_into.is_nil());
    CHECK(now.solved_at == was.solved_at);
    CHECK(now.closed_at == was.closed_at);
    CHECK(now.owner == was.owner);
  }
}

TEST_CASE("TKT-5: both numbers stay findable after a merge") {
  Two t;
  REQUIRE(t.merge(t.one, t.two).has_value());
  const std::uint32_t number = t.desk.ticket(t.one).number;
  CHECK(query::ticket_by_number(t.desk.database(), number) == t.one);
  CHECK(query::ticket_by_number(t.desk.database(), t.desk.ticket(t.two).number) == t.two);
}

TEST_CASE("TKT-5: what cannot be merged is refused with the reason") {
  Two t;
  CHECK(code_of(t.merge(t.one, t.one)) == "op.invalid");
  const TicketId closed = t.desk.ticket_in(TicketState::closed);
  CHECK(code_of(t.merge(t.one, closed)) == "ticket.closed");
  REQUIRE(t.merge(t.one, t.two).has_value());
  CHECK(code_of(t.merge(t.one, closed)) == "ticket.merged");
  const TicketId third = t.desk.open_ticket();
  CHECK(code_of(t.merge(third, t.one)) == "ticket.merged");
  CHECK(code_of(t.desk.run(TicketUnmerge{.ticket = t.two, .from = t.one}, t.agent)) ==
        "merge.not_merged");
  CHECK(code_of(t.desk.run(TicketUnmerge{.ticket = t.one, .from = third}, t.agent)) ==
        "merge.not_merged");
}

TEST_CASE("TKT-5: tickets of different customers are not merged") {
  Two t;
  const auto other = t.desk.fresh_id<OrganisationId>();
  t.desk.must(OrganisationCreate{.id = other, .name = "Borealis"}, t.desk.person(Role::admin));
  t.desk.must(TicketSetCustomer{.ticket = t.two, .organisation = other}, t.agent);
  CHECK(code_of(t.merge(t.one, t.two)) == "merge.other_customer");
  // Unknown customers are merged: that is how one finds out who they are.
  t.desk.must(TicketSetCustomer{.ticket = t.two}, t.agent);
  CHECK(code_of(t.merge(t.one, t.two)).empty());
}

TEST_CASE("TKT-5: a customer who waits for us makes the survivor our turn") {
  Two t;
  t.desk.must(TicketReply{.ticket = t.two,
                          .entry = t.desk.fresh_id<EntryId>(),
                          .text = "Is it plugged in?",
                          .next_state = TicketState::pending},
              t.agent);
  REQUIRE(t.merge(t.one, t.two).has_value());
  CHECK(t.desk.ticket(t.two).state == TicketState::open);
}

TEST_CASE("TKT-5: nothing is done on a ticket that was merged away, and it says where to go on") {
  Two t;
  REQUIRE(t.merge(t.one, t.two).has_value());
  const PersonId lead = t.desk.person(Role::lead);
  const auto refused = [&](const OpBody& op) { return code_of(t.desk.run(op, lead)); };
  CHECK(refused(TicketTake{t.one}) == "ticket.merged");
  CHECK(refused(TicketNote{t.one, t.desk.fresh_id<EntryId>(), "n"}) == "ticket.merged");
  CHECK(refused(TicketLinkTo{.ticket = t.one, .other = t.two}) == "ticket.merged");
  CHECK(refused(TicketUpset{.ticket = t.one}) == "ticket.merged");
  CHECK(refused(TicketAssign{.ticket = t.one, .person = t.agent}) == "ticket.merged");
  CHECK(
      refused(TicketLogTime{.ticket = t.one, .entry = t.desk.fresh_id<EntryId>(), .minutes = 5}) ==
      "ticket.merged");
}

TEST_CASE("TKT-5: the survivor shows what was said on the tickets merged into it, in its time") {
  Two t;
  const TicketId three = t.desk.open_ticket("Third");
  t.desk.now = t.desk.now + Duration{60'000};
  t.desk.must(TicketNote{t.one, t.desk.fresh_id<EntryId>(), "from one"}, t.agent);
  t.desk.now = t.desk.now + Duration{60'000};
  t.desk.must(TicketNote{t.two, t.desk.fresh_id<EntryId>(), "from two"}, t.agent);
  REQUIRE(t.merge(three, t.one).has_value());
  REQUIRE(t.merge(t.one, t.two).has_value());
  const auto page = query::ticket_page(t.desk.database(), t.two);
  REQUIRE(page);
  std::vector<std::string> notes;
  std::size_t firsts = 0;
  for (const auto& line : page->conversation) {
    if (line.entry.kind == EntryKind::note) notes.push_back(line.entry.text);
    firsts += line.entry.kind == EntryKind::customer_message ? 1 : 0;
  }
  CHECK(notes == std::vector<std::string>{"from one", "from two"});
  CHECK(firsts == 3);
  REQUIRE(page->merged.size() == 1);
  CHECK(page->merged.front().id == t.one);
  CHECK(query::ticket_page(t.desk.database(), t.one)->survivor->id == t.two);
}

TEST_CASE("TKT-5: a split copies what the message says now, keeps the owner and links both") {
  TestDesk desk;
  const TicketId ticket = desk.ticket_in(TicketState::open);
  const PersonId agent = desk.person(Role::agent);
  const auto note = desk.fresh_id<EntryId>();
  desk.must(TicketNote{ticket, note, "old words"}, agent);
  desk.must(TicketRevise{.ticket = ticket,
                         .entry = note,
                         .revision = desk.fresh_id<EntryId>(),
                         .text = "new words"},
            agent);
  const auto fresh = desk.fresh_id<TicketId>();
  TicketSplit split{.ticket = ticket,
                    .entry = note,
                    .new_ticket = fresh,
                    .new_entry = desk.fresh_id<EntryId>(),
                    .subject = " The other matter "};
  desk.must(split, agent);
  const Ticket made = desk.ticket(fresh);
  CHECK(made.subject == "The other matter");
  CHECK(made.number != 0);
  CHECK(made.owner == agent);
  CHECK(made.organisation == desk.customer());
  CHECK(desk.tables().entries(fresh).front().text == "new words");
  CHECK(made.links == std::vector<TicketLink>{{ticket, LinkKind::split_from}});
  CHECK(desk.ticket(ticket).links == std::vector<TicketLink>{{fresh, LinkKind::split_into}});
  CHECK(code_of(desk.run(split, agent)) == "op.id_taken");
  CHECK(code_of(desk.run(TicketUnlink{.ticket = fresh, .other = ticket}, agent)) ==
        "link.by_split");
  split.entry = desk.fresh_id<EntryId>();
  split.new_ticket = desk.fresh_id<TicketId>();
  CHECK(code_of(desk.run(split, agent)) == "entry.not_found");
}

TEST_CASE("TKT-1: a link is seen from both sides, changes its kind and goes") {
  Two t;
  const auto link = [&](LinkKind kind) {
    return t.desk.run(TicketLinkTo{.ticket = t.one, .other = t.two, .kind = kind}, t.agent);
  };
  REQUIRE(link(LinkKind::problem_of).has_value());
  CHECK(t.desk.ticket(t.two).links.front() == TicketLink{t.one, LinkKind::incident_of});
  CHECK(code_of(link(LinkKind::problem_of)) == "link.exists");
  CHECK(code_of(link(LinkKind::split_from)) == "op.invalid");
  REQUIRE(link(LinkKind::related).has_value());
  CHECK(t.desk.ticket(t.one).links.size() == 1);
  REQUIRE(t.desk.run(TicketUnlink{.ticket = t.two, .other = t.one}, t.agent).has_value());
  CHECK(t.desk.ticket(t.one).links.empty());
  CHECK(t.desk.ticket(t.two).links.empty());
  CHECK(code_of(t.desk.run(TicketUnlink{.ticket = t.two, .other = t.one}, t.agent)) ==
        "link.not_found");
}

}  // namespace firsthand::ops
