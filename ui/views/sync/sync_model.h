// What the sync chip, its panel and the banners show. Filled by ui/app.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/model/error.h"
#include "core/time/zone.h"

namespace firsthand::ui {

/// How this computer and the server stand; see core/sync/client.h for what each means.
enum class LinkState : std::uint8_t { starting, online, offline, signed_out };

struct SyncFacts {
  LinkState link = LinkState::starting;
  bool syncing = false;
  bool bootstrapping = false;
  std::int64_t cursor = 0, head = 0;
  std::int64_t unsent = 0;
  std::int64_t needs_attention = 0;
  std::optional<Error> last_error;
  Instant last_success_at;
};

/// One change of the outbox in words.
struct OutboxLine {
  std::int64_t client_seq = 0;
  std::string what;   // "Reply"
  std::string where;  // "#1042 Printer on fire", or empty
  std::string text;   // what was written, for Copy
  Instant written_at;
  std::string reason;      // why it was refused, in the person's language
  bool editable = false;   // a reply or note: its text can go back into the composer
  bool overtaken = false;  // a reply that was held since the conversation moved on (TKT-10a)
};

struct SyncModel {
  SyncFacts status;
  bool durable = true;
  bool update_ready = false;
  std::vector<OutboxLine> unsent;  // oldest first, at most kOutboxLinesMax
  std::vector<OutboxLine> refused;
  Instant now;
  const time::Zone* zone = nullptr;
};

inline constexpr std::size_t kOutboxLinesMax = 100;

struct SyncViewState {
  bool open = false;
  std::int64_t discarding = 0;  // client_seq that waits for "Discard for good?"
  bool update_dismissed = false;
  bool sign_in_open = false;
};

}  // namespace firsthand::ui
