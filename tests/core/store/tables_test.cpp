// Goal: rows come back as they went in; the kept hash, the images and the full-text index never
// part from the tables. Method: fixed cases, then a random walk against hashes computed from
// scratch.
#include <array>
#include <random>

#include "core/store/encoding.h"
#include "tests/core/store/store_fixture.h"

namespace firsthand::store {
namespace {

AggregateRef ticket_ref(int number) {
  return {.kind = AggregateKind::ticket, .id = make_id<TicketId>(number)};
}

std::int64_t hits(Database& db, std::string_view word) {
  auto query = db.prepare("SELECT count(*) FROM entry_fts WHERE entry_fts MATCH ?");
  query.bind(1, word);
  REQUIRE(query.next());
  return query.integer(0);
}

/// Each entry's id with its local rid, in order.
std::vector<std::pair<EntryId, std::int64_t>> entry_rids(Database& db) {
  std::vector<std::pair<EntryId, std::int64_t>> out;
  auto query = db.prepare("SELECT id, rid FROM entry ORDER BY rid");
  while (query.next()) out.emplace_back(query.id<EntryId>(0), query.integer(1));
  return out;
}

}  // namespace

TEST_CASE("Every row comes back as it was put") {
  const auto db = open_migrated();
  Tables tables(*db);
  Ticket ticket = make_ticket(1042);
  ticket.requester = make_id<ContactId>(3);
  ticket.channel = Channel::in_person;
  ticket.ticket_class = TicketClass::technical;
  ticket.type = TicketType::requirement;
  ticket.segment = Segment::marketing;
  ticket.impact = Level::low;
  ticket.urgency = Level::high;
  ticket.computed_priority = Priority::p4;
  ticket.priority = Priority::p1;
  ticket.priority_reason = "Launch day";
  ticket.state = TicketState::merged;
  ticket.owner = make_id<PersonId>(5);
  ticket.first_contact = make_id<PersonId>(6);
  ticket.release = "4.2";
  ticket.follow_up_of = make_id<TicketId>(9);
  ticket.first_response_at = {3};
  ticket.solved_at = {4};
  ticket.closed_at = {5};
  Entry entry = make_entry(2, 1042);
  entry.kind = EntryKind::event;
  entry.person = make_id<PersonId>(5);
  entry.field = "state";
  entry.from = "open";
  entry.to = "merged";

  Transaction transaction(*db);
  tables.put(make_person(5));
  tables.put(make_organisation(7));
  tables.put(make_contact(3));
  tables.put(ticket);
  tables.append(entry);
  REQUIRE(transaction.commit());

  CHECK(tables.person(make_id<PersonId>(5)) == make_person(5));
  CHECK(tables.organisation(make_id<OrganisationId>(7)) == make_organisation(7));
  CHECK(tables.contact(make_id<ContactId>(3)) == make_contact(3));
  CHECK(tables.ticket(ticket.id) == ticket);
  CHECK(tables.entries(ticket.id) == std::vector{entry});
  CHECK(tables.has_entry(entry.id));
  CHECK_FALSE(tables.has_entry(make_id<EntryId>(3)));
  CHECK_FALSE(tables.ticket(make_id<TicketId>(1)));
  CHECK(tables.person_by_email("anna@example.com") == make_person(5));
  CHECK(tables.contact_by_email("li@example.cn") == make_contact(3));
  CHECK(tables.organisation_by_external_id("crm-9") == make_organisation(7));
  CHECK(tables.ticket_by_number(1042) == ticket.id);
  CHECK_FALSE(tables.ticket_by_number(0));
  CHECK_FALSE(tables.contact_by_email(""));
}

TEST_CASE("SYNC-5: the hash of a known row is the same on every platform") {
  CHECK(hash_bytes("").text() == "99aa06d3014798d86001c324468d497f");  // XXH3-128 of nothing
  const auto db = open_migrated();
  Tables tables(*db);
  Transaction transaction(*db);
  tables.put(make_ticket(1));
  tables.append(make_entry(1, 1, "你好, мир"));
  tables.put(make_organisation(7));
  REQUIRE(transaction.commit());
  CHECK(tables.compute_hash().text() == "d659279345d4fbd95fac7f8540a32bf8");
}

TEST_CASE("State hashes add and take away, and read their own text") {
  StateHash sum = hash_bytes("a");
  sum += hash_bytes("b");
  sum -= hash_bytes("a");
  CHECK(sum == hash_bytes("b"));
  CHECK(StateHash::parse(sum.text()) == sum);
  CHECK_FALSE(StateHash::parse("12"));
  CHECK_FALSE(StateHash::parse(std::string(32, 'g')));
}

TEST_CASE("SYNC-5: pending writes do not count in the confirmed hash") {
  const auto db = open_migrated();
  Tables tables(*db);
  Transaction transaction(*db);
  tables.put(make_ticket(1));
  const StateHash confirmed = tables.confirmed_hash();
  tables.set_layer(Layer::pending);
  tables.put(make_ticket(1, "Changed here"));
  tables.append(make_entry(1, 1));
  REQUIRE(transaction.commit());
  CHECK(tables.confirmed_hash() == confirmed);
  CHECK(tables.compute_hash() != confirmed);
}

TEST_CASE("A rollback takes the hash back, for every Tables of the connection") {
  const auto db = open_migrated();
  Tables writer(*db);
  Tables reader(*db);
  {
    Transaction transaction(*db);
    writer.put(make_ticket(1));
    REQUIRE(transaction.commit());
  }
  const StateHash before = reader.confirmed_hash();
  CHECK(before == reader.compute_hash());
  {
    Transaction transaction(*db);
    writer.put(make_ticket(2));
    CHECK(reader.confirmed_hash() != before);
  }
  CHECK(reader.confirmed_hash() == before);
}

TEST_CASE("SYNC-2: an aggregate's image restores it whole, with its index and surviving rids") {
  const auto db = open_migrated();
  Tables tables(*db);
  {
    Transaction transaction(*db);
    tables.put(make_ticket(1, "Printer jam"));
    tables.append(make_entry(1, 1, "alpha"));
    tables.append(make_entry(2, 1, "beta"));
    tables.put(make_ticket(2));
    tables.append(make_entry(3, 2, "alpha"));
    REQUIRE(transaction.commit());
  }
  const std::string image = tables.image(ticket_ref(1));
  const StateHash hash = tables.compute_hash();
  const auto rids = entry_rids(*db);

  Transaction transaction(*db);
  tables.set_layer(Layer::pending);
  tables.put(make_ticket(1, "Scanner jam"));
  tables.append(make_entry(4, 1, "gamma"));
  CHECK(hits(*db, "gamma") == 1);
  tables.restore(ticket_ref(1), image);
  REQUIRE(transaction.commit());

  CHECK(tables.image(ticket_ref(1)) == image);
  CHECK(tables.compute_hash() == hash);
  CHECK(tables.confirmed_hash() == hash);
  CHECK(entry_rids(*db) == rids);
  CHECK(hits(*db, "gamma") == 0);
  CHECK(hits(*db, "alpha") == 2);
  CHECK(count(*db, "SELECT count(*) FROM ticket_fts WHERE ticket_fts MATCH 'scanner'") == 0);
  CHECK(count(*db, "SELECT count(*) FROM ticket_fts WHERE ticket_fts MATCH 'jam'") == 1);
}

TEST_CASE("SYNC-2: restoring an empty image removes the aggregate, and an image brings it back") {
  const auto db = open_migrated();
  Tables tables(*db);
  const auto refs = std::to_array<AggregateRef>({
      {.kind = AggregateKind::person, .id = make_id<PersonId>(5)},
      {.kind = AggregateKind::organisation, .id = make_id<OrganisationId>(7)},
      {.kind = AggregateKind::contact, .id = make_id<ContactId>(3)},
      ticket_ref(1),
  });
  {
    Transaction transaction(*db);
    tables.put(make_person(5));
    tables.put(make_organisation(7));
    tables.put(make_contact(3));
    tables.put(make_ticket(1));
    tables.append(make_entry(1, 1, "alpha"));
    tables.append(make_entry(2, 1, "beta"));
    REQUIRE(transaction.commit());
  }
  const StateHash hash = tables.compute_hash();
  for (const AggregateRef& ref : refs) {
    const std::string image = tables.image(ref);
    const StateHash part = tables.hash_of(ref);
    CHECK(part != StateHash());
    Transaction transaction(*db);
    tables.restore(ref, "");
    CHECK(tables.image(ref).empty());
    CHECK(tables.hash_of(ref) == StateHash());
    StateHash rest = hash;
    rest -= part;
    CHECK(tables.compute_hash() == rest);
    tables.restore(ref, image);
    REQUIRE(transaction.commit());
    CHECK(tables.compute_hash() == hash);
  }
  CHECK(hits(*db, "alpha") == 1);
  CHECK(tables.confirmed_hash() == hash);
}

TEST_CASE("SYNC-2: restored entries stand in the image's order") {
  const auto db = open_migrated();
  Tables tables(*db);
  Transaction transaction(*db);
  tables.put(make_ticket(1));
  tables.append(make_entry(1, 1));
  tables.append(make_entry(2, 1));
  tables.append(make_entry(3, 1));
  const std::string wanted = encode(make_ticket(1)) + encode(make_entry(3, 1)) +
                             encode(make_entry(1, 1)) + encode(make_entry(4, 1));
  tables.restore(ticket_ref(1), wanted);
  REQUIRE(transaction.commit());
  CHECK(tables.image(ticket_ref(1)) == wanted);
}

TEST_CASE("A damaged image changes nothing and fails the transaction") {
  const auto db = open_migrated();
  Tables tables(*db);
  {
    Transaction transaction(*db);
    tables.put(make_ticket(1));
    tables.append(make_entry(1, 1));
    REQUIRE(transaction.commit());
  }
  const std::string image = tables.image(ticket_ref(1));
  for (std::size_t size = 1; size < image.size(); ++size) {
    const auto rows = decode_rows(std::string_view(image).substr(0, size));
    if (rows) CHECK(rows->size() == 1);  // cut exactly behind the ticket
  }
  Transaction transaction(*db);
  tables.restore(ticket_ref(1), std::string_view(image).substr(0, 40));
  const auto result = transaction.commit();
  REQUIRE_FALSE(result);
  CHECK(result.error().code == "store.damaged");
  CHECK(tables.image(ticket_ref(1)) == image);
}

TEST_CASE("Decoding random bytes never yields more than it was given") {
  std::mt19937 random(20'260);
  for (int round = 0; round < 2'000; ++round) {
    std::string bytes(random() % 80, '\0');
    for (char& c : bytes) c = static_cast<char>(random() % (round % 2 == 0 ? 256 : 8));
    const auto rows = decode_rows(bytes);
    if (rows) CHECK(rows->size() <= bytes.size() / 16);
  }
}

TEST_CASE("A list item that could not be read back is refused") {
  const auto db = open_migrated();
  Tables tables(*db);
  Ticket ticket = make_ticket(1);
  ticket.tags = {"two\nlines"};
  Transaction transaction(*db);
  tables.put(ticket);
  const auto result = transaction.commit();
  REQUIRE_FALSE(result);
  CHECK(result.error().code == "store.list_item");
}

TEST_CASE("An event is not searched, a note is") {
  const auto db = open_migrated();
  Tables tables(*db);
  Transaction transaction(*db);
  tables.put(make_ticket(1));
  Entry event = make_entry(1, 1, "omega");
  event.kind = EntryKind::event;
  tables.append(event);
  CHECK(hits(*db, "omega") == 0);
  Entry note = make_entry(2, 1, "omega");
  note.kind = EntryKind::note;
  tables.append(note);
  CHECK(hits(*db, "omega") == 1);
}

TEST_CASE("Clearing leaves no state, no index and the outbox") {
  const auto db = open_migrated();
  Tables tables(*db);
  Transaction transaction(*db);
  tables.put(make_person(5));
  tables.put(make_ticket(1));
  tables.append(make_entry(1, 1, "alpha"));
  db->execute(
      "INSERT INTO outbox(client_seq, state, name, body, schema, written_at, hash)"
      " VALUES (1, 0, 'ticket.note', '{}', 1, 5, '')");
  tables.clear();
  REQUIRE(transaction.commit());
  CHECK(tables.compute_hash() == StateHash());
  CHECK(tables.confirmed_hash() == StateHash());
  CHECK(hits(*db, "alpha") == 0);
  CHECK(count(*db, "SELECT count(*) FROM outbox") == 1);
}

TEST_CASE(
    "SYNC-5: after any mix of writes, undone steps and restores the kept hash is the true one") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto db = open_migrated();
  Tables tables(*db);
  int next_entry = 1;
  for (int round = 0; round < 60; ++round) {
    Transaction transaction(*db);
    for (int step = 0; step < 5; ++step) {
      Savepoint savepoint(*db);
      const int number = static_cast<int>(random() % 6) + 1;
      if (random() % 3 == 0 || !tables.ticket(make_id<TicketId>(number))) {
        tables.put(make_ticket(number, "Subject " + std::to_string(random() % 4)));
      } else {
        tables.append(make_entry(next_entry++, number));
      }
      if (random() % 4 != 0) savepoint.keep();
    }
    // Pending work on top, taken back again.
    const AggregateRef ref = ticket_ref(static_cast<int>(random() % 6) + 1);
    const std::string image = tables.image(ref);
    tables.set_layer(Layer::pending);
    tables.put(make_ticket(static_cast<int>(ref.id.bytes[15]), "Pending"));
    tables.restore(ref, image);
    tables.set_layer(Layer::confirmed);
    if (random() % 5 != 0) REQUIRE(transaction.commit());
    // An uncommitted one is undone here.
  }
  CHECK(tables.confirmed_hash() == tables.compute_hash());
  CHECK(tables.compute_hash() != StateHash());
}

}  // namespace firsthand::store
