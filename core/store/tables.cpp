#include "core/store/tables.h"

#include <algorithm>
#include <concepts>
#include <type_traits>
#include <utility>

#include "core/model/assert.h"
#include "core/store/encoding.h"
#include "core/store/rows.h"

namespace firsthand::store {
namespace {

template <class Value>
constexpr AggregateKind kKindOf = AggregateKind::ticket;
template <>
constexpr AggregateKind kKindOf<Person> = AggregateKind::person;
template <>
constexpr AggregateKind kKindOf<Organisation> = AggregateKind::organisation;
template <>
constexpr AggregateKind kKindOf<Contact> = AggregateKind::contact;
template <>
constexpr AggregateKind kKindOf<SavedView> = AggregateKind::view;

template <class Value>
std::optional<Value> value_of(std::optional<Stored<Value>> stored) {
  if (!stored) return std::nullopt;
  return std::move(stored->value);
}

template <class Value>
std::optional<Value> first_by_text(Database& db, std::string_view sql, std::string_view text) {
  auto query = db.prepare(sql);
  query.bind(1, text);
  if (!query.next()) return std::nullopt;
  return read_row<Value>(db, query).value;
}

/// The rows below a ticket or an organisation, in their order.
template <class Value>
std::vector<Stored<Value>> stored_below(Database& db, const Id128& parent) {
  std::vector<Stored<Value>> rows;
  auto query = db.prepare(RowSql<Value>::kByParent);
  query.bind(1, parent);
  while (query.next()) rows.push_back(read_row<Value>(db, query));
  return rows;
}

template <class Value>
std::vector<Value> values_below(Database& db, const Id128& parent) {
  std::vector<Value> out;
  for (Stored<Value>& stored : stored_below<Value>(db, parent)) {
    out.push_back(std::move(stored.value));
  }
  return out;
}

bool has_row(Database& db, std::string_view sql, const Id128& id) {
  return db.prepare(sql).bind(1, id).next();
}

template <class Value>
std::vector<Value> take_all(std::vector<Row>& rows) {
  std::vector<Value> out;
  for (Row& row : rows) {
    if (auto* value = std::get_if<Value>(&row)) out.push_back(std::move(*value));
  }
  return out;
}

template <class Value>
void encode_below(Database& db, const Id128& parent, std::string& out) {
  for (const Stored<Value>& row : stored_below<Value>(db, parent)) out += encode(row.value);
}

template <class Value>
void add_all(Database& db, StateHash& sum) {
  auto query = db.prepare(RowSql<Value>::kAll);
  while (query.next()) sum += hash_bytes(encode(read_row<Value>(db, query).value));
}

void fail_damaged(Database& db) {
  db.set_failure({"store.damaged", "A saved copy of unsent work's ground is damaged.", ""});
}

}  // namespace

// ---- Reads ----

std::optional<Person> Tables::person(PersonId id) {
  check_allowed(AggregateKind::person, id);
  return value_of(find_row<Person>(db_, id));
}

std::optional<Organisation> Tables::organisation(OrganisationId id) {
  check_allowed(AggregateKind::organisation, id);
  return value_of(find_row<Organisation>(db_, id));
}

std::optional<Contact> Tables::contact(ContactId id) {
  check_allowed(AggregateKind::contact, id);
  return value_of(find_row<Contact>(db_, id));
}

std::optional<Ticket> Tables::ticket(TicketId id) {
  check_allowed(AggregateKind::ticket, id);
  return value_of(find_row<Ticket>(db_, id));
}

std::optional<SavedView> Tables::view(ViewId id) {
  check_allowed(AggregateKind::view, id);
  return value_of(find_row<SavedView>(db_, id));
}

bool Tables::has_entry(EntryId id) { return has_row(db_, "SELECT 1 FROM entry WHERE id = ?", id); }

bool Tables::has_organisation_event(EntryId id) {
  return has_row(db_, "SELECT 1 FROM organisation_event WHERE id = ?", id);
}

bool Tables::has_draft(DraftId id) { return has_row(db_, "SELECT 1 FROM draft WHERE id = ?", id); }

std::vector<Entry> Tables::entries(TicketId id) {
  check_allowed(AggregateKind::ticket, id);
  return values_below<Entry>(db_, id);
}

std::optional<Entry> Tables::entry(TicketId ticket, EntryId id) {
  for (Entry& entry : entries(ticket)) {
    if (entry.id == id) return std::move(entry);
  }
  return std::nullopt;
}

std::vector<OrganisationEvent> Tables::organisation_events(OrganisationId id) {
  check_allowed(AggregateKind::organisation, id);
  return values_below<OrganisationEvent>(db_, id);
}

std::vector<Draft> Tables::drafts(TicketId id) {
  check_allowed(AggregateKind::ticket, id);
  return values_below<Draft>(db_, id);
}

std::optional<Person> Tables::person_by_email(std::string_view email) {
  check_not_guarded();
  return first_by_text<Person>(db_, RowSql<Person>::kByEmail, email);
}

std::optional<Contact> Tables::contact_by_email(std::string_view email) {
  check_not_guarded();
  return first_by_text<Contact>(db_, RowSql<Contact>::kByEmail, email);
}

std::optional<Organisation> Tables::organisation_by_external_id(std::string_view id) {
  check_not_guarded();
  return first_by_text<Organisation>(db_, RowSql<Organisation>::kByExternalId, id);
}

std::optional<TicketId> Tables::ticket_by_number(std::uint32_t number) {
  check_not_guarded();
  auto query = db_.prepare("SELECT id FROM ticket WHERE number = ? AND number > 0");
  query.bind(1, number);
  if (!query.next()) return std::nullopt;
  return query.id<TicketId>(0);
}

// ---- Writes ----

void Tables::put(const Person& person) { put_row(person); }
void Tables::put(const Organisation& organisation) { put_row(organisation); }
void Tables::put(const Contact& contact) { put_row(contact); }
void Tables::put(const Ticket& ticket) { put_row(ticket); }
void Tables::put(const SavedView& view) { put_row(view); }

void Tables::remove(ViewId id) {
  check_allowed(AggregateKind::view, id);
  const auto old = find_row<SavedView>(db_, id);
  if (db_.failure()) return;
  FH_ASSERT(old.has_value());
  remove_row(old->rid, old->value);
  if (layer_ == Layer::confirmed) count_out(encode(old->value));
}

void Tables::put(const Draft& draft) {
  remove(draft.ticket, draft.id);
  insert_draft(draft);
  if (layer_ == Layer::confirmed) count_in(encode(draft));
}

void Tables::remove(TicketId ticket, DraftId id) {
  check_allowed(AggregateKind::ticket, ticket);
  for (const Stored<Draft>& old : stored_below<Draft>(db_, ticket)) {
    if (old.value.id != id) continue;
    remove_row(old.rid, old.value);
    if (layer_ == Layer::confirmed) count_out(encode(old.value));
  }
}

void Tables::insert_draft(const Draft& draft) {
  auto ticket = db_.prepare("SELECT rid FROM ticket WHERE id = ?");
  const bool has_ticket = ticket.bind(1, draft.ticket).next();
  if (db_.failure()) return;
  FH_ASSERT(has_ticket);
  auto insert = db_.prepare(RowSql<Draft>::kInsert);
  bind_row(db_, insert, draft, ticket.integer(0));
  insert.run();
}

template <class Value>
void Tables::put_row(const Value& value) {
  check_allowed(kKindOf<Value>, value.id);
  const auto old = find_row<Value>(db_, value.id);
  if (old && old->value == value) return;
  auto statement = db_.prepare(old ? RowSql<Value>::kUpdate : RowSql<Value>::kInsert);
  const int next = bind_row(db_, statement, value);
  if (old) statement.bind(next, old->rid);
  statement.run();
  if (layer_ == Layer::confirmed) {
    if (old) count_out(encode(old->value));
    count_in(encode(value));
  }
  if constexpr (std::same_as<Value, Ticket>) {
    if (!old) {
      index_row(db_, db_.last_insert_rowid(), value);
    } else if (old->value.subject != value.subject) {
      unindex_row(db_, old->rid, old->value);
      index_row(db_, old->rid, value);
    }
  }
}

void Tables::append(const Entry& entry) {
  check_allowed(AggregateKind::ticket, entry.ticket);
  auto ticket = db_.prepare("SELECT rid FROM ticket WHERE id = ?");
  const bool has_ticket = ticket.bind(1, entry.ticket).next();
  if (db_.failure()) return;
  FH_ASSERT(has_ticket);
  auto insert = db_.prepare(RowSql<Entry>::kInsert);
  bind_row(db_, insert, entry, ticket.integer(0));
  insert.run();
  if (db_.failure()) return;
  index_row(db_, db_.last_insert_rowid(), entry);
  if (entry.kind == EntryKind::revision) index_latest_text(db_, entry.ticket, entry.revises);
  if (layer_ == Layer::confirmed) count_in(encode(entry));
}

void Tables::append(const OrganisationEvent& event) {
  check_allowed(AggregateKind::organisation, event.organisation);
  auto organisation = db_.prepare("SELECT rid FROM organisation WHERE id = ?");
  const bool has_organisation = organisation.bind(1, event.organisation).next();
  if (db_.failure()) return;
  FH_ASSERT(has_organisation);
  auto insert = db_.prepare(RowSql<OrganisationEvent>::kInsert);
  bind_row(db_, insert, event, organisation.integer(0));
  insert.run();
  if (layer_ == Layer::confirmed) count_in(encode(event));
}

template <class Value>
void Tables::remove_row(std::int64_t rid, const Value& value) {
  if constexpr (std::same_as<Value, Ticket> || std::same_as<Value, Entry>) {
    unindex_row(db_, rid, value);
  }
  db_.prepare(RowSql<Value>::kDelete).bind(1, rid).run();
  if constexpr (std::same_as<Value, Entry>) {
    if (value.kind == EntryKind::revision) index_latest_text(db_, value.ticket, value.revises);
  }
}

// ---- Aggregates ----

std::string Tables::image(const AggregateRef& ref) {
  const auto encoded = [](const auto& row) { return row ? encode(row->value) : std::string(); };
  switch (ref.kind) {
    case AggregateKind::person:
      return encoded(find_row<Person>(db_, ref.id));
    case AggregateKind::organisation: {
      std::string out = encoded(find_row<Organisation>(db_, ref.id));
      encode_below<OrganisationEvent>(db_, ref.id, out);
      return out;
    }
    case AggregateKind::contact:
      return encoded(find_row<Contact>(db_, ref.id));
    case AggregateKind::view:
      return encoded(find_row<SavedView>(db_, ref.id));
    case AggregateKind::ticket:
      break;
  }
  std::string out = encoded(find_row<Ticket>(db_, ref.id));
  encode_below<Entry>(db_, ref.id, out);
  encode_below<Draft>(db_, ref.id, out);
  return out;
}

void Tables::restore(const AggregateRef& ref, std::string_view image) {
  auto rows = decode_rows(image);
  if (!rows) return fail_damaged(db_);
  const Layer layer_before = std::exchange(layer_, Layer::pending);
  const auto allowed_before = std::exchange(allowed_, {});
  const auto first = [&rows]<class Value>(std::type_identity<Value>) {
    std::optional<Value> wanted;
    if (!rows->empty() && std::holds_alternative<Value>(rows->front())) {
      wanted = std::get<Value>(std::move(rows->front()));
    }
    return wanted;
  };
  switch (ref.kind) {
    case AggregateKind::person:
      restore_row(first(std::type_identity<Person>()), ref.id);
      break;
    case AggregateKind::organisation: {
      auto wanted = first(std::type_identity<Organisation>());
      restore_organisation(ref.id, take_all<OrganisationEvent>(*rows), wanted);
      break;
    }
    case AggregateKind::view:
      restore_row(first(std::type_identity<SavedView>()), ref.id);
      break;
    case AggregateKind::contact:
      restore_row(first(std::type_identity<Contact>()), ref.id);
      break;
    case AggregateKind::ticket: {
      auto wanted = first(std::type_identity<Ticket>());
      restore_ticket(ref.id, take_all<Entry>(*rows), take_all<Draft>(*rows), wanted);
      break;
    }
  }
  layer_ = layer_before;
  allowed_ = allowed_before;
}

template <class Value>
void Tables::restore_row(const std::optional<Value>& wanted, const Id128& id) {
  if (wanted) {
    FH_ASSERT(wanted->id == id);
    put_row(*wanted);
  } else if (const auto old = find_row<Value>(db_, id)) {
    remove_row(old->rid, old->value);
  }
}

template <class Value>
std::size_t Tables::keep_beginning(const Id128& parent, const std::vector<Value>& wanted) {
  // Rows that stay keep their rids: the index and whoever looks at them stay right. Since the
  // order of rows is that of their rids, what stays must be how the wanted order begins.
  std::size_t kept = 0;
  for (const Stored<Value>& old : stored_below<Value>(db_, parent)) {
    if (kept < wanted.size() && old.value == wanted[kept]) {
      ++kept;
    } else {
      remove_row(old.rid, old.value);
    }
  }
  return kept;
}

void Tables::restore_ticket(const Id128& id, const std::vector<Entry>& wanted_entries,
                            const std::vector<Draft>& wanted_drafts,
                            const std::optional<Ticket>& wanted) {
  for (const Stored<Draft>& old : stored_below<Draft>(db_, id)) remove_row(old.rid, old.value);
  const std::size_t kept = keep_beginning(id, wanted_entries);
  restore_row(wanted, id);
  for (std::size_t i = kept; i < wanted_entries.size(); ++i) append(wanted_entries[i]);
  for (const Draft& draft : wanted_drafts) insert_draft(draft);
}

void Tables::restore_organisation(const Id128& id,
                                  const std::vector<OrganisationEvent>& wanted_events,
                                  const std::optional<Organisation>& wanted) {
  const std::size_t kept = keep_beginning(id, wanted_events);
  restore_row(wanted, id);
  for (std::size_t i = kept; i < wanted_events.size(); ++i) append(wanted_events[i]);
}

// ---- Hashes ----

StateHash Tables::hash_of(const AggregateRef& ref) {
  StateHash sum;
  const auto rows = decode_rows(image(ref));
  if (!rows) return sum;
  for (const Row& row : *rows) {
    sum += hash_bytes(std::visit([](const auto& value) { return encode(value); }, row));
  }
  return sum;
}

void Tables::count_in(std::string_view row) {
  db_.set_confirmed_hash(db_.confirmed_hash() += hash_bytes(row));
}

void Tables::count_out(std::string_view row) {
  db_.set_confirmed_hash(db_.confirmed_hash() -= hash_bytes(row));
}

StateHash Tables::compute_hash() {
  StateHash sum;
  add_all<Person>(db_, sum);
  add_all<Organisation>(db_, sum);
  add_all<Contact>(db_, sum);
  add_all<Ticket>(db_, sum);
  add_all<Entry>(db_, sum);
  add_all<OrganisationEvent>(db_, sum);
  add_all<Draft>(db_, sum);
  add_all<SavedView>(db_, sum);
  return sum;
}

void Tables::clear() {
  db_.execute(
      "INSERT INTO entry_fts(entry_fts) VALUES ('delete-all');"
      "INSERT INTO ticket_fts(ticket_fts) VALUES ('delete-all');"
      "DELETE FROM draft; DELETE FROM entry; DELETE FROM ticket; DELETE FROM contact;"
      "DELETE FROM organisation_event; DELETE FROM organisation; DELETE FROM person;"
      "DELETE FROM saved_view;");
  db_.set_confirmed_hash({});
}

// ---- The guard ----

void Tables::guard(std::span<const AggregateRef> allowed) { allowed_ = allowed; }

void Tables::check_allowed(AggregateKind kind, const Id128& id) const {
  if (allowed_.empty()) return;
  FH_ASSERT(std::ranges::find(allowed_, AggregateRef{.kind = kind, .id = id}) != allowed_.end());
}

void Tables::check_not_guarded() const { FH_ASSERT(allowed_.empty()); }

}  // namespace firsthand::store
