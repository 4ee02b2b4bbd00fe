#include "core/sync/operation_log.h"

#include "core/model/limits.h"

namespace firsthand::sync {

std::int64_t OperationLog::head() {
  auto q = db_.prepare("SELECT max(seq) FROM operation_log");
  return q.next() ? q.integer(0) : 0;
}

Instant OperationLog::last_stamp() {
  auto q = db_.prepare("SELECT at FROM operation_log ORDER BY seq DESC LIMIT 1");
  return q.next() ? q.instant(0) : Instant{};
}

std::optional<ReplicaPlace> OperationLog::place(ReplicaId replica) {
  auto q = db_.prepare("SELECT person, last_client_seq, last_hash FROM replica WHERE id=?");
  q.bind(1, replica);
  if (!q.next()) return std::nullopt;
  return ReplicaPlace{q.id<PersonId>(0), q.integer(1), std::string(q.text(2))};
}

void OperationLog::put_place(ReplicaId replica, const ReplicaPlace& place) {
  db_.prepare(
         "INSERT INTO replica(id, person, last_client_seq, last_hash) VALUES(?,?,?,?)"
         " ON CONFLICT(id) DO UPDATE SET last_client_seq=excluded.last_client_seq,"
         " last_hash=excluded.last_hash")
      .bind(1, replica)
      .bind(2, place.person)
      .bind(3, place.last_client_seq)
      .bind(4, place.last_hash)
      .run();
}

void OperationLog::append(const AcceptedOperation& op, std::string_view state_hash) {
  db_.prepare(
         "INSERT INTO operation_log(seq, at, actor, role, ticket_number, replica, client_seq, name,"
         " body, schema, state_hash) VALUES(?,?,?,?,?,?,?,?,?,?,?)")
      .bind(1, op.seq)
      .bind(2, op.at)
      .bind(3, op.actor.person)
      .bind(4, static_cast<std::int64_t>(op.actor.role))
      .bind(5, std::int64_t{op.ticket_number})
      .bind(6, op.key.replica)
      .bind(7, op.key.client_seq)
      .bind(8, op.name)
      .bind(9, op.body)
      .bind(10, std::int64_t{op.schema})
      .bind(11, state_hash)
      .run();
}

void OperationLog::append_rejected(const WrittenOperation& op, Instant at, const Error& error) {
  const bool is_kept = op.body.size() <= limits::kOperationBytesMax;
  db_.prepare(
         "INSERT INTO rejected_operation(replica, client_seq, at, actor, name, body, code, message,"
         " field) VALUES(?,?,?,?,?,?,?,?,?)")
      .bind(1, op.key.replica)
      .bind(2, op.key.client_seq)
      .bind(3, at)
      .bind(4, op.actor)
      .bind(5, op.name)
      .bind(6, is_kept ? std::string_view(op.body) : std::string_view())
      .bind(7, error.code)
      .bind(8, error.message)
      .bind(9, error.field)
      .run();
}

std::optional<std::variant<PushAccepted, PushRejected>> OperationLog::outcome(
    const WrittenOperation& op) {
  auto accepted =
      db_.prepare("SELECT seq, at, name, body FROM operation_log WHERE replica=? AND client_seq=?");
  accepted.bind(1, op.key.replica).bind(2, op.key.client_seq);
  if (accepted.next()) {
    if (accepted.text(2) != op.name || accepted.text(3) != op.body) return std::nullopt;
    return PushAccepted{op.key.client_seq, accepted.integer(0), accepted.instant(1)};
  }
  auto rejected = db_.prepare(
      "SELECT code, message, field, name, body FROM rejected_operation"
      " WHERE replica=? AND client_seq=?");
  rejected.bind(1, op.key.replica).bind(2, op.key.client_seq);
  if (!rejected.next() || rejected.text(3) != op.name) return std::nullopt;
  const bool was_kept = op.body.size() <= limits::kOperationBytesMax;
  if (was_kept && rejected.text(4) != op.body) return std::nullopt;
  return PushRejected{op.key.client_seq,
                      {std::string(rejected.text(0)), std::string(rejected.text(1)),
                       std::string(rejected.text(2))}};
}

}  // namespace firsthand::sync
