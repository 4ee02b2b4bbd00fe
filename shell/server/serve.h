// Runs the server until it is asked to stop: opens the data folder, installs the site, starts the
// threads, listens, and ends in good order on SIGTERM or SIGINT. SIGHUP installs the site again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/model/error.h"

namespace firsthand::server {

struct ServeOptions {
  std::filesystem::path data;
  std::filesystem::path site;  // empty: only the API
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::vector<std::string> origins;
  bool trust_proxy = false;
  bool secure_cookies = false;
  std::int64_t pages_max = 0;
};

/// Returns when the server has ended. Errors: server.listen, site.…, data.…, store.….
[[nodiscard]] Expected<void> serve(const ServeOptions& options);

}  // namespace firsthand::server
