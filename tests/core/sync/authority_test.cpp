// Goal: the server keeps one order, does each operation once, believes nobody, and says why it
// refuses. Method: requests made by hand against an authority in memory.
#include <catch_amalgamated.hpp>

#include "core/model/limits.h"
#include "core/store/schema.h"
#include "tests/core/sync/workspace.h"

using namespace firsthand;
using namespace firsthand::sync_test;

namespace {

// A client that writes what it likes.
struct Writer {
  ReplicaId replica;
  PersonId person;
  std::string hash = {};
  std::int64_t client_seq = 0;

  sync::WrittenOperation write(const std::string& name, const std::string& body) {
    sync::WrittenOperation op{.key = {replica, ++client_seq},
                              .actor = person,
                              .name = name,
                              .body = body,
                              .written_at = {1},
                              .hash = {}};
    op.hash = hash = sync::chain_hash(hash, op);
    return op;
  }
  sync::WrittenOperation write(const ops::OpBody& op) {
    return write(std::string(ops::name_of(op)), sync::to_text(ops::encode(op)));
  }
};

const Error& error_of(const sync::PushAnswer& answer, std::size_t i = 0) {
  REQUIRE(answer.results.size() > i);
  REQUIRE(std::holds_alternative<sync::PushRejected>(answer.results[i]));
  return std::get<sync::PushRejected>(answer.results[i]).error;
}

bool is_accepted(const sync::PushAnswer& answer, std::size_t i = 0) {
  return answer.results.size() > i && std::holds_alternative<sync::PushAccepted>(answer.results[i]);
}

std::int64_t count(TestServer& server, std::string_view sql) {
  auto q = server.db->prepare(sql);
  return q.next() ? q.integer(0) : -1;
}

struct Scene {
  TestServer server;
  TicketId ticket = server.ticket("A");
  Writer anna{ReplicaId(Id128{{42}}), server.anna};

  sync::WrittenOperation note(const std::string& text) {
    return anna.write(sync_test::note(ticket, server.ids.make<EntryId>(), text));
  }
  sync::PushAnswer push(std::vector<sync::WrittenOperation> operations) {
    return server.push({anna.replica, std::move(operations)}, server.anna);
  }
};

}  // namespace

TEST_CASE("SYNC-1: the same operations pushed again are acknowledged and done once") {
  Scene s;
  const auto batch = std::vector{s.note("1"), s.note("2")};
  const auto first = s.push(batch);
  const auto head = s.server.authority->head();
  const auto again = s.push(batch);

  CHECK(again.status == sync::PushAnswer::Status::ok);
  CHECK(sync::to_json(again)["results"] == sync::to_json(first)["results"]);
  CHECK(s.server.authority->head() == head);

  SECTION("a batch that begins with known operations continues behind them") {
    auto longer = batch;
    longer.push_back(s.note("3"));
    const auto answer = s.push(longer);
    REQUIRE(answer.results.size() == 3);
    CHECK(s.server.authority->head() == head + 1);
    CHECK(answer.expected_client_seq == 4);
  }
  SECTION("a part of it is recalled alone") {
    CHECK(is_accepted(s.push({batch[0]})));
    CHECK(s.server.authority->head() == head);
  }
}

TEST_CASE("SYNC-1: a rejection is logged, recalled, and does not stop the queue") {
  Scene s;
  const auto bad = s.anna.write(ops::TicketTake{TicketId(Id128{{9, 9}})});
  const auto good = s.note("after it");
  const auto answer = s.push({bad, good});
  CHECK(error_of(answer).code == "ticket.not_found");
  CHECK(is_accepted(answer, 1));
  CHECK(count(s.server, "SELECT count(*) FROM rejected_operation") == 1);

  const auto again = s.push({bad, good});
  CHECK(error_of(again) == error_of(answer));
  CHECK(count(s.server, "SELECT count(*) FROM rejected_operation") == 1);
}

TEST_CASE("SYNC-1: another history under the same numbers is a fork") {
  Scene s;
  const auto mine = s.note("mine");
  REQUIRE(is_accepted(s.push({mine})));
  const auto head = s.server.authority->head();

  SECTION("another operation at a known number") {
    Writer copy{s.anna.replica, s.server.anna};
    const auto other = copy.write(note(s.ticket, s.server.ids.make<EntryId>(), "other"));
    CHECK(s.push({other}).status == sync::PushAnswer::Status::forked);
  }
  SECTION("the next number on another past") {
    Writer copy{s.anna.replica, s.server.anna, std::string(32, '1'), 1};
    const auto next = copy.write(note(s.ticket, s.server.ids.make<EntryId>(), "next"));
    CHECK(s.push({next}).status == sync::PushAnswer::Status::forked);
  }
  SECTION("what both copies share is recalled before the fork") {
    Writer copy = s.anna;
    REQUIRE(is_accepted(s.push({s.note("second, mine")})));
    const auto other = copy.write(note(s.ticket, s.server.ids.make<EntryId>(), "second, other"));
    const auto answer = s.push({mine, other});
    CHECK(answer.status == sync::PushAnswer::Status::forked);
    CHECK(answer.results.size() == 1);
    CHECK(is_accepted(answer));
    return;
  }
  SECTION("a replica belongs to one person") {
    Writer thief{s.anna.replica, s.server.boris, s.anna.hash, 1};
    const auto next = thief.write(note(s.ticket, s.server.ids.make<EntryId>(), "theirs"));
    const auto answer = s.server.push({thief.replica, {next}}, s.server.boris);
    CHECK(answer.status == sync::PushAnswer::Status::forked);
  }
  CHECK(s.server.authority->head() == head);
}

TEST_CASE("SYNC-1: a gap is answered with the number that is expected") {
  Scene s;
  static_cast<void>(s.note("never sent"));
  const auto second = s.note("2");
  const auto answer = s.push({second});
  CHECK(answer.status == sync::PushAnswer::Status::gap);
  CHECK(answer.expected_client_seq == 1);
  CHECK(answer.results.empty());
}

TEST_CASE("SYNC-1: hashes that do not follow one another are refused as a whole") {
  Scene s;
  auto first = s.note("1");
  auto second = s.note("2");
  second.body = s.note("x").body;
  const auto answer = s.server.authority->push({s.anna.replica, {first, second}},
                                               s.server.actor(s.server.anna), s.server.now);
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == "sync.bad_chain");
  CHECK(count(s.server, "SELECT count(*) FROM operation_log WHERE name='ticket.note'") == 0);
}

TEST_CASE("ROLE-2: nobody writes as somebody else") {
  Scene s;
  Writer liar{s.anna.replica, s.server.lead};
  const auto answer =
      s.push({liar.write(ops::TicketMoveOwner{s.ticket, s.server.anna, "because"})});
  CHECK(error_of(answer).code == "op.forged_actor");
  CHECK(s.server.authority->tables().ticket(s.ticket)->owner.is_nil());
}

TEST_CASE("ROLE-2: the role is the state's, not the session's") {
  Scene s;
  const auto op = s.anna.write(ops::TicketMoveOwner{s.ticket, s.server.anna, "I say I am a lead"});
  const auto answer =
      s.server.authority->push({s.anna.replica, {op}}, {s.server.anna, Role::lead}, s.server.now);
  REQUIRE(answer);
  CHECK(error_of(*answer).code == "permit.move_owner");
}

TEST_CASE("SYNC-3: what cannot be understood is rejected with its reason, and the queue goes on") {
  Scene s;
  const std::string ticket = s.ticket.text();
  const auto answer = s.push({
      s.anna.write("ticket.paint", "{}"),
      s.anna.write("ticket.take", "{"),
      s.anna.write("ticket.take", "{}"),
      s.anna.write("ticket.take", R"({"ticket":")" + ticket + R"(","colour":"red"})"),
      s.anna.write("ticket.note", R"({"ticket":")" + ticket + "\",\"text\":\"" +
                                      std::string(limits::kOperationBytesMax, 'x') + "\"}"),
      s.anna.write("ticket.take", std::string(33, '[')),
      s.note("good"),
  });
  CHECK(error_of(answer, 0).code == "op.unknown");
  CHECK(error_of(answer, 1).code == "json.malformed");
  CHECK(error_of(answer, 2).code == "op.missing");
  CHECK(error_of(answer, 3).code == "op.unknown_field");
  CHECK(error_of(answer, 4).code == "op.too_large");
  CHECK(error_of(answer, 5).code == "json.too_deep");
  CHECK(is_accepted(answer, 6));
  // A refused giant is not kept.
  CHECK(count(s.server, "SELECT max(length(body)) FROM rejected_operation") < 1'000);
  CHECK(count(s.server, "SELECT count(*) FROM rejected_operation") == 6);
}

TEST_CASE("SYNC-3: a newer operation schema is refused in words") {
  Scene s;
  auto op = s.note("1");
  op.schema = sync::kOperationSchema + 1;
  op.hash = sync::chain_hash("", op);
  CHECK(error_of(s.push({op})).code == "op.too_new");
}

TEST_CASE("SYNC-1: stamps never go back, also when the clock does") {
  Scene s;
  const auto before = s.server.page(s.server.authority->head() - 1).operations[0].at;
  s.server.now = Instant{before.ms - 3'600'000};
  const auto answer = s.push({s.note("1")});
  REQUIRE(is_accepted(answer));
  CHECK(std::get<sync::PushAccepted>(answer.results[0]).at >= before);
}

TEST_CASE("TKT-1: ticket numbers are given on acceptance, without holes") {
  TestServer server;
  const auto first = server.ticket("A");
  Writer anna{ReplicaId(Id128{{42}}), server.anna};
  const auto bad = anna.write(ops::TicketCreate{
      .id = first, .entry = server.ids.make<EntryId>(), .subject = "taken id", .text = "x"});
  const auto again = server.push({anna.replica, {bad}}, server.anna);
  CHECK_FALSE(error_of(again).code.empty());
  const auto second = server.ticket("B");
  CHECK(server.authority->tables().ticket(first)->number == 1001);
  CHECK(server.authority->tables().ticket(second)->number == 1002);

  // Also after the server was opened again.
  server.authority.reset();
  server.authority = std::move(*sync::Authority::open(*server.db, [] { return Id128{}; }));
  CHECK(server.authority->tables().ticket(server.ticket("C"))->number == 1003);
}

TEST_CASE("SYNC-1: the server's own operations are kept whole or not at all") {
  Scene s;
  const auto head = s.server.authority->head();
  const auto hash = s.server.hash();
  const auto refused =
      s.server.authority->submit({sync_test::note(s.ticket, s.server.ids.make<EntryId>(), "kept?"),
                                  ops::TicketTake{TicketId(Id128{{9}})}},
                                 {PersonId{}, Role::system}, s.server.now);
  REQUIRE_FALSE(refused);
  CHECK(s.server.authority->head() == head);
  CHECK(s.server.hash() == hash);
  CHECK(s.server.authority->tables().compute_hash().text() == hash);
}

TEST_CASE("SYNC-1: an epoch and the place in the log outlive the server") {
  TestServer server;
  static_cast<void>(server.ticket("A"));
  const auto epoch = server.authority->epoch();
  const auto head = server.authority->head();
  CHECK(epoch.size() == 32);
  server.authority.reset();
  auto opened = sync::Authority::open(*server.db, [] { return Id128{}; });
  REQUIRE(opened);
  CHECK((*opened)->epoch() == epoch);
  CHECK((*opened)->head() == head);
}

TEST_CASE("SYNC-3: a cursor beyond the head and another epoch are told apart") {
  TestServer server;
  static_cast<void>(server.ticket("A"));
  const auto head = server.authority->head();
  const auto ahead = sync::pull(*server.db, head + 1, "", server.now, 1'000);
  REQUIRE_FALSE(ahead);
  CHECK(ahead.error().code == "sync.cursor_ahead");
  CHECK(sync::pull(*server.db, -1, "", server.now, 1'000).error().code == "sync.cursor_ahead");
  const auto other = sync::pull(*server.db, 0, "elsewhere", server.now, 1'000);
  REQUIRE_FALSE(other);
  CHECK(other.error().code == "sync.epoch_changed");
  const auto end = sync::pull(*server.db, head, server.authority->epoch(), server.now, 1'000);
  REQUIRE(end);
  CHECK(end->operations.empty());
  CHECK_FALSE(end->checkpoint);
}

TEST_CASE("SYNC-3: a page keeps its size, has no gap, and says the state at its end") {
  TestServer server;
  for (int i = 0; i < 30; ++i) static_cast<void>(server.ticket("T"));
  std::int64_t cursor = 0;
  int pages = 0;
  while (cursor < server.authority->head()) {
    const auto page = server.page(cursor, 4'000);
    REQUIRE_FALSE(page.operations.empty());
    CHECK(sync::to_text(sync::to_json(page)).size() < 6'000);
    for (const auto& op : page.operations) CHECK(op.seq == ++cursor);
    REQUIRE(page.checkpoint);
    CHECK(page.checkpoint->seq == cursor);
    ++pages;
  }
  CHECK(pages > 3);
  CHECK(server.page(0).checkpoint->state_hash == server.hash());
}
