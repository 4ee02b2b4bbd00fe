// Goal: revisions, time, drafts, overtaken replies and who looks at a ticket keep the rules (TKT-3,
// TKT-7 to TKT-10a, ROLE-1). Method: operations on a desk in memory; state and search are read
// back.
#include <catch_amalgamated.hpp>

#include "core/query/inbox.h"
#include "core/query/ticket_page.h"
#include "tests/core/ops/test_desk.h"

namespace firsthand::ops {
namespace {

using test::TestDesk;

std::string code_of(const Expected<void>& result) { return result ? "" : result.error().code; }

std::size_t hits(TestDesk& desk, std::string words) {
  const auto list = query::inbox_list(desk.database(),
                                      {.view = query::InboxView::all, .search = std::move(words)});
  REQUIRE(list.has_value());
  return list->rows.size();
}

struct Work {
  TestDesk desk;
  TicketId ticket = desk.ticket_in(TicketState::open);
  PersonId agent = desk.person(Role::agent);
  PersonId trainee = desk.person(Role::trainee);
  PersonId lead = desk.person(Role::lead);

  EntryId note(PersonId who, std::string text) {
    const auto id = desk.fresh_id<EntryId>();
    desk.must(TicketNote{ticket, id, std::move(text)}, who);
    return id;
  }
  Expected<void> revise(PersonId who, EntryId entry, std::string text) {
    return desk.run(TicketRevise{.ticket = ticket,
                                 .entry = entry,
                                 .revision = desk.fresh_id<EntryId>(),
                                 .text = std::move(text)},
                    who);
  }
  Expected<void> log(PersonId who, std::int64_t minutes, bool billable, EntryId id,
                     EntryId revises = {}) {
    return desk.run(TicketLogTime{.ticket = ticket,
                                  .entry = id,
                                  .minutes = minutes,
                                  .billable = billable,
                                  .text = {},
                                  .revises = revises},
                    who);
  }
  EntryId customer_writes(std::string text) {
    const auto id = desk.fresh_id<EntryId>();
    desk.must(TicketCustomerMessage{ticket, id, desk.contact(), std::move(text), {}},
              desk.actor(Role::intake));
    return id;
  }
  TicketReply reply(EntryId seen) {
    TicketReply op{.ticket = ticket, .entry = desk.fresh_id<EntryId>(), .text = "Try again"};
    op.seen = seen;
    return op;
  }
};

}  // namespace

TEST_CASE(
    "TKT-7: an edit is a revision; what was said before stays, search finds what stands now") {
  Work w;
  const EntryId note = w.note(w.agent, "zebrafish");
  REQUIRE(hits(w.desk, "zebrafish") == 1);
  REQUIRE(w.revise(w.agent, note, "kingfisher").has_value());
  REQUIRE(w.revise(w.agent, note, "goldfinch").has_value());
  CHECK(hits(w.desk, "zebrafish") == 0);
  CHECK(hits(w.desk, "kingfisher") == 0);
  CHECK(hits(w.desk, "goldfinch") == 1);
  const auto page = query::ticket_page(w.desk.database(), w.ticket);
  const auto& line = page->conversation.back();
  CHECK(line.entry.id == note);
  CHECK(line.entry.text == "goldfinch");
  REQUIRE(line.older.size() == 2);
  CHECK(line.older.front().text == "zebrafish");
  CHECK(line.older.back().text == "kingfisher");
  CHECK(w.desk.tables().entries(w.ticket).back().kind == EntryKind::revision);
}

TEST_CASE("TKT-7: people edit what they wrote, leads everything but what the customer has") {
  Work w;
  const EntryId note = w.note(w.trainee, "mine");
  CHECK(code_of(w.revise(w.agent, note, "x")) == "permit.revise_any");
  CHECK(code_of(w.revise(w.trainee, note, "mine")) == "entry.same_text");
  CHECK(code_of(w.revise(w.trainee, note, "better")).empty());
  CHECK(code_of(w.revise(w.lead, note, "best")).empty());
  const EntryId message = w.customer_writes("my password is hunter2");
  CHECK(code_of(w.revise(w.agent, message, "x")) == "permit.revise_any");
  CHECK(code_of(w.revise(w.lead, message, "my password is …")).empty());
  CHECK(hits(w.desk, "hunter2") == 0);
  const TicketReply reply = w.reply({});
  w.desk.must(reply, w.agent);
  CHECK(code_of(w.revise(w.agent, reply.entry, "x")) == "entry.sent");
  CHECK(code_of(w.revise(w.agent, w.desk.fresh_id<EntryId>(), "x")) == "entry.not_found");
}

TEST_CASE("TKT-7: rebuilding a ticket from its image keeps search on the newest text") {
  Work w;
  const EntryId note = w.note(w.agent, "zebrafish");
  REQUIRE(w.revise(w.agent, note, "kingfisher").has_value());
  store::Tables& tables = w.desk.tables();
  const store::AggregateRef ref{store::AggregateKind::ticket, w.ticket};
  const std::string with = tables.image(ref);
  store::Transaction transaction(w.desk.database());
  tables.restore(ref, {});
  CHECK(hits(w.desk, "kingfisher") == 0);
  tables.restore(ref, with);
  CHECK(hits(w.desk, "kingfisher") == 1);
  CHECK(hits(w.desk, "zebrafish") == 0);
  CHECK(tables.image(ref) == with);
}

TEST_CASE("TKT-9: time entries sum up, and a correction replaces what it corrects") {
  Work w;
  const auto first = w.desk.fresh_id<EntryId>();
  REQUIRE(w.log(w.agent, 30, true, first).has_value());
  REQUIRE(w.log(w.trainee, 12, false, w.desk.fresh_id<EntryId>()).has_value());
  CHECK(w.desk.ticket(w.ticket).time_min == 42);
  CHECK(w.desk.ticket(w.ticket).billable_min == 30);
  REQUIRE(w.log(w.agent, 20, false, w.desk.fresh_id<EntryId>(), first).has_value());
  CHECK(w.desk.ticket(w.ticket).time_min == 32);
  CHECK(w.desk.ticket(w.ticket).billable_min == 0);
  // The second correction counts from the first, not from what was there at the beginning.
  REQUIRE(w.log(w.lead, 0, false, w.desk.fresh_id<EntryId>(), first).has_value());
  CHECK(w.desk.ticket(w.ticket).time_min == 12);
  const auto page = query::ticket_page(w.desk.database(), w.ticket);
  std::size_t lines = 0;
  for (const auto& line : page->conversation) lines += line.entry.kind == EntryKind::time ? 1 : 0;
  CHECK(lines == 2);
}

TEST_CASE("TKT-9: what is no time is refused with the field") {
  Work w;
  const auto id = w.desk.fresh_id<EntryId>();
  CHECK(code_of(w.log(w.agent, 0, true, id)) == "op.invalid");
  CHECK(code_of(w.log(w.agent, 24 * 60 + 1, true, id)) == "op.invalid");
  CHECK(code_of(w.log(w.agent, 5, true, id, w.desk.fresh_id<EntryId>())) == "entry.not_found");
  const EntryId note = w.note(w.agent, "n");
  CHECK(code_of(w.log(w.agent, 5, true, id, note)) == "entry.not_time");
  REQUIRE(w.log(w.agent, 5, true, id).has_value());
  CHECK(code_of(w.log(w.trainee, 6, true, w.desk.fresh_id<EntryId>(), id)) == "permit.revise_any");
  CHECK(code_of(w.log(w.agent, 5, true, id)) == "op.id_taken");
}

TEST_CASE("TKT-8: a customer is flagged as upset once, and the flag is taken back") {
  Work w;
  const auto flag = [&](bool upset) {
    return w.desk.run(TicketUpset{.ticket = w.ticket, .upset = upset}, w.trainee);
  };
  CHECK(code_of(flag(false)) == "upset.not_flagged");
  REQUIRE(flag(true).has_value());
  CHECK(code_of(flag(true)) == "upset.already");
  CHECK(w.desk.history(w.ticket).ends_with("upset: no > yes\n"));
  REQUIRE(flag(false).has_value());
  CHECK_FALSE(w.desk.ticket(w.ticket).upset);
}

TEST_CASE("TKT-3: a lead's assignment moves no ownership and ends with the person's reply") {
  Work w;
  const PersonId csm = w.desk.person(Role::csm);
  const auto assign = [&](PersonId person) {
    return w.desk.run(TicketAssign{.ticket = w.ticket, .person = person}, w.lead);
  };
  CHECK(code_of(assign(w.trainee)) == "assign.cannot_own");
  REQUIRE(assign(csm).has_value());
  CHECK(code_of(assign(csm)) == "assign.same");
  CHECK(w.desk.ticket(w.ticket).owner == w.agent);
  CHECK(w.desk.ticket(w.ticket).assigned_at == w.desk.now);
  w.desk.must(w.reply({}), w.agent);
  CHECK(w.desk.ticket(w.ticket).assigned_to == csm);
  w.desk.must(w.reply({}), csm);
  CHECK(w.desk.ticket(w.ticket).assigned_to.is_nil());
  CHECK(w.desk.ticket(w.ticket).owner == w.agent);
}

TEST_CASE("ROLE-1: a ticket says which skills it needs, sorted and once each") {
  Work w;
  w.desk.must(TicketNeedSkill{.ticket = w.ticket, .add = {"sql", " api ", "sql"}}, w.agent);
  CHECK(w.desk.ticket(w.ticket).skills == std::vector<std::string>{"api", "sql"});
  w.desk.must(TicketNeedSkill{.ticket = w.ticket, .remove = {"api"}}, w.agent);
  CHECK(w.desk.ticket(w.ticket).skills == std::vector<std::string>{"sql"});
}

TEST_CASE("TKT-1: watching changes neither history nor the time of the last change") {
  Work w;
  const Ticket before = w.desk.ticket(w.ticket);
  const std::string history = w.desk.history(w.ticket);
  w.desk.now = w.desk.now + Duration{60'000};
  w.desk.must(TicketWatch{.ticket = w.ticket, .person = w.trainee, .watching = true}, w.trainee);
  CHECK(w.desk.ticket(w.ticket).watchers == std::vector<PersonId>{w.trainee});
  CHECK(w.desk.ticket(w.ticket).updated_at == before.updated_at);
  CHECK(w.desk.history(w.ticket) == history);
  const auto again = TicketWatch{.ticket = w.ticket, .person = w.trainee, .watching = true};
  CHECK(code_of(w.desk.run(again, w.trainee)) == "watch.already");
}

TEST_CASE("TKT-10a: a shared draft has one author at a time; sending it removes it") {
  Work w;
  const auto draft = w.desk.fresh_id<DraftId>();
  const auto save = [&](PersonId who, std::string text) {
    return w.desk.run(DraftSave{w.ticket, draft, std::move(text)}, who);
  };
  REQUIRE(save(w.trainee, "Dear Mei,").has_value());
  REQUIRE(save(w.trainee, "Dear Mei, hello").has_value());
  CHECK(code_of(save(w.agent, "x")) == "draft.taken_over");
  w.desk.must(DraftTakeOver{w.ticket, draft}, w.agent);
  CHECK(code_of(save(w.trainee, "x")) == "draft.taken_over");
  CHECK(code_of(w.desk.run(DraftDiscard{w.ticket, draft}, w.trainee)) == "permit.revise_any");
  TicketReply reply = w.reply({});
  reply.draft = draft;
  CHECK(code_of(w.desk.run(reply, w.lead)) == "draft.taken_over");
  w.desk.must(reply, w.agent);
  CHECK(w.desk.tables().drafts(w.ticket).empty());
  CHECK(code_of(w.desk.run(DraftTakeOver{w.ticket, draft}, w.lead)) == "draft.not_found");
  CHECK(w.desk.tables().confirmed_hash() == w.desk.tables().compute_hash());
}

TEST_CASE("TKT-10a: a reply that the conversation overtook is held once") {
  Work w;
  const EntryId seen = w.customer_writes("It fails");
  w.note(w.lead, "notes do not count");
  CHECK(code_of(w.desk.run(w.reply(seen), w.agent)).empty());
  // One's own reply is no news to oneself.
  CHECK(code_of(w.desk.run(w.reply(seen), w.agent)).empty());
  CHECK(code_of(w.desk.run(w.reply(seen), w.lead)) == "reply.stale");
  w.customer_writes("It works now");
  TicketReply late = w.reply(seen);
  CHECK(code_of(w.desk.run(late, w.agent)) == "reply.stale");
  late.anyway = true;
  CHECK(code_of(w.desk.run(late, w.agent)).empty());
  CHECK(code_of(w.desk.run(w.reply(w.desk.fresh_id<EntryId>()), w.agent)) == "reply.stale");
}

}  // namespace firsthand::ops
