#include "shell/server/http/connection.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>

#include "shell/server/clock.h"
#include "shell/server/http/log.h"

namespace firsthand::server {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;

namespace {

// Errors come back as values, never as exceptions.
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

constexpr std::size_t kReadBytes = 4096;
constexpr std::size_t kLingerBytesMax = 8 * 1024 * 1024;

std::string head_text(const Request& request, const Response& response, bool keep_alive,
                      bool chunked) {
  std::string out = "HTTP/1.1 " + std::to_string(response.status) + " ";
  out += reason_phrase(response.status);
  out += "\r\n";
  for (const Header& header : response.headers) {
    out += header.name + ": " + header.value + "\r\n";
  }
  if (chunked) {
    out += "Transfer-Encoding: chunked\r\n";
  } else if (response.status != 204 && response.status != 304) {
    out += "Content-Length: " + std::to_string(response.content().size()) + "\r\n";
  }
  out += "Server: firsthand\r\n";
  if (!keep_alive || request.method.empty()) out += "Connection: close\r\n";
  return out + "\r\n";
}

std::string chunk_of(std::string_view line) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string size;
  for (std::size_t rest = line.size(); rest != 0; rest /= 16) {
    size.insert(size.begin(), kDigits[rest % 16]);
  }
  return size + "\r\n" + std::string(line) + "\r\n";
}

Error malformed(std::string_view what) {
  return {"http.malformed", "The request is not well-formed HTTP: " + std::string(what), {}};
}

void log_request(const Request& request, const Response& response,
                 std::chrono::steady_clock::time_point begun) {
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begun);
  log_line("request", {{"method", request.method},
                       {"path", request.path.substr(0, 200)},
                       {"status", response.status},
                       {"ms", static_cast<double>(took.count()) / 1000.0}});
}

}  // namespace

Connection::Connection(Listener& listener, tcp::socket socket)
    : listener_(listener),
      socket_(std::move(socket)),
      deadline_(socket_.get_executor()),
      buffer_(kHeaderBytesMax + kReadBytes + 64 * 1024) {
  listener_.joined(this);
}

Connection::~Connection() { listener_.left(this); }

void start_connection(Listener& listener, tcp::socket socket) {
  const auto executor = socket.get_executor();
  auto connection = std::make_shared<Connection>(listener, std::move(socket));
  asio::co_spawn(
      executor, [connection]() -> asio::awaitable<void> { co_await connection->run(); },
      [](const std::exception_ptr& error) {
        // Only memory can run out here; the client's connection is closed by then.
        if (error) log_line("connection_failed", nlohmann::json::object());
      });
}

// Cancels what the socket is doing once the time is over. The round tells an old timer's call
// from the newest one.
void Connection::arm(int wait_s) {
  timed_out_ = false;
  const std::uint64_t round = ++deadline_round_;
  deadline_.expires_after(std::chrono::seconds(wait_s));
  deadline_.async_wait(
      [weak = weak_from_this(), round](const boost::system::error_code& cancelled) {
        const auto self = weak.lock();
        if (cancelled || !self || self->deadline_round_ != round) return;
        self->timed_out_ = true;
        boost::system::error_code ignored;
        self->socket_.cancel(ignored);
      });
}

void Connection::disarm() {
  ++deadline_round_;
  deadline_.cancel();
}

void Connection::finish() {
  if (idle_) close();
}

void Connection::close() {
  boost::system::error_code ignored;
  socket_.close(ignored);
}

asio::awaitable<void> Connection::run() {
  Next next = Next::keep;
  while (next == Next::keep && !listener_.stopping()) {
    idle_ = true;
    const bool has_bytes = co_await wait_for_bytes();
    if (!has_bytes) break;
    idle_ = false;
    next = co_await serve_one();
  }
  if (next == Next::linger) co_await linger();
  disarm();
  boost::system::error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_both, ignored);
  close();
}

// Waits for a request to begin; pipelined bytes are there already.
asio::awaitable<bool> Connection::wait_for_bytes() {
  if (buffer_.size() > 0) co_return true;
  arm(kIdleWaitS);
  const auto [error, size] = co_await socket_.async_read_some(buffer_.prepare(kReadBytes), kAwait);
  disarm();
  buffer_.commit(size);
  co_return !error && size > 0;
}

asio::awaitable<Connection::Next> Connection::serve_one() {
  const auto begun = std::chrono::steady_clock::now();
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(kHeaderBytesMax));
  parser.body_limit(boost::none);  // set as soon as the path is known
  arm(kHeaderWaitS);
  const auto [error, size] = co_await http::async_read_header(socket_, buffer_, parser, kAwait);
  disarm();
  if (timed_out_) {
    co_return co_await refuse({}, 408, {"http.timeout", "The request's head took too long", {}});
  }
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    co_return co_await refuse(
        {}, 431, {"http.header_too_large", "The request's head is larger than 16 KiB", {}});
  }
  if (error.category() == http::make_error_code(http::error::bad_method).category() &&
      error != http::error::end_of_stream && error != http::error::partial_message) {
    co_return co_await refuse({}, 400, malformed(error.message()));
  }
  if (error) co_return Next::end;

  Request request = request_of(parser);
  if (request.path.empty()) co_return co_await refuse(request, 400, malformed("bad path"));
  auto admitted = listener_.application().admit(request);
  if (!admitted) {
    const bool unread = !parser.is_done();
    const bool keep = !unread && parser.keep_alive();
    log_request(request, admitted.error(), begun);
    const bool written = co_await write(request, admitted.error(), keep);
    if (!written) co_return Next::end;
    co_return unread ? Next::linger : keep ? Next::keep : Next::end;
  }
  const bool whole = co_await read_body(parser, *admitted, request);
  if (!whole) {
    if (body_status_ == 0) co_return Next::end;
    co_return co_await refuse(request, body_status_, body_error_);
  }
  request.body = std::move(parser.get().body());

  const bool keep = parser.keep_alive();
  Request head{.method = request.method, .path = request.path};
  Response response = co_await ask(std::move(request));
  log_request(head, response, begun);
  if (response.listening) co_return co_await listen(head, std::move(response));
  const bool keeps_open = keep && !listener_.stopping();
  const bool written = co_await write(head, response, keeps_open);
  if (!written) co_return Next::end;
  co_return keeps_open ? Next::keep : Next::end;
}

asio::awaitable<Connection::Next> Connection::refuse(Request request, int status, Error error) {
  Response response = error_response(status, error);
  log_request(request, response, std::chrono::steady_clock::now());
  const bool written = co_await write(request, response, false);
  co_return written ? Next::linger : Next::end;
}

// Leaves a refusal in body_status_ and body_error_, or 0 there when the client has gone.
asio::awaitable<bool> Connection::read_body(Parser& parser, std::size_t bytes_max,
                                            Request& request) {
  body_status_ = 0;
  const Error too_large{
      "http.body_too_large",
      "The body is larger than the " + std::to_string(bytes_max) + " bytes allowed here",
      {}};
  const auto length = parser.content_length();
  if (length && *length > bytes_max) {
    body_status_ = 413;
    body_error_ = too_large;
    co_return false;
  }
  if (parser.is_done()) co_return true;
  parser.body_limit(bytes_max);
  if (to_lower(request.header("expect")) == "100-continue") {
    const bool told = co_await write_text("HTTP/1.1 100 Continue\r\n\r\n");
    if (!told) co_return false;
  }
  arm(kBodyWaitS);
  const auto [error, size] = co_await http::async_read(socket_, buffer_, parser, kAwait);
  disarm();
  if (!error) co_return true;
  if (timed_out_) {
    body_status_ = 408;
    body_error_ = {"http.timeout", "The request's body took too long", {}};
  } else if (error == http::error::body_limit) {
    body_status_ = 413;
    body_error_ = too_large;
  } else if (error != http::error::partial_message && error != asio::error::eof &&
             error != asio::error::connection_reset && error != asio::error::operation_aborted) {
    body_status_ = 400;
    body_error_ = malformed(error.message());
  }
  co_return false;
}

// Hands the request to the application and comes back on this thread with its answer.
asio::awaitable<Response> Connection::ask(Request request) {
  auto executor = socket_.get_executor();
  co_return co_await asio::async_initiate<decltype(asio::use_awaitable), void(Response)>(
      [this, executor, &request](auto handler) {
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        listener_.application().handle(
            std::move(request), Reply([executor, shared](Response response) {
              asio::post(executor, [shared, response = std::move(response)]() mutable {
                (*shared)(std::move(response));
              });
            }));
      },
      asio::use_awaitable);
}

asio::awaitable<bool> Connection::write(const Request& request, Response& response,
                                        bool keep_alive) {
  add_security_headers(response);
  const std::string head = head_text(request, response, keep_alive, false);
  const bool has_body =
      request.method != "HEAD" && response.status != 204 && response.status != 304;
  const std::string_view content = has_body ? response.content() : std::string_view{};
  const std::array<asio::const_buffer, 2> buffers{asio::buffer(head), asio::buffer(content)};
  arm(kAnswerWaitS);
  const auto [error, size] = co_await asio::async_write(socket_, buffers, kAwait);
  disarm();
  co_return !error;
}

asio::awaitable<bool> Connection::write_text(std::string text) {
  arm(kBodyWaitS);
  const auto [error, size] = co_await asio::async_write(socket_, asio::buffer(text), kAwait);
  disarm();
  co_return !error;
}

// Tells the head at once and whenever it rises; an empty object says that the line is alive.
asio::awaitable<Connection::Next> Connection::listen(const Request& request, Response response) {
  PokeHub& hub = listener_.hub();
  const Listening listening = *response.listening;
  buffer_.shrink_to_fit();  // thousands of these are idle
  const Instant begun = wall_clock();
  std::int64_t told = listening.once ? std::max(listening.known, std::int64_t{-1}) : -1;
  if (listening.once && listening.known < 0) told = hub.head();
  asio::steady_timer timer(socket_.get_executor());
  const auto line_of = [](std::int64_t head) {
    return "{\"head\":" + std::to_string(head) + "}\n";
  };

  if (!listening.once) {
    add_security_headers(response);
    const bool begins = co_await write_text(head_text(request, response, false, true));
    if (!begins) co_return Next::end;
  }
  while (true) {
    const bool over = hub.stopping() || wall_clock() >= listening.until;
    const bool news = hub.head() > told;
    if (listening.once) {
      const Duration waited = wall_clock() - begun;
      if (over || news || waited.ms >= kLongPollS * 1000) {
        response.body = line_of(hub.head());
        const bool keeps_open = !listener_.stopping();
        const bool written = co_await write(request, response, keeps_open);
        co_return written&& keeps_open ? Next::keep : Next::end;
      }
    } else if (over) {
      co_await write_text("0\r\n\r\n");
      co_return Next::end;
    } else {
      told = hub.head();
      const std::string line = news ? line_of(told) : std::string("{}\n");
      const bool written = co_await write_text(chunk_of(line));
      if (!written) co_return Next::end;
      if (hub.head() > told) continue;
    }
    const std::int64_t wait_ms = listening.once ? kLongPollS * 1000 : kHeartbeatS * 1000;
    timer.expires_after(std::chrono::milliseconds(
        std::clamp<std::int64_t>((listening.until - wall_clock()).ms, 1, wait_ms)));
    hub.add(timer);
    // Cancelled by news, or over: either way the loop looks what there is to say.
    co_await timer.async_wait(kAwait);
    hub.remove(timer);
    if (!socket_.is_open()) co_return Next::end;
  }
}

// After an early refusal the client may still be sending; closing at once would reset the line
// and could take the answer with it.
asio::awaitable<void> Connection::linger() {
  boost::system::error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
  buffer_.clear();
  arm(kLingerWaitS);
  std::size_t total = 0;
  while (total < kLingerBytesMax) {
    const auto [error, size] =
        co_await socket_.async_read_some(buffer_.prepare(kReadBytes), kAwait);
    if (error || size == 0) break;
    total += size;
  }
  disarm();
}

Request Connection::request_of(const Parser& parser) const {
  const auto& message = parser.get();
  Request request{.method = std::string(message.method_string())};
  const std::string_view target = message.target();
  const std::size_t question = target.find('?');
  if (target.starts_with('/')) {
    request.path = percent_decode(target.substr(0, question)).value_or(std::string());
  }
  if (question != std::string_view::npos) request.query = std::string(target.substr(question + 1));
  for (const auto& field : message) {
    request.headers.push_back(
        {to_lower(std::string_view(field.name_string())), std::string(field.value())});
  }
  boost::system::error_code error;
  const auto peer = socket_.remote_endpoint(error);
  if (!error) request.address = peer.address().to_string();
  if (listener_.options().trust_proxy) {
    const std::string_view forwarded = request.header("x-forwarded-for");
    const std::string_view last = trim(forwarded.substr(forwarded.rfind(',') + 1));
    if (!last.empty()) request.address = std::string(last.substr(0, 64));
  }
  return request;
}

}  // namespace firsthand::server
