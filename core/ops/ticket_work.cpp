// What is written beside the conversation: ticket.revise, ticket.log_time and the shared drafts.
#include <algorithm>

#include "core/desk/ticket_state.h"
#include "core/model/limits.h"
#include "core/ops/rules.h"
#include "core/ops/ticket_change.h"

namespace firsthand::ops {
namespace {

/// What stands now: the newest revision or correction of the entry, under its own id.
std::optional<Entry> standing(TicketId ticket, EntryId id, store::Tables& tables) {
  std::optional<Entry> found;
  for (const Entry& entry : tables.entries(ticket)) {
    if (entry.id == id) {
      found = entry;
    } else if (found && entry.revises == id) {
      found->text = entry.text;
      found->minutes = entry.minutes;
      found->billable = entry.billable;
    }
  }
  return found;
}

std::unexpected<Error> no_such_entry(std::string_view field) {
  return fail("entry.not_found", "There is no such entry on this ticket", field);
}

Expected<void> check_revise(const TicketRevise& op, store::Tables& tables) {
  const auto entry = standing(op.ticket, op.entry, tables);
  if (!entry) return no_such_entry("entry");
  if (entry->kind == EntryKind::reply) {
    return fail("entry.sent", "The customer has this reply already; write another one", "entry");
  }
  if (entry->kind != EntryKind::note && entry->kind != EntryKind::customer_message) {
    return fail("entry.not_a_message", "Only notes and customers' messages are revised", "entry");
  }
  if (entry->text != op.text) return {};
  return fail("entry.same_text", "The text is the same as before", "text");
}

/// The correction's target. Errors: entry.not_found, entry.not_time.
Expected<Entry> corrected(const TicketLogTime& op, store::Tables& tables) {
  auto entry = standing(op.ticket, op.revises, tables);
  if (!entry) return no_such_entry("revises");
  if (entry->kind == EntryKind::time && entry->revises.is_nil()) return std::move(*entry);
  return fail("entry.not_time", "Only a time entry is corrected like this", "revises");
}

std::optional<Draft> find_draft(TicketId ticket, DraftId id, store::Tables& tables) {
  for (Draft& draft : tables.drafts(ticket)) {
    if (draft.id == id) return std::move(draft);
  }
  return std::nullopt;
}

std::unexpected<Error> no_such_draft() {
  return fail("draft.not_found", "This draft was sent or discarded meanwhile", "draft");
}

Expected<void> check_save(const DraftSave& op, const Actor& actor, store::Tables& tables) {
  const auto ticket = find_ticket(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = desk::check_changeable(ticket->state); !ok) return ok;
  if (const auto draft = find_draft(op.ticket, op.draft, tables)) {
    if (draft->author == actor.person) return {};
    return fail("draft.taken_over",
                "A colleague has taken this draft over; take it back before you change it",
                "draft");
  }
  if (tables.drafts(op.ticket).size() < limits::kDraftsMax) return {};
  return fail("draft.too_many", "A ticket has at most 20 shared drafts; discard one first",
              "draft");
}

}  // namespace

Expected<void> permit_op(const TicketRevise& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::revise); !ok) return ok;
  const auto ticket = find_ticket(op.ticket, in.tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = check_revise(op, in.tables); !ok) return ok;
  const auto entry = in.tables.entry(op.ticket, op.entry);
  if (entry && entry->person == in.actor.person) return {};
  return desk::check_role(in.actor.role, desk::Capability::revise_any);
}

Expected<void> permit_op(const TicketLogTime& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::log_time); !ok) return ok;
  const auto ticket = find_ticket(op.ticket, in.tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = check_not_merged(*ticket); !ok || op.revises.is_nil()) return ok;
  const auto entry = corrected(op, in.tables);
  if (!entry) return std::unexpected(entry.error());
  if (entry->person == in.actor.person) return {};
  return desk::check_role(in.actor.role, desk::Capability::revise_any);
}

Expected<void> permit_op(const DraftSave& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::draft); !ok) return ok;
  return check_save(op, in.actor, in.tables);
}

Expected<void> permit_op(const DraftTakeOver& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::draft); !ok) return ok;
  const auto draft = find_draft(op.ticket, op.draft, in.tables);
  if (!draft) return no_such_draft();
  if (draft->author != in.actor.person) return {};
  return fail("draft.own", "This draft is yours already", "draft");
}

Expected<void> permit_op(const DraftDiscard& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::draft); !ok) return ok;
  const auto draft = find_draft(op.ticket, op.draft, in.tables);
  if (!draft) return no_such_draft();
  if (draft->author == in.actor.person) return {};
  return desk::check_role(in.actor.role, desk::Capability::revise_any);
}

Expected<void> apply_op(const TicketRevise& op, const Context& context, store::Tables& tables) {
  const auto ticket = find_ticket(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = check_revise(op, tables); !ok) return ok;
  TicketChange change(context, *ticket);
  change.revise(op.entry, op.revision, op.text);
  return write({&change}, tables);
}

Expected<void> apply_op(const TicketLogTime& op, const Context& context, store::Tables& tables) {
  const auto ticket = find_ticket(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = check_not_merged(*ticket); !ok) return ok;
  Entry before;
  if (!op.revises.is_nil()) {
    auto entry = corrected(op, tables);
    if (!entry) return std::unexpected(entry.error());
    before = std::move(*entry);
  }
  const auto billable = [](std::int64_t minutes, bool counts) { return counts ? minutes : 0; };
  TicketChange change(context, *ticket);
  change.log_time(Entry{.id = op.entry,
                        .ticket = op.ticket,
                        .kind = EntryKind::time,
                        .person = context.actor.person,
                        .at = context.at,
                        .text = op.text,
                        .revises = op.revises,
                        .minutes = op.minutes,
                        .billable = op.billable},
                  op.minutes - before.minutes,
                  billable(op.minutes, op.billable) - billable(before.minutes, before.billable));
  return write({&change}, tables);
}

Expected<void> apply_op(const DraftSave& op, const Context& context, store::Tables& tables) {
  if (auto ok = check_save(op, context.actor, tables); !ok) return ok;
  // Elsewhere this id would be another ticket's draft, which a save must not move.
  if (!find_draft(op.ticket, op.draft, tables) && tables.has_draft(op.draft)) {
    return id_taken("draft");
  }
  tables.put(Draft{.id = op.draft,
                   .ticket = op.ticket,
                   .author = context.actor.person,
                   .saved_at = context.at,
                   .text = op.text});
  return {};
}

Expected<void> apply_op(const DraftTakeOver& op, const Context& context, store::Tables& tables) {
  const auto ticket = find_ticket(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  auto draft = find_draft(op.ticket, op.draft, tables);
  if (!draft) return no_such_draft();
  TicketChange change(context, *ticket);
  change.event("draft", draft->author.text(), context.actor.person.text());
  if (auto ok = write({&change}, tables); !ok) return ok;
  draft->author = context.actor.person;
  draft->saved_at = context.at;
  tables.put(*draft);
  return {};
}

Expected<void> apply_op(const DraftDiscard& op, const Context&, store::Tables& tables) {
  if (!find_draft(op.ticket, op.draft, tables)) return no_such_draft();
  tables.remove(op.ticket, op.draft);
  return {};
}

}  // namespace firsthand::ops
