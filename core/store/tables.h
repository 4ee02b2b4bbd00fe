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

enum class AggregateKind : std::uint8_t {
  person = 1,
  organisation = 2,  // with its log
  contact = 3,
  ticket = 4,  // with its entries and shared drafts
  view = 5,
};

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
  [[nodiscard]] std::optional<SavedView> view(ViewId id);
  [[nodiscard]] bool has_entry(EntryId id);
  [[nodiscard]] bool has_organisation_event(EntryId id);
  [[nodiscard]] bool has_draft(DraftId id);
  /// All entries of a ticket in the order they were appended.
  [[nodiscard]] std::vector<Entry> entries(TicketId id);
  /// The entry, when it is this ticket's.
  [[nodiscard]] std::optional<Entry> entry(TicketId ticket, EntryId id);
  /// The customer's log in the order it was written.
  [[nodiscard]] std::vector<OrganisationEvent> organisation_events(OrganisationId id);
  /// The ticket's shared drafts by id.
  [[nodiscard]] std::vector<Draft> drafts(TicketId id);

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
  void put(const SavedView& view);
  /// The view must exist.
  void remove(ViewId id);
  /// Inserts or replaces; the ticket must exist, and a draft never moves to another ticket.
  void put(const Draft& draft);
  void remove(TicketId ticket, DraftId id);
  /// Appends; the ticket must exist and the id be new (asserts: operations check before).
  void append(const Entry& entry);
  void append(const OrganisationEvent& event);

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
  void restore_ticket(const Id128& id, const std::vector<Entry>& wanted_entries,
                      const std::vector<Draft>& wanted_drafts, const std::optional<Ticket>& wanted);
  void restore_organisation(const Id128& id, const std::vector<OrganisationEvent>& wanted_events,
                            const std::optional<Organisation>& wanted);
  void insert_draft(const Draft& draft);
  /// Removes the rows that are not how `wanted` begins; returns how many of it are there.
  template <class Value>
  std::size_t keep_beginning(const Id128& parent, const std::vector<Value>& wanted);
  void count_in(std::string_view row);
  void count_out(std::string_view row);
  void check_allowed(AggregateKind kind, const Id128& id) const;
  void check_not_guarded() const;

  Database& db_;
  Layer layer_ = Layer::confirmed;
  std::span<const AggregateRef> allowed_;
};

}  // namespace firsthand::store
