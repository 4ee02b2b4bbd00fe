// The workspace's state: typed reads and writes of the tables, which keep the full-text index and
// the state hash in step. Only core/ops writes here, and only inside a store::Transaction.
//
// Each row belongs to one aggregate (a ticket with its entries, a person, …). An aggregate is
// what the replica saves and restores when confirmed operations overtake pending ones (SYNC §2).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/entities.h"
#include "core/store/database.h"
#include "core/store/state_hash.h"

namespace firsthand::store {

enum class AggregateKind : std::uint8_t { person = 1, organisation = 2, contact = 3, ticket = 4 };

struct AggregateRef {
  AggregateKind kind = AggregateKind::ticket;
  Id128 id;
  friend auto operator<=>(const AggregateRef&, const AggregateRef&) = default;
};

/// Whose effect a write is. Only confirmed writes count in the confirmed hash.
enum class Layer : std::uint8_t { confirmed, pending };

class Tables {
 public:
  explicit Tables(Database& db) : db_(db) {}

  [[nodiscard]] Database& database() { return db_; }

  // Reads. nullopt: there is none (or the database has failed: see Database::failure).
  [[nodiscard]] std::optional<Person> person(PersonId id);
  [[nodiscard]] std::optional<Organisation> organisation(OrganisationId id);
  [[nodiscard]] std::optional<Contact> contact(ContactId id);
  [[nodiscard]] std::optional<Ticket> ticket(TicketId id);
  [[nodiscard]] bool has_entry(EntryId id);
  /// All entries of a ticket in the order they were appended.
  [[nodiscard]] std::vector<Entry> entries(TicketId id);

  // Look-ups across aggregates: for permit, intake and import, never for apply.
  [[nodiscard]] std::optional<Person> person_by_email(std::string_view email);
  [[nodiscard]] std::optional<Contact> contact_by_email(std::string_view email);
  [[nodiscard]] std::optional<Organisation> organisation_by_external_id(std::string_view id);
  [[nodiscard]] std::optional<TicketId> ticket_by_number(std::uint32_t number);

  // Writes: insert, or replace by id.
  void put(const Person& person);
  void put(const Organisation& organisation);
  void put(const Contact& contact);
  void put(const Ticket& ticket);
  /// Appends; the ticket must exist and the id be new (asserts: operations check before).
  void append(const Entry& entry);

  // Aggregates.
  /// All rows of the aggregate in canonical bytes, equal on every platform; empty: not there.
  [[nodiscard]] std::string image(const AggregateRef& ref);
  /// Makes the aggregate exactly what the image says (empty: removes it), in the pending layer.
  void restore(const AggregateRef& ref, std::string_view image);
  /// Sum of the hashes of the aggregate's rows, computed from the tables.
  [[nodiscard]] StateHash hash_of(const AggregateRef& ref);

  /// The layer of the writes that follow; starts as confirmed.
  void set_layer(Layer layer) { layer_ = layer; }
  /// Hash of the confirmed state, kept with each confirmed write. It follows transactions and
  /// savepoints, is shared by every Tables of the same Database, and a commit stores it.
  [[nodiscard]] StateHash confirmed_hash() { return db_.confirmed_hash(); }
  /// Writes the kept hash into the database now; a commit does so by itself.
  void save_hash() { db_.save_confirmed_hash(); }
  /// Reads the stored hash again next time, after another connection's writes.
  void reload() { db_.forget_confirmed_hash(); }
  /// The hash of everything that is in the tables now, from scratch (for verify and tests).
  [[nodiscard]] StateHash compute_hash();
  /// Removes all state (not the outbox), for a new bootstrap.
  void clear();

  /// While set, asserts that apply reads and writes only these aggregates, since anything else
  /// could differ between client and server. An empty span lifts it; `allowed` must live until
  /// then.
  void guard(std::span<const AggregateRef> allowed);

 private:
  template <class Value>
  void put_row(const Value& value);
  template <class Value>
  void remove_row(std::int64_t rid, const Value& value);
  template <class Value>
  void restore_row(const std::optional<Value>& wanted, const Id128& id);
  void restore_ticket(const Id128& id, std::vector<Entry> wanted_entries,
                      const std::optional<Ticket>& wanted);
  void count_in(std::string_view row);
  void count_out(std::string_view row);
  void check_allowed(AggregateKind kind, const Id128& id) const;
  void check_not_guarded() const;

  Database& db_;
  Layer layer_ = Layer::confirmed;
  std::span<const AggregateRef> allowed_;
};

}  // namespace firsthand::store
