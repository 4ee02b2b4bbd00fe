// Goal: SYNC §7, whatever write fails, the database is whole afterwards: what was committed is
// there, what was not is not, the hash and the outbox are right. Method: the same desk's work again
// and again, its n-th write, sync or truncation failing for n = 1, 2, 3 …, then a look with a sound
// disk.
#include "tests/core/store/store_fixture.h"
#include "tests/core_native/store/fault_vfs.h"

namespace firsthand::store {
namespace {

constexpr int kSteps = 6;

/// One step of work: a ticket, its messages and their outbox row. The step's number is in all.
Expected<void> work(Database& db, int step) {
  Tables tables(db);
  Transaction transaction(db);
  tables.put(make_ticket(step));
  for (int i = 0; i < 3; ++i) {
    tables.append(make_entry(step * 10 + i, step, std::string(9'000, 'z') + " needle"));
  }
  auto queue = db.prepare(
      "INSERT INTO outbox(client_seq, state, name, body, schema, written_at, hash)"
      " VALUES (?, 0, 'ticket.note', '{}', 1, 5, '')");
  queue.bind(1, step).run();
  return transaction.commit();
}

/// Works until done or failed; the steps that were acknowledged.
std::vector<int> work_all(Database& db) {
  std::vector<int> acknowledged;
  for (int step = 1; step <= kSteps; ++step) {
    const auto result = work(db, step);
    if (result) {
      acknowledged.push_back(step);
    } else {
      CHECK((result.error().code == "store.full" || result.error().code == "store.io"));
    }
    (void)db.barrier();
    if (step % 3 == 0) {
      sqlite3_wal_checkpoint_v2(db.raw(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    }
    (void)db.maintain();
    CHECK_FALSE(db.failure());
  }
  return acknowledged;
}

void expect_whole(const OpenOptions& options, const std::vector<int>& acknowledged) {
  const auto db = open_migrated(options);
  Tables tables(*db);
  CHECK(db->check());
  CHECK(tables.confirmed_hash() == tables.compute_hash());
  for (int step = 1; step <= kSteps; ++step) {
    CAPTURE(step);
    const bool is_there = std::ranges::find(acknowledged, step) != acknowledged.end();
    CHECK(tables.ticket(make_id<TicketId>(step)).has_value() == is_there);
    CHECK(tables.entries(make_id<TicketId>(step)).size() == (is_there ? 3U : 0U));
  }
  const auto there = static_cast<std::int64_t>(acknowledged.size());
  CHECK(count(*db, "SELECT count(*) FROM outbox") == there);
  CHECK(count(*db, "SELECT count(*) FROM entry_fts WHERE entry_fts MATCH 'needle'") == 3 * there);
}

}  // namespace

TEST_CASE("SYNC-7: no failing write, sync or truncation loses or halves anything") {
  constexpr int kFaultsMax = 2'000;
  constexpr int kEachUntil = 80;  // the first commits and a checkpoint; then every ninth
  const int code = GENERATE(SQLITE_FULL, SQLITE_IOERR_WRITE);
  FaultVfs faults;
  int failing_call = 1;
  for (bool has_failed = true; has_failed; failing_call += failing_call < kEachUntil ? 1 : 9) {
    CAPTURE(failing_call, code);
    REQUIRE(failing_call < kFaultsMax);
    const TestFile file("faults");
    const OpenOptions options{.path = file.path(), .durability = Durability::browser};
    std::vector<int> acknowledged;
    {
      const auto db = open_migrated(options);
      faults.fail_after(failing_call, code);
      acknowledged = work_all(*db);
      has_failed = faults.has_failed();
      faults.heal();
    }
    expect_whole(options, acknowledged);
    if (!has_failed) CHECK(acknowledged.size() == static_cast<std::size_t>(kSteps));
  }
  CHECK(failing_call > 50);  // the work does write
}

TEST_CASE("SYNC-7: after one failed write the same connection works on") {
  const int failing_call = GENERATE(1, 2, 5, 9, 14, 20);
  CAPTURE(failing_call);
  FaultVfs faults;
  const TestFile file("one_fault");
  const OpenOptions options{.path = file.path(), .durability = Durability::browser};
  std::vector<int> acknowledged;
  {
    const auto db = open_migrated(options);
    faults.fail_after(failing_call, SQLITE_FULL);
    for (int step = 1; step <= kSteps; ++step) {
      auto result = work(*db, step);
      if (!result) {
        CHECK(result.error().code == "store.full");
        faults.heal();
        result = work(*db, step);
      }
      CHECK(result);
      acknowledged.push_back(step);
    }
  }
  expect_whole(options, acknowledged);
}

}  // namespace firsthand::store
