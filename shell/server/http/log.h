// One JSON object a line on standard error. Never bodies, passwords, tokens or query strings.
#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace firsthand::server {

/// Writes {"at":…,"event":event, …fields} as one line; lines of several threads never mix.
void log_line(std::string_view event, const nlohmann::json& fields);

}  // namespace firsthand::server
