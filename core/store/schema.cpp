#include "core/store/schema.h"

#include <array>
#include <string>

namespace firsthand::store {
namespace {

// Rules for all tables: ids are 16 bytes, nil is NULL; instants are milliseconds, 0 is never; enums
// are their integers; lists are sorted lines of one text. `rid` is local to this file: it never
// reaches the wire or a hash. In ticket, `state < 4` means not solved, closed or merged; write it
// just so in a query that should use the partial indexes.
constexpr const char* kVersion1 = R"sql(
-- Of this file: names and values (cursor, replica id, hashes).
CREATE TABLE meta(
  key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- State: people.
CREATE TABLE person(
  rid INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL, email TEXT NOT NULL, role INTEGER NOT NULL, support_tier INTEGER NOT NULL,
  skills TEXT NOT NULL, language TEXT NOT NULL, time_zone TEXT NOT NULL,
  active INTEGER NOT NULL) STRICT;
CREATE INDEX person_by_email ON person(email);

-- State: customers.
CREATE TABLE organisation(
  rid INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL, tier INTEGER NOT NULL, stage INTEGER NOT NULL, arr_cents INTEGER NOT NULL,
  csm BLOB, external_id TEXT NOT NULL, notes TEXT NOT NULL) STRICT;
CREATE INDEX organisation_by_external_id ON organisation(external_id) WHERE external_id <> '';

-- State: the customers' people.
CREATE TABLE contact(
  rid INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
  organisation BLOB, name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL,
  language TEXT NOT NULL) STRICT;
CREATE INDEX contact_by_email ON contact(email) WHERE email <> '';
CREATE INDEX contact_by_organisation ON contact(organisation);

-- State: tickets.
CREATE TABLE ticket(
  rid INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
  number INTEGER NOT NULL, subject TEXT NOT NULL, organisation BLOB, requester BLOB,
  channel INTEGER NOT NULL, ticket_class INTEGER NOT NULL, type INTEGER NOT NULL,
  segment INTEGER NOT NULL, impact INTEGER NOT NULL, urgency INTEGER NOT NULL,
  computed_priority INTEGER NOT NULL, priority INTEGER NOT NULL, priority_reason TEXT NOT NULL,
  state INTEGER NOT NULL, owner BLOB, first_contact BLOB, tags TEXT NOT NULL,
  language TEXT NOT NULL, release TEXT NOT NULL, follow_up_of BLOB,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, first_response_at INTEGER NOT NULL,
  solved_at INTEGER NOT NULL, closed_at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX ticket_by_number ON ticket(number) WHERE number > 0;
CREATE INDEX ticket_by_update ON ticket(updated_at);
CREATE INDEX ticket_by_state ON ticket(state, updated_at);
CREATE INDEX ticket_mine ON ticket(owner, updated_at) WHERE state < 4;
CREATE INDEX ticket_unassigned ON ticket(updated_at) WHERE owner IS NULL AND state < 4;
CREATE INDEX ticket_by_organisation ON ticket(organisation, updated_at);
CREATE INDEX ticket_by_requester ON ticket(requester, updated_at);

-- State: conversations. The order of a ticket's entries is that of their rids.
CREATE TABLE entry(
  rid INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
  ticket_rid INTEGER NOT NULL REFERENCES ticket(rid),
  kind INTEGER NOT NULL, person BLOB, contact BLOB, at INTEGER NOT NULL, text TEXT NOT NULL,
  field TEXT NOT NULL, from_value TEXT NOT NULL, to_value TEXT NOT NULL) STRICT;
CREATE INDEX entry_by_ticket ON entry(ticket_rid);
-- From full-text hits to tickets (core/query) without reading the texts' pages.
CREATE INDEX entry_searched ON entry(rid, ticket_rid, kind) WHERE kind < 3;

-- Derived: full text of replies, customers' messages and notes (rowid = entry.rid), of subjects
-- (rowid = ticket.rid). Merging is idle work (Database::maintain); the crisis limit is the net.
CREATE VIRTUAL TABLE entry_fts USING fts5(
  text, content='', contentless_delete=1, tokenize='firsthand');
INSERT INTO entry_fts(entry_fts, rank) VALUES ('automerge', 0), ('crisismerge', 64);
CREATE VIRTUAL TABLE ticket_fts USING fts5(
  subject, content='', contentless_delete=1, tokenize='firsthand');
INSERT INTO ticket_fts(ticket_fts, rank) VALUES ('automerge', 0), ('crisismerge', 64);

-- Client only: what the person did and the server may not know yet.
CREATE TABLE outbox(
  client_seq INTEGER PRIMARY KEY, state INTEGER NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL,
  actor BLOB, schema INTEGER NOT NULL, written_at INTEGER NOT NULL, hash TEXT NOT NULL,
  accepted_seq INTEGER, error_code TEXT, error_message TEXT, error_field TEXT) STRICT;
CREATE TABLE outbox_touch(
  client_seq INTEGER NOT NULL, kind INTEGER NOT NULL, id BLOB NOT NULL,
  PRIMARY KEY(client_seq, kind, id)) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_touch_by_aggregate ON outbox_touch(kind, id);
-- Client only: the confirmed image of each aggregate that pending operations have changed.
CREATE TABLE pending_image(
  kind INTEGER NOT NULL, id BLOB NOT NULL, image BLOB NOT NULL,
  PRIMARY KEY(kind, id)) STRICT, WITHOUT ROWID;

-- Server only: the workspace's log.
CREATE TABLE operation_log(
  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor BLOB, role INTEGER NOT NULL,
  ticket_number INTEGER NOT NULL, replica BLOB NOT NULL, client_seq INTEGER NOT NULL,
  name TEXT NOT NULL, body TEXT NOT NULL, schema INTEGER NOT NULL,
  state_hash TEXT NOT NULL) STRICT;
CREATE INDEX operation_log_by_replica ON operation_log(replica, client_seq);
CREATE TABLE rejected_operation(
  replica BLOB NOT NULL, client_seq INTEGER NOT NULL, at INTEGER NOT NULL, actor BLOB,
  name TEXT NOT NULL, body TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
  field TEXT NOT NULL, PRIMARY KEY(replica, client_seq)) STRICT, WITHOUT ROWID;
-- Server only: how far each replica's operations are known.
CREATE TABLE replica(
  id BLOB PRIMARY KEY, person BLOB, last_client_seq INTEGER NOT NULL,
  last_hash TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Server only: sign-in.
CREATE TABLE credential(
  person BLOB PRIMARY KEY, password_hash TEXT NOT NULL,
  changed_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE session(
  token_hash BLOB PRIMARY KEY, family BLOB NOT NULL, person BLOB NOT NULL, kind INTEGER NOT NULL,
  created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER,
  replaced_by BLOB) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_family ON session(family);
CREATE INDEX session_by_person ON session(person);
CREATE INDEX session_by_expiry ON session(expires_at);

-- Server only: the intake.
CREATE TABLE intake_token(
  token_hash BLOB PRIMARY KEY, name TEXT NOT NULL, created_at INTEGER NOT NULL,
  revoked INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE intake_request(
  token_hash BLOB NOT NULL, idempotency_key TEXT NOT NULL, body_hash TEXT NOT NULL,
  ticket BLOB NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY(token_hash, idempotency_key)) STRICT, WITHOUT ROWID;
CREATE TABLE intake_ticket(
  ticket BLOB PRIMARY KEY, token_hash BLOB NOT NULL) STRICT, WITHOUT ROWID;
)sql";

constexpr const char* kVersion2 = R"sql(
-- State: the daily desk. Ids in a list (watchers, links) are bytes one behind another.
ALTER TABLE person ADD COLUMN lead BLOB;

ALTER TABLE organisation ADD COLUMN contract_from TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN contract_until TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN renewal_on TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN products TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN links TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN hand_over_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE organisation ADD COLUMN hand_over_to INTEGER NOT NULL DEFAULT 2;
ALTER TABLE organisation ADD COLUMN hand_over_person BLOB;
ALTER TABLE organisation ADD COLUMN hand_over_done TEXT NOT NULL DEFAULT '';
CREATE INDEX organisation_by_csm ON organisation(csm) WHERE csm IS NOT NULL;

-- State: customers' logs. The order of an organisation's events is that of their rids.
CREATE TABLE organisation_event(
  rid INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
  organisation_rid INTEGER NOT NULL REFERENCES organisation(rid),
  person BLOB, at INTEGER NOT NULL, field TEXT NOT NULL, from_value TEXT NOT NULL,
  to_value TEXT NOT NULL, text TEXT NOT NULL) STRICT;
CREATE INDEX organisation_event_by_organisation ON organisation_event(organisation_rid);

ALTER TABLE ticket ADD COLUMN upset INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN skills TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN watchers BLOB;
ALTER TABLE ticket ADD COLUMN links BLOB;
ALTER TABLE ticket ADD COLUMN assigned_to BLOB;
ALTER TABLE ticket ADD COLUMN assigned_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN merged_into BLOB;
ALTER TABLE ticket ADD COLUMN state_before_merge INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN time_min INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN billable_min INTEGER NOT NULL DEFAULT 0;
CREATE INDEX ticket_assigned ON ticket(assigned_to, assigned_at)
  WHERE assigned_to IS NOT NULL AND state < 4;
CREATE INDEX ticket_merged ON ticket(merged_into) WHERE merged_into IS NOT NULL;

ALTER TABLE entry ADD COLUMN revises BLOB;
ALTER TABLE entry ADD COLUMN minutes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN billable INTEGER NOT NULL DEFAULT 0;

-- State: drafts that colleagues see, part of their ticket.
CREATE TABLE draft(
  rid INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
  ticket_rid INTEGER NOT NULL REFERENCES ticket(rid),
  author BLOB, saved_at INTEGER NOT NULL, text TEXT NOT NULL) STRICT;
CREATE INDEX draft_by_ticket ON draft(ticket_rid);

-- State: searches that are kept.
CREATE TABLE saved_view(
  rid INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
  owner BLOB, name TEXT NOT NULL, query TEXT NOT NULL, sort INTEGER NOT NULL,
  descending INTEGER NOT NULL, columns TEXT NOT NULL, list_group INTEGER NOT NULL,
  shared INTEGER NOT NULL) STRICT;

-- Client only: an operation is not offered to the server before this time (undo send).
ALTER TABLE outbox ADD COLUMN hold_until INTEGER NOT NULL DEFAULT 0;

-- Server only: what a token may be used for.
ALTER TABLE intake_token ADD COLUMN scope TEXT NOT NULL DEFAULT 'intake';
-- Server only: messages for the team's webhook that have not been delivered.
CREATE TABLE webhook_delivery(
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, body TEXT NOT NULL, attempts INTEGER NOT NULL,
  next_at INTEGER NOT NULL) STRICT;
)sql";

// One step a version; a step that was released is never edited.
constexpr auto kSteps = std::to_array<const char*>({kVersion1, kVersion2});

}  // namespace

const int kSchemaVersion = static_cast<int>(kSteps.size());

int schema_version(Database& db) {
  auto query = db.prepare("PRAGMA user_version");
  return query.next() ? static_cast<int>(query.integer(0)) : 0;
}

std::unexpected<Error> too_new() {
  return fail("store.too_new",
              "A newer version of Firsthand has written this data: update or reload to open it.");
}

Expected<void> migrate(Database& db) {
  const int from = schema_version(db);
  if (db.failure()) return std::unexpected(*db.failure());
  if (from > kSchemaVersion) return too_new();
  for (auto version = static_cast<std::size_t>(from); version < kSteps.size(); ++version) {
    Transaction transaction(db);
    db.execute(kSteps[version]);
    db.execute(("PRAGMA user_version=" + std::to_string(version + 1)).c_str());
    if (auto done = transaction.commit(); !done) return done;
  }
  return {};
}

std::string meta(Database& db, std::string_view key) {
  auto query = db.prepare("SELECT value FROM meta WHERE key = ?");
  query.bind(1, key);
  return query.next() ? std::string(query.text(0)) : std::string();
}

void set_meta(Database& db, std::string_view key, std::string_view value) {
  auto query = db.prepare(
      "INSERT INTO meta(key, value) VALUES (?, ?)"
      " ON CONFLICT(key) DO UPDATE SET value = excluded.value");
  query.bind(1, key).bind(2, value).run();
}

}  // namespace firsthand::store
