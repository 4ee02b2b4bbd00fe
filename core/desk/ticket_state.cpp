#include "core/desk/ticket_state.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/model/assert.h"

namespace firsthand::desk {
namespace {

enum class Verdict : std::uint8_t {
  legal,
  same,
  new_is_past,  // nobody un-reads a ticket
  solve_first,  // closing what nobody solved
  closed_final,
  merge_only,  // merged is reached by merging
  merged_away,
};

struct Reason {
  std::string_view code;
  std::string_view message;
};

constexpr std::array<Reason, 7> kReasons{{
    {"", ""},
    {"ticket.same_state", "The ticket is already in this state"},
    {"ticket.illegal_move", "A ticket that was worked on cannot be new again; choose open instead"},
    {"ticket.illegal_move", "Solve the ticket before closing it"},
    {"ticket.closed", "A closed ticket stays closed; open a follow-up ticket instead"},
    {"ticket.illegal_move", "A ticket is only merged by merging it into another one"},
    {"ticket.merged", "This ticket was merged into another one; work on that one"},
}};

constexpr std::size_t kStates = EnumText<TicketState>::kNames.size();

// One row for each state the ticket is in, one column for each it should go to. A ticket that
// waits for a silent customer may be closed without being solved (FUP-2).
constexpr auto kMoves = [] {
  using enum Verdict;
  return std::array<std::array<Verdict, kStates>, kStates>{{
      // new         open          pending       hold          solved        closed       merged
      {same, legal, legal, legal, legal, solve_first, merge_only},        // new
      {new_is_past, same, legal, legal, legal, solve_first, merge_only},  // open
      {new_is_past, legal, same, legal, legal, legal, merge_only},        // pending
      {new_is_past, legal, legal, same, legal, solve_first, merge_only},  // hold
      {new_is_past, legal, legal, legal, same, legal, merge_only},        // solved
      {closed_final, closed_final, closed_final, closed_final, closed_final, same, merge_only},
      {merged_away, merged_away, merged_away, merged_away, merged_away, merged_away, same},
  }};
}();

Expected<void> refuse(Verdict verdict) {
  const Reason& reason = kReasons[static_cast<std::size_t>(verdict)];
  return fail(reason.code, std::string(reason.message), "state");
}

}  // namespace

Expected<void> check_move(TicketState from, TicketState to) {
  const Verdict verdict = kMoves[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)];
  if (verdict == Verdict::legal) return {};
  return refuse(verdict);
}

Expected<void> check_changeable(TicketState state) {
  if (state == TicketState::closed) return refuse(Verdict::closed_final);
  if (state == TicketState::merged) return refuse(Verdict::merged_away);
  return {};
}

TicketState after_customer_message(TicketState state) {
  FH_ASSERT(check_changeable(state).has_value());
  return state == TicketState::fresh ? TicketState::fresh : TicketState::open;
}

}  // namespace firsthand::desk
