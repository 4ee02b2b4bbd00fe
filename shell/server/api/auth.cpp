// Signing in and out, and who is signed in.
#include "core/ops/text_rules.h"
#include "shell/server/api/handlers.h"
#include "shell/server/clock.h"
#include "shell/server/data/accounts.h"
#include "shell/server/secrets.h"

namespace firsthand::server {
namespace {

struct Credentials {
  std::string email;
  std::string password;
  bool bearer = false;  // wants the tokens in the answer, for a site on another origin
};

std::optional<std::string> text_field(const nlohmann::json& json, const char* key) {
  if (!json.is_object()) return std::nullopt;
  const auto found = json.find(key);
  if (found == json.end()) return std::nullopt;
  const auto* text = found->get_ptr<const std::string*>();
  return text == nullptr ? std::nullopt : std::optional<std::string>(*text);
}

bool wants_bearer(const nlohmann::json& json) {
  return json.is_object() && json.contains("bearer") && json["bearer"] == true;
}

Expected<Credentials> credentials_from(const Request& request) {
  const auto json = body_of(request);
  if (!json) return std::unexpected(json.error());
  const auto email = text_field(*json, "email");
  if (!email || email->empty()) {
    return fail("auth.missing", "Enter the e-mail address", "email");
  }
  const auto password = text_field(*json, "password");
  if (!password || password->empty()) return fail("auth.missing", "Enter the password", "password");
  if (email->size() > limits::kEmailBytesMax || password->size() > kPasswordBytesMax) {
    return fail("auth.wrong", "The e-mail address or the password is wrong");
  }
  return Credentials{.email = ops::lower_ascii(ops::trimmed(*email)),
                     .password = *password,
                     .bearer = wants_bearer(*json)};
}

nlohmann::json session_json(const Person& person, const WorkspaceInfo& workspace) {
  return {{"person",
           {{"id", person.id.text()},
            {"name", person.name},
            {"email", person.email},
            {"role", std::string(text_of(person.role))},
            {"support_tier", std::string(text_of(person.support_tier))},
            {"language", person.language},
            {"time_zone", person.time_zone}}},
          {"workspace", {{"id", workspace.id.text()}, {"name", workspace.name}}}};
}

void add_cookie(const Services& services, Response& response, std::string_view name,
                std::string_view value, std::int64_t life_s) {
  response.headers.push_back(
      {"Set-Cookie", std::string(name) + "=" + std::string(value) +
                         "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(life_s) +
                         (services.secure_cookies ? "; Secure" : "")});
}

Response signed_in_response(const Services& services, nlohmann::json body,
                            const SessionTokens& tokens, bool bearer) {
  if (bearer) {
    body["access_token"] = tokens.access;
    body["refresh_token"] = tokens.refresh;
    return json_response(200, body);
  }
  Response response = json_response(200, body);
  add_cookie(services, response, kAccessCookie, tokens.access, kAccessLife.ms / 1000);
  add_cookie(services, response, kRefreshCookie, tokens.refresh, kRefreshLife.ms / 1000);
  return response;
}

Response too_many_sign_ins(std::int64_t wait_s) {
  return retry_response(
      429,
      {"auth.too_many",
       "Too many attempts to sign in; wait " + std::to_string(wait_s) + " seconds and try again",
       {}},
      wait_s);
}

void begin(Services& services, const Person& person, bool bearer, Reply reply) {
  services.writer.post(
      [&services, person, bearer, reply = std::move(reply)](Writer& writer) mutable {
        store::Database& database = writer.workspace->database();
        const auto tokens = begin_session(database, person.id, wall_clock());
        if (!tokens) return reply(failure_response(tokens.error()));
        reply(signed_in_response(services, session_json(person, workspace_info(database)), *tokens,
                                 bearer));
      });
}

}  // namespace

Expected<SignedIn> authenticate(store::Database& database, const Request& request, Instant now) {
  const std::string_view bearer = request.bearer();
  const std::string_view access = bearer.empty() ? request.cookie(kAccessCookie) : bearer;
  const auto session = access.empty() ? std::nullopt : find_session(database, access);
  if (database.failure()) return std::unexpected(*database.failure());
  const bool may_refresh = bearer.empty() && !request.cookie(kRefreshCookie).empty();
  if (!session && !may_refresh) {
    return fail("auth.required", "Nobody is signed in here; sign in");
  }
  if (!session || session->access_until <= now) {
    return fail("auth.expired", "The access token has expired; refresh it");
  }
  auto person = store::Tables(database).person(session->person);
  if (!person) return fail("auth.required", "Nobody is signed in here; sign in");
  if (!person->active) {
    return fail("auth.disabled", "This account has been switched off; ask an admin");
  }
  return SignedIn{
      .person = std::move(*person), .session = session->id.text(), .until = session->access_until};
}

void sign_in(Services& services, Request&& request, Reply reply) {
  const Instant now = wall_clock();
  if (const auto wait_s = services.sign_in_by_address.take(request.address, now)) {
    return reply(too_many_sign_ins(*wait_s));
  }
  auto credentials = credentials_from(request);
  if (!credentials) {
    const bool is_missing = credentials.error().code == "auth.missing";
    return reply(is_missing ? error_response(400, credentials.error())
                            : failure_response(credentials.error()));
  }
  if (const auto wait_s = services.sign_in_by_email.take(credentials->email, now)) {
    return reply(too_many_sign_ins(*wait_s));
  }
  services.readers.post([&services, given = std::move(*credentials), address = request.address,
                         reply = std::move(reply)](Reader& reader) mutable {
    const auto person = store::Tables(*reader.database).person_by_email(given.email);
    std::string hash = person ? password_hash(*reader.database, person->id) : std::string();
    services.hashers.post([&services, given = std::move(given), address = std::move(address),
                           person, hash = std::move(hash),
                           reply = std::move(reply)](Hasher&) mutable {
      if (!verify_password(hash, given.password)) {
        return reply(
            failure_response({"auth.wrong", "The e-mail address or the password is wrong", {}}));
      }
      services.sign_in_by_address.give_back(address, wall_clock());
      services.sign_in_by_email.give_back(given.email, wall_clock());
      if (!person->active) {
        return reply(failure_response(
            {"auth.disabled", "This account has been switched off; ask an admin", {}}));
      }
      begin(services, *person, given.bearer, std::move(reply));
    });
  });
}

void refresh(Services& services, Request&& request, Reply reply) {
  if (const auto wait_s = services.refresh_by_address.take(request.address, wall_clock())) {
    return reply(too_many_sign_ins(*wait_s));
  }
  std::string token(request.cookie(kRefreshCookie));
  bool bearer = false;
  if (!request.body.empty()) {
    const auto json = body_of(request);
    if (!json) return reply(failure_response(json.error()));
    if (auto given = text_field(*json, "refresh_token")) {
      token = std::move(*given);
      bearer = true;
    }
  }
  services.writer.post([&services, token = std::move(token), bearer,
                        reply = std::move(reply)](Writer& writer) mutable {
    Workspace& workspace = *writer.workspace;
    const auto tokens = refresh_session(workspace.database(), token, wall_clock());
    if (!tokens) {
      Response response = failure_response(tokens.error());
      if (response.status == 401 && !bearer) {
        add_cookie(services, response, kAccessCookie, "", 0);
        add_cookie(services, response, kRefreshCookie, "", 0);
      }
      return reply(std::move(response));
    }
    const auto person = workspace.tables().person(tokens->person);
    if (!person || !person->active) {
      // The answer is the same whether or not the sessions could be cleared away.
      [[maybe_unused]] const auto ended = end_sessions_of(workspace.database(), tokens->person);
      return reply(failure_response(
          {"auth.disabled", "This account has been switched off; ask an admin", {}}));
    }
    reply(signed_in_response(services, session_json(*person, workspace_info(workspace.database())),
                             *tokens, bearer));
  });
}

void sign_out(Services& services, Request&& request, Reply reply) {
  std::string refresh_token(request.cookie(kRefreshCookie));
  if (!request.body.empty()) {
    const auto json = body_of(request);
    if (!json) return reply(failure_response(json.error()));
    if (auto given = text_field(*json, "refresh_token")) refresh_token = std::move(*given);
  }
  const std::string_view bearer = request.bearer();
  std::string access(bearer.empty() ? request.cookie(kAccessCookie) : bearer);
  services.writer.post([&services, access = std::move(access),
                        refresh_token = std::move(refresh_token),
                        reply = std::move(reply)](Writer& writer) mutable {
    const auto ended = end_session(writer.workspace->database(), access, refresh_token);
    if (!ended) return reply(failure_response(ended.error()));
    Response response = json_response(200, {{"ok", true}});
    add_cookie(services, response, kAccessCookie, "", 0);
    add_cookie(services, response, kRefreshCookie, "", 0);
    reply(std::move(response));
  });
}

void show_session(Services& services, Request&& request, Reply reply) {
  services.readers.post(
      [request = std::move(request), reply = std::move(reply)](Reader& reader) mutable {
        const auto who = authenticate(*reader.database, request, wall_clock());
        if (!who) return reply(failure_response(who.error()));
        reply(json_response(200, session_json(who->person, workspace_info(*reader.database))));
      });
}

}  // namespace firsthand::server
