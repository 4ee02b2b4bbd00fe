// How the five kinds of rows lie in SQLite: one place for their SQL, columns and parameters.
// Internal to core/store; everything else uses Tables.
#pragma once

#include <optional>
#include <string_view>

#include "core/model/entities.h"
#include "core/store/database.h"

namespace firsthand::store {

template <class Value>
struct Stored {
  std::int64_t rid = 0;
  Value value;
};

/// The SQL of one kind of row. Columns of a select: rid, then the fields in the order of
/// core/model/entities.h; parameters of insert: the fields from 1; of update: likewise, then rid.
template <class Value>
struct RowSql;

template <>
struct RowSql<Person> {
  static constexpr std::string_view kById =
      "SELECT rid, id, name, email, role, support_tier, skills, language, time_zone, active"
      " FROM person WHERE id = ?";
  static constexpr std::string_view kByEmail =
      "SELECT rid, id, name, email, role, support_tier, skills, language, time_zone, active"
      " FROM person WHERE email = ? ORDER BY id LIMIT 1";
  static constexpr std::string_view kAll =
      "SELECT rid, id, name, email, role, support_tier, skills, language, time_zone, active"
      " FROM person";
  static constexpr std::string_view kInsert =
      "INSERT INTO person(id, name, email, role, support_tier, skills, language, time_zone, active)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static constexpr std::string_view kUpdate =
      "UPDATE person SET id = ?, name = ?, email = ?, role = ?, support_tier = ?, skills = ?,"
      " language = ?, time_zone = ?, active = ? WHERE rid = ?";
  static constexpr std::string_view kDelete = "DELETE FROM person WHERE rid = ?";
};

template <>
struct RowSql<Organisation> {
  static constexpr std::string_view kById =
      "SELECT rid, id, name, tier, stage, arr_cents, csm, external_id, notes"
      " FROM organisation WHERE id = ?";
  static constexpr std::string_view kByExternalId =
      "SELECT rid, id, name, tier, stage, arr_cents, csm, external_id, notes"
      " FROM organisation WHERE external_id = ? AND external_id <> '' ORDER BY id LIMIT 1";
  static constexpr std::string_view kAll =
      "SELECT rid, id, name, tier, stage, arr_cents, csm, external_id, notes FROM organisation";
  static constexpr std::string_view kInsert =
      "INSERT INTO organisation(id, name, tier, stage, arr_cents, csm, external_id, notes)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  static constexpr std::string_view kUpdate =
      "UPDATE organisation SET id = ?, name = ?, tier = ?, stage = ?, arr_cents = ?, csm = ?,"
      " external_id = ?, notes = ? WHERE rid = ?";
  static constexpr std::string_view kDelete = "DELETE FROM organisation WHERE rid = ?";
};

template <>
struct RowSql<Contact> {
  static constexpr std::string_view kById =
      "SELECT rid, id, organisation, name, email, phone, language FROM contact WHERE id = ?";
  static constexpr std::string_view kByEmail =
      "SELECT rid, id, organisation, name, email, phone, language"
      " FROM contact WHERE email = ? AND email <> '' ORDER BY id LIMIT 1";
  static constexpr std::string_view kAll =
      "SELECT rid, id, organisation, name, email, phone, language FROM contact";
  static constexpr std::string_view kInsert =
      "INSERT INTO contact(id, organisation, name, email, phone, language)"
      " VALUES (?, ?, ?, ?, ?, ?)";
  static constexpr std::string_view kUpdate =
      "UPDATE contact SET id = ?, organisation = ?, name = ?, email = ?, phone = ?, language = ?"
      " WHERE rid = ?";
  static constexpr std::string_view kDelete = "DELETE FROM contact WHERE rid = ?";
};

template <>
struct RowSql<Ticket> {
  static constexpr std::string_view kById =
      "SELECT rid, id, number, subject, organisation, requester, channel, ticket_class, type,"
      " segment, impact, urgency, computed_priority, priority, priority_reason, state, owner,"
      " first_contact, tags, language, release, follow_up_of, created_at, updated_at,"
      " first_response_at, solved_at, closed_at FROM ticket WHERE id = ?";
  static constexpr std::string_view kAll =
      "SELECT rid, id, number, subject, organisation, requester, channel, ticket_class, type,"
      " segment, impact, urgency, computed_priority, priority, priority_reason, state, owner,"
      " first_contact, tags, language, release, follow_up_of, created_at, updated_at,"
      " first_response_at, solved_at, closed_at FROM ticket";
  static constexpr std::string_view kInsert =
      "INSERT INTO ticket(id, number, subject, organisation, requester, channel, ticket_class,"
      " type, segment, impact, urgency, computed_priority, priority, priority_reason, state, owner,"
      " first_contact, tags, language, release, follow_up_of, created_at, updated_at,"
      " first_response_at, solved_at, closed_at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static constexpr std::string_view kUpdate =
      "UPDATE ticket SET id = ?, number = ?, subject = ?, organisation = ?, requester = ?,"
      " channel = ?, ticket_class = ?, type = ?, segment = ?, impact = ?, urgency = ?,"
      " computed_priority = ?, priority = ?, priority_reason = ?, state = ?, owner = ?,"
      " first_contact = ?, tags = ?, language = ?, release = ?, follow_up_of = ?, created_at = ?,"
      " updated_at = ?, first_response_at = ?, solved_at = ?, closed_at = ? WHERE rid = ?";
  static constexpr std::string_view kDelete = "DELETE FROM ticket WHERE rid = ?";
};

/// An entry's second parameter is its ticket's rid, looked up by the caller.
template <>
struct RowSql<Entry> {
  static constexpr std::string_view kByTicket =
      "SELECT e.rid, e.id, t.id, e.kind, e.person, e.contact, e.at, e.text, e.field, e.from_value,"
      " e.to_value FROM ticket t JOIN entry e ON e.ticket_rid = t.rid"
      " WHERE t.id = ? ORDER BY e.rid";
  static constexpr std::string_view kAll =
      "SELECT e.rid, e.id, t.id, e.kind, e.person, e.contact, e.at, e.text, e.field, e.from_value,"
      " e.to_value FROM entry e JOIN ticket t ON t.rid = e.ticket_rid";
  static constexpr std::string_view kInsert =
      "INSERT INTO entry(id, ticket_rid, kind, person, contact, at, text, field, from_value,"
      " to_value) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static constexpr std::string_view kDelete = "DELETE FROM entry WHERE rid = ?";
};

/// The row that the statement stands on. An enum value or list that no build of ours wrote makes
/// the database fail with store.damaged.
template <class Value>
[[nodiscard]] Stored<Value> read_row(Database& db, const Statement& row);
template <>
[[nodiscard]] Stored<Person> read_row<Person>(Database& db, const Statement& row);
template <>
[[nodiscard]] Stored<Organisation> read_row<Organisation>(Database& db, const Statement& row);
template <>
[[nodiscard]] Stored<Contact> read_row<Contact>(Database& db, const Statement& row);
template <>
[[nodiscard]] Stored<Ticket> read_row<Ticket>(Database& db, const Statement& row);
template <>
[[nodiscard]] Stored<Entry> read_row<Entry>(Database& db, const Statement& row);

/// Binds all fields; returns the index of the next parameter.
int bind_row(Database& db, Statement& statement, const Person& person);
int bind_row(Database& db, Statement& statement, const Organisation& organisation);
int bind_row(Database& db, Statement& statement, const Contact& contact);
int bind_row(Database& db, Statement& statement, const Ticket& ticket);
int bind_row(Database& db, Statement& statement, const Entry& entry, std::int64_t ticket_rid);

/// The first row of a select with one id parameter.
template <class Value>
[[nodiscard]] std::optional<Stored<Value>> find_row(Database& db, const Id128& id) {
  auto query = db.prepare(RowSql<Value>::kById);
  query.bind(1, id);
  if (!query.next()) return std::nullopt;
  return read_row<Value>(db, query);
}

// Full text, in step with the rows (rowid = rid).

[[nodiscard]] bool is_searchable(EntryKind kind);
void index_row(Database& db, std::int64_t rid, const Entry& entry);
void index_row(Database& db, std::int64_t rid, const Ticket& ticket);
void unindex_row(Database& db, std::int64_t rid, const Entry& entry);
void unindex_row(Database& db, std::int64_t rid, const Ticket& ticket);

}  // namespace firsthand::store
