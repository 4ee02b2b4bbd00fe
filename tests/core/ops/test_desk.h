// A whole desk in memory for tests: one person of every role, a customer, a contact, a clock that
// only moves when told. Operations run as the server runs them: permit, guard, apply, commit.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/ops/operation.h"
#include "core/store/schema.h"

namespace firsthand::test {

/// The id whose text ends with this number; tests read well with small ones.
template <class Id>
[[nodiscard]] Id id_of(std::uint64_t number) {
  Id id;
  for (std::size_t i = 0; i < 8; ++i) {
    id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  }
  return id;
}

class TestDesk {
 public:
  TestDesk();

  /// As the server accepts it; an error means that nothing changed.
  Expected<void> run(const ops::OpBody& op, const ops::Actor& actor);
  Expected<void> run(const ops::OpBody& op, PersonId person) {
    return run(op, ops::Actor{person, Role::agent});  // the state knows the real role
  }
  /// Runs what must succeed.
  void must(const ops::OpBody& op, const ops::Actor& actor);
  void must(const ops::OpBody& op, PersonId person) { must(op, ops::Actor{person, Role::agent}); }

  /// The person of this role that every desk has ("agent", agent@desk.example).
  [[nodiscard]] PersonId person(Role role) const;
  [[nodiscard]] ops::Actor actor(Role role) const;
  [[nodiscard]] OrganisationId customer() const { return id_of<OrganisationId>(900); }
  [[nodiscard]] ContactId contact() const { return id_of<ContactId>(901); }
  /// Opens a ticket by intake.
  TicketId open_ticket(std::string subject = "Cannot sign in");
  /// Opens a ticket, lets the agent take it and brings it to this state.
  TicketId ticket_in(TicketState state);

  template <class Id>
  [[nodiscard]] Id fresh_id() {
    return id_of<Id>(next_id_++);
  }

  [[nodiscard]] Ticket ticket(TicketId id);
  /// The history as text, one line an entry: "reply", or "state: new > open".
  [[nodiscard]] std::string history(TicketId id);
  [[nodiscard]] store::Tables& tables() { return tables_; }
  [[nodiscard]] store::Database& database() { return *db_; }

  Instant now{1'772'442'000'000};  // 2026-03-02T09:00:00Z, a Monday
  ops::OperationKey last_key;

 private:
  std::unique_ptr<store::Database> db_;
  store::Tables tables_;
  std::uint64_t next_id_ = 10'000;
  std::uint32_t next_number_ = 1'001;
};

}  // namespace firsthand::test
