// Goal: client and server agree to the bit. Method: the same random operations on two desks, some
// refused; then on a third with other row ids, from the log alone; the state hashes are compared.
#include <random>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "tests/core/ops/test_desk.h"

namespace firsthand::ops {
namespace {

using test::id_of;
using test::TestDesk;

struct Attempt {
  OpBody op;
  Actor actor;
  Instant at;
};

/// Random work on a handful of tickets by people of every role.
std::vector<Attempt> random_work(std::uint32_t seed, std::size_t count) {
  std::mt19937 random(seed);
  const auto below = [&random](std::uint32_t limit) { return random() % limit; };
  const TestDesk desk;
  std::vector<Attempt> work;
  std::uint64_t entry = 50'000;
  for (std::size_t i = 0; i < count; ++i) {
    const auto ticket = id_of<TicketId>(2'000 + below(6));
    const auto state = static_cast<TicketState>(below(7));
    const auto person = desk.person(static_cast<Role>(below(6)));
    const std::vector<OpBody> choices = {
        TicketCreate{.id = ticket,
                     .entry = id_of<EntryId>(entry),
                     .subject = "s" + std::to_string(i),
                     .text = "t",
                     .requester = desk.contact()},
        TicketTake{ticket},
        TicketReply{ticket, id_of<EntryId>(entry), "r", state},
        TicketNote{ticket, id_of<EntryId>(entry), "n"},
        TicketClassify{.ticket = ticket,
                       .type = static_cast<TicketType>(below(6)),
                       .impact = static_cast<Level>(below(3))},
        TicketOverridePriority{ticket, static_cast<Priority>(below(4)), "because"},
        TicketSetState{ticket, state, ""},
        TicketTag{.ticket = ticket, .add = {"t" + std::to_string(below(4))}},
        TicketMoveOwner{ticket, desk.person(static_cast<Role>(below(6))), "moved"},
        TicketCustomerMessage{ticket, id_of<EntryId>(entry), desk.contact(), "c",
                              id_of<TicketId>(2'000 + below(12))},
        PersonUpdate{.id = person, .language = "ru"},
    };
    const Role role = static_cast<Role>(below(8));
    work.push_back({choices[below(static_cast<std::uint32_t>(choices.size()))], desk.actor(role),
                    Instant{desk.now.ms + static_cast<std::int64_t>(i) * 1'000}});
    ++entry;
  }
  return work;
}

}  // namespace

TEST_CASE("SYNC: the same operations give the same state on two databases") {
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    CAPTURE(seed);
    TestDesk here;
    TestDesk there;
    std::size_t refused = 0;
    for (const Attempt& attempt : random_work(seed, 400)) {
      here.now = there.now = attempt.at;
      const auto one = here.run(attempt.op, attempt.actor);
      const auto sent = decode(name_of(attempt.op), encode(attempt.op));
      const auto other = sent ? there.run(*sent, attempt.actor) : std::unexpected(sent.error());
      REQUIRE(one.has_value() == other.has_value());
      if (one) continue;
      ++refused;
      if (sent) {
        CHECK(one.error() == other.error());
      } else {
        ++there.last_key.client_seq;  // refused by the decoder already; both count alike
      }
    }
    CHECK(refused > 50);
    CHECK(refused < 350);
    CHECK(here.tables().compute_hash() == there.tables().compute_hash());
    CHECK(here.tables().confirmed_hash() == here.tables().compute_hash());
  }
}

TEST_CASE("SYNC: a refused operation changes nothing") {
  TestDesk desk;
  for (const Attempt& attempt : random_work(7, 200)) {
    desk.now = attempt.at;
    const auto before = desk.tables().compute_hash();
    if (!desk.run(attempt.op, attempt.actor)) CHECK(desk.tables().compute_hash() == before);
  }
}

TEST_CASE("SYNC: derived ids depend on the operation and the index, and on nothing else") {
  const OperationKey key{id_of<ReplicaId>(1), 7};
  CHECK(derived_id(key, 0) == derived_id(key, 0));
  CHECK(derived_id(key, 0) != derived_id(key, 1));
  CHECK(derived_id(key, 0) != derived_id({id_of<ReplicaId>(1), 8}, 0));
  CHECK(derived_id(key, 0) != derived_id({id_of<ReplicaId>(2), 7}, 0));
  // Of every release alike, since clients of two releases share a log.
  CHECK(derived_id(key, 0).text() == "758ec9b3cb4000cef967a7fe24e6530c");
}

}  // namespace firsthand::ops
