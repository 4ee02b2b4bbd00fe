// What offline work costs when the network comes back (SYNC §2: 20–40 ms for 500 pending
// operations on as many tickets), and what one operation costs.
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "core/store/schema.h"
#include "core/sync/authority.h"
#include "core/sync/replica.h"
#include "tests/bench/bench.h"

namespace {

using namespace firsthand;

constexpr int kTickets = 500;

void must(bool ok, const char* what) {
  if (ok) return;
  std::fprintf(stderr, "sync bench: %s failed\n", what);
  std::exit(1);
}

class IdSource {
 public:
  Id128 operator()() {
    Id128 id;
    ++count_;
    for (std::size_t i = 0; i < 8; ++i) {
      id.bytes[8 + i] = static_cast<std::uint8_t>(count_ >> (56 - 8 * i));
    }
    return id;
  }

 private:
  std::uint64_t count_ = 0;
};

std::unique_ptr<store::Database> memory_database() {
  auto db = store::Database::open({.path = ":memory:"});
  must(db.has_value() && store::migrate(**db).has_value(), "opening a database");
  return std::move(*db);
}

// A server with tickets of ten entries each, and a replica that holds them all.
struct Desk {
  Desk() {
    authority = std::move(*sync::Authority::open(*server_db, ids));
    me = PersonId(ids());
    own(ops::PersonCreate{.id = me, .name = "Anna", .email = "anna@example.org"});
    for (int i = 0; i < kTickets; ++i) {
      const TicketId ticket(ids());
      tickets.push_back(ticket);
      own(ops::TicketCreate{.id = ticket,
                            .entry = EntryId(ids()),
                            .subject = "Invoice " + std::to_string(i),
                            .text = "The total on the second page is wrong."});
      for (int n = 0; n < 9; ++n) {
        own(ops::TicketNote{ticket, EntryId(ids()), "Looked at it again, 还没有解决, ещё нет."});
      }
    }
    replica = std::move(*sync::Replica::open(*db, me, ids));
  }

  IdSource ids;
  std::unique_ptr<store::Database> server_db = memory_database();
  std::unique_ptr<store::Database> db = memory_database();
  std::unique_ptr<sync::Authority> authority;
  std::unique_ptr<sync::Replica> replica;
  PersonId me;
  std::vector<TicketId> tickets;
  Instant now{1'700'000'000'000};

  void own(const ops::OpBody& op) {
    must(authority->submit({op}, {PersonId{}, Role::system}, now).has_value(), "the server's work");
  }
  void submit(const ops::OpBody& op) { must(replica->submit({op}, now).has_value(), "submit"); }
  std::size_t pull() {
    const auto page = sync::pull(*server_db, replica->cursor(), "", now, 256 * 1024);
    must(page.has_value(), "reading the log");
    const auto outcome = replica->on_pull_answer(*page);
    must(outcome.has_value() && !outcome->diverged, "the pull");
    return outcome->applied;
  }
};

}  // namespace

FH_BENCH(sync) {
  Desk desk;
  std::vector<double> pages;
  std::size_t applied = 0;
  while (desk.replica->cursor() < desk.authority->head()) {
    pages.push_back(bench::times(1, [] {}, [&] { applied += desk.pull(); })[0]);
  }
  double pulled_ms = 0;
  for (const double page_ms : pages) pulled_ms += page_ms;
  bench::report_value("sync.pull_10000_operations",
                      pulled_ms * 10'000 / static_cast<double>(applied), "ms");

  std::size_t next = 0;
  bench::report("sync.submit_note", bench::times(
                                        kTickets, [] {},
                                        [&] {
                                          desk.submit(ops::TicketNote{
                                              desk.tickets[next++], EntryId(desk.ids()), "Noted."});
                                        }));

  // Somebody changed every one of these tickets meanwhile: the worst case.
  const auto change_all = [&] {
    for (const TicketId ticket : desk.tickets) {
      desk.own(ops::TicketNote{ticket, EntryId(desk.ids()), "Another one's note."});
    }
  };
  bench::report("sync.pull_500_onto_500_pending", bench::times(10, change_all, [&] {
                  while (desk.replica->cursor() < desk.authority->head()) desk.pull();
                }));
  // One ticket changed: the length of the outbox must not matter.
  bench::report(
      "sync.pull_1_onto_500_pending",
      bench::times(
          50, [&] { desk.own(ops::TicketNote{desk.tickets[7], EntryId(desk.ids()), "One more."}); },
          [&] { desk.pull(); }));
  // A person changed: everything that is pending is judged anew.
  bool is_agent = true;
  bench::report(
      "sync.rebase_500_pending",
      bench::times(
          20,
          [&] {
            is_agent = !is_agent;
            desk.own(ops::PersonUpdate{.id = desk.me, .language = is_agent ? "en" : "ru"});
          },
          [&] { desk.pull(); }));
}
