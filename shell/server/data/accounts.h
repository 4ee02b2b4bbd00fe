// Who may sign in, and who is signed in: password hashes and sessions. A session has a short
// access token and a refresh token that is exchanged at each use; a used one that comes back means
// that somebody copied it, and ends the session for both (SYNC §6).
//
// Not here: hashing passwords (secrets.h), cookies (api/), roles (the workspace's state).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/model/error.h"
#include "core/model/ids.h"
#include "core/model/instant.h"
#include "core/store/database.h"

namespace firsthand::server {

inline constexpr Duration kAccessLife{15LL * 60 * 1000};
inline constexpr Duration kRefreshLife{30LL * 24 * 60 * 60 * 1000};
inline constexpr std::int64_t kSessionsMax = 50;  // a person; the oldest ends

struct SessionTokens {
  PersonId person;
  std::string access;
  std::string refresh;
};

struct Session {
  Id128 id;
  PersonId person;
  Instant access_until;
};

/// Empty when the person has none.
[[nodiscard]] std::string password_hash(store::Database& database, PersonId person);
/// Also ends all sessions of the person.
[[nodiscard]] Expected<void> set_password(store::Database& database, PersonId person,
                                          std::string_view hash, Instant now);

[[nodiscard]] Expected<SessionTokens> begin_session(store::Database& database, PersonId person,
                                                    Instant now);
/// By its access token, whether expired or not.
[[nodiscard]] std::optional<Session> find_session(store::Database& database,
                                                  std::string_view access);
/// Exchanges a refresh token for new tokens. Errors: auth.required (unknown), auth.expired,
/// auth.reused (and the session is ended).
[[nodiscard]] Expected<SessionTokens> refresh_session(store::Database& database,
                                                      std::string_view refresh, Instant now);
/// Ends the session of either token; unknown ones are no error.
[[nodiscard]] Expected<void> end_session(store::Database& database, std::string_view access,
                                         std::string_view refresh);
[[nodiscard]] Expected<void> end_sessions_of(store::Database& database, PersonId person);

}  // namespace firsthand::server
