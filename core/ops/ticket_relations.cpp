// TKT-5: ticket.merge, ticket.unmerge, ticket.split, ticket.link and ticket.unlink.
#include <algorithm>

#include "core/desk/links.h"
#include "core/desk/priority.h"
#include "core/desk/ticket_state.h"
#include "core/model/limits.h"
#include "core/ops/rules.h"
#include "core/ops/text_rules.h"
#include "core/ops/ticket_change.h"

namespace firsthand::ops {
namespace {

struct TwoTickets {
  Ticket first, second;
};

Expected<TwoTickets> find_two(TicketId first, TicketId second, std::string_view second_field,
                              store::Tables& tables) {
  auto one = find_ticket(first, tables);
  if (!one) return std::unexpected(one.error());
  auto other = find_ticket(second, tables);
  if (!other) {
    other.error().field = second_field;
    return std::unexpected(other.error());
  }
  return TwoTickets{std::move(*one), std::move(*other)};
}

Expected<void> check_merge(const Ticket& ticket, const Ticket& into) {
  if (auto ok = check_not_merged(ticket); !ok) return ok;
  if (auto ok = desk::check_changeable(into.state); !ok) {
    ok.error().field = "into";
    return ok;
  }
  // Else one customer would read what another one wrote.
  const bool other_customer = !ticket.organisation.is_nil() && !into.organisation.is_nil() &&
                              ticket.organisation != into.organisation;
  if (!other_customer) return {};
  return fail("merge.other_customer",
              "The tickets are of different customers; correct the customer first, or link them",
              "into");
}

Expected<void> check_unmerge(const TicketUnmerge& op, const Ticket& ticket) {
  if (ticket.state == TicketState::merged && ticket.merged_into == op.from) return {};
  return fail("merge.not_merged", "The ticket is not merged into that one (any more)", "from");
}

/// What the entry says now: its newest revision's text.
std::optional<Entry> latest(TicketId ticket, EntryId id, store::Tables& tables) {
  std::optional<Entry> found;
  for (Entry& entry : tables.entries(ticket)) {
    if (entry.id == id) {
      found = std::move(entry);
    } else if (found && entry.kind == EntryKind::revision && entry.revises == id) {
      found->text = std::move(entry.text);
    }
  }
  return found;
}

Expected<Entry> find_message(const TicketSplit& op, store::Tables& tables) {
  auto entry = latest(op.ticket, op.entry, tables);
  if (!entry) return fail("entry.not_found", "There is no such message on this ticket", "entry");
  const bool message = entry->kind == EntryKind::customer_message ||
                       entry->kind == EntryKind::reply || entry->kind == EntryKind::note;
  if (message) return std::move(*entry);
  return fail("entry.not_a_message", "Only a message or a note becomes a ticket of its own",
              "entry");
}

/// The same customer with another matter; whoever owns the first owns this one too (TKT-6).
Ticket split_off(const Ticket& old, const TicketSplit& op, const Context& context) {
  const Priority priority = desk::default_priority(old.impact, old.urgency);
  return Ticket{.id = op.new_ticket,
                .number = context.ticket_number,
                .subject = trimmed(op.subject),
                .organisation = old.organisation,
                .requester = old.requester,
                .channel = old.channel,
                .ticket_class = old.ticket_class,
                .type = old.type,
                .segment = old.segment,
                .impact = old.impact,
                .urgency = old.urgency,
                .computed_priority = priority,
                .priority = priority,
                .state = old.owner.is_nil() ? TicketState::fresh : TicketState::open,
                .owner = old.owner,
                .first_contact = old.first_contact,
                .language = old.language,
                .release = old.release,
                .created_at = context.at,
                .updated_at = context.at};
}

Expected<void> check_link(const Ticket& ticket, const TicketLink& link) {
  const auto known = std::ranges::find(ticket.links, link.ticket, &TicketLink::ticket);
  if (known != ticket.links.end()) {
    if (!desk::is_set_by_hand(known->kind)) {
      return fail("link.by_split", "These tickets were split and stay linked", "other");
    }
    if (*known != link) return {};
    return fail("link.exists", "These tickets are linked in this way already", "other");
  }
  if (ticket.links.size() < limits::kLinksMax) return {};
  return fail("link.too_many", "A ticket has at most 100 links; remove one first", "other");
}

Expected<void> check_unlink(const Ticket& ticket, TicketId other) {
  const auto known = std::ranges::find(ticket.links, other, &TicketLink::ticket);
  if (known == ticket.links.end()) {
    return fail("link.not_found", "These tickets are not linked (any more)", "other");
  }
  if (desk::is_set_by_hand(known->kind)) return {};
  return fail("link.by_split", "These tickets were split and stay linked", "other");
}

Touched both(TicketId one, TicketId other) {
  return {{store::AggregateKind::ticket, one}, {store::AggregateKind::ticket, other}};
}

Expected<void> check_linking(const TicketLinkTo& op, const TwoTickets& two) {
  if (auto ok = check_not_merged(two.first); !ok) return ok;
  if (auto ok = check_not_merged(two.second); !ok) return ok;
  if (auto ok = check_link(two.first, {op.other, op.kind}); !ok) return ok;
  const auto back = std::ranges::find(two.second.links, op.ticket, &TicketLink::ticket);
  if (back != two.second.links.end() || two.second.links.size() < limits::kLinksMax) return {};
  return fail("link.too_many", "A ticket has at most 100 links; remove one first", "other");
}

}  // namespace

Touched touches_of(const TicketMerge& op) { return both(op.ticket, op.into); }
Touched touches_of(const TicketUnmerge& op) { return both(op.ticket, op.from); }
Touched touches_of(const TicketSplit& op) { return both(op.ticket, op.new_ticket); }
Touched touches_of(const TicketLinkTo& op) { return both(op.ticket, op.other); }
Touched touches_of(const TicketUnlink& op) { return both(op.ticket, op.other); }

Expected<void> permit_op(const TicketMerge& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::arrange); !ok) return ok;
  if (op.into.is_nil()) {
    const auto ticket = find_ticket(op.ticket, in.tables);
    return ticket ? check_not_merged(*ticket) : std::unexpected(ticket.error());
  }
  const auto two = find_two(op.ticket, op.into, "into", in.tables);
  return two ? check_merge(two->first, two->second) : std::unexpected(two.error());
}

Expected<void> permit_op(const TicketUnmerge& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::arrange); !ok) return ok;
  const auto ticket = find_ticket(op.ticket, in.tables);
  return ticket ? check_unmerge(op, *ticket) : std::unexpected(ticket.error());
}

Expected<void> permit_op(const TicketSplit& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::arrange); !ok) return ok;
  const auto ticket = find_ticket(op.ticket, in.tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = check_not_merged(*ticket); !ok || op.entry.is_nil()) return ok;
  const auto entry = find_message(op, in.tables);
  return entry ? Expected<void>{} : std::unexpected(entry.error());
}

Expected<void> permit_op(const TicketLinkTo& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::arrange); !ok) return ok;
  if (op.other.is_nil()) {
    const auto ticket = find_ticket(op.ticket, in.tables);
    return ticket ? check_not_merged(*ticket) : std::unexpected(ticket.error());
  }
  const auto two = find_two(op.ticket, op.other, "other", in.tables);
  return two ? check_linking(op, *two) : std::unexpected(two.error());
}

Expected<void> permit_op(const TicketUnlink& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::arrange); !ok) return ok;
  const auto ticket = find_ticket(op.ticket, in.tables);
  return ticket ? check_unlink(*ticket, op.other) : std::unexpected(ticket.error());
}

Expected<void> apply_op(const TicketMerge& op, const Context& context, store::Tables& tables) {
  const auto two = find_two(op.ticket, op.into, "into", tables);
  if (!two) return std::unexpected(two.error());
  if (auto ok = check_merge(two->first, two->second); !ok) return ok;
  TicketChange gone(context, two->first);
  gone.merge_into(op.into, op.reason);
  TicketChange survivor(context, two->second, gone.next_event());
  survivor.event("merged", "", op.ticket.text(), op.reason);
  if (two->first.upset && !two->second.upset) survivor.set_upset(true, op.reason);
  // The customer of the merged ticket waits for us, so the survivor is our turn.
  const bool our_turn =
      two->first.state == TicketState::fresh || two->first.state == TicketState::open;
  if (our_turn) survivor.set_state(desk::after_customer_message(two->second.state));
  return write({&gone, &survivor}, tables);
}

Expected<void> apply_op(const TicketUnmerge& op, const Context& context, store::Tables& tables) {
  const auto two = find_two(op.ticket, op.from, "from", tables);
  if (!two) return std::unexpected(two.error());
  if (auto ok = check_unmerge(op, two->first); !ok) return ok;
  TicketChange back(context, two->first);
  back.come_back(op.reason);
  TicketChange survivor(context, two->second, back.next_event());
  survivor.event("unmerged", op.ticket.text(), "", op.reason);
  return write({&back, &survivor}, tables);
}

Expected<void> apply_op(const TicketSplit& op, const Context& context, store::Tables& tables) {
  const auto ticket = find_ticket(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = check_not_merged(*ticket); !ok) return ok;
  auto entry = find_message(op, tables);
  if (!entry) return std::unexpected(entry.error());
  if (tables.ticket(op.new_ticket)) return id_taken("new_ticket");
  TicketChange old(context, *ticket);
  old.link({op.new_ticket, LinkKind::split_into});
  TicketChange fresh(context, split_off(*ticket, op, context), old.next_event());
  entry->id = op.new_entry;
  fresh.copy_entry(std::move(*entry));
  fresh.link({op.ticket, LinkKind::split_from});
  return write({&old, &fresh}, tables);
}

Expected<void> apply_op(const TicketLinkTo& op, const Context& context, store::Tables& tables) {
  const auto two = find_two(op.ticket, op.other, "other", tables);
  if (!two) return std::unexpected(two.error());
  if (auto ok = check_linking(op, *two); !ok) return ok;
  TicketChange one(context, two->first);
  one.link({op.other, op.kind});
  TicketChange other(context, two->second, one.next_event());
  other.link({op.ticket, desk::inverse(op.kind)});
  return write({&one, &other}, tables);
}

Expected<void> apply_op(const TicketUnlink& op, const Context& context, store::Tables& tables) {
  const auto two = find_two(op.ticket, op.other, "other", tables);
  if (!two) return std::unexpected(two.error());
  if (auto ok = check_unlink(two->first, op.other); !ok) return ok;
  TicketChange one(context, two->first);
  one.unlink(op.other);
  TicketChange other(context, two->second, one.next_event());
  other.unlink(op.ticket);
  return write({&one, &other}, tables);
}

}  // namespace firsthand::ops
