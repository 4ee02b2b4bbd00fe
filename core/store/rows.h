// How the kinds of rows lie in SQLite: one place for their SQL, columns and parameters.
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
      "SELECT rid, id, name, email, role, support_tier, skills, language, time_zone, active,"
      " lead FROM person WHERE id = ?";
  static constexpr std::string_view kByEmail =
      "SELECT rid, id, name, email, role, support_tier, skills, language, time_zone, active,"
      " lead FROM person WHERE email = ? ORDER BY id LIMIT 1";
  static constexpr std::string_view kAll =
      "SELECT rid, id, name, email, role, support_tier, skills, language, time_zone, active,"
      " lead FROM person";
  static constexpr std::string_view kInsert =
      "INSERT INTO person(id, name, email, role, support_tier, skills, language, time_zone, active,"
      " lead) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static constexpr std::string_view kUpdate =
      "UPDATE person SET id = ?, name = ?, email = ?, role = ?, support_tier = ?, skills = ?,"
      " language = ?, time_zone = ?, active = ?, lead = ? WHERE rid = ?";
  static constexpr std::string_view kDelete = "DELETE FROM person WHERE rid = ?";
};

template <>
struct RowSql<Organisation> {
  static constexpr std::string_view kById =
      "SELECT rid, id, name, tier, stage, arr_cents, csm, external_id, notes, contract_from,"
      " contract_until, renewal_on, products, links, hand_over_at, hand_over_to, hand_over_person,"
      " hand_over_done FROM organisation WHERE id = ?";
  static constexpr std::string_view kByExternalId =
      "SELECT rid, id, name, tier, stage, arr_cents, csm, external_id, notes, contract_from,"
      " contract_until, renewal_on, products, links, hand_over_at, hand_over_to, hand_over_person,"
      " hand_over_done FROM organisation WHERE external_id = ? AND external_id <> '' ORDER BY id "
      "LIMIT 1";
  static constexpr std::string_view kAll =
      "SELECT rid, id, name, tier, stage, arr_cents, csm, external_id, notes, contract_from,"
      " contract_until, renewal_on, products, links, hand_over_at, hand_over_to, hand_over_person,"
      " hand_over_done FROM organisation";
  static constexpr std::string_view kInsert =
      "INSERT INTO organisation(id, name, tier, stage, arr_cents, csm, external_id, notes, "
      "contract_from,"
      " contract_until, renewal_on, products, links, hand_over_at, hand_over_to, hand_over_person,"
      " hand_over_done)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static constexpr std::string_view kUpdate =
      "UPDATE organisation SET id = ?, name = ?, tier = ?, stage = ?, arr_cents = ?, csm = ?,"
      " external_id = ?, notes = ?, contract_from = ?, contract_until = ?, renewal_on = ?,"
      " products = ?, links = ?, hand_over_at = ?, hand_over_to = ?, hand_over_person = ?,"
      " hand_over_done = ? WHERE rid = ?";
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
      " first_response_at, solved_at, closed_at, upset, skills, watchers, links,"
      " assigned_to, assigned_at, merged_into, state_before_merge, time_min, billable_min FROM "
      "ticket WHERE id = ?";
  static constexpr std::string_view kAll =
      "SELECT rid, id, number, subject, organisation, requester, channel, ticket_class, type,"
      " segment, impact, urgency, computed_priority, priority, priority_reason, state, owner,"
      " first_contact, tags, language, release, follow_up_of, created_at, updated_at,"
      " first_response_at, solved_at, closed_at, upset, skills, watchers, links,"
      " assigned_to, assigned_at, merged_into, state_before_merge, time_min, billable_min FROM "
      "ticket";
  static constexpr std::string_view kInsert =
      "INSERT INTO ticket(id, number, subject, organisation, requester, channel, ticket_class,"
      " type, segment, impact, urgency, computed_priority, priority, priority_reason, state, owner,"
      " first_contact, tags, language, release, follow_up_of, created_at, updated_at,"
      " first_response_at, solved_at, closed_at, upset, skills, watchers, links,"
      " assigned_to, assigned_at, merged_into, state_before_merge, time_min, billable_min)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
      " ?, ?, ?, ?, ?, ?, ?, ?)";
  static constexpr std::string_view kUpdate =
      "UPDATE ticket SET id = ?, number = ?, subject = ?, organisation = ?, requester = ?,"
      " channel = ?, ticket_class = ?, type = ?, segment = ?, impact = ?, urgency = ?,"
      " computed_priority = ?, priority = ?, priority_reason = ?, state = ?, owner = ?,"
      " first_contact = ?, tags = ?, language = ?, release = ?, follow_up_of = ?, created_at = ?,"
      " updated_at = ?, first_response_at = ?, solved_at = ?, closed_at = ?, upset = ?, skills = ?,"
      " watchers = ?, links = ?, assigned_to = ?, assigned_at = ?, merged_into = ?,"
      " state_before_merge = ?, time_min = ?, billable_min = ? WHERE rid = ?";
  static constexpr std::string_view kDelete = "DELETE FROM ticket WHERE rid = ?";
};

/// An entry's second parameter is its ticket's rid, looked up by the caller.
template <>
struct RowSql<Entry> {
  static constexpr std::string_view kByParent =
      "SELECT e.rid, e.id, t.id, e.kind, e.person, e.contact, e.at, e.text, e.field, e.from_value,"
      " e.to_value, e.revises, e.minutes, e.billable FROM ticket t JOIN entry e ON e.ticket_rid = "
      "t.rid"
      " WHERE t.id = ? ORDER BY e.rid";
  static constexpr std::string_view kAll =
      "SELECT e.rid, e.id, t.id, e.kind, e.person, e.contact, e.at, e.text, e.field, e.from_value,"
      " e.to_value, e.revises, e.minutes, e.billable FROM entry e JOIN ticket t ON t.rid = "
      "e.ticket_rid";
  static constexpr std::string_view kInsert =
      "INSERT INTO entry(id, ticket_rid, kind, person, contact, at, text, field, from_value,"
      " to_value, revises, minutes, billable) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static constexpr std::string_view kDelete = "DELETE FROM entry WHERE rid = ?";
};

/// An event's second parameter is its organisation's rid.
template <>
struct RowSql<OrganisationEvent> {
  static constexpr std::string_view kByParent =
      "SELECT e.rid, e.id, o.id, e.person, e.at, e.field, e.from_value, e.to_value, e.text"
      " FROM organisation o JOIN organisation_event e ON e.organisation_rid = o.rid"
      " WHERE o.id = ? ORDER BY e.rid";
  static constexpr std::string_view kAll =
      "SELECT e.rid, e.id, o.id, e.person, e.at, e.field, e.from_value, e.to_value, e.text"
      " FROM organisation_event e JOIN organisation o ON o.rid = e.organisation_rid";
  static constexpr std::string_view kInsert =
      "INSERT INTO organisation_event(id, organisation_rid, person, at, field, from_value,"
      " to_value, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  static constexpr std::string_view kDelete = "DELETE FROM organisation_event WHERE rid = ?";
};

/// A draft's second parameter is its ticket's rid.
template <>
struct RowSql<Draft> {
  static constexpr std::string_view kByParent =
      "SELECT d.rid, d.id, t.id, d.author, d.saved_at, d.text"
      " FROM ticket t JOIN draft d ON d.ticket_rid = t.rid WHERE t.id = ? ORDER BY d.id";
  static constexpr std::string_view kAll =
      "SELECT d.rid, d.id, t.id, d.author, d.saved_at, d.text"
      " FROM draft d JOIN ticket t ON t.rid = d.ticket_rid";
  static constexpr std::string_view kInsert =
      "INSERT INTO draft(id, ticket_rid, author, saved_at, text) VALUES (?, ?, ?, ?, ?)";
  static constexpr std::string_view kDelete = "DELETE FROM draft WHERE rid = ?";
};

template <>
struct RowSql<SavedView> {
  static constexpr std::string_view kById =
      "SELECT rid, id, owner, name, query, sort, descending, columns, list_group, shared"
      " FROM saved_view WHERE id = ?";
  static constexpr std::string_view kAll =
      "SELECT rid, id, owner, name, query, sort, descending, columns, list_group, shared"
      " FROM saved_view";
  static constexpr std::string_view kInsert =
      "INSERT INTO saved_view(id, owner, name, query, sort, descending, columns, list_group,"
      " shared) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static constexpr std::string_view kUpdate =
      "UPDATE saved_view SET id = ?, owner = ?, name = ?, query = ?, sort = ?, descending = ?,"
      " columns = ?, list_group = ?, shared = ? WHERE rid = ?";
  static constexpr std::string_view kDelete = "DELETE FROM saved_view WHERE rid = ?";
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
template <>
[[nodiscard]] Stored<OrganisationEvent> read_row<OrganisationEvent>(Database& db,
                                                                    const Statement& row);
template <>
[[nodiscard]] Stored<Draft> read_row<Draft>(Database& db, const Statement& row);
template <>
[[nodiscard]] Stored<SavedView> read_row<SavedView>(Database& db, const Statement& row);

/// Binds all fields; returns the index of the next parameter.
int bind_row(Database& db, Statement& statement, const Person& person);
int bind_row(Database& db, Statement& statement, const Organisation& organisation);
int bind_row(Database& db, Statement& statement, const Contact& contact);
int bind_row(Database& db, Statement& statement, const Ticket& ticket);
int bind_row(Database& db, Statement& statement, const SavedView& view);
int bind_row(Database& db, Statement& statement, const Entry& entry, std::int64_t ticket_rid);
int bind_row(Database& db, Statement& statement, const OrganisationEvent& event,
             std::int64_t organisation_rid);
int bind_row(Database& db, Statement& statement, const Draft& draft, std::int64_t ticket_rid);

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
/// TKT-7: what an entry says now is found, its older texts are not. Called when a revision of it
/// came or went.
void index_latest_text(Database& db, TicketId ticket, EntryId revised);
void unindex_row(Database& db, std::int64_t rid, const Ticket& ticket);

}  // namespace firsthand::store
