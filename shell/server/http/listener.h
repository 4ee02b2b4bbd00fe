// Accepts connections and ends them in good order. Runs on one thread, the one that calls
// io_context::run. What requests mean is the Application's business.
//
//   Listener listener(io, application, {.address = "127.0.0.1", .port = 8080});
//   if (auto ok = listener.open(); !ok) …
//   io.run();      // listener.stop() lets it return
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_set>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "core/model/error.h"
#include "shell/server/http/message.h"
#include "shell/server/http/poke_hub.h"

namespace firsthand::server {

class Connection;

struct ListenerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one
  bool trust_proxy = false;   // the client's address is the last of X-Forwarded-For
  std::size_t connections_max = 10'000;
};

/// Times after which a slow client is let go (slow loris), in seconds.
inline constexpr int kHeaderWaitS = 10;
inline constexpr int kBodyWaitS = 30;
inline constexpr int kIdleWaitS = 60;
inline constexpr int kAnswerWaitS = 60;
inline constexpr int kHeartbeatS = 15;
inline constexpr int kLongPollS = 25;
inline constexpr int kLingerWaitS = 2;
inline constexpr std::size_t kHeaderBytesMax = 16 * 1024;

class Listener {
 public:
  Listener(boost::asio::io_context& io, Application& application, ListenerOptions options);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// Binds and begins to accept. Errors: server.listen with the address and the reason.
  [[nodiscard]] Expected<void> open();
  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] PokeHub& hub() { return hub_; }
  [[nodiscard]] Application& application() { return application_; }
  [[nodiscard]] const ListenerOptions& options() const { return options_; }

  /// Accepts no more, ends idle connections and streams now, the others after their answer.
  void stop();
  /// Ends those that are still there.
  void close_all();
  [[nodiscard]] bool stopping() const { return stopping_; }
  [[nodiscard]] std::size_t connections() const { return connections_.size(); }

  void joined(Connection* connection) { connections_.insert(connection); }
  void left(Connection* connection) { connections_.erase(connection); }

 private:
  void accept_next();
  void on_accept(const boost::system::error_code& error, boost::asio::ip::tcp::socket socket);

  Application& application_;
  ListenerOptions options_;
  boost::asio::ip::tcp::acceptor acceptor_;
  boost::asio::steady_timer retry_;
  PokeHub hub_;
  bool stopping_ = false;
  std::unordered_set<Connection*> connections_;
};

}  // namespace firsthand::server
