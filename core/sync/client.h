// Drives a Replica against a server: when to push, pull, listen and back off. Sans-IO: it emits
// requests and takes answers and the time, so that the simulation and the browser run the same
// code. Pulling never waits for the outbox and pushing never waits for a pull.
//
//   client.tick(now_ms);                          // after every event, and at next_wake_ms()
//   for (auto& r : client.take_requests()) …      // send; later: client.on_response(r.id, …)
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/sync/replica.h"

namespace firsthand::sync {

struct HttpRequest {
  std::uint32_t id = 0;
  std::string method;   // "GET", "POST"
  std::string path;     // "/api/v1/pull?cursor=…"
  std::string body;     // JSON, or empty
  bool stream = false;  // GET /events: report each line by on_stream_line, the end by on_response
};

struct HttpResponse {
  int status = 0;  // 0: no answer (offline, timeout, aborted)
  std::string body;
  std::int64_t retry_after_s = 0;  // from the header, 0 when absent
};

enum class Link : std::uint8_t {
  starting,    // nothing heard yet
  online,      // the server answered last
  offline,     // the browser says so, or the server cannot be reached
  signed_out,  // 401: everything but delivery works; sign in to send
};

struct SyncStatus {
  Link link = Link::starting;
  bool syncing = false;        // a push or a pull page is on its way
  bool bootstrapping = false;  // the first full pull is not complete
  std::int64_t cursor = 0;
  std::int64_t head = 0;  // as last heard
  std::int64_t unsent = 0;
  std::int64_t needs_attention = 0;
  std::optional<Error> last_error;  // of the last exchange; cleared by a success
  Instant last_success_at;
  Instant oldest_unsent_at;
};

class SyncClient {
 public:
  /// The replica must outlive it. `seed` drives the jitter of the back-off only.
  SyncClient(Replica& replica, std::uint64_t seed);
  ~SyncClient();

  /// `now` is the wall clock in UTC, `mono_ms` a monotonic clock.
  void tick(Instant now, std::int64_t mono_ms);
  [[nodiscard]] std::vector<HttpRequest> take_requests();
  /// Requests that were given up (timeout, offline, signed out): abort them. Answers to them are
  /// ignored in any case.
  [[nodiscard]] std::vector<std::uint32_t> take_cancelled();
  void on_response(std::uint32_t id, const HttpResponse& response, Instant now,
                   std::int64_t mono_ms);
  void on_stream_line(std::uint32_t id, std::string_view line, std::int64_t mono_ms);
  /// The browser's own word (online / offline events), and "wake": visible, focus, sign-in done.
  void set_online(bool online);
  void wake();
  /// When tick wants to be called next, by the monotonic clock; nullopt: only after an event.
  [[nodiscard]] std::optional<std::int64_t> next_wake_ms() const;

  [[nodiscard]] SyncStatus status() const;
  /// Local clock plus the offset learnt from answers: what the server would stamp now.
  [[nodiscard]] Instant server_now(Instant local_now) const;
  /// The last re-bootstrap's cause, for the report ("state hash differed at 1234").
  [[nodiscard]] const std::optional<Error>& divergence() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace firsthand::sync
