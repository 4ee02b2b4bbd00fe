// Goal: what a person did is visible at once, queued durably, and gives way to the server's order
// without a rest. Method: replicas and an authority called directly, without a network.
#include <catch_amalgamated.hpp>

#include "tests/core/sync/workspace.h"

using namespace firsthand;
using namespace firsthand::sync_test;

TEST_CASE("SYNC-2: an operation is visible at once and queued in the same transaction") {
  TestServer server;
  const TicketId ticket = server.ticket("Invoices are missing");
  TestReplica anna(server, server.anna);
  anna.sync(server);

  const auto seq = anna.submit(ops::TicketTake{ticket});

  CHECK(seq == 1);
  CHECK(anna.ticket(ticket).owner == server.anna);
  CHECK(anna->outbox_summary().unsent == 1);
  CHECK(anna->has_unsent({store::AggregateKind::ticket, ticket}));
  // The confirmed state does not know of it.
  CHECK(anna.confirmed_hash() == server.hash());
  CHECK(anna.shown_hash() != server.hash());
}

TEST_CASE("SYNC-2: a refused operation leaves no trace, and neither does its batch") {
  TestServer server;
  const TicketId ticket = server.ticket("A");
  TestReplica timo(server, server.trainee);
  timo.sync(server);

  const auto refused = timo->submit(
      {note(ticket, timo.ids.make<EntryId>(), "allowed"), ops::TicketTake{ticket}}, timo.now);

  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "permit.own");
  CHECK_FALSE(timo->can(ops::TicketTake{ticket}));
  CHECK(timo->outbox_summary().unsent == 0);
  CHECK(timo.shown_hash() == server.hash());
  CHECK_FALSE(timo->next_push());
  CHECK(timo.submit(note(ticket, timo.ids.make<EntryId>(), "again")) == 1);
}

TEST_CASE("SYNC-2: text that is not UTF-8 is refused before it is queued") {
  TestServer server;
  const TicketId ticket = server.ticket("A");
  TestReplica anna(server, server.anna);
  anna.sync(server);
  const auto refused =
      anna->submit({note(ticket, anna.ids.make<EntryId>(), "bad \xff byte")}, anna.now);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "op.invalid");
  CHECK(anna->outbox_summary().unsent == 0);
}

TEST_CASE("SYNC-1: an accepted operation leaves the outbox when the pull brings it back") {
  TestServer server;
  const TicketId ticket = server.ticket("A");
  TestReplica anna(server, server.anna);
  anna.sync(server);
  anna.submit(reply(ticket, anna.ids.make<EntryId>(), "Hello"));

  anna.push(server);
  REQUIRE(anna->outbox(10).size() == 1);
  CHECK(anna->outbox(10)[0].state == sync::OutboxState::accepted);
  CHECK(anna->outbox_summary().unsent == 0);
  CHECK_FALSE(anna->has_unsent({store::AggregateKind::ticket, ticket}));

  anna.pull(server);
  CHECK(anna->outbox(10).empty());
  CHECK(anna.shown_hash() == server.hash());
  CHECK(anna.confirmed_hash() == server.hash());
}

TEST_CASE("SYNC-1: a pull that overtakes the push's answer settles the operation as well") {
  TestServer server;
  const TicketId ticket = server.ticket("A");
  TestReplica anna(server, server.anna);
  anna.sync(server);
  anna.submit(reply(ticket, anna.ids.make<EntryId>(), "Hello"));
  const auto request = anna->next_push();
  const auto answer = server.push(*request, server.anna);

  anna.pull(server);
  CHECK(anna->outbox(10).empty());
  CHECK(anna->on_push_answer(*request, answer));
  CHECK(anna->outbox(10).empty());
  CHECK(anna.shown_hash() == server.hash());
}

TEST_CASE("SYNC-2: pending work stands on top of what comes in") {
  TestServer server;
  const TicketId ticket = server.ticket("A");
  const TicketId other = server.ticket("B");
  TestReplica anna(server, server.anna);
  TestReplica boris(server, server.boris, 8);
  anna.sync(server);
  boris.sync(server);
  anna.submit(note(ticket, anna.ids.make<EntryId>(), "mine"));
  anna.submit(ops::TicketTag{.ticket = other, .add = {"kept"}});

  boris.submit(note(ticket, boris.ids.make<EntryId>(), "theirs"));
  boris.submit(ops::TicketTag{.ticket = ticket, .add = {"billing"}});
  boris.sync(server);
  anna.pull(server);

  CHECK(anna.texts(ticket) == std::vector<std::string>{"The first message.", "theirs", "mine"});
  CHECK(anna.ticket(ticket).tags == std::vector<std::string>{"billing"});
  CHECK(anna.ticket(other).tags == std::vector<std::string>{"kept"});
  CHECK(anna.confirmed_hash() == server.hash());
  CHECK(anna->outbox_summary().unsent == 2);

  anna.sync(server);
  CHECK(anna.shown_hash() == server.hash());
}

TEST_CASE("SYNC-2: operations that span aggregates are undone and redone together") {
  TestServer server;
  const TicketId closed = server.ticket("Closed");
  server.own(ops::TicketSetState{.ticket = closed, .state = TicketState::open});
  server.own(ops::TicketSetState{.ticket = closed, .state = TicketState::solved});
  server.own(ops::TicketSetState{.ticket = closed, .state = TicketState::closed});
  TestReplica anna(server, server.anna);
  TestReplica boris(server, server.boris, 8);
  anna.sync(server);
  boris.sync(server);

  const auto follow_up = anna.ids.make<TicketId>();
  anna.submit(ops::TicketCustomerMessage{.ticket = closed,
                                         .entry = anna.ids.make<EntryId>(),
                                         .contact = server.contact,
                                         .text = "It is back",
                                         .follow_up = follow_up});
  anna.submit(note(follow_up, anna.ids.make<EntryId>(), "on the follow-up"));
  CHECK(anna.ticket(follow_up).number == 0);
  boris.submit(note(closed, boris.ids.make<EntryId>(), "a late note"));
  boris.sync(server);
  anna.pull(server);

  CHECK(anna.texts(follow_up) == std::vector<std::string>{"It is back", "on the follow-up"});
  CHECK(anna.texts(closed).back() == "a late note");
  anna.sync(server);
  CHECK(anna.ticket(follow_up).number >= 1001);
  CHECK(anna.shown_hash() == server.hash());
}

TEST_CASE(
    "SYNC-1: a rejected operation loses its effect, keeps its reason, and the queue goes on") {
  TestServer server;
  const TicketId ticket = server.ticket("A");
  TestReplica anna(server, server.anna);
  TestReplica boris(server, server.boris, 8);
  anna.sync(server);
  boris.sync(server);
  const auto take = anna.submit(ops::TicketTake{ticket});
  anna.submit(note(ticket, anna.ids.make<EntryId>(), "after the take"));
  boris.submit(ops::TicketTake{ticket});
  boris.sync(server);

  anna.push(server);

  CHECK(anna->outbox_summary().rejected == 1);
  CHECK(anna->outbox_summary().unsent == 0);
  const auto items = anna->outbox(10);
  REQUIRE(items.size() == 2);
  CHECK(items[0].client_seq == take);
  CHECK(items[0].state == sync::OutboxState::rejected);
  CHECK(items[0].error.code == "ticket.owned");
  REQUIRE(items[0].touched.size() == 1);
  CHECK(items[0].touched[0].id == ticket);
  CHECK(anna.ticket(ticket).owner.is_nil());
  CHECK(anna.texts(ticket).back() == "after the take");

  anna.pull(server);
  CHECK(anna.ticket(ticket).owner == server.boris);
  CHECK(anna.shown_hash() == server.hash());

  SECTION("discard drops it for good") {
    CHECK(anna->discard(take));
    CHECK(anna->outbox(10).empty());
    CHECK(anna->discard(take).error().code == "outbox.not_rejected");
  }
  SECTION("retry is refused while the reason stands, and keeps the row") {
    CHECK(anna->retry(take, anna.now).error().code == "ticket.owned");
    CHECK(anna->outbox_summary().rejected == 1);
  }
  SECTION("retry queues a new operation when it is allowed again") {
    server.own(ops::TicketNote{ticket, server.ids.make<EntryId>(), "x"});
    TestReplica lead(server, server.lead, 7);
    lead.sync(server);
    lead.submit(ops::TicketMoveOwner{ticket, PersonId{server.lead}, "absence"});
    lead.sync(server);
    CHECK(anna->discard(999).error().code == "outbox.not_rejected");
  }
}

TEST_CASE("SYNC-1: retry queues the body again as a new operation at the end") {
  TestServer server;
  const TicketId ticket = server.ticket("A");
  TestReplica anna(server, server.anna);
  anna.sync(server);
  const auto first = anna.submit(note(ticket, anna.ids.make<EntryId>(), "N"));
  const auto request = anna->next_push();
  sync::PushAnswer refusal{.server_time = server.now,
                           .in_answer_to = request->operations.back().hash};
  refusal.results = {sync::PushRejected{first, {"op.no", "No.", ""}}};
  REQUIRE(anna->on_push_answer(*request, refusal));
  CHECK(anna.texts(ticket).size() == 1);

  const auto again = anna->retry(first, anna.now);
  REQUIRE(again);
  CHECK(*again == first + 1);
  CHECK(anna.texts(ticket).back() == "N");
  CHECK(anna->outbox_summary().rejected == 0);
  CHECK(anna->outbox_summary().unsent == 1);
}

TEST_CASE("SYNC-1: an answer to another request changes nothing") {
  TestServer server;
  const TicketId ticket = server.ticket("A");
  TestReplica anna(server, server.anna);
  anna.sync(server);
  anna.submit(note(ticket, anna.ids.make<EntryId>(), "1"));
  const auto first = anna->next_push();
  const auto first_answer = server.push(*first, server.anna);
  REQUIRE(anna->on_push_answer(*first, first_answer));
  anna.submit(note(ticket, anna.ids.make<EntryId>(), "2"));
  const auto second = anna->next_push();

  const auto replayed = anna->on_push_answer(*second, first_answer);
  REQUIRE_FALSE(replayed);
  CHECK(replayed.error().code == "sync.bad_answer");
  CHECK(anna->outbox_summary().unsent == 1);
}

TEST_CASE("SYNC-1: a stale word of a fork does not send again what was accepted") {
  TestServer server;
  const TicketId ticket = server.ticket("A");
  TestReplica anna(server, server.anna);
  anna.sync(server);
  anna.submit(note(ticket, anna.ids.make<EntryId>(), "1"));
  const auto request = anna->next_push();
  const sync::PushAnswer stale{.status = sync::PushAnswer::Status::forked,
                               .server_time = server.now,
                               .in_answer_to = std::string(32, '5')};
  const auto id = anna->id();
  CHECK(anna->on_push_answer(*request, stale).error().code == "sync.bad_answer");
  CHECK(anna->id() == id);
}

TEST_CASE("SYNC-3: duplicated pages are skipped and gaps change nothing") {
  TestServer server;
  for (int i = 0; i < 20; ++i) static_cast<void>(server.ticket("T"));
  TestReplica anna(server, server.anna);
  const auto whole = server.page(0);
  const auto tail = server.page(10);

  const auto gap = anna->on_pull_answer(tail);
  REQUIRE_FALSE(gap);
  CHECK(gap.error().code == "sync.gap");
  CHECK(anna->cursor() == 0);

  REQUIRE(anna->on_pull_answer(server.page(0, 2'000)));
  const auto outcome = anna->on_pull_answer(whole);
  REQUIRE(outcome);
  CHECK(outcome->applied > 0);
  const auto again = anna->on_pull_answer(whole);
  REQUIRE(again);
  CHECK(again->applied == 0);
  const auto overlap = anna->on_pull_answer(tail);
  REQUIRE(overlap);
  CHECK(anna.shown_hash() == server.hash());
  CHECK(anna->cursor() == server.authority->head());
}

TEST_CASE("SYNC-3: pages are as small as asked, and never empty while there is more") {
  TestServer server;
  for (int i = 0; i < 10; ++i) static_cast<void>(server.ticket("T"));
  TestReplica anna(server, server.anna);
  anna.pull(server, 1);
  CHECK(anna->bootstrapped());
  CHECK(anna.shown_hash() == server.hash());
}

TEST_CASE("SYNC-5: a checkpoint that does not match undoes the page and says where") {
  TestServer server;
  static_cast<void>(server.ticket("A"));
  TestReplica anna(server, server.anna);
  auto page = server.page(0);
  page.checkpoint->state_hash = std::string(32, '0');

  const auto outcome = anna->on_pull_answer(page);

  REQUIRE(outcome);
  CHECK(outcome->diverged);
  CHECK(outcome->diverged_at == server.authority->head());
  CHECK(outcome->applied == 0);
  CHECK(anna->cursor() == 0);
}

TEST_CASE("SYNC-5: an accepted operation that cannot be applied here is a divergence") {
  TestServer server;
  const TicketId ticket = server.ticket("A");
  TestReplica anna(server, server.anna);
  auto page = server.page(0);
  page.operations.back().name = "ticket.take";
  page.operations.back().body = R"({"ticket":")" + server.ids.next().text() + "\"}";
  static_cast<void>(ticket);
  const auto outcome = anna->on_pull_answer(page);
  REQUIRE(outcome);
  CHECK(outcome->diverged);
}

TEST_CASE("SYNC-5: a new bootstrap keeps the outbox and shows it again") {
  TestServer server;
  const TicketId ticket = server.ticket("A");
  TestReplica anna(server, server.anna);
  anna.sync(server);
  anna.submit(note(ticket, anna.ids.make<EntryId>(), "accepted"));
  anna.push(server);
  anna.submit(note(ticket, anna.ids.make<EntryId>(), "queued"));

  REQUIRE(anna->restart_bootstrap());
  CHECK(anna->cursor() == 0);
  CHECK_FALSE(anna->bootstrapped());
  CHECK(anna->outbox_summary().unsent == 2);
  CHECK_FALSE(anna->tables().ticket(ticket));

  anna.pull(server, 700);
  CHECK(anna->bootstrapped());
  CHECK(anna.texts(ticket) == std::vector<std::string>{"The first message.", "accepted", "queued"});
  anna.sync(server);
  CHECK(anna.shown_hash() == server.hash());
  CHECK(anna.texts(ticket).size() == 3);
}

TEST_CASE("SYNC-3: an operation of a newer schema stops the pull, not the work") {
  TestServer server;
  const TicketId ticket = server.ticket("A");
  TestReplica anna(server, server.anna);
  anna.sync(server);
  server.own(ops::TicketTag{.ticket = ticket, .add = {"x"}});
  server.own(ops::TicketTag{.ticket = ticket, .add = {"y"}});
  auto page = server.page(anna->cursor());
  page.operations[1].schema = sync::kOperationSchema + 1;

  const auto first = anna->on_pull_answer(page);
  REQUIRE(first);
  CHECK(first->applied == 1);
  CHECK(first->more);
  const auto second = anna->on_pull_answer(page);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == "sync.update_needed");

  anna.submit(note(ticket, anna.ids.make<EntryId>(), "still working"));
  anna.push(server);
  CHECK(anna->outbox(1)[0].state == sync::OutboxState::accepted);
}

TEST_CASE("SYNC-1: a forked replica takes a new id and sends its queue under it, once") {
  TestServer server;
  const TicketId ticket = server.ticket("A");
  TestReplica anna(server, server.anna);
  anna.sync(server);
  anna.submit(note(ticket, anna.ids.make<EntryId>(), "accepted, answer lost"));
  static_cast<void>(server.push(*anna->next_push(), server.anna));
  // Another copy of this database writes under the same id.
  const auto shared = *anna->next_push();
  const auto stale = anna->id();
  sync::WrittenOperation theirs = shared.operations[0];
  theirs.key.client_seq = 2;
  theirs.body = R"({"entry":")" + server.ids.next().text() + R"(","text":"theirs","ticket":")" +
                ticket.text() + "\"}";
  theirs.hash = sync::chain_hash(shared.operations[0].hash, theirs);
  const auto theirs_answer = server.push({stale, {theirs}}, server.anna);
  REQUIRE(theirs_answer.status == sync::PushAnswer::Status::ok);

  anna.submit(note(ticket, anna.ids.make<EntryId>(), "mine, second"));
  anna.submit(note(ticket, anna.ids.make<EntryId>(), "mine, third"));
  const auto answer = server.push(*anna->next_push(), server.anna);
  CHECK(answer.status == sync::PushAnswer::Status::forked);
  REQUIRE(anna->on_push_answer(*anna->next_push(), answer));

  CHECK(anna->id() != stale);
  CHECK(anna->outbox_summary().unsent == 2);
  anna.sync(server);
  CHECK(anna.texts(ticket) == std::vector<std::string>{"The first message.",
                                                       "accepted, answer lost", "theirs",
                                                       "mine, second", "mine, third"});
  CHECK(anna->outbox(10).empty());
  CHECK(anna.shown_hash() == server.hash());
}

TEST_CASE("SYNC-1: a copy that meets its other self in a pull loses nothing to it") {
  TestServer server;
  const TicketId ticket = server.ticket("A");
  TestReplica anna(server, server.anna);
  TestReplica copy(server, server.anna);
  anna.sync(server);
  copy.pull(server);
  REQUIRE(copy->id() == anna->id());
  copy.ids = IdSource(77);
  anna.submit(note(ticket, anna.ids.make<EntryId>(), "anna's first"));
  anna.submit(ops::TicketTake{ticket});
  anna.sync(server);

  SECTION("with nothing unsent it takes a new id by itself") {
    const auto id = copy->id();
    copy.pull(server);
    CHECK(copy->id() != id);
    CHECK(copy.submit(note(ticket, copy.ids.make<EntryId>(), "the copy's first")) == 1);
  }
  SECTION("with unsent work it sends first") {
    copy.submit(note(ticket, copy.ids.make<EntryId>(), "the copy's first"));
    const auto outcome = copy->on_pull_answer(server.page(copy->cursor()));
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().code == "sync.forked");
    CHECK(copy->outbox_summary().unsent == 1);
  }
  copy.sync(server);
  CHECK(copy.texts(ticket) ==
        std::vector<std::string>{"The first message.", "anna's first", "the copy's first"});
  CHECK(copy.shown_hash() == server.hash());
}

TEST_CASE("SYNC-1: a server that forgot earlier operations gets the queue under a new id") {
  TestServer server;
  const TicketId ticket = server.ticket("A");
  TestReplica anna(server, server.anna);
  anna.sync(server);
  anna.submit(note(ticket, anna.ids.make<EntryId>(), "1"));
  const auto old_id = anna->id();
  const auto request = anna->next_push();
  sync::PushAnswer gap{.status = sync::PushAnswer::Status::gap,
                       .server_time = server.now,
                       .in_answer_to = request->operations.back().hash};

  SECTION("expected before the queue's front: what it waits for is gone") {
    gap.expected_client_seq = 0;
    REQUIRE(anna->on_push_answer(*request, gap));
    CHECK(anna->id() != old_id);
  }
  SECTION("expected at the front: send again from there") {
    gap.expected_client_seq = 1;
    REQUIRE(anna->on_push_answer(*request, gap));
    CHECK(anna->id() == old_id);
  }
  anna.sync(server);
  CHECK(anna.texts(ticket).back() == "1");
  CHECK(anna.shown_hash() == server.hash());
}

TEST_CASE("ROLE-2: losing a role while offline is seen in the pending view") {
  TestServer server;
  const TicketId ticket = server.ticket("A");
  TestReplica anna(server, server.anna);
  anna.sync(server);
  anna.submit(ops::TicketTake{ticket});
  server.own(ops::PersonUpdate{.id = server.anna, .role = Role::trainee});

  anna.pull(server);

  CHECK(anna->actor().role == Role::trainee);
  CHECK(anna.ticket(ticket).owner.is_nil());
  CHECK(anna->outbox_summary().unsent == 1);
  anna.push(server);
  CHECK(anna->outbox(1)[0].error.code == "permit.own");
}
