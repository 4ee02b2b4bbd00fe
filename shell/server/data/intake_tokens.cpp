#include "shell/server/data/intake_tokens.h"

#include "shell/server/secrets.h"

namespace firsthand::server {
namespace {

constexpr std::string_view kTokenPrefix = "fhi_";  // so that a leaked one is recognised

bool has_name(store::Database& database, std::string_view name) {
  auto query = database.prepare("SELECT 1 FROM intake_token WHERE name=?");
  query.bind(1, name);
  return query.next();
}

void insert_owner(store::Database& database, TicketId ticket, std::string_view token) {
  database.prepare("INSERT OR IGNORE INTO intake_ticket(ticket, token_hash) VALUES(?, ?)")
      .bind(1, ticket)
      .bind_blob(2, token)
      .run();
}

// The same ids whenever the request is repeated with its key; fresh ones without a key.
Id128 id_for(std::string_view token, std::string_view key, std::string_view purpose) {
  if (key.empty()) return random_id();
  return digest_id(std::string(purpose) + '\n' + std::string(token) + std::string(key));
}

}  // namespace

Expected<std::string> add_intake_token(store::Database& database, std::string_view name,
                                       Instant now) {
  if (name.empty()) return fail("intake.no_name", "An intake token needs a name", "name");
  std::string token = std::string(kTokenPrefix) + random_token();
  const std::string digest = token_digest(token);
  store::Transaction transaction(database);
  if (has_name(database, name)) {
    return fail(
        "intake.name_taken",
        "There is an intake token named " + std::string(name) + " already; choose another name",
        "name");
  }
  database
      .prepare(
          "INSERT INTO intake_token(token_hash, name, created_at, revoked) "
          "VALUES(?, ?, ?, 0)")
      .bind_blob(1, digest)
      .bind(2, name)
      .bind(3, now)
      .run();
  if (auto ok = transaction.commit(); !ok) return std::unexpected(ok.error());
  return token;
}

std::vector<IntakeToken> intake_tokens(store::Database& database) {
  std::vector<IntakeToken> out;
  auto query = database.prepare(
      "SELECT token_hash, name, created_at, revoked FROM intake_token ORDER BY name");
  while (query.next()) {
    out.push_back({std::string(query.blob(0)), std::string(query.text(1)), query.instant(2),
                   query.integer(3) != 0});
  }
  return out;
}

Expected<void> revoke_intake_token(store::Database& database, std::string_view name) {
  store::Transaction transaction(database);
  if (!has_name(database, name)) {
    return fail("intake.no_token", "There is no intake token named " + std::string(name), "name");
  }
  database.prepare("UPDATE intake_token SET revoked=1 WHERE name=?").bind(1, name).run();
  return transaction.commit();
}

std::optional<IntakeToken> find_intake_token(store::Database& database, std::string_view text) {
  const std::string digest = token_digest(text);
  auto query = database.prepare(
      "SELECT name, created_at FROM intake_token WHERE token_hash=? AND revoked=0");
  query.bind_blob(1, digest);
  if (!query.next()) return std::nullopt;
  return IntakeToken{
      .digest = digest, .name = std::string(query.text(0)), .created_at = query.instant(1)};
}

bool is_ticket_of(store::Database& database, TicketId ticket, std::string_view token) {
  auto query = database.prepare("SELECT 1 FROM intake_ticket WHERE ticket=? AND token_hash=?");
  query.bind(1, ticket).bind_blob(2, token);
  return query.next();
}

Expected<IntakeReservation> reserve_intake(store::Database& database, std::string_view token,
                                           std::string_view key, std::string_view body_digest,
                                           TicketId ticket, Instant now) {
  IntakeReservation out{.ticket = ticket, .entry = EntryId(id_for(token, key, "entry"))};
  if (ticket.is_nil()) out.ticket = TicketId(id_for(token, key, "ticket"));
  store::Transaction transaction(database);
  if (!key.empty()) {
    auto query = database.prepare(
        "SELECT body_hash FROM intake_request WHERE token_hash=? AND idempotency_key=?");
    query.bind_blob(1, token).bind(2, key);
    if (query.next()) {
      if (query.text(0) == body_digest) return out;
      return fail("intake.key_reused",
                  "This idempotency key was used before with another body; take a new key for a "
                  "new request",
                  "idempotency_key");
    }
  }
  if (ticket.is_nil()) insert_owner(database, out.ticket, token);
  if (!key.empty()) {
    database
        .prepare(
            "INSERT INTO intake_request(token_hash, idempotency_key, body_hash, ticket, at) "
            "VALUES(?, ?, ?, ?, ?)")
        .bind_blob(1, token)
        .bind(2, key)
        .bind(3, body_digest)
        .bind(4, out.ticket)
        .bind(5, now)
        .run();
  }
  if (auto ok = transaction.commit(); !ok) return std::unexpected(ok.error());
  return out;
}

Expected<void> release_intake(store::Database& database, std::string_view token,
                              std::string_view key) {
  store::Transaction transaction(database);
  database.prepare("DELETE FROM intake_request WHERE token_hash=? AND idempotency_key=?")
      .bind_blob(1, token)
      .bind(2, key)
      .run();
  return transaction.commit();
}

Expected<void> own_intake_ticket(store::Database& database, TicketId ticket,
                                 std::string_view token) {
  store::Transaction transaction(database);
  insert_owner(database, ticket, token);
  return transaction.commit();
}

}  // namespace firsthand::server
