// Goal: a held operation stays here until its time and can be taken back until it was offered
// (TKT-10a: undo send). Method: replicas and an authority called directly; time is a number.
#include <catch_amalgamated.hpp>

#include "tests/core/sync/workspace.h"

using namespace firsthand;
using namespace firsthand::sync_test;

namespace {

struct Held {
  TestServer server;
  TicketId ticket = server.ticket("A");
  TestReplica anna{server, server.anna};
  Instant until;

  Held() {
    anna.sync(server);
    until = anna.now + Duration{10'000};
  }
  std::int64_t hold(const std::string& text) {
    const auto seq = anna->submit({reply(ticket, anna.ids.make<EntryId>(), text)}, anna.now, until);
    REQUIRE(seq.has_value());
    return *seq;
  }
};

}  // namespace

TEST_CASE("TKT-10a: a held reply is seen here at once and leaves when its time has come") {
  Held h;
  h.hold("Hello");
  h.anna.submit(note(h.ticket, h.anna.ids.make<EntryId>(), "behind it"));
  CHECK(h.anna.texts(h.ticket).back() == "behind it");
  CHECK(h.anna->outbox_summary().held_until == h.until);
  CHECK(h.anna->outbox_summary().front_held_until == h.until);
  CHECK_FALSE(h.anna->next_push(h.until - Duration{1}));
  const auto push = h.anna->next_push(h.until);
  REQUIRE(push);
  CHECK(push->operations.size() == 2);
}

TEST_CASE("TKT-10a: what was written before a held reply does not wait for it") {
  Held h;
  h.anna.submit(note(h.ticket, h.anna.ids.make<EntryId>(), "before"));
  h.hold("Hello");
  const auto push = h.anna->next_push(h.anna.now);
  REQUIRE(push);
  CHECK(push->operations.size() == 1);
}

TEST_CASE("TKT-10a: a withdrawn reply leaves no trace, and the chain behind it is whole") {
  Held h;
  h.anna.submit(note(h.ticket, h.anna.ids.make<EntryId>(), "before"));
  const std::int64_t first = h.hold("taken back");
  const std::int64_t second = h.hold("stays");
  h.anna.submit(note(h.ticket, h.anna.ids.make<EntryId>(), "behind"));

  REQUIRE(h.anna->withdraw(first).has_value());
  CHECK(h.anna->outbox_summary().unsent == 3);
  const auto texts = h.anna.texts(h.ticket);
  CHECK(std::ranges::find(texts, "taken back") == texts.end());
  CHECK(std::ranges::find(texts, "stays") != texts.end());

  SECTION("and sent") {
    h.anna.sync(h.server);
    CHECK(h.anna.confirmed_hash() == h.server.hash());
    CHECK(h.anna.shown_hash() == h.server.hash());
    CHECK(h.anna->outbox_summary().rejected == 0);
    CHECK(h.anna.texts(h.ticket).back() == "behind");
  }
  SECTION("the next one is withdrawn under its new number") {
    REQUIRE(h.anna->withdraw(second - 1).has_value());
    h.anna.sync(h.server);
    CHECK(h.anna.shown_hash() == h.server.hash());
  }
}

TEST_CASE("TKT-10a: the only reply is withdrawn, and the next operation takes its number") {
  Held h;
  const std::int64_t seq = h.hold("Hello");
  REQUIRE(h.anna->withdraw(seq).has_value());
  CHECK(h.anna.shown_hash() == h.server.hash());
  CHECK(h.anna.submit(ops::TicketTake{h.ticket}) == seq);
  h.anna.sync(h.server);
  CHECK(h.anna.shown_hash() == h.server.hash());
}

TEST_CASE("TKT-10a: what may have reached the server is not withdrawn") {
  Held h;
  const std::int64_t seq = h.hold("Hello");
  const auto push = h.anna->next_push(h.until);
  REQUIRE(push);
  REQUIRE(h.anna->mark_offered(*push).has_value());
  // No answer came; the server may have it all the same.
  const auto late = h.anna->withdraw(seq);
  REQUIRE_FALSE(late);
  CHECK(late.error().code == "outbox.sent");
  const std::int64_t plain =
      h.anna.submit(note(h.ticket, h.anna.ids.make<EntryId>(), "never held"));
  CHECK(h.anna->withdraw(plain).error().code == "outbox.sent");
}

TEST_CASE("TKT-10a: released holds are sent at once") {
  Held h;
  h.hold("Hello");
  REQUIRE(h.anna->release_holds().has_value());
  CHECK(h.anna->next_push(h.anna.now));
}
