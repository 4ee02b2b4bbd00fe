// One client's connection: reads requests with Beast's parser, bounds their size and time, and
// writes answers, files and the stream of pokes. Begins in start_connection and ends by itself.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "shell/server/http/listener.h"
#include "shell/server/http/message.h"

namespace firsthand::server {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Listener& listener, boost::asio::ip::tcp::socket socket);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  boost::asio::awaitable<void> run();
  /// Ends now when it is idle, else after the answer that is under way.
  void finish();
  void close();

 private:
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
  enum class Next : std::uint8_t { keep, end, linger };

  boost::asio::awaitable<bool> wait_for_bytes();
  boost::asio::awaitable<Next> serve_one();
  boost::asio::awaitable<Next> refuse(Request request, int status, Error error);
  boost::asio::awaitable<bool> read_body(Parser& parser, std::size_t bytes_max, Request& request);
  boost::asio::awaitable<Response> ask(Request request);
  boost::asio::awaitable<bool> write(const Request& request, Response& response, bool keep_alive);
  boost::asio::awaitable<bool> write_text(std::string text);
  boost::asio::awaitable<Next> listen(const Request& request, Response response);
  boost::asio::awaitable<void> linger();
  [[nodiscard]] Request request_of(const Parser& parser) const;
  void arm(int wait_s);
  void disarm();

  Listener& listener_;
  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer deadline_;
  boost::beast::flat_buffer buffer_;
  std::uint64_t deadline_round_ = 0;
  bool timed_out_ = false;
  bool idle_ = true;
  Error body_error_;
  int body_status_ = 0;
};

void start_connection(Listener& listener, boost::asio::ip::tcp::socket socket);

}  // namespace firsthand::server
