// Bodies in JSON or CBOR, answers in gzip: what the two sides negotiated.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/model/error.h"
#include "shell/server/http/message.h"

namespace firsthand::server {

inline constexpr std::size_t kCompressBytesMin = 1024;

/// gzip of the bytes; `level` from 1 (fast) to 9 (small).
[[nodiscard]] std::string gzip(std::string_view bytes, int level);

/// Reads CBOR without ever throwing or running out of stack. Errors: cbor.malformed (also for text
/// that is not UTF-8), json.too_deep past 32 levels.
[[nodiscard]] Expected<nlohmann::json> parse_cbor(std::string_view bytes);

/// The body by its Content-Type. Errors: http.content_type (415), json.malformed, cbor.malformed,
/// json.too_deep.
[[nodiscard]] Expected<nlohmann::json> body_of(const Request& request);

/// What the answer depends on, taken from the request before it is given away.
struct Negotiated {
  bool cbor = false;
  bool gzip = false;
};
[[nodiscard]] Negotiated negotiate(const Request& request);

/// An answer with no-store in the negotiated form, compressed from kCompressBytesMin on.
[[nodiscard]] Response coded_response(int status, const nlohmann::json& body,
                                      const Negotiated& negotiated);

}  // namespace firsthand::server
