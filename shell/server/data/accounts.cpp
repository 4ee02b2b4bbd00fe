#include "shell/server/data/accounts.h"

#include "shell/server/secrets.h"

namespace firsthand::server {
namespace {

// What a row of the table session is.
constexpr std::int64_t kAccess = 0;
constexpr std::int64_t kRefresh = 1;

struct TokenRow {
  std::string digest;
  Id128 family;
  PersonId person;
  Instant until;
  bool used = false;
};

std::optional<TokenRow> find_token(store::Database& database, std::string_view token,
                                   std::int64_t kind) {
  std::string digest = token_digest(token);
  auto query = database.prepare(
      "SELECT family, person, expires_at, used_at FROM session WHERE token_hash=? AND kind=?");
  query.bind_blob(1, digest).bind(2, kind);
  if (!query.next()) return std::nullopt;
  return TokenRow{.digest = std::move(digest),
                  .family = query.id<Id128>(0),
                  .person = query.id<PersonId>(1),
                  .until = query.instant(2),
                  .used = !query.is_null(3)};
}

void add_token(store::Database& database, std::string_view token, const Id128& family,
               PersonId person, std::int64_t kind, Instant now, Duration life) {
  database
      .prepare(
          "INSERT INTO session(token_hash, family, person, kind, created_at, expires_at) "
          "VALUES(?, ?, ?, ?, ?, ?)")
      .bind_blob(1, token_digest(token))
      .bind(2, family)
      .bind(3, person)
      .bind(4, kind)
      .bind(5, now)
      .bind(6, now + life)
      .run();
}

SessionTokens add_tokens(store::Database& database, const Id128& family, PersonId person,
                         Instant now) {
  SessionTokens tokens{.person = person, .access = random_token(), .refresh = random_token()};
  add_token(database, tokens.access, family, person, kAccess, now, kAccessLife);
  add_token(database, tokens.refresh, family, person, kRefresh, now, kRefreshLife);
  return tokens;
}

void delete_family(store::Database& database, const Id128& family) {
  database.prepare("DELETE FROM session WHERE family=?").bind(1, family).run();
}

void delete_sessions_of(store::Database& database, PersonId person) {
  database.prepare("DELETE FROM session WHERE person=?").bind(1, person).run();
}

// Sessions are bounded in number, and expired tokens go.
void make_room(store::Database& database, PersonId person, Instant now) {
  database.prepare("DELETE FROM session WHERE expires_at<?").bind(1, now).run();
  database
      .prepare(
          "DELETE FROM session WHERE person=?1 AND family NOT IN ("
          "SELECT family FROM session WHERE person=?1 GROUP BY family "
          "ORDER BY max(created_at) DESC, family LIMIT ?2)")
      .bind(1, person)
      .bind(2, kSessionsMax - 1)
      .run();
}

}  // namespace

std::string password_hash(store::Database& database, PersonId person) {
  auto query = database.prepare("SELECT password_hash FROM credential WHERE person=?");
  query.bind(1, person);
  return query.next() ? std::string(query.text(0)) : std::string();
}

Expected<void> set_password(store::Database& database, PersonId person, std::string_view hash,
                            Instant now) {
  store::Transaction transaction(database);
  database
      .prepare(
          "INSERT INTO credential(person, password_hash, changed_at) VALUES(?, ?, ?) "
          "ON CONFLICT(person) DO UPDATE SET password_hash=excluded.password_hash, "
          "changed_at=excluded.changed_at")
      .bind(1, person)
      .bind(2, hash)
      .bind(3, now)
      .run();
  delete_sessions_of(database, person);
  return transaction.commit();
}

Expected<SessionTokens> begin_session(store::Database& database, PersonId person, Instant now) {
  store::Transaction transaction(database);
  make_room(database, person, now);
  SessionTokens tokens = add_tokens(database, random_id(), person, now);
  if (auto ok = transaction.commit(); !ok) return std::unexpected(ok.error());
  return tokens;
}

std::optional<Session> find_session(store::Database& database, std::string_view access) {
  const auto row = find_token(database, access, kAccess);
  if (!row) return std::nullopt;
  return Session{.id = row->family, .person = row->person, .access_until = row->until};
}

Expected<SessionTokens> refresh_session(store::Database& database, std::string_view refresh,
                                        Instant now) {
  store::Transaction transaction(database);
  const auto row = find_token(database, refresh, kRefresh);
  if (!row) {
    if (database.failure()) return std::unexpected(*database.failure());
    return fail("auth.required", "Nobody is signed in here; sign in");
  }
  const bool is_expired = row->until <= now;
  if (row->used || is_expired) {
    delete_family(database, row->family);
    if (auto ok = transaction.commit(); !ok) return std::unexpected(ok.error());
    if (is_expired) return fail("auth.expired", "The session has expired; sign in again");
    return fail("auth.reused",
                "This session was continued elsewhere with the same token, so it was ended for "
                "safety; sign in again");
  }
  database.prepare("DELETE FROM session WHERE family=? AND kind=?")
      .bind(1, row->family)
      .bind(2, kAccess)
      .run();
  SessionTokens tokens = add_tokens(database, row->family, row->person, now);
  database.prepare("UPDATE session SET used_at=?, replaced_by=? WHERE token_hash=?")
      .bind(1, now)
      .bind_blob(2, token_digest(tokens.refresh))
      .bind_blob(3, row->digest)
      .run();
  if (auto ok = transaction.commit(); !ok) return std::unexpected(ok.error());
  return tokens;
}

Expected<void> end_session(store::Database& database, std::string_view access,
                           std::string_view refresh) {
  store::Transaction transaction(database);
  if (const auto row = find_token(database, access, kAccess)) {
    delete_family(database, row->family);
  }
  if (const auto row = find_token(database, refresh, kRefresh)) {
    delete_family(database, row->family);
  }
  return transaction.commit();
}

Expected<void> end_sessions_of(store::Database& database, PersonId person) {
  store::Transaction transaction(database);
  delete_sessions_of(database, person);
  return transaction.commit();
}

}  // namespace firsthand::server
