// A request and its answer as plain values, so that handlers and their tests know nothing of
// sockets. Not here: reading and writing them (http/connection.h), what the paths mean (api/).
//
//   void hello(Request request, Reply reply) {
//     if (request.header("accept").empty()) return reply(error_response(400, {"http.accept", …}));
//     reply(json_response(200, {{"ok", true}}));
//   }
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/model/error.h"
#include "core/model/instant.h"

namespace firsthand::server {

struct Header {
  std::string name;  // as it is written in answers, lower case in requests
  std::string value;
};

struct Request {
  std::string method;
  std::string path;   // percent-decoded, starts with '/'
  std::string query;  // raw, without '?'
  std::vector<Header> headers;
  std::string body;
  std::string address;  // the client's, as far as the proxy is trusted
  std::string id;       // what {id} in the route's path stands for

  /// The value of a header, empty when there is none. `name` in lower case.
  [[nodiscard]] std::string_view header(std::string_view name) const;
  [[nodiscard]] std::string_view cookie(std::string_view name) const;
  /// The decoded value of a query parameter; nullopt when it is absent.
  [[nodiscard]] std::optional<std::string> parameter(std::string_view name) const;
  /// The media type of the body without parameters, lower case.
  [[nodiscard]] std::string content_type() const;
  /// What follows "Authorization: Bearer ", or empty.
  [[nodiscard]] std::string_view bearer() const;
};

/// Whether a comma-separated header such as Accept-Encoding names `token` and not with q=0.
[[nodiscard]] bool accepts(std::string_view header, std::string_view token);

/// An answer that stays open and tells of new heads (SYNC §3).
struct Listening {
  bool once = false;        // long poll: one line, then the end
  std::int64_t known = -1;  // the head that the client knows already
  Instant until;            // when it is to end at the latest
};

struct Response {
  int status = 200;
  std::vector<Header> headers;
  std::string body;
  std::shared_ptr<const std::string> file;  // instead of body: shared and never changed
  std::optional<Listening> listening;

  void set(std::string_view name, std::string value);
  [[nodiscard]] std::string_view content() const { return file ? *file : body; }
};

/// The one way to answer; may be called from any thread, once. Dropped uncalled (a queue was full,
/// a handler failed) it answers 503 itself, so no client ever waits in vain.
class Reply {
 public:
  using Function = std::move_only_function<void(Response)>;
  explicit Reply(Function function) : function_(std::move(function)) {}
  Reply(Reply&& other) noexcept : function_(std::exchange(other.function_, nullptr)) {}
  Reply& operator=(Reply&&) = delete;
  ~Reply();
  void operator()(Response response);

 private:
  Function function_;
};

/// What answers requests. Called on the network's thread, so it must not wait.
class Application {
 public:
  virtual ~Application() = default;
  /// Looks at the head alone: the largest body that may follow, or the answer at once.
  [[nodiscard]] virtual std::expected<std::size_t, Response> admit(const Request& head) = 0;
  virtual void handle(Request request, Reply reply) = 0;
};

[[nodiscard]] Response json_response(int status, const nlohmann::json& body);
/// {"error":{"code","message","field"}}.
[[nodiscard]] Response error_response(int status, const Error& error);
/// error_response with Retry-After.
[[nodiscard]] Response retry_response(int status, const Error& error, std::int64_t retry_after_s);

/// JSON text; what is not UTF-8 is replaced, never a reason to fail.
[[nodiscard]] std::string dump(const nlohmann::json& json);

/// The decoded text, or nullopt for a bad escape or a byte below 32.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text);

[[nodiscard]] std::string_view reason_phrase(int status);

/// Content-Security-Policy and its like (SYNC §6), part of every answer.
void add_security_headers(Response& response);

[[nodiscard]] std::string to_lower(std::string_view text);
[[nodiscard]] std::string_view trim(std::string_view text);

}  // namespace firsthand::server
