// What the ticket screen shows and what it remembers between frames. Filled by ui/app.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/ops/operation.h"
#include "core/query/customers.h"
#include "core/query/ticket_page.h"
#include "core/time/zone.h"

namespace firsthand::ui {

/// Why something is greyed out; an empty optional means it is allowed.
using Refusal = std::optional<Error>;

inline constexpr std::size_t kTicketStates = static_cast<std::size_t>(TicketState::merged) + 1;

/// ROLE-2: asked of the same permit that the server runs.
struct TicketPermits {
  Refusal take, reply, note, classify, override_priority, tag, rename, move_owner;
  Refusal merge, unmerge, split, link, watch, upset, assign, skills, customer, log_time, draft;
  Refusal revise_own, revise_any;
  std::array<Refusal, kTicketStates> state;        // by a plain change of state
  std::array<Refusal, kTicketStates> reply_state;  // by a reply with this next state
};

struct TicketModel {
  enum class Status : std::uint8_t { ready, missing, not_yet };
  Status status = Status::missing;
  std::string label;  // "#1042", or the word for a draft; for a missing one what was asked for
  query::TicketPage page;
  TicketPermits permits;
  std::vector<Person> people;                 // active, for the owner menu
  std::vector<query::RelatedTicket> found;    // for the state's `find`
  std::vector<query::CustomerHit> customers;  // likewise, for the customer dialog
  PersonId me;
  std::int64_t timer_ms = 0;  // TKT-9: what the timer has counted and nobody has logged
  bool timer_runs = false;
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

enum class TicketDialog : std::uint8_t {
  none,
  rename,
  override_priority,
  move_owner,
  merge,
  link,
  split,
  upset,
  assign,
  log_time,
  revise,
  set_customer,
  stale,
};

struct TicketViewState {
  TicketId ticket;
  TicketDraft draft;
  bool note_tab = false;
  TicketState next_state = TicketState::pending;
  TicketDialog dialog = TicketDialog::none;
  // Fields of the dialogs and panels.
  std::string subject, reason, tag, release;
  PersonId new_owner;
  std::string find;  // words for another ticket or a customer
  std::optional<query::RelatedTicket> target;
  LinkKind link_kind = LinkKind::related;
  EntryId entry;  // the dialog's
  std::string text, minutes;
  bool billable = true;
  bool tried = false;
  std::string skill;
  std::set<EntryId> histories;           // entries whose earlier texts are shown
  DraftId shared_draft;                  // the one in the composer, if it is shared
  EntryId seen;                          // the newest public entry when writing began (TKT-10a)
  std::optional<ops::TicketReply> held;  // stopped since the conversation moved on
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
