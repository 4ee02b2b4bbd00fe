#include "ui/app/permits.h"

#include <algorithm>
#include <utility>

#include "core/desk/roles.h"

namespace firsthand::ui {

namespace {

Refusal refusal_of(const sync::Replica& replica, const ops::OpBody& op) {
  const Expected<void> allowed = replica.can(op);
  return allowed ? Refusal{} : Refusal{allowed.error()};
}

Refusal refusal_of(const Expected<void>& allowed) {
  return allowed ? Refusal{} : Refusal{allowed.error()};
}

void desk_permits(const sync::Replica& replica, const Ticket& ticket, TicketPermits& permits) {
  const TicketId id = ticket.id;
  const ops::Actor me = replica.actor();
  const bool watches = std::ranges::binary_search(ticket.watchers, me.person);
  permits.merge = refusal_of(replica, ops::TicketMerge{.ticket = id, .into = {}, .reason = {}});
  permits.unmerge = refusal_of(
      replica, ops::TicketUnmerge{.ticket = id, .from = ticket.merged_into, .reason = {}});
  permits.split = refusal_of(
      replica, ops::TicketSplit{
                   .ticket = id, .entry = {}, .new_ticket = {}, .new_entry = {}, .subject = {}});
  permits.link = refusal_of(replica, ops::TicketLinkTo{.ticket = id, .other = {}});
  permits.watch = refusal_of(
      replica, ops::TicketWatch{.ticket = id, .person = me.person, .watching = !watches});
  permits.upset =
      refusal_of(replica, ops::TicketUpset{.ticket = id, .upset = !ticket.upset, .text = {}});
  permits.assign = refusal_of(replica, ops::TicketAssign{.ticket = id, .person = {}, .reason = {}});
  permits.skills = refusal_of(replica, ops::TicketNeedSkill{.ticket = id, .add = {}, .remove = {}});
  permits.customer = refusal_of(
      replica, ops::TicketSetCustomer{.ticket = id, .organisation = {}, .requester = {}});
  permits.log_time = refusal_of(
      replica,
      ops::TicketLogTime{
          .ticket = id, .entry = {}, .minutes = 1, .billable = false, .text = {}, .revises = {}});
  permits.draft = refusal_of(replica, ops::DraftSave{.ticket = id, .draft = {}, .text = {}});
  permits.revise_own = refusal_of(desk::check_role(me.role, desk::Capability::revise));
  permits.revise_any = refusal_of(desk::check_role(me.role, desk::Capability::revise_any));
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
  desk_permits(replica, ticket, permits);
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
