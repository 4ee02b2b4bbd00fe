#include "shell/server/http/listener.h"

#include <chrono>
#include <vector>

#include "shell/server/http/connection.h"
#include "shell/server/http/log.h"

namespace firsthand::server {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

Listener::Listener(asio::io_context& io, Application& application, ListenerOptions options)
    : application_(application), options_(std::move(options)), acceptor_(io), retry_(io) {}

Listener::~Listener() = default;

Expected<void> Listener::open() {
  const auto failed = [this](const boost::system::error_code& error) {
    return fail("server.listen",
                "Could not listen on " + options_.address + ":" + std::to_string(options_.port) +
                    ": " + error.message(),
                "listen");
  };
  boost::system::error_code error;
  const auto address = asio::ip::make_address(options_.address, error);
  if (error) return failed(error);
  const tcp::endpoint endpoint(address, options_.port);
  acceptor_.open(endpoint.protocol(), error);
  if (error) return failed(error);
  acceptor_.set_option(asio::socket_base::reuse_address(true), error);
  if (error) return failed(error);
  acceptor_.bind(endpoint, error);
  if (error) return failed(error);
  acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (error) return failed(error);
  accept_next();
  return {};
}

std::uint16_t Listener::port() const {
  boost::system::error_code error;
  const auto endpoint = acceptor_.local_endpoint(error);
  return error ? std::uint16_t{0} : endpoint.port();
}

void Listener::accept_next() {
  acceptor_.async_accept([this](const boost::system::error_code& error, tcp::socket socket) {
    on_accept(error, std::move(socket));
  });
}

void Listener::on_accept(const boost::system::error_code& error, tcp::socket socket) {
  if (stopping_) return;
  if (error) {
    // Out of file handles: existing connections end sooner or later, so wait for that.
    log_line("accept_failed", {{"reason", error.message()}});
    retry_.expires_after(std::chrono::milliseconds(100));
    retry_.async_wait([this](const boost::system::error_code& cancelled) {
      if (!cancelled && !stopping_) accept_next();
    });
    return;
  }
  if (connections_.size() >= options_.connections_max) {
    boost::system::error_code ignored;
    socket.close(ignored);
  } else {
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    start_connection(*this, std::move(socket));
  }
  accept_next();
}

void Listener::stop() {
  if (stopping_) return;
  stopping_ = true;
  boost::system::error_code ignored;
  acceptor_.close(ignored);
  retry_.cancel();
  hub_.stop();
  const std::vector<Connection*> all(connections_.begin(), connections_.end());
  for (Connection* connection : all) connection->finish();
}

void Listener::close_all() {
  const std::vector<Connection*> all(connections_.begin(), connections_.end());
  for (Connection* connection : all) connection->close();
}

}  // namespace firsthand::server
