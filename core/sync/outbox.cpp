#include "core/sync/outbox.h"

#include <algorithm>

namespace firsthand::sync {
namespace {

// Numbers of rows that left the queue are moved this far down when the queue is numbered anew.
constexpr std::int64_t kAside = std::int64_t{1} << 40;

constexpr std::int64_t kQueued = static_cast<std::int64_t>(OutboxState::queued);
constexpr std::int64_t kAccepted = static_cast<std::int64_t>(OutboxState::accepted);
constexpr std::int64_t kRejected = static_cast<std::int64_t>(OutboxState::rejected);

std::int64_t kind_number(const store::AggregateRef& ref) {
  return static_cast<std::int64_t>(ref.kind);
}

store::AggregateRef ref_of(const store::Statement& q, int column) {
  return {static_cast<store::AggregateKind>(q.integer(column)), q.id<Id128>(column + 1)};
}

OutboxRow row_of(const store::Statement& q) {
  OutboxRow row;
  row.client_seq = q.integer(0);
  const std::int64_t state = q.integer(1);
  row.state = state == kQueued     ? OutboxState::queued
              : state == kAccepted ? OutboxState::accepted
                                   : OutboxState::rejected;
  row.name = q.text(2);
  row.body = q.text(3);
  row.actor = q.id<PersonId>(4);
  row.schema = static_cast<int>(q.integer(5));
  row.written_at = q.instant(6);
  row.hash = q.text(7);
  row.accepted_seq = q.integer(8);
  row.error = {std::string(q.text(9)), std::string(q.text(10)), std::string(q.text(11))};
  row.hold_until = q.instant(12);
  return row;
}

std::vector<OutboxRow> rows_of(store::Statement q) {
  std::vector<OutboxRow> rows;
  while (q.next()) rows.push_back(row_of(q));
  return rows;
}

std::vector<std::int64_t> numbers_of(store::Statement q) {
  std::vector<std::int64_t> numbers;
  while (q.next()) numbers.push_back(q.integer(0));
  return numbers;
}

}  // namespace

void Outbox::insert(const OutboxRow& row, const std::vector<store::AggregateRef>& touches) {
  db_.prepare(
         "INSERT INTO outbox(client_seq, state, name, body, actor, schema, written_at, hash,"
         " hold_until) VALUES(?,?,?,?,?,?,?,?,?)")
      .bind(1, row.client_seq)
      .bind(2, static_cast<std::int64_t>(row.state))
      .bind(3, row.name)
      .bind(4, row.body)
      .bind(5, row.actor)
      .bind(6, std::int64_t{row.schema})
      .bind(7, row.written_at)
      .bind(8, row.hash)
      .bind(9, row.hold_until)
      .run();
  for (const store::AggregateRef& ref : touches) {
    db_.prepare("INSERT OR IGNORE INTO outbox_touch(client_seq, kind, id) VALUES(?,?,?)")
        .bind(1, row.client_seq)
        .bind(2, kind_number(ref))
        .bind(3, ref.id)
        .run();
  }
}

void Outbox::remove(std::int64_t client_seq) {
  db_.prepare("DELETE FROM outbox_touch WHERE client_seq=?").bind(1, client_seq).run();
  db_.prepare("DELETE FROM outbox WHERE client_seq=?").bind(1, client_seq).run();
}

void Outbox::release_holds() {
  db_.prepare("UPDATE outbox SET hold_until=0 WHERE hold_until<>0").run();
}

std::vector<std::int64_t> Outbox::queued_after(std::int64_t client_seq) {
  auto q = db_.prepare(
      "SELECT client_seq FROM outbox WHERE state=? AND client_seq>? ORDER BY client_seq");
  q.bind(1, kQueued).bind(2, client_seq);
  return numbers_of(std::move(q));
}

void Outbox::move_down(std::int64_t client_seq) {
  for (const std::string_view sql : {"UPDATE outbox SET client_seq=?2 WHERE client_seq=?1",
                                     "UPDATE outbox_touch SET client_seq=?2 WHERE client_seq=?1"}) {
    db_.prepare(sql).bind(1, client_seq).bind(2, client_seq - 1).run();
  }
}

void Outbox::mark_accepted(std::int64_t client_seq, std::int64_t seq) {
  db_.prepare("UPDATE outbox SET state=?, accepted_seq=? WHERE client_seq=? AND state=?")
      .bind(1, kAccepted)
      .bind(2, seq)
      .bind(3, client_seq)
      .bind(4, kQueued)
      .run();
}

void Outbox::mark_rejected(std::int64_t client_seq, const Error& error) {
  db_.prepare(
         "UPDATE outbox SET state=?, error_code=?, error_message=?, error_field=?"
         " WHERE client_seq=?")
      .bind(1, kRejected)
      .bind(2, error.code)
      .bind(3, error.message)
      .bind(4, error.field)
      .bind(5, client_seq)
      .run();
  db_.prepare("DELETE FROM outbox_touch WHERE client_seq=?").bind(1, client_seq).run();
}

void Outbox::queue_accepted_again() {
  // Rows of an earlier replica id (below 1) cannot be offered under this one's chain.
  db_.prepare("UPDATE outbox SET state=?, accepted_seq=NULL WHERE state=? AND client_seq>0")
      .bind(1, kQueued)
      .bind(2, kAccepted)
      .run();
}

std::optional<OutboxRow> Outbox::row(std::int64_t client_seq) {
  auto q = db_.prepare(
      "SELECT client_seq, state, name, body, actor, schema, written_at, hash, accepted_seq,"
      " error_code, error_message, error_field, hold_until FROM outbox WHERE client_seq=?");
  q.bind(1, client_seq);
  if (!q.next()) return std::nullopt;
  return row_of(q);
}

std::vector<OutboxRow> Outbox::queued(std::size_t limit, std::size_t bytes_max, Instant now) {
  auto q = db_.prepare(
      "SELECT client_seq, state, name, body, actor, schema, written_at, hash, accepted_seq,"
      " error_code, error_message, error_field, hold_until FROM outbox WHERE state=?"
      " ORDER BY client_seq LIMIT ?");
  q.bind(1, kQueued).bind(2, static_cast<std::int64_t>(limit));
  std::vector<OutboxRow> rows;
  std::size_t bytes = 0;
  while (q.next()) {
    bytes += q.text(3).size();
    if (!rows.empty() && bytes > bytes_max) break;
    OutboxRow row = row_of(q);
    if (row.hold_until > now) break;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<OutboxRow> Outbox::newest(std::size_t limit) {
  auto q = db_.prepare(
      "SELECT client_seq, state, name, body, actor, schema, written_at, hash, accepted_seq,"
      " error_code, error_message, error_field, hold_until FROM outbox ORDER BY client_seq DESC "
      "LIMIT ?");
  q.bind(1, static_cast<std::int64_t>(limit));
  std::vector<OutboxRow> rows = rows_of(std::move(q));
  std::ranges::reverse(rows);
  return rows;
}

std::int64_t Outbox::count() {
  auto q = db_.prepare("SELECT count(*) FROM outbox");
  return q.next() ? q.integer(0) : 0;
}

OutboxSummary Outbox::summary() {
  OutboxSummary summary;
  auto q = db_.prepare(
      "SELECT state, count(*), min(written_at), min(CASE WHEN hold_until>0 THEN hold_until END)"
      " FROM outbox GROUP BY state");
  while (q.next()) {
    if (q.integer(0) == kQueued) {
      summary.unsent = q.integer(1);
      summary.oldest_unsent_at = q.instant(2);
      summary.held_until = q.instant(3);
    }
    if (q.integer(0) == kRejected) summary.rejected = q.integer(1);
  }
  if (!summary.held_until.is_set()) return summary;
  auto front =
      db_.prepare("SELECT hold_until FROM outbox WHERE state=? ORDER BY client_seq LIMIT 1");
  if (front.bind(1, kQueued).next()) summary.front_held_until = front.instant(0);
  return summary;
}

std::optional<std::int64_t> Outbox::orphan_accepted_at(std::int64_t seq) {
  auto q = db_.prepare(
      "SELECT client_seq FROM outbox WHERE client_seq<1 AND state=? AND accepted_seq=?");
  q.bind(1, kAccepted).bind(2, seq);
  if (!q.next()) return std::nullopt;
  return q.integer(0);
}

bool Outbox::has_orphans() {
  auto q = db_.prepare("SELECT 1 FROM outbox WHERE client_seq<1 AND state=? LIMIT 1");
  q.bind(1, kAccepted);
  return q.next();
}

void Outbox::reject_orphans(const Error& error) {
  auto q = db_.prepare("SELECT client_seq FROM outbox WHERE client_seq<1 AND state=?");
  q.bind(1, kAccepted);
  for (const std::int64_t client_seq : numbers_of(std::move(q))) mark_rejected(client_seq, error);
}

std::vector<std::int64_t> Outbox::pending() {
  auto q = db_.prepare("SELECT client_seq FROM outbox WHERE state<>? ORDER BY client_seq");
  q.bind(1, kRejected);
  return numbers_of(std::move(q));
}

std::vector<std::int64_t> Outbox::pending_on(const store::AggregateRef& ref) {
  auto q = db_.prepare("SELECT client_seq FROM outbox_touch WHERE kind=? AND id=?");
  q.bind(1, kind_number(ref)).bind(2, ref.id);
  return numbers_of(std::move(q));
}

std::vector<store::AggregateRef> Outbox::touches_of(std::int64_t client_seq) {
  std::vector<store::AggregateRef> refs;
  auto q = db_.prepare("SELECT kind, id FROM outbox_touch WHERE client_seq=? ORDER BY kind, id");
  q.bind(1, client_seq);
  while (q.next()) refs.push_back(ref_of(q, 0));
  return refs;
}

bool Outbox::has_unsent(const store::AggregateRef& ref) {
  auto q = db_.prepare(
      "SELECT 1 FROM outbox_touch t JOIN outbox o ON o.client_seq=t.client_seq"
      " WHERE t.kind=? AND t.id=? AND o.state=? LIMIT 1");
  q.bind(1, kind_number(ref)).bind(2, ref.id).bind(3, kQueued);
  return q.next();
}

bool Outbox::has_images() {
  auto q = db_.prepare("SELECT 1 FROM pending_image LIMIT 1");
  return q.next();
}

bool Outbox::has_image(const store::AggregateRef& ref) {
  auto q = db_.prepare("SELECT 1 FROM pending_image WHERE kind=? AND id=?");
  q.bind(1, kind_number(ref)).bind(2, ref.id);
  return q.next();
}

std::string Outbox::image(const store::AggregateRef& ref) {
  auto q = db_.prepare("SELECT image FROM pending_image WHERE kind=? AND id=?");
  q.bind(1, kind_number(ref)).bind(2, ref.id);
  return q.next() ? std::string(q.blob(0)) : std::string();
}

void Outbox::put_image(const store::AggregateRef& ref, std::string_view image) {
  db_.prepare("INSERT OR REPLACE INTO pending_image(kind, id, image) VALUES(?,?,?)")
      .bind(1, kind_number(ref))
      .bind(2, ref.id)
      .bind_blob(3, image)
      .run();
}

void Outbox::drop_image(const store::AggregateRef& ref) {
  db_.prepare("DELETE FROM pending_image WHERE kind=? AND id=?")
      .bind(1, kind_number(ref))
      .bind(2, ref.id)
      .run();
}

void Outbox::empty_images() { db_.prepare("UPDATE pending_image SET image=x''").run(); }

AggregateSet Outbox::imaged() {
  AggregateSet refs;
  auto q = db_.prepare("SELECT kind, id FROM pending_image");
  while (q.next()) refs.insert(ref_of(q, 0));
  return refs;
}

std::int64_t Outbox::renumber() {
  // Out of the way first: a number may be taken while its row still waits to be moved.
  db_.prepare("UPDATE outbox SET client_seq=client_seq-?").bind(1, kAside).run();
  db_.prepare("UPDATE outbox_touch SET client_seq=client_seq-?").bind(1, kAside).run();
  auto q = db_.prepare("SELECT client_seq FROM outbox WHERE state=? ORDER BY client_seq");
  q.bind(1, kQueued);
  const std::vector<std::int64_t> old_numbers = numbers_of(std::move(q));
  std::int64_t last = 0;
  for (const std::int64_t old_number : old_numbers) {
    ++last;
    db_.prepare("UPDATE outbox SET client_seq=? WHERE client_seq=?")
        .bind(1, last)
        .bind(2, old_number)
        .run();
    db_.prepare("UPDATE outbox_touch SET client_seq=? WHERE client_seq=?")
        .bind(1, last)
        .bind(2, old_number)
        .run();
  }
  return last;
}

void Outbox::set_hash(std::int64_t client_seq, std::string_view hash) {
  db_.prepare("UPDATE outbox SET hash=? WHERE client_seq=?")
      .bind(1, hash)
      .bind(2, client_seq)
      .run();
}

}  // namespace firsthand::sync
