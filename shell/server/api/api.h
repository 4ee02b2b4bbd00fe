// All that the server answers: /healthz, /api/v1/… by the table in api.cpp, and the static site.
// Decides at the head of a request who may send it from where, and how large it may be.
#pragma once

#include "shell/server/api/services.h"
#include "shell/server/http/message.h"

namespace firsthand::server {

class Api final : public Application {
 public:
  explicit Api(Services& services) : services_(services) {}

  [[nodiscard]] std::expected<std::size_t, Response> admit(const Request& head) override;
  void handle(Request request, Reply reply) override;

 private:
  [[nodiscard]] std::optional<Response> refusal(const Request& head) const;
  [[nodiscard]] bool is_cross_site(const Request& head) const;
  [[nodiscard]] bool is_listed_origin(std::string_view origin) const;
  void allow_origin(const std::string& origin, Response& response) const;
  [[nodiscard]] Response preflight(const Request& head) const;

  Services& services_;
};

}  // namespace firsthand::server
