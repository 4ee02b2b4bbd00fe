// What the handlers work with: the threads that read, write and hash, the limits, the settings.
// One for the whole server; outlives every request.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/store/database.h"
#include "core/store/tables.h"
#include "shell/server/data/workspace.h"
#include "shell/server/http/coding.h"
#include "shell/server/http/rate_limit.h"
#include "shell/server/http/site.h"
#include "shell/server/jobs.h"

namespace firsthand::server {

/// A thread's own connection for reading.
struct Reader {
  std::unique_ptr<store::Database> database;
};
/// The one that writes.
struct Writer {
  std::unique_ptr<Workspace> workspace;
};
/// Passwords take 64 MiB and a tenth of a second each, so few threads do them.
struct Hasher {};

inline constexpr std::size_t kReadersQueueMax = 10'000;
inline constexpr std::size_t kWriterQueueMax = 2'000;
inline constexpr std::size_t kHashersQueueMax = 64;
inline constexpr std::size_t kPushesWaitingMax = 1'000;  // of 1 MiB each at most

/// A push that waits for the writer.
struct WaitingPush {
  sync::PushRequest request;
  PersonId person;
  Negotiated negotiated;
  Reply reply;
};

struct Services {
  std::vector<std::string> origins;  // CORS: "https://desk.example"
  bool secure_cookies = false;
  bool trust_proxy = false;

  // Declared so that the writer, which the others hand work to, ends last.
  Jobs<Writer> writer{kWriterQueueMax};
  Jobs<Hasher> hashers{kHashersQueueMax};
  Jobs<Reader> readers{kReadersQueueMax};

  RateLimit sign_in_by_address{{.burst = 30, .refill_ms = 2'000}};
  RateLimit sign_in_by_email{{.burst = 8, .refill_ms = 20'000}};
  RateLimit refresh_by_address{{.burst = 60, .refill_ms = 1'000}};
  RateLimit push_by_session{{.burst = 200, .refill_ms = 50}};
  RateLimit pull_by_session{{.burst = 2'000, .refill_ms = 5}};
  RateLimit intake_writes_by_token{{.burst = 60, .refill_ms = 500}};
  RateLimit intake_reads_by_token{{.burst = 1'000, .refill_ms = 20}};
  RateLimit intake_by_address{{.burst = 60, .refill_ms = 1'000}};  // for wrong tokens

  std::atomic<std::int64_t> head = 0;
  /// Called on the writer's thread after it may have moved the head.
  std::function<void(std::int64_t)> on_head;

  void set_site(std::shared_ptr<const Site> site) {
    const std::scoped_lock lock(site_mutex_);
    site_ = std::move(site);
  }
  [[nodiscard]] std::shared_ptr<const Site> site() {
    const std::scoped_lock lock(site_mutex_);
    return site_;
  }
  /// Queues a push; true when it is the first, so that the writer has to be woken for it.
  [[nodiscard]] bool add_push(WaitingPush push) {
    const std::scoped_lock lock(push_mutex_);
    if (pushes_.size() >= kPushesWaitingMax) return false;
    pushes_.push_back(std::move(push));
    return pushes_.size() == 1;
  }
  [[nodiscard]] std::vector<WaitingPush> take_pushes() {
    const std::scoped_lock lock(push_mutex_);
    return std::exchange(pushes_, {});
  }
  void note_head(const Workspace& workspace) {
    head = workspace.head();
    if (on_head) on_head(workspace.head());
  }

 private:
  std::mutex push_mutex_;
  std::vector<WaitingPush> pushes_;
  std::mutex site_mutex_;
  std::shared_ptr<const Site> site_;
};

}  // namespace firsthand::server
