// The handlers behind the route table (api.cpp). Each is called on the network's thread and hands
// its work to the readers, the writer or the hashers.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/model/entities.h"
#include "shell/server/api/services.h"
#include "shell/server/http/coding.h"
#include "shell/server/http/message.h"

namespace firsthand::server {

// auth.cpp
void sign_in(Services& services, Request&& request, Reply reply);
void refresh(Services& services, Request&& request, Reply reply);
void sign_out(Services& services, Request&& request, Reply reply);
void show_session(Services& services, Request&& request, Reply reply);

// exchange.cpp
void push(Services& services, Request&& request, Reply reply);
void pull(Services& services, Request&& request, Reply reply);
void events(Services& services, Request&& request, Reply reply);
void show_health(Services& services, Request&& request, Reply reply);

// intake_api.cpp
void intake_open(Services& services, Request&& request, Reply reply);
void intake_show(Services& services, Request&& request, Reply reply);
void intake_message(Services& services, Request&& request, Reply reply);

/// The status that belongs to an error's code, with Retry-After where waiting helps.
[[nodiscard]] Response failure_response(const Error& error);

/// Who sent a request, by its access token.
struct SignedIn {
  Person person;
  std::string session;  // key for rate limits
  Instant until;        // of the access token
};
/// Errors: auth.required, auth.expired (refresh and try again), auth.disabled.
[[nodiscard]] Expected<SignedIn> authenticate(store::Database& database, const Request& request,
                                              Instant now);

inline constexpr std::string_view kAccessCookie = "fh_access";
inline constexpr std::string_view kRefreshCookie = "fh_refresh";

}  // namespace firsthand::server
