// Goal: one writer and several readers of one file, each on a thread of its own, never see half of
// a commit or wait for each other. Method: the writer keeps two tables in step; the readers check
// them.
#include <atomic>
#include <thread>

#include "tests/core/store/store_fixture.h"

namespace firsthand::store {

TEST_CASE("SYNC-6: readers on threads of their own see whole commits only") {
  constexpr int kCommits = 300;
  constexpr int kReaders = 3;
  const TestFile file("readers");
  const auto writer = open_migrated({.path = file.path(), .durability = Durability::server});
  writer->execute("PRAGMA synchronous=OFF");  // the disk's speed is not the matter here
  std::atomic<bool> is_done = false;
  std::atomic<int> torn = 0;
  std::atomic<int> failed = 0;

  std::vector<std::thread> readers;
  for (int i = 0; i < kReaders; ++i) {
    readers.emplace_back([&] {
      auto opened = Database::open(
          {.path = file.path(), .mode = OpenMode::read_only, .durability = Durability::server});
      if (!opened) {
        ++failed;
        return;
      }
      Database& db = **opened;
      while (!is_done) {
        auto query = db.prepare(
            "SELECT (SELECT count(*) FROM ticket) - (SELECT count(*) FROM entry),"
            " (SELECT count(*) FROM entry_fts WHERE entry_fts MATCH 'needle')"
            "  - (SELECT count(*) FROM entry)");
        if (!query.next()) ++failed;
        if (query.integer(0) != 0 || query.integer(1) != 0) ++torn;
      }
    });
  }

  Tables tables(*writer);
  int committed = 0;
  for (int i = 1; i <= kCommits; ++i) {
    Transaction transaction(*writer);
    tables.put(make_ticket(i));
    tables.append(make_entry(i, i, "needle in a haystack"));
    if (transaction.commit()) ++committed;
    if (i % 50 == 0) (void)writer->maintain();
  }
  is_done = true;
  for (std::thread& reader : readers) reader.join();

  CHECK(committed == kCommits);
  CHECK(torn == 0);
  CHECK(failed == 0);
}

TEST_CASE("A reader cannot write") {
  const TestFile file("reader_writes");
  const auto writer = open_migrated({.path = file.path(), .durability = Durability::server});
  const auto reader = open_empty(
      {.path = file.path(), .mode = OpenMode::read_only, .durability = Durability::server});
  set_meta(*reader, "key", "value");
  REQUIRE(reader->failure());
  CHECK(reader->failure()->code == "store.io");
  CHECK(meta(*writer, "key").empty());
}

TEST_CASE("A second program on a browser's database is told that it is busy") {
  const TestFile file("busy");
  const OpenOptions options{.path = file.path(), .durability = Durability::browser};
  const auto owner = open_migrated(options);
  Transaction held(*owner);
  const auto second = Database::open(options);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == "store.busy");
}

}  // namespace firsthand::store
