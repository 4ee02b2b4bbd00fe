// Goal: SQLite on the browser's files keeps what it committed, whatever call fails. Method: the
// browser's VFS over files in memory, with each call failing in turn, and with a full disk.
#include "shell/web/opfs_vfs.h"

#include <catch_amalgamated.hpp>

#include <memory>
#include <string>

#include "core/store/database.h"
#include "tests/web/fake_slots.h"

namespace {

using firsthand::store::Database;
using firsthand::store::Durability;
using firsthand::store::Transaction;
using firsthand::web::OpfsFiles;
using firsthand::web_test::fake_files;

std::unique_ptr<Database> open_database() {
  auto database = Database::open({.path = "main", .durability = Durability::browser});
  return database ? std::move(*database) : nullptr;
}

firsthand::Expected<void> insert(Database& database, std::int64_t number) {
  Transaction transaction(database);
  database.prepare("INSERT INTO note(number, text) VALUES (?, ?)")
      .bind(1, number)
      .bind(2, std::string(3'000, 'x'))
      .run();
  return transaction.commit();
}

std::int64_t count(Database& database) {
  auto rows = database.prepare("SELECT count(*) FROM note");
  return rows.next() ? rows.integer(0) : -1;
}

void make_table(Database& database) {
  database.execute("CREATE TABLE note(number INTEGER PRIMARY KEY, text TEXT)");
}

}  // namespace

TEST_CASE("SYNC-4: one durable transaction costs at most three calls") {
  fake_files() = {};
  OpfsFiles files;
  REQUIRE(files.open());
  auto database = open_database();
  REQUIRE(database);
  make_table(*database);
  REQUIRE(insert(*database, 1));
  const auto before = files.calls();

  REQUIRE(insert(*database, 2));
  REQUIRE(database->barrier());

  const auto after = files.calls();
  CHECK(after.writes - before.writes <= 2);
  CHECK(after.flushes - before.flushes == 1);
}

TEST_CASE(
    "SYNC-4: a store that was closed is clean, one that was left is not, and both are whole") {
  fake_files() = {};
  {
    OpfsFiles files;
    REQUIRE(files.open());
    auto database = open_database();
    REQUIRE(database);
    make_table(*database);
    REQUIRE(insert(*database, 1));
    SECTION("closed") {
      database.reset();
      files.close();
      OpfsFiles* const same = &files;
      REQUIRE(same->open());
      CHECK_FALSE(same->was_unclean());
    }
    SECTION("left while open") {
      const auto left = fake_files().files;
      database.reset();
      fake_files().files = left;
      REQUIRE(files.open());
      CHECK(files.was_unclean());
    }
    auto again = open_database();
    REQUIRE(again);
    CHECK(count(*again) == 1);
    CHECK(again->check());
  }
}

TEST_CASE("SYNC-4: a full disk is store.full, and everything committed before is there") {
  fake_files() = {};
  OpfsFiles files;
  REQUIRE(files.open());
  auto database = open_database();
  REQUIRE(database);
  make_table(*database);
  std::int64_t committed = 0;
  fake_files().bytes_max = 200'000;

  std::string code;
  for (std::int64_t i = 1; i <= 1'000 && code.empty(); ++i) {
    const auto done = insert(*database, i);
    if (done)
      committed = i;
    else
      code = done.error().code;
  }

  CHECK(code == "store.full");
  CHECK(committed > 0);
  CHECK(count(*database) == committed);
  // Room again: it goes on where it was.
  fake_files().bytes_max = -1;
  CHECK(insert(*database, committed + 1));
  CHECK(count(*database) == committed + 1);
  CHECK(database->check());
}

TEST_CASE("SYNC-4: whichever call fails, what was acknowledged survives and nothing is torn") {
  std::uint64_t calls_of_a_run = 1;
  for (std::uint64_t nth = 0; nth <= calls_of_a_run; ++nth) {
    fake_files() = {};
    OpfsFiles files;
    REQUIRE(files.open());
    auto database = open_database();
    REQUIRE(database);
    make_table(*database);
    REQUIRE(insert(*database, 1));
    REQUIRE(database->barrier());
    fake_files().calls = 0;
    fake_files().fails_at = nth;  // 0: the run that counts
    std::int64_t acknowledged = 1;
    for (std::int64_t i = 2; i <= 6; ++i) {
      if (insert(*database, i) && database->barrier()) acknowledged = i;
    }
    if (nth == 0) calls_of_a_run = fake_files().calls;
    fake_files().fails_at = 0;

    // As after a crash of the worker: nothing was closed.
    const auto left = fake_files().files;
    database.reset();
    fake_files().files = left;
    REQUIRE(files.open());
    auto again = open_database();
    REQUIRE(again);
    INFO("failing call " << nth);
    CHECK(again->check());
    auto rows = again->prepare("SELECT count(*) FROM note WHERE number <= ?");
    rows.bind(1, acknowledged);
    REQUIRE(rows.next());
    CHECK(rows.integer(0) >= 1);
    auto last = again->prepare("SELECT count(*) FROM note WHERE number = ?");
    last.bind(1, acknowledged);
    REQUIRE(last.next());
    CHECK(last.integer(0) == 1);
  }
  CHECK(calls_of_a_run > 5);
}
