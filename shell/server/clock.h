// The one place where the server reads the clock; everything below takes `now` as an argument.
#pragma once

#include <string>

#include "core/model/instant.h"

namespace firsthand::server {

/// Now, in UTC.
[[nodiscard]] Instant wall_clock();
/// "2026-03-29T01:30:00.250Z"; whole seconds without the fraction.
[[nodiscard]] std::string utc_text(Instant at);

}  // namespace firsthand::server
