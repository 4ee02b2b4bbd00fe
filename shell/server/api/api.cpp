#include "shell/server/api/api.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/model/limits.h"
#include "shell/server/api/handlers.h"

namespace firsthand::server {
namespace {

constexpr std::string_view kApiPrefix = "/api/";
constexpr std::size_t kSmallBody = 16 * 1024;
// The text's limit in its worst JSON form, and the rest.
constexpr std::size_t kIntakeBody = 512 * 1024;

enum class Sender : std::uint8_t {
  anyone,     // authorised by a token of its own, or nothing to protect
  same_site,  // may carry cookies: refused when another site's page sends it
};

struct Route {
  std::string_view method;
  std::string_view path;  // {id} stands for one segment
  void (*handler)(Services&, Request&&, Reply);
  std::size_t body_bytes_max;
  Sender sender;
};

constexpr auto kRoutes = std::to_array<Route>({
    {"GET", "/healthz", show_health, 0, Sender::anyone},
    {"POST", "/api/v1/sign-in", sign_in, kSmallBody, Sender::same_site},
    {"POST", "/api/v1/refresh", refresh, kSmallBody, Sender::same_site},
    {"POST", "/api/v1/sign-out", sign_out, kSmallBody, Sender::same_site},
    {"GET", "/api/v1/session", show_session, 0, Sender::same_site},
    {"POST", "/api/v1/push", push, limits::kBodyBytesMax, Sender::same_site},
    {"GET", "/api/v1/pull", pull, 0, Sender::same_site},
    {"GET", "/api/v1/events", events, 0, Sender::same_site},
    {"POST", "/api/v1/intake", intake_open, kIntakeBody, Sender::anyone},
    {"GET", "/api/v1/intake/{id}", intake_show, 0, Sender::anyone},
    {"POST", "/api/v1/intake/{id}/messages", intake_message, kIntakeBody, Sender::anyone},
});

// What {id} stands for (empty without one), or nullopt when the path is another.
std::optional<std::string> match(std::string_view pattern, std::string_view path) {
  constexpr std::string_view kId = "{id}";
  const std::size_t at = pattern.find(kId);
  if (at == std::string_view::npos) {
    return pattern == path ? std::optional<std::string>("") : std::nullopt;
  }
  const std::string_view after = pattern.substr(at + kId.size());
  const bool fits = path.size() > at + after.size() && path.starts_with(pattern.substr(0, at)) &&
                    path.ends_with(after);
  if (!fits) return std::nullopt;
  const std::string_view id = path.substr(at, path.size() - at - after.size());
  return id.contains('/') ? std::nullopt : std::optional<std::string>(id);
}

struct Found {
  const Route* route = nullptr;
  std::string id;
  std::string allowed;  // methods that the path has
};

Found find_route(const Request& request) {
  Found found;
  const std::string_view method =
      request.method == "HEAD" ? "GET" : std::string_view(request.method);
  for (const Route& route : kRoutes) {
    const auto id = match(route.path, request.path);
    if (!id) continue;
    if (route.method == method) found = {.route = &route, .id = *id, .allowed = found.allowed};
    found.allowed += (found.allowed.empty() ? "" : ", ") + std::string(route.method);
    if (route.method == "GET") found.allowed += ", HEAD";
  }
  return found;
}

bool is_api_path(std::string_view path) {
  return path.starts_with(kApiPrefix) || path == "/healthz";
}

Response method_refused(std::string_view allowed) {
  Response response =
      error_response(405, {"http.method", "This address answers only " + std::string(allowed), {}});
  response.set("Allow", std::string(allowed));
  return response;
}

std::optional<Response> body_refusal(const Request& head, const Route& route) {
  if (route.method != "POST") return std::nullopt;
  const std::string type = head.content_type();
  if (type != "application/json" && type != "application/cbor") {
    return error_response(415, {"http.content_type",
                                "The body must be application/json (or application/cbor), and "
                                "Content-Type must say so",
                                "content-type"});
  }
  const std::string_view length = head.header("content-length");
  if (length.empty() && head.header("transfer-encoding").empty()) {
    return error_response(411, {"http.length", "The request must say Content-Length", {}});
  }
  std::size_t bytes = 0;
  const auto parsed = std::from_chars(length.data(), length.data() + length.size(), bytes);
  if (parsed.ec == std::errc::result_out_of_range || bytes > route.body_bytes_max) {
    return error_response(413,
                          {"http.body_too_large",
                           "The body is larger than the " + std::to_string(route.body_bytes_max) +
                               " bytes allowed here; send less at a time",
                           {}});
  }
  return std::nullopt;
}

}  // namespace

std::expected<std::size_t, Response> Api::admit(const Request& head) {
  if (auto refused = refusal(head)) {
    allow_origin(std::string(head.header("origin")), *refused);
    return std::unexpected(std::move(*refused));
  }
  const Found found = find_route(head);
  return found.route != nullptr ? found.route->body_bytes_max : 0;
}

// The first reason why a request is answered without being handled.
std::optional<Response> Api::refusal(const Request& head) const {
  if (head.method == "OPTIONS" && is_api_path(head.path)) return preflight(head);
  const Found found = find_route(head);
  if (found.route == nullptr) {
    if (!found.allowed.empty()) return method_refused(found.allowed);
    if (is_api_path(head.path)) {
      return error_response(404, {"http.not_found", "There is nothing at this address", {}});
    }
    const bool reads = head.method == "GET" || head.method == "HEAD";
    return reads ? std::nullopt : std::optional<Response>(method_refused("GET, HEAD"));
  }
  if (found.route->sender == Sender::same_site && is_cross_site(head)) {
    return error_response(
        403, {"http.cross_site", "This request came from another site's page and was refused",
              "origin"});
  }
  return body_refusal(head, *found.route);
}

void Api::handle(Request request, Reply reply) {
  Found found = find_route(request);
  if (found.route == nullptr) {
    const auto site = services_.site();
    if (site) return reply(site->respond(request));
    return reply(error_response(404, {"http.not_found", "There is nothing at this address", {}}));
  }
  request.id = std::move(found.id);
  std::string origin(request.header("origin"));
  if (!is_listed_origin(origin)) {
    return found.route->handler(services_, std::move(request), std::move(reply));
  }
  Reply with_origin(
      [this, origin = std::move(origin), reply = std::move(reply)](Response response) mutable {
        allow_origin(origin, response);
        reply(std::move(response));
      });
  found.route->handler(services_, std::move(request), std::move(with_origin));
}

bool Api::is_listed_origin(std::string_view origin) const {
  return !origin.empty() && std::ranges::find(services_.origins, origin) != services_.origins.end();
}

// A browser names the page's origin with whatever could change something; programs name none.
bool Api::is_cross_site(const Request& head) const {
  const std::string_view origin = head.header("origin");
  if (is_listed_origin(origin)) return false;
  if (!origin.empty()) {
    std::string_view host = head.header("host");
    const std::string_view forwarded = head.header("x-forwarded-host");
    if (services_.trust_proxy && !forwarded.empty()) host = forwarded;
    const std::size_t scheme_end = origin.find("://");
    if (scheme_end == std::string_view::npos) return true;
    if (to_lower(origin.substr(scheme_end + 3)) != to_lower(host)) return true;
  }
  const std::string_view site = head.header("sec-fetch-site");
  return !site.empty() && site != "same-origin" && site != "none";
}

void Api::allow_origin(const std::string& origin, Response& response) const {
  if (!is_listed_origin(origin)) return;
  response.set("Access-Control-Allow-Origin", origin);
  response.set("Access-Control-Expose-Headers", "Retry-After");
  response.set("Vary", "Origin, Accept, Accept-Encoding");
}

Response Api::preflight(const Request& head) const {
  const Found found = find_route(head);
  if (!is_listed_origin(head.header("origin"))) {
    return error_response(403, {"http.cross_site",
                                "Pages of this origin may not use the server; it can be allowed "
                                "with --origin",
                                "origin"});
  }
  Response response{.status = 204};
  response.set("Access-Control-Allow-Methods", found.allowed.empty() ? "GET" : found.allowed);
  response.set("Access-Control-Allow-Headers",
               "Authorization, Content-Type, Accept, Idempotency-Key");
  response.set("Access-Control-Max-Age", "600");
  return response;
}

}  // namespace firsthand::server
