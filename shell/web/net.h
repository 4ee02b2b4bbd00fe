// Requests to the server, through the worker's fetch. Timeouts, session renewal after a 401 and
// abort are JavaScript's (web/src/worker/net.ts); here each answer finds who asked.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "core/sync/client.h"

namespace firsthand::web {

/// Who asked.
enum class Asker : std::uint8_t { sync, sign_in, sign_out };

struct Ask {
  Asker asker = Asker::sync;
  std::uint32_t sync_id = 0;  // of the sync client's request
};

class Net {
 public:
  void send(Ask ask, const sync::HttpRequest& request);
  /// Forgets all requests, and stops them; their answers find nobody.
  void abort_all();

  /// Who asked for this answer, when still wanted; the request is over then.
  [[nodiscard]] std::optional<Ask> take(std::uint32_t wire_id);
  /// Who asked for the stream of which this is a line.
  [[nodiscard]] std::optional<Ask> find(std::uint32_t wire_id) const;

 private:
  std::map<std::uint32_t, Ask> asked_;
  std::uint32_t next_id_ = 1;
};

}  // namespace firsthand::web
