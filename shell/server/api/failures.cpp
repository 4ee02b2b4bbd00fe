#include <algorithm>
#include <array>
#include <string_view>

#include "shell/server/api/handlers.h"

namespace firsthand::server {
namespace {

struct Rule {
  std::string_view prefix;
  int status;
  std::int64_t retry_after_s;
};

// The first whose prefix the code has.
constexpr auto kRules = std::to_array<Rule>({
    {"store.full", 503, 30},
    {"store.busy", 503, 1},
    {"store.", 500, 0},
    {"password.no_memory", 503, 5},
    {"auth.disabled", 403, 0},
    {"auth.", 401, 0},
    {"http.content_type", 415, 0},
    {"intake.key_reused", 409, 0},
    {"intake.not_found", 404, 0},
    {"sync.cursor_ahead", 409, 0},
    {"sync.epoch_changed", 409, 0},
    {"sync.actor", 403, 0},
});

}  // namespace

Response failure_response(const Error& error) {
  const auto rule = std::ranges::find_if(
      kRules, [&](const Rule& each) { return error.code.starts_with(each.prefix); });
  if (rule == kRules.end()) return error_response(400, error);
  Response response = rule->retry_after_s > 0
                          ? retry_response(rule->status, error, rule->retry_after_s)
                          : error_response(rule->status, error);
  if (rule->status == 401) response.set("WWW-Authenticate", "Bearer");
  return response;
}

}  // namespace firsthand::server
