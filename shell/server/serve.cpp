#include "shell/server/serve.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <mutex>
#include <thread>

#include <sys/resource.h>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include "shell/server/api/api.h"
#include "shell/server/api/services.h"
#include "shell/server/http/listener.h"
#include "shell/server/http/log.h"
#include "shell/server/http/site.h"

namespace firsthand::server {

namespace asio = boost::asio;

namespace {

constexpr std::size_t kReaderThreads = 3;
constexpr std::size_t kHasherThreads = 2;
constexpr int kStopWaitS = 5;

// Thousands of listeners need a file handle each; systems give 1024 unless one asks.
void raise_handle_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

class Server {
 public:
  explicit Server(const ServeOptions& options)
      : options_(options),
        api_(services_),
        listener_(
            io_, api_,
            {.address = options.address, .port = options.port, .trust_proxy = options.trust_proxy}),
        signals_(io_, SIGINT, SIGTERM, SIGHUP),
        stop_timer_(io_) {}

  Expected<void> run() {
    if (auto ok = start_services(); !ok) return ok;
    if (auto ok = listener_.open(); !ok) return ok;
    listener_.hub().publish(services_.head);
    wait_for_signal();
    log_line("listening", {{"address", options_.address},
                           {"port", listener_.port()},
                           {"head", services_.head.load()}});
    io_.run();
    end_services();
    log_line("stopped", {{"head", services_.head.load()}});
    return {};
  }

 private:
  Expected<void> start_services() {
    services_.origins = options_.origins;
    services_.secure_cookies = options_.secure_cookies;
    services_.trust_proxy = options_.trust_proxy;
    services_.on_head = [this](std::int64_t head) {
      asio::post(io_, [this, head] { listener_.hub().publish(head); });
    };
    auto workspace = Workspace::open({.folder = options_.data, .pages_max = options_.pages_max});
    if (!workspace) return std::unexpected(workspace.error());
    services_.head = (*workspace)->head();
    if (!options_.site.empty()) {
      auto site = Site::install(options_.site, options_.data / "releases");
      if (!site) return std::unexpected(site.error());
      log_line("site", {{"release", (*site)->release()}, {"files", (*site)->files()}});
      services_.set_site(std::move(*site));
    }
    std::vector<Reader> readers;
    for (std::size_t i = 0; i < kReaderThreads; ++i) {
      auto reader = open_reader(options_.data);
      if (!reader) return std::unexpected(reader.error());
      readers.push_back({std::move(*reader)});
    }
    services_.readers.before_each([](Reader& reader) { reader.database->clear_failure(); });
    services_.writer.before_each(
        [](Writer& writer) { writer.workspace->database().clear_failure(); });
    services_.writer.on_tick([this](Writer& writer) { tick(*writer.workspace); });
    services_.writer.at_end([](Writer& writer) { writer.workspace->checkpoint(); });
    services_.readers.start(std::move(readers));
    services_.hashers.start(std::vector<Hasher>(kHasherThreads));
    std::vector<Writer> writers;
    writers.push_back({std::move(*workspace)});
    services_.writer.start(std::move(writers));
    return {};
  }

  // On the writer's thread, about once a second: what other processes did, and idle work.
  void tick(Workspace& workspace) {
    const std::int64_t before = workspace.head();
    if (auto ok = workspace.catch_up(); !ok) {
      log_line("catch_up_failed", {{"code", ok.error().code}, {"reason", ok.error().message}});
      return;
    }
    if (workspace.head() != before) services_.note_head(workspace);
    workspace.database().maintain();
  }

  void end_services() {
    services_.readers.stop();
    services_.hashers.stop();
    services_.writer.stop();
    // Every answer is on its way by now; what still hangs on a connection ends here, while the
    // listener that it knows is alive.
    listener_.close_all();
    io_.restart();
    io_.poll();
  }

  void wait_for_signal() {
    signals_.async_wait([this](const boost::system::error_code& error, int signal) {
      if (error) return;
      if (signal == SIGHUP) {
        reinstall_site();
        wait_for_signal();
      } else {
        begin_stop();
      }
    });
  }

  // Not on the network's thread, which must go on answering meanwhile.
  void reinstall_site() {
    if (options_.site.empty()) return;
    services_.readers.post([this](Reader&) {
      const std::scoped_lock lock(install_mutex_);
      auto site = Site::install(options_.site, options_.data / "releases");
      if (!site) {
        log_line("site_failed", {{"code", site.error().code}, {"reason", site.error().message}});
        return;
      }
      services_.set_site(*site);
      log_line("site", {{"release", (*site)->release()}, {"files", (*site)->files()}});
    });
  }

  void begin_stop() {
    log_line("stopping", {{"connections", listener_.connections()}});
    listener_.stop();
    stop_deadline_ = std::chrono::steady_clock::now() + std::chrono::seconds(kStopWaitS);
    wait_for_end();
  }

  void wait_for_end() {
    const bool late = std::chrono::steady_clock::now() >= stop_deadline_;
    if (late) listener_.close_all();
    if (late || listener_.connections() == 0) return io_.stop();
    stop_timer_.expires_after(std::chrono::milliseconds(20));
    stop_timer_.async_wait([this](const boost::system::error_code&) { wait_for_end(); });
  }

  ServeOptions options_;
  std::mutex install_mutex_;  // one installation at a time
  Services services_;
  Api api_;
  asio::io_context io_{1};
  Listener listener_;
  asio::signal_set signals_;
  asio::steady_timer stop_timer_;
  std::chrono::steady_clock::time_point stop_deadline_;
};

}  // namespace

Expected<void> serve(const ServeOptions& options) {
  raise_handle_limit();
  std::signal(SIGPIPE, SIG_IGN);
  Server server(options);
  return server.run();
}

}  // namespace firsthand::server
