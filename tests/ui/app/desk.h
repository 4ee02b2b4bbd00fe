// Goal: a whole desk in one process for UI tests: a server's Authority, a person's Replica and
// SyncClient, joined by hand. Method: in-memory databases, virtual time, no network.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/store/database.h"
#include "core/sync/authority.h"
#include "core/sync/client.h"
#include "core/sync/replica.h"

namespace firsthand::ui::test {

[[nodiscard]] Id128 id_of(std::uint8_t number);

class Desk {
 public:
  explicit Desk(PersonId me);

  // People and customers that every desk has.
  static PersonId lead() { return PersonId(id_of(1)); }
  static PersonId agent() { return PersonId(id_of(2)); }
  static PersonId trainee() { return PersonId(id_of(3)); }
  static PersonId engineer() { return PersonId(id_of(4)); }
  static OrganisationId aurora() { return OrganisationId(id_of(20)); }
  static ContactId wang() { return ContactId(id_of(30)); }
  static ContactId petrova() { return ContactId(id_of(31)); }

  /// Does something at the server as a person with a role (or the system with nil).
  void at_server(const std::vector<ops::OpBody>& operations, PersonId person, Role role);
  /// A customer's ticket at the server; returns its id. `n` makes its ids.
  TicketId customer_opens(std::uint8_t n, std::string subject, std::string text,
                          ContactId requester);
  /// Runs the sync client until nothing is on its way. With `online` false nothing is answered.
  void exchange();
  void set_online(bool online);
  /// From now on the server answers 401.
  void end_session() { session_ended_ = true; }

  [[nodiscard]] sync::Replica& replica() { return *replica_; }
  [[nodiscard]] sync::SyncClient& client() { return *client_; }
  [[nodiscard]] sync::Authority& authority() { return *authority_; }
  [[nodiscard]] store::Database& server_database() { return *server_db_; }
  /// The ticket as the server has it.
  [[nodiscard]] std::optional<Ticket> server_ticket(TicketId id);
  [[nodiscard]] std::vector<Entry> server_entries(TicketId id);

  Instant clock{1'790'000'000'000};
  std::int64_t mono = 1'000;

 private:
  [[nodiscard]] sync::HttpResponse answer(const sync::HttpRequest& request);
  PersonId me_;
  bool online_ = true;
  bool session_ended_ = false;
  std::uint8_t randomness_ = 0;
  std::unique_ptr<store::Database> server_db_, client_db_;
  std::unique_ptr<sync::Authority> authority_;
  std::unique_ptr<sync::Replica> replica_;
  std::unique_ptr<sync::SyncClient> client_;
};

}  // namespace firsthand::ui::test
