// Goal: a connection reports what went wrong once and in words, and half-done work never stays.
// Method: real databases in memory and in files, with real faults (page limits, foreign bytes).
#include <fstream>

#include "tests/core/store/store_fixture.h"

namespace firsthand::store {
namespace {

void add_note(Database& db, std::string_view key, std::string_view value = "1") {
  set_meta(db, key, value);
}

void limit_pages(Database& db, std::int64_t more) {
  const std::int64_t pages = count(db, "PRAGMA page_count") + more;
  db.execute(("PRAGMA max_page_count=" + std::to_string(pages)).c_str());
}

}  // namespace

TEST_CASE("A statement gives back what was bound: text, bytes, numbers, ids, nothing") {
  const auto db = open_empty();
  auto query = db->prepare("SELECT ?, ?, ?, ?, ?, ?");
  const auto id = make_id<PersonId>(4);
  query.bind(1, "при\0вет")
      .bind(2, std::string_view())
      .bind(3, INT64_MIN)
      .bind(4, id)
      .bind(5, PersonId())
      .bind(6, Instant{-5});
  REQUIRE(query.next());
  CHECK(query.text(0) == "при");
  CHECK_FALSE(query.is_null(1));
  CHECK(query.text(1).empty());
  CHECK(query.integer(2) == INT64_MIN);
  CHECK(query.id<PersonId>(3) == id);
  CHECK(query.is_null(4));
  CHECK(query.id<PersonId>(4).is_nil());
  CHECK(query.instant(5) == Instant{-5});
  CHECK_FALSE(query.next());
}

TEST_CASE("The same statement used inside itself is another statement") {
  const auto db = open_migrated();
  add_note(*db, "a");
  add_note(*db, "b");
  constexpr std::string_view kSql = "SELECT key FROM meta ORDER BY key";
  auto outer = db->prepare(kSql);
  REQUIRE(outer.next());
  {
    auto inner = db->prepare(kSql);
    REQUIRE(inner.next());
    CHECK(inner.text(0) == "a");
  }
  CHECK(outer.text(0) == "a");
  REQUIRE(outer.next());
  CHECK(outer.text(0) == "b");
}

TEST_CASE("A statement from the cache carries nothing over from its last use") {
  const auto db = open_empty();
  constexpr std::string_view kSql = "SELECT ?";
  CHECK(db->prepare(kSql).bind(1, 7).next());
  auto again = db->prepare(kSql);
  REQUIRE(again.next());
  CHECK(again.is_null(0));
}

TEST_CASE("A committed transaction stays, a forgotten one is undone") {
  const auto db = open_migrated();
  {
    Transaction transaction(*db);
    add_note(*db, "kept");
    CHECK(transaction.commit());
  }
  {
    Transaction transaction(*db);
    add_note(*db, "lost");
  }
  CHECK(meta(*db, "kept") == "1");
  CHECK(meta(*db, "lost").empty());
}

TEST_CASE("The first failure stops a transaction, comes out of commit and undoes everything") {
  const auto db = open_migrated();
  Transaction transaction(*db);
  add_note(*db, "before");
  db->set_failure({"test.first", "The first thing went wrong.", "field"});
  db->set_failure({"test.second", "The second thing went wrong.", ""});
  add_note(*db, "after");
  CHECK(meta(*db, "before").empty());  // nothing is read either
  const auto result = transaction.commit();
  REQUIRE_FALSE(result);
  CHECK(result.error() == Error{"test.first", "The first thing went wrong.", "field"});
  CHECK(meta(*db, "before").empty());
  CHECK(meta(*db, "after").empty());

  SECTION("and the next transaction starts clean") {
    Transaction next(*db);
    add_note(*db, "next");
    CHECK(next.commit());
    CHECK(meta(*db, "next") == "1");
  }
}

TEST_CASE("A full disk is store.full, with everything undone and the database usable") {
  const auto db = open_migrated();
  Tables tables(*db);
  {
    Transaction transaction(*db);
    tables.put(make_ticket(1));
    REQUIRE(transaction.commit());
  }
  const StateHash before = tables.compute_hash();
  limit_pages(*db, 10);

  Transaction transaction(*db);
  for (int i = 0; i < 20; ++i) tables.append(make_entry(i, 1, std::string(20'000, 'x')));
  const auto result = transaction.commit();

  REQUIRE_FALSE(result);
  CHECK(result.error().code == "store.full");
  CHECK(result.error().message.find("free some space") != std::string::npos);
  CHECK(tables.entries(make_id<TicketId>(1)).empty());
  CHECK(tables.confirmed_hash() == before);
  CHECK(tables.compute_hash() == before);
  CHECK(db->check());

  SECTION("a small write still fits") {
    Transaction small(*db);
    tables.append(make_entry(1, 1));
    CHECK(small.commit());
    CHECK(tables.confirmed_hash() == tables.compute_hash());
  }
}

TEST_CASE("A broken constraint is reported, not a crash") {
  const auto db = open_migrated();
  Tables tables(*db);
  Transaction transaction(*db);
  tables.put(make_ticket(1));
  Ticket same_number = make_ticket(2);
  same_number.number = 1;
  tables.put(same_number);
  const auto result = transaction.commit();
  REQUIRE_FALSE(result);
  CHECK(result.error().code == "store.io");
  CHECK_FALSE(tables.ticket(make_id<TicketId>(1)));
}

TEST_CASE("A savepoint that is not kept undoes its part alone, with the hash") {
  const auto db = open_migrated();
  Tables tables(*db);
  Transaction transaction(*db);
  tables.put(make_ticket(1));
  const StateHash before = tables.confirmed_hash();
  {
    Savepoint step(*db);
    tables.put(make_ticket(2));
    CHECK(tables.confirmed_hash() != before);
  }
  CHECK(tables.confirmed_hash() == before);
  {
    Savepoint step(*db);
    tables.put(make_ticket(3));
    step.keep();
  }
  REQUIRE(transaction.commit());
  CHECK(tables.ticket(make_id<TicketId>(1)));
  CHECK_FALSE(tables.ticket(make_id<TicketId>(2)));
  CHECK(tables.ticket(make_id<TicketId>(3)));
  CHECK(tables.confirmed_hash() == tables.compute_hash());
}

TEST_CASE("A refusal inside a savepoint is undone with it; savepoints nest") {
  const auto db = open_migrated();
  Transaction transaction(*db);
  {
    Savepoint outer(*db);
    add_note(*db, "outer");
    {
      Savepoint inner(*db);
      add_note(*db, "inner");
      db->set_failure({"test.refused", "No.", ""});
    }
    CHECK_FALSE(db->failure());
    outer.keep();
  }
  REQUIRE(transaction.commit());
  CHECK(meta(*db, "outer") == "1");
  CHECK(meta(*db, "inner").empty());
}

TEST_CASE("A full disk inside a savepoint stays and fails the transaction") {
  const auto db = open_migrated();
  limit_pages(*db, 2);
  Transaction transaction(*db);
  {
    Savepoint step(*db);
    add_note(*db, "big", std::string(400'000, 'x'));
  }
  REQUIRE(db->failure());
  add_note(*db, "small");
  const auto result = transaction.commit();
  REQUIRE_FALSE(result);
  CHECK(result.error().code == "store.full");
  CHECK(meta(*db, "small").empty());
}

TEST_CASE("The data version rises with commits that changed something, and only then") {
  const auto db = open_migrated();
  const std::uint64_t start = db->data_version();
  {
    Transaction transaction(*db);
    REQUIRE(transaction.commit());
  }
  CHECK(db->data_version() == start);
  {
    Transaction transaction(*db);
    add_note(*db, "undone");
  }
  CHECK(db->data_version() == start);
  {
    Transaction transaction(*db);
    add_note(*db, "a");
    add_note(*db, "b");
    REQUIRE(transaction.commit());
  }
  CHECK(db->data_version() == start + 1);
  CHECK(meta(*db, "a") == "1");
  CHECK(db->data_version() == start + 1);
  add_note(*db, "outside of a transaction");
  CHECK(db->data_version() == start + 2);
}

TEST_CASE("What is not a database is store.damaged; what cannot be opened is store.open") {
  const TestFile file("not_a_database");
  std::ofstream(file.path()) << std::string(10'000, '?');
  const auto damaged = Database::open({.path = file.path(), .durability = Durability::browser});
  REQUIRE_FALSE(damaged);
  CHECK(damaged.error().code == "store.damaged");

  const auto missing = Database::open({.path = "no/such/folder/desk.db",
                                       .mode = OpenMode::read_only,
                                       .durability = Durability::server});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == "store.open");
}

TEST_CASE("A browser's database keeps what was committed, and idle work loses nothing") {
  const TestFile file("browser");
  const OpenOptions options{.path = file.path(), .durability = Durability::browser};
  StateHash hash;
  {
    const auto db = open_migrated(options);
    CHECK(count(*db, "PRAGMA page_size") == 8192);
    Tables tables(*db);
    for (int i = 1; i <= 40; ++i) {
      Transaction transaction(*db);
      tables.put(make_ticket(i));
      tables.append(make_entry(i, i, std::string(60'000, 'y') + " haystack"));
      REQUIRE(transaction.commit());
    }
    REQUIRE(db->barrier());
    const std::uint64_t version = db->data_version();
    int steps = 0;
    while (db->maintain()) REQUIRE(++steps < 100);
    CHECK(steps > 0);
    CHECK(db->data_version() == version);
    hash = tables.confirmed_hash();
  }
  const auto db = open_migrated(options);
  Tables tables(*db);
  CHECK(tables.confirmed_hash() == hash);
  CHECK(tables.compute_hash() == hash);
  CHECK(count(*db, "SELECT count(*) FROM entry_fts WHERE entry_fts MATCH 'haystack'") == 40);
  CHECK(db->check());
}

TEST_CASE("Migrating an empty database brings it to the newest schema, and again changes nothing") {
  const auto db = open_empty();
  REQUIRE(migrate(*db));
  CHECK(count(*db, "PRAGMA user_version") == kSchemaVersion);
  set_meta(*db, "cursor", "12");
  REQUIRE(migrate(*db));
  CHECK(meta(*db, "cursor") == "12");
}

TEST_CASE("A database of a newer program is refused and left alone") {
  const TestFile file("too_new");
  const OpenOptions options{.path = file.path(), .durability = Durability::browser};
  {
    const auto db = open_migrated(options);
    db->execute("PRAGMA user_version=999");
    const auto result = migrate(*db);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "store.too_new");
  }
  const auto again = Database::open(options);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == "store.too_new");
}

}  // namespace firsthand::store
