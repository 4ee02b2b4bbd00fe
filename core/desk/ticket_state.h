// TKT-5: which moves of a ticket's state a person or rule may make, and why not the others.
// Not here: what a customer's message does by itself, merging, and who may (core/ops, roles.h).
//
//   if (auto ok = check_move(ticket.state, TicketState::solved); !ok) return ok;
#pragma once

#include "core/model/enums.h"
#include "core/model/error.h"

namespace firsthand::desk {

/// Errors, all on the field "state": ticket.same_state, ticket.illegal_move, ticket.closed,
/// ticket.merged.
[[nodiscard]] Expected<void> check_move(TicketState from, TicketState to);

/// Whether the ticket still changes: not closed, not merged away. Errors: ticket.closed,
/// ticket.merged.
[[nodiscard]] Expected<void> check_changeable(TicketState state);

/// TKT-5: the state after a customer's message; the message itself never lands on a closed or
/// merged ticket.
[[nodiscard]] TicketState after_customer_message(TicketState state);

/// The work on it is done (solved, closed or merged).
[[nodiscard]] constexpr bool is_finished(TicketState state) {
  return state == TicketState::solved || state == TicketState::closed ||
         state == TicketState::merged;
}

}  // namespace firsthand::desk
