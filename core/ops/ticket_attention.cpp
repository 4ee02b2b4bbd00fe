// Who looks at a ticket and for whom it is: ticket.watch, ticket.upset, ticket.assign,
// ticket.need_skills and ticket.set_customer.
#include <algorithm>

#include "core/desk/ticket_state.h"
#include "core/model/limits.h"
#include "core/ops/rules.h"
#include "core/ops/text_rules.h"
#include "core/ops/ticket_change.h"

namespace firsthand::ops {
namespace {

Expected<void> check_watch(const TicketWatch& op, const Ticket& ticket) {
  if (auto ok = check_not_merged(ticket); !ok) return ok;
  const bool watches = std::ranges::binary_search(ticket.watchers, op.person);
  if (watches == op.watching) {
    return op.watching ? fail("watch.already", "This person watches the ticket already", "watching")
                       : fail("watch.not_yet", "This person does not watch the ticket", "watching");
  }
  if (!op.watching || ticket.watchers.size() < limits::kWatchersMax) return {};
  return fail("watch.too_many", "A ticket has at most 100 watchers", "watching");
}

Expected<void> check_upset(const TicketUpset& op, const Ticket& ticket) {
  if (auto ok = check_not_merged(ticket); !ok) return ok;
  if (op.upset != ticket.upset) return {};
  return op.upset ? fail("upset.already", "The customer is flagged as upset already", "upset")
                  : fail("upset.not_flagged", "The customer is not flagged as upset", "upset");
}

Expected<void> check_assign(const TicketAssign& op, const Ticket& ticket) {
  if (auto ok = desk::check_changeable(ticket.state); !ok) return ok;
  if (op.person != ticket.assigned_to) return {};
  return fail("assign.same", "The ticket lies on this queue already", "person");
}

std::vector<std::string> trimmed_all(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  out.reserve(texts.size());
  for (const std::string& text : texts) out.push_back(trimmed(text));
  return out;
}

}  // namespace

Expected<void> permit_op(const TicketWatch& op, const Permitting& in) {
  const bool self = op.person == in.actor.person;
  const auto capability = self ? desk::Capability::watch : desk::Capability::arrange;
  if (auto ok = desk::check_role(in.actor.role, capability); !ok) return ok;
  const auto ticket = find_ticket(op.ticket, in.tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = check_person(op.person, "person", in.tables); !ok) return ok;
  return check_watch(op, *ticket);
}

Expected<void> permit_op(const TicketUpset& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::flag_upset); !ok) return ok;
  const auto ticket = find_ticket(op.ticket, in.tables);
  return ticket ? check_upset(op, *ticket) : std::unexpected(ticket.error());
}

Expected<void> permit_op(const TicketAssign& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::assign); !ok) return ok;
  const auto ticket = find_ticket(op.ticket, in.tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = desk::check_changeable(ticket->state); !ok) return ok;
  if (op.person.is_nil()) return {};
  if (auto ok = check_person(op.person, "person", in.tables); !ok) return ok;
  const auto person = in.tables.person(op.person);
  const bool works = person && person->active &&
                     desk::grant_of(person->role, desk::Capability::own) != desk::Grant::no;
  if (!works) {
    return fail("assign.cannot_own", "This person cannot own tickets; choose another one",
                "person");
  }
  return check_assign(op, *ticket);
}

Expected<void> permit_op(const TicketNeedSkill& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::classify); !ok) return ok;
  const auto ticket = find_ticket(op.ticket, in.tables);
  return ticket ? desk::check_changeable(ticket->state) : std::unexpected(ticket.error());
}

Expected<void> permit_op(const TicketSetCustomer& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::classify); !ok) return ok;
  const auto ticket = find_ticket(op.ticket, in.tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = desk::check_changeable(ticket->state); !ok) return ok;
  if (auto ok = check_organisation(op.organisation, "organisation", in.tables); !ok) return ok;
  if (auto ok = check_contact(op.requester, "requester", in.tables); !ok) return ok;
  const auto contact = in.tables.contact(op.requester);
  if (!contact || contact->organisation.is_nil() || contact->organisation == op.organisation) {
    return {};
  }
  return fail("ticket.other_contact", "This contact belongs to another customer; choose another",
              "requester");
}

Expected<void> apply_op(const TicketWatch& op, const Context&, store::Tables& tables) {
  const auto ticket = find_ticket(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = check_watch(op, *ticket); !ok) return ok;
  Ticket watched = *ticket;
  const auto place = std::ranges::lower_bound(watched.watchers, op.person);
  // Following changes nothing about the ticket: no event, and it is not newly updated.
  if (op.watching) {
    watched.watchers.insert(place, op.person);
  } else {
    watched.watchers.erase(place);
  }
  tables.put(watched);
  return {};
}

Expected<void> apply_op(const TicketUpset& op, const Context& context, store::Tables& tables) {
  const auto ticket = find_ticket(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = check_upset(op, *ticket); !ok) return ok;
  TicketChange change(context, *ticket);
  change.set_upset(op.upset, op.text);
  return write({&change}, tables);
}

Expected<void> apply_op(const TicketAssign& op, const Context& context, store::Tables& tables) {
  const auto ticket = find_ticket(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = check_assign(op, *ticket); !ok) return ok;
  TicketChange change(context, *ticket);
  change.set_assignment(op.person, op.reason);
  return write({&change}, tables);
}

Expected<void> apply_op(const TicketNeedSkill& op, const Context& context, store::Tables& tables) {
  const auto ticket = find_ticket(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = desk::check_changeable(ticket->state); !ok) return ok;
  std::vector<std::string> skills = ticket->skills;
  std::ranges::copy(trimmed_all(op.add), std::back_inserter(skills));
  skills = sorted_unique(std::move(skills));
  for (const std::string& skill : trimmed_all(op.remove)) std::erase(skills, skill);
  if (skills.size() > limits::kTagsMax) {
    return fail("skill.too_many", "A ticket needs at most 50 skills", "add");
  }
  TicketChange change(context, *ticket);
  change.set_skills(std::move(skills));
  return write({&change}, tables);
}

Expected<void> apply_op(const TicketSetCustomer& op, const Context& context,
                        store::Tables& tables) {
  const auto ticket = find_ticket(op.ticket, tables);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = desk::check_changeable(ticket->state); !ok) return ok;
  TicketChange change(context, *ticket);
  change.set_customer(op.organisation, op.requester);
  return write({&change}, tables);
}

}  // namespace firsthand::ops
