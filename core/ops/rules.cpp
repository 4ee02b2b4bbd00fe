#include "core/ops/rules.h"

#include <algorithm>

#include "core/desk/ticket_state.h"

namespace firsthand::ops {

Expected<Ticket> find_ticket(TicketId id, store::Tables& tables) {
  auto ticket = tables.ticket(id);
  if (!ticket) {
    return fail("ticket.not_found", "There is no such ticket (here, yet); reload the list",
                "ticket");
  }
  return std::move(*ticket);
}

Expected<void> check_not_merged(const Ticket& ticket) {
  if (ticket.state != TicketState::merged) return {};
  return desk::check_changeable(ticket.state);
}

Expected<void> check_organisation(OrganisationId id, std::string_view field,
                                  store::Tables& tables) {
  if (id.is_nil() || tables.organisation(id)) return {};
  return fail("organisation.not_found", "There is no such customer; choose another one", field);
}

Expected<void> check_contact(ContactId id, std::string_view field, store::Tables& tables) {
  if (id.is_nil() || tables.contact(id)) return {};
  return fail("contact.not_found", "There is no such contact; choose another one", field);
}

Expected<void> check_person(PersonId id, std::string_view field, store::Tables& tables) {
  if (id.is_nil() || tables.person(id)) return {};
  return fail("person.not_found", "There is no such person; choose another one", field);
}

std::unexpected<Error> id_taken(std::string_view field) {
  return fail("op.id_taken", "Something else has this id already; make a new one", field);
}

std::vector<std::string> sorted_unique(std::vector<std::string> texts) {
  std::ranges::sort(texts);
  const auto rest = std::ranges::unique(texts);
  texts.erase(rest.begin(), rest.end());
  return texts;
}

}  // namespace firsthand::ops
