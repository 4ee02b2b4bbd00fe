#include "shell/web/net.h"

#include "shell/web/messages.h"

namespace firsthand::web {

void Net::send(Ask ask, const sync::HttpRequest& request) {
  const std::uint32_t id = next_id_++;
  asked_.emplace(id, ask);
  tell_worker({{"do", "fetch"},
               {"id", id},
               {"method", request.method},
               {"path", request.path},
               {"body", request.body},
               {"stream", request.stream}});
}

void Net::abort_all() {
  asked_.clear();
  tell_worker({{"do", "abort_all"}});
}

std::optional<Ask> Net::take(std::uint32_t wire_id) {
  const auto found = asked_.find(wire_id);
  if (found == asked_.end()) return std::nullopt;
  const Ask ask = found->second;
  asked_.erase(found);
  return ask;
}

std::optional<Ask> Net::find(std::uint32_t wire_id) const {
  const auto found = asked_.find(wire_id);
  return found == asked_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace firsthand::web
