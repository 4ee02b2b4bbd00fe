#include "ui/app/permits.h"

#include <utility>

namespace firsthand::ui {

namespace {

Refusal refusal_of(const sync::Replica& replica, const ops::OpBody& op) {
  const Expected<void> allowed = replica.can(op);
  return allowed ? Refusal{} : Refusal{allowed.error()};
}

}  // namespace

TicketPermits ticket_permits(const sync::Replica& replica, const Ticket& ticket) {
  // permit does not judge what a form has not filled in yet, so the rest stays empty.
  const TicketId id = ticket.id;
  TicketPermits permits;
  permits.take = refusal_of(replica, ops::TicketTake{.ticket = id});
  permits.note = refusal_of(replica, ops::TicketNote{.ticket = id, .entry = {}, .text = {}});
  ops::TicketClassify classify;
  classify.ticket = id;
  permits.classify = refusal_of(replica, classify);
  permits.override_priority =
      refusal_of(replica, ops::TicketOverridePriority{.ticket = id, .priority = {}, .reason = {}});
  permits.tag = refusal_of(replica, ops::TicketTag{.ticket = id, .add = {}, .remove = {}});
  permits.rename = refusal_of(replica, ops::TicketRename{.ticket = id, .subject = {}});
  permits.move_owner =
      refusal_of(replica, ops::TicketMoveOwner{.ticket = id, .owner = {}, .reason = {}});
  for (std::size_t i = 0; i < kTicketStates; ++i) {
    const auto state = static_cast<TicketState>(i);
    if (state != ticket.state) {
      permits.state[i] =
          refusal_of(replica, ops::TicketSetState{.ticket = id, .state = state, .reason = {}});
    }
    permits.reply_state[i] = refusal_of(
        replica, ops::TicketReply{.ticket = id, .entry = {}, .text = {}, .next_state = state});
  }
  permits.reply = permits.reply_state[static_cast<std::size_t>(TicketState::pending)];
  return permits;
}

}  // namespace firsthand::ui
