// A small workspace for the sync tests: a server with four people and one customer, and replicas
// of it, all in memory and with ids that follow from a counter.
//
//   TestServer server;
//   TestReplica anna(server, server.anna);
//   anna.sync(server);
//   anna.submit(ops::TicketTake{ticket});
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/sync/authority.h"
#include "core/sync/replica.h"

namespace firsthand::sync_test {

class IdSource {
 public:
  explicit IdSource(std::uint8_t family) : family_(family) {}
  Id128 next();
  template <class Id>
  Id make() {
    return Id(next());
  }

 private:
  std::uint8_t family_;
  std::uint32_t count_ = 0;
};

[[nodiscard]] std::unique_ptr<store::Database> memory_database();

struct TestServer {
  TestServer();

  std::unique_ptr<store::Database> db;
  std::unique_ptr<sync::Authority> authority;
  IdSource ids{1};
  Instant now{1'700'000'000'000};
  PersonId anna, boris, lead, trainee;
  OrganisationId organisation;
  ContactId contact;

  void add_person(PersonId id, const std::string& name, Role role);
  /// The server's own operation, which must be accepted.
  void own(const ops::OpBody& op);
  /// A ticket from the intake.
  TicketId ticket(const std::string& subject);
  [[nodiscard]] ops::Actor actor(PersonId person) const;
  [[nodiscard]] sync::PushAnswer push(const sync::PushRequest& request, PersonId person);
  [[nodiscard]] sync::PullAnswer page(std::int64_t cursor,
                                      std::size_t bytes_max = 256 * 1024) const;
  [[nodiscard]] std::string hash() const;
};

struct TestReplica {
  TestReplica(TestServer& server, PersonId person, std::uint8_t family = 9);

  PersonId me;
  IdSource ids;
  std::unique_ptr<store::Database> db;
  std::unique_ptr<sync::Replica> replica;
  Instant now;

  sync::Replica* operator->() const { return replica.get(); }
  /// Must be allowed; gives its client_seq.
  std::int64_t submit(const ops::OpBody& op);
  /// Pushes everything; the answers are recorded.
  void push(TestServer& server);
  void pull(const TestServer& server, std::size_t bytes_max = 256 * 1024);
  void sync(TestServer& server);
  [[nodiscard]] Ticket ticket(TicketId id) const;
  [[nodiscard]] std::vector<std::string> texts(TicketId id) const;  // of the conversation
  [[nodiscard]] std::string shown_hash() const;                     // of what the tables hold
  [[nodiscard]] std::string confirmed_hash() const;
};

[[nodiscard]] ops::TicketReply reply(TicketId ticket, EntryId entry, const std::string& text,
                                     TicketState next = TicketState::pending);
[[nodiscard]] ops::TicketNote note(TicketId ticket, EntryId entry, const std::string& text);

}  // namespace firsthand::sync_test
