// What the ticket screen shows and what it remembers between frames. Filled by ui/app.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/query/ticket_page.h"
#include "core/time/zone.h"

namespace firsthand::ui {

/// Why something is greyed out; an empty optional means it is allowed.
using Refusal = std::optional<Error>;

inline constexpr std::size_t kTicketStates = static_cast<std::size_t>(TicketState::merged) + 1;

/// ROLE-2: asked of the same permit that the server runs.
struct TicketPermits {
  Refusal take, reply, note, classify, override_priority, tag, rename, move_owner;
  std::array<Refusal, kTicketStates> state;        // by a plain change of state
  std::array<Refusal, kTicketStates> reply_state;  // by a reply with this next state
};

struct TicketModel {
  enum class Status : std::uint8_t { ready, missing, not_yet };
  Status status = Status::missing;
  std::string label;  // "#1042", or the word for a draft; for a missing one what was asked for
  query::TicketPage page;
  TicketPermits permits;
  std::vector<Person> people;  // active, for the owner menu
  PersonId me;
  bool sees_revenue = false;
  bool online = false;
  std::int64_t cursor = 0, head = 0;
  Instant now;
  const time::Zone* zone = nullptr;
};

/// What one writes on one ticket; survives switching tickets and reloads (TKT-10a).
struct TicketDraft {
  std::string reply, note;
  bool reply_composing = false, note_composing = false;
  friend bool operator==(const TicketDraft&, const TicketDraft&) = default;
};

enum class TicketDialog : std::uint8_t { none, rename, override_priority, move_owner };

struct TicketViewState {
  TicketId ticket;
  TicketDraft draft;
  bool note_tab = false;
  TicketState next_state = TicketState::pending;
  TicketDialog dialog = TicketDialog::none;
  // Fields of the dialogs and panels.
  std::string subject, reason, tag, release;
  PersonId new_owner;
  Priority new_priority = Priority::p2;
  bool details = false;       // narrow screens: the panels instead of the conversation
  bool scroll_to_end = true;  // once, after opening and after sending
  bool focus_composer = false;
  bool open_state_menu = false;
  // Heights of the conversation's entries at `heights_width`, so that only those in view are
  // laid out.
  std::map<Id128, float> heights;
  float heights_width = 0;
};

}  // namespace firsthand::ui
