// ticket.create.
#include "core/desk/priority.h"
#include "core/ops/rules.h"
#include "core/ops/text_rules.h"
#include "core/ops/ticket_change.h"

namespace firsthand::ops {
namespace {

Ticket new_ticket(const TicketCreate& op, const Context& context) {
  const TicketType type = op.type.value_or(TicketType::question);
  const Level impact = op.impact.value_or(Level::medium);
  const Level urgency = op.urgency.value_or(Level::medium);
  const Priority priority = desk::default_priority(impact, urgency);
  return Ticket{.id = op.id,
                .number = context.ticket_number,
                .subject = trimmed(op.subject),
                .organisation = op.organisation,
                .requester = op.requester,
                .channel = op.channel,
                .ticket_class = desk::default_class(type),
                .type = type,
                .segment = op.segment.value_or(Segment::unassigned),
                .impact = impact,
                .urgency = urgency,
                .computed_priority = priority,
                .priority = priority,
                .state = TicketState::fresh,
                .language = op.language,
                .release = trimmed(op.release),
                .created_at = context.at,
                .updated_at = context.at};
}

}  // namespace

Touched touches_of(const TicketCreate& op) { return {{store::AggregateKind::ticket, op.id}}; }

Expected<void> permit_op(const TicketCreate& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::create_ticket); !ok) return ok;
  if (auto ok = check_organisation(op.organisation, "organisation", in.tables); !ok) return ok;
  return check_contact(op.requester, "requester", in.tables);
}

Expected<void> apply_op(const TicketCreate& op, const Context& context, store::Tables& tables) {
  if (tables.ticket(op.id)) return id_taken("id");
  TicketChange change(context, new_ticket(op, context));
  change.customer_says(op.entry, op.requester, op.text);
  // TKT-7: a ticket that a colleague wrote down for a customer says who did.
  const bool written_down = !context.actor.person.is_nil() && !op.requester.is_nil();
  if (written_down) change.event("created", "", std::string(text_of(op.channel)));
  return write({&change}, tables);
}

}  // namespace firsthand::ops
