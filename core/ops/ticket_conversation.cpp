// What is said on a ticket: ticket.reply, ticket.note and ticket.customer_message.
#include <algorithm>

#include "core/desk/priority.h"
#include "core/desk/ticket_state.h"
#include "core/ops/rules.h"
#include "core/ops/ticket_change.h"

namespace firsthand::ops {
namespace {

/// TKT-10a: whoever has taken a shared draft over sends it.
Expected<void> check_draft(const TicketReply& op, const Actor& actor, store::Tables& tables) {
  if (op.draft.is_nil()) return {};
  for (const Draft& draft : tables.drafts(op.ticket)) {
    if (draft.id != op.draft || draft.author == actor.person) continue;
    return fail("draft.taken_over",
                "A colleague has taken this draft over; take it back before you send it", "draft");
  }
  return {};
}

/// TKT-10a: whether others said something to or for the customer after what the writer had seen.
Expected<void> check_not_stale(const TicketReply& op, const Permitting& in) {
  if (op.seen.is_nil() || op.anyway) return {};
  const std::vector<Entry> entries = in.tables.entries(op.ticket);
  const auto seen = std::ranges::find(entries, op.seen, &Entry::id);
  const bool moved_on =
      seen == entries.end() || std::any_of(seen + 1, entries.end(), [&in](const Entry& entry) {
        const bool others = entry.person.is_nil() || entry.person != in.actor.person;
        return entry.kind == EntryKind::customer_message ||
               (entry.kind == EntryKind::reply && others);
      });
  if (!moved_on) return {};
  return fail("reply.stale",
              "The conversation has moved on since you wrote this; read what is new, then send it "
              "as it is, change it, or discard it",
              "seen");
}

Expected<void> check_reply(const TicketReply& op, const Ticket& ticket) {
  if (auto ok = desk::check_changeable(ticket.state); !ok) return ok;
  if (op.next_state == ticket.state) return {};
  auto ok = desk::check_move(ticket.state, op.next_state);
  if (!ok) ok.error().field = "next_state";
  return ok;
}

Expected<void> check_customer_message(const TicketCustomerMessage& op, const Ticket& ticket) {
  if (auto ok = check_not_merged(ticket); !ok) return ok;
  if (ticket.state != TicketState::closed || !op.follow_up.is_nil()) return {};
  return fail("ticket.closed",
              "The ticket was closed meanwhile; send the message with an id for its follow-up",
              "follow_up");
}

/// TKT-5: the same customer with the same matter, as new work that nobody owns yet.
Ticket follow_up_of(const Ticket& old, const TicketCustomerMessage& op, const Context& context) {
  const Priority priority = desk::default_priority(old.impact, old.urgency);
  return Ticket{.id = op.follow_up,
                .number = context.ticket_number,
                .subject = old.subject,
                .organisation = old.organisation,
                .requester = op.contact.is_nil() ? old.requester : op.contact,
                .channel = old.channel,
                .ticket_class = old.ticket_class,
                .type = old.type,
                .segment = old.segment,
                .impact = old.impact,
                .urgency = old.urgency,
                .computed_priority = priority,
                .priority = priority,
                .state = TicketState::fresh,
                .tags = old.tags,
                .language = old.language,
                .release = old.release,
                .follow_up_of = old.id,
                .created_at = context.at,
                .updated_at = context.at};
}

/// TKT-7: says which colleague wrote a customer's message down.
void say_who_recorded(TicketChange& change, const Context& context, ContactId contact) {
  if (context.actor.person.is_nil() || contact.is_nil()) return;
  change.event("recorded", "", context.actor.person.text());
}

Expected<void> apply_to_closed(const TicketCustomerMessage& op, const Context& context,
                               const Ticket& ticket, store::Tables& tables) {
  if (tables.ticket(op.follow_up)) return id_taken("follow_up");
  TicketChange old(context, ticket);
  old.event("follow_up", "", op.follow_up.text());
  TicketChange fresh(context, follow_up_of(ticket, op, context), old.next_event());
  const ContactId author = fresh.ticket().requester;
  fresh.customer_says(op.entry, author, op.text);
  say_who_recorded(fresh, context, author);
  return write({&old, &fresh}, tables);
}

}  // namespace

Touched touches_of(const TicketCustomerMessage& op) {
  Touched refs{{store::AggregateKind::ticket, op.ticket}};
  if (!op.follow_up.is_nil()) refs.push_back({store::AggregateKind::ticket, op.follow_up});
  return refs;
}

Expected<void> permit_op(const TicketReply& op, const Permitting& in) {
  const auto ticket = find_ticket(op.ticket, in.tables);
  if (!ticket) return std::unexpected(ticket.error());
  const bool owner = !ticket->owner.is_nil() && ticket->owner == in.actor.person;
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::reply, owner); !ok) return ok;
  if (auto ok = check_reply(op, *ticket); !ok) return ok;
  if (auto ok = check_draft(op, in.actor, in.tables); !ok) return ok;
  return check_not_stale(op, in);
}

Expected<void> permit_op(const TicketNote& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::note); !ok) return ok;
  const auto ticket = find_ticket(op.ticket, in.tables);
  if (!ticket) return std::unexpected(ticket.error());
  return check_not_merged(*ticket);
}

Expected<void> permit_op(const TicketCustomerMessage& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::customer_message); !ok) {
    return ok;
  }
  const auto ticket = find_ticket(op.ticket, in.tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = check_contact(op.contact, "contact", in.tables); !ok) return ok;
  return check_customer_message(op, *ticket);
}

Expected<void> apply_op(const TicketReply& op, const Context& context, store::Tables& tables) {
  const auto ticket = find_ticket(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = check_reply(op, *ticket); !ok) return ok;
  TicketChange change(context, *ticket);
  change.say(EntryKind::reply, op.entry, op.text);
  const Actor& actor = context.actor;
  // Programs answer too (a notice, a survey), but that is no one's first contact or response.
  if (!actor.person.is_nil()) {
    change.note_first_response();
    if (desk::grant_of(actor.role, desk::Capability::own) == desk::Grant::yes) {
      if (ticket->owner.is_nil()) change.set_owner(actor.person);
      change.set_first_contact(actor.person);
      change.leave_unassigned();
    }
  }
  // TKT-3: what a lead asked this person to look at has been looked at.
  if (!actor.person.is_nil() && ticket->assigned_to == actor.person) {
    change.set_assignment(PersonId{}, {});
  }
  change.set_state(op.next_state);
  if (auto ok = write({&change}, tables); !ok) return ok;
  if (!op.draft.is_nil()) tables.remove(op.ticket, op.draft);
  return {};
}

Expected<void> apply_op(const TicketNote& op, const Context& context, store::Tables& tables) {
  const auto ticket = find_ticket(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = check_not_merged(*ticket); !ok) return ok;
  TicketChange change(context, *ticket);
  change.say(EntryKind::note, op.entry, op.text);
  return write({&change}, tables);
}

Expected<void> apply_op(const TicketCustomerMessage& op, const Context& context,
                        store::Tables& tables) {
  const auto ticket = find_ticket(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = check_customer_message(op, *ticket); !ok) return ok;
  if (ticket->state == TicketState::closed) return apply_to_closed(op, context, *ticket, tables);
  TicketChange change(context, *ticket);
  const ContactId author = op.contact.is_nil() ? ticket->requester : op.contact;
  change.customer_says(op.entry, author, op.text);
  say_who_recorded(change, context, author);
  change.set_state(desk::after_customer_message(ticket->state));
  return write({&change}, tables);
}

}  // namespace firsthand::ops
