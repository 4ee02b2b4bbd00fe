// What is said about a ticket: ticket.take, ticket.move_owner, ticket.classify,
// ticket.override_priority, ticket.set_state, ticket.tag and ticket.rename.
#include <algorithm>

#include "core/desk/priority.h"
#include "core/desk/ticket_state.h"
#include "core/model/limits.h"
#include "core/ops/rules.h"
#include "core/ops/text_rules.h"
#include "core/ops/ticket_change.h"

namespace firsthand::ops {
namespace {

/// TKT-6. `owner_name` names the owner in the refusal, when it may be looked up.
Expected<void> check_take(const Ticket& ticket, PersonId taker, std::string_view owner_name = {}) {
  if (auto ok = desk::check_changeable(ticket.state); !ok) return ok;
  if (ticket.owner.is_nil()) return {};
  if (ticket.owner == taker) {
    return fail("ticket.already_yours", "This ticket is yours already", "owner");
  }
  const std::string who =
      owner_name.empty() ? std::string("somebody else") : std::string(owner_name);
  return fail("ticket.owned", "This ticket is owned by " + who + "; ask a lead to move it",
              "owner");
}

Expected<void> check_move_owner(const TicketMoveOwner& op, const Ticket& ticket) {
  if (auto ok = desk::check_changeable(ticket.state); !ok) return ok;
  if (ticket.owner != op.owner || op.owner.is_nil()) return {};
  return fail("ticket.same_owner", "The ticket has this owner already; choose somebody else",
              "owner");
}

desk::Capability capability_for(TicketState state) {
  return desk::is_finished(state) ? desk::Capability::solve : desk::Capability::move_state;
}

/// Tags stay editable on closed tickets, since reports are tidied later.
Expected<std::vector<std::string>> tags_after(const TicketTag& op, const Ticket& ticket) {
  if (ticket.state == TicketState::merged) {
    return std::unexpected(desk::check_changeable(ticket.state).error());
  }
  std::vector<std::string> tags = ticket.tags;
  for (const std::string& tag : op.add) tags.push_back(trimmed(tag));
  for (const std::string& tag : op.remove) std::erase(tags, trimmed(tag));
  tags = sorted_unique(std::move(tags));
  if (tags.size() > limits::kTagsMax) {
    return fail("ticket.too_many_tags", "A ticket has at most 50 tags; remove one first", "add");
  }
  return tags;
}

/// The ticket, when the role may and the ticket still changes.
Expected<void> permit_change(TicketId id, desk::Capability capability, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, capability); !ok) return ok;
  const auto ticket = find_ticket(id, in.tables);
  if (!ticket) return std::unexpected(ticket.error());
  return desk::check_changeable(ticket->state);
}

Expected<Ticket> find_changeable(TicketId id, store::Tables& tables) {
  auto ticket = find_ticket(id, tables);
  if (!ticket) return ticket;
  if (auto ok = desk::check_changeable(ticket->state); !ok) return std::unexpected(ok.error());
  return ticket;
}

}  // namespace

// ---- who may ----

Expected<void> permit_op(const TicketTake& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::own); !ok) return ok;
  const auto ticket = find_ticket(op.ticket, in.tables);
  if (!ticket) return std::unexpected(ticket.error());
  const auto owner =
      ticket->owner.is_nil() ? std::optional<Person>() : in.tables.person(ticket->owner);
  return check_take(*ticket, in.actor.person, owner ? std::string_view(owner->name) : "");
}

Expected<void> permit_op(const TicketMoveOwner& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::move_owner); !ok) return ok;
  const auto ticket = find_ticket(op.ticket, in.tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = check_move_owner(op, *ticket); !ok || op.owner.is_nil()) return ok;
  const auto owner = in.tables.person(op.owner);
  if (!owner) return check_person(op.owner, "owner", in.tables);
  const bool can_own = desk::grant_of(owner->role, desk::Capability::own) == desk::Grant::yes;
  if (owner->active && can_own) return {};
  return fail("ticket.owner_cannot_own",
              owner->name +
                  " cannot own tickets; choose an active agent, customer success "
                  "manager, lead or admin",
              "owner");
}

Expected<void> permit_op(const TicketClassify& op, const Permitting& in) {
  return permit_change(op.ticket, desk::Capability::classify, in);
}

Expected<void> permit_op(const TicketOverridePriority& op, const Permitting& in) {
  return permit_change(op.ticket, desk::Capability::classify, in);
}

Expected<void> permit_op(const TicketRename& op, const Permitting& in) {
  return permit_change(op.ticket, desk::Capability::classify, in);
}

Expected<void> permit_op(const TicketSetState& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, capability_for(op.state)); !ok) return ok;
  const auto ticket = find_ticket(op.ticket, in.tables);
  if (!ticket) return std::unexpected(ticket.error());
  return desk::check_move(ticket->state, op.state);
}

Expected<void> permit_op(const TicketTag& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::classify); !ok) return ok;
  const auto ticket = find_ticket(op.ticket, in.tables);
  if (!ticket) return std::unexpected(ticket.error());
  const auto tags = tags_after(op, *ticket);
  if (!tags) return std::unexpected(tags.error());
  return {};
}

// ---- what it does ----

Expected<void> apply_op(const TicketTake& op, const Context& context, store::Tables& tables) {
  const auto ticket = find_ticket(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  const PersonId taker = context.actor.person;
  if (taker.is_nil()) return fail("permit.own", "Only people own tickets", "owner");
  if (auto ok = check_take(*ticket, taker); !ok) return ok;
  TicketChange change(context, *ticket);
  change.set_owner(taker);
  change.set_first_contact(taker);
  change.leave_unassigned();
  if (ticket->state == TicketState::fresh) change.set_state(TicketState::open);
  return write({&change}, tables);
}

Expected<void> apply_op(const TicketMoveOwner& op, const Context& context, store::Tables& tables) {
  const auto ticket = find_ticket(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = check_move_owner(op, *ticket); !ok) return ok;
  TicketChange change(context, *ticket);
  change.set_owner(op.owner, op.reason);
  change.leave_unassigned();
  return write({&change}, tables);
}

Expected<void> apply_op(const TicketClassify& op, const Context& context, store::Tables& tables) {
  const auto ticket = find_changeable(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  TicketChange change(context, *ticket);
  if (op.type && *op.type != ticket->type) {
    change.set_type(*op.type);
    // TKT-2: a type brings its class, unless the class is said beside it.
    if (!op.ticket_class) change.set_class(desk::default_class(*op.type));
  }
  if (op.ticket_class) change.set_class(*op.ticket_class);
  if (op.segment) change.set_segment(*op.segment);
  change.set_levels(op.impact.value_or(ticket->impact), op.urgency.value_or(ticket->urgency));
  if (op.language) change.set_language(*op.language);
  if (op.release) change.set_release(trimmed(*op.release));
  return write({&change}, tables);
}

Expected<void> apply_op(const TicketOverridePriority& op, const Context& context,
                        store::Tables& tables) {
  const auto ticket = find_changeable(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  TicketChange change(context, *ticket);
  if (op.priority) {
    change.override_priority(*op.priority, op.reason);
  } else {
    change.return_to_computed_priority(op.reason);
  }
  return write({&change}, tables);
}

Expected<void> apply_op(const TicketSetState& op, const Context& context, store::Tables& tables) {
  const auto ticket = find_ticket(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = desk::check_move(ticket->state, op.state); !ok) return ok;
  TicketChange change(context, *ticket);
  change.set_state(op.state, op.reason);
  return write({&change}, tables);
}

Expected<void> apply_op(const TicketTag& op, const Context& context, store::Tables& tables) {
  const auto ticket = find_ticket(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  auto tags = tags_after(op, *ticket);
  if (!tags) return std::unexpected(tags.error());
  TicketChange change(context, *ticket);
  change.set_tags(std::move(*tags));
  return write({&change}, tables);
}

Expected<void> apply_op(const TicketRename& op, const Context& context, store::Tables& tables) {
  const auto ticket = find_changeable(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  TicketChange change(context, *ticket);
  change.set_subject(trimmed(op.subject));
  return write({&change}, tables);
}

}  // namespace firsthand::ops
