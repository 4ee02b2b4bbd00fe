#include "tests/core/sync/workspace.h"

#include <catch_amalgamated.hpp>

#include "core/store/schema.h"

namespace firsthand::sync_test {

Id128 IdSource::next() {
  Id128 id;
  ++count_;
  id.bytes[0] = family_;
  id.bytes[12] = static_cast<std::uint8_t>(count_ >> 24);
  id.bytes[13] = static_cast<std::uint8_t>(count_ >> 16);
  id.bytes[14] = static_cast<std::uint8_t>(count_ >> 8);
  id.bytes[15] = static_cast<std::uint8_t>(count_);
  return id;
}

std::unique_ptr<store::Database> memory_database() {
  auto db = store::Database::open({.path = ":memory:"});
  REQUIRE(db);
  REQUIRE(store::migrate(**db));
  return std::move(*db);
}

// ---- server ----

TestServer::TestServer() : db(memory_database()) {
  auto opened = sync::Authority::open(*db, [this] { return ids.next(); });
  REQUIRE(opened);
  authority = std::move(*opened);
  anna = ids.make<PersonId>();
  boris = ids.make<PersonId>();
  lead = ids.make<PersonId>();
  trainee = ids.make<PersonId>();
  add_person(anna, "Anna", Role::agent);
  add_person(boris, "Boris", Role::agent);
  add_person(lead, "Lea", Role::lead);
  add_person(trainee, "Timo", Role::trainee);
  organisation = ids.make<OrganisationId>();
  own(ops::OrganisationCreate{.id = organisation, .name = "Harbour Foods"});
  contact = ids.make<ContactId>();
  own(ops::ContactCreate{.id = contact, .organisation = organisation, .name = "Mei"});
}

void TestServer::add_person(PersonId id, const std::string& name, Role role) {
  own(ops::PersonCreate{.id = id,
                        .name = name,
                        .email = name + "@example.org",
                        .role = role,
                        .language = "en",
                        .time_zone = "Europe/Berlin"});
}

void TestServer::own(const ops::OpBody& op) {
  now = now + Duration{1'000};
  const auto accepted = authority->submit({op}, {PersonId{}, Role::system}, now);
  if (!accepted) FAIL(accepted.error().code << ": " << accepted.error().message);
}

TicketId TestServer::ticket(const std::string& subject) {
  const auto id = ids.make<TicketId>();
  own(ops::TicketCreate{.id = id,
                        .entry = ids.make<EntryId>(),
                        .subject = subject,
                        .text = "The first message.",
                        .organisation = organisation,
                        .requester = contact});
  return id;
}

ops::Actor TestServer::actor(PersonId person) const {
  const auto found = authority->tables().person(person);
  return {person, found ? found->role : Role::agent};
}

sync::PushAnswer TestServer::push(const sync::PushRequest& request, PersonId person) {
  now = now + Duration{1'000};
  auto answer = authority->push(request, actor(person), now);
  if (!answer) FAIL(answer.error().code << ": " << answer.error().message);
  return *answer;
}

sync::PullAnswer TestServer::page(std::int64_t cursor, std::size_t bytes_max) const {
  auto answer = sync::pull(*db, cursor, "", now, bytes_max);
  if (!answer) FAIL(answer.error().code << ": " << answer.error().message);
  return *answer;
}

std::string TestServer::hash() const { return authority->tables().confirmed_hash().text(); }

// ---- replica ----

TestReplica::TestReplica(TestServer& server, PersonId person, std::uint8_t family)
    : me(person), ids(family), db(memory_database()), now(server.now) {
  auto opened = sync::Replica::open(*db, me, [this] { return ids.next(); });
  REQUIRE(opened);
  replica = std::move(*opened);
}

std::int64_t TestReplica::submit(const ops::OpBody& op) {
  now = now + Duration{1'000};
  const auto seq = replica->submit({op}, now);
  if (!seq) FAIL(seq.error().code << ": " << seq.error().message);
  return *seq;
}

void TestReplica::push(TestServer& server) {
  for (int round = 0; round < 20; ++round) {
    const auto request = replica->next_push();
    if (!request) return;
    REQUIRE(replica->on_push_answer(*request, server.push(*request, me)));
  }
  FAIL("the queue never became empty");
}

void TestReplica::pull(const TestServer& server, std::size_t bytes_max) {
  for (int page = 0; page < 1'000; ++page) {
    const auto outcome = replica->on_pull_answer(server.page(replica->cursor(), bytes_max));
    if (!outcome) FAIL(outcome.error().code << ": " << outcome.error().message);
    REQUIRE_FALSE(outcome->diverged);
    if (!outcome->more) return;
  }
  FAIL("the pull never ended");
}

void TestReplica::sync(TestServer& server) {
  push(server);
  pull(server);
}

Ticket TestReplica::ticket(TicketId id) const {
  const auto found = replica->tables().ticket(id);
  REQUIRE(found);
  return *found;
}

std::vector<std::string> TestReplica::texts(TicketId id) const {
  std::vector<std::string> out;
  for (const Entry& entry : replica->tables().entries(id)) {
    if (entry.kind != EntryKind::event) out.push_back(entry.text);
  }
  return out;
}

std::string TestReplica::shown_hash() const { return replica->tables().compute_hash().text(); }

std::string TestReplica::confirmed_hash() const {
  return replica->tables().confirmed_hash().text();
}

// ---- operations ----

ops::TicketReply reply(TicketId ticket, EntryId entry, const std::string& text, TicketState next) {
  return {.ticket = ticket, .entry = entry, .text = text, .next_state = next};
}

ops::TicketNote note(TicketId ticket, EntryId entry, const std::string& text) {
  return {.ticket = ticket, .entry = entry, .text = text};
}

}  // namespace firsthand::sync_test
