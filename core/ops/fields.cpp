#include "core/ops/fields.h"

#include <algorithm>

#include "core/desk/roles.h"

namespace firsthand::ops {
namespace {

Expected<void> check_role_of_people(Role role) {
  if (desk::is_role_of_people(role)) return {};
  return fail("op.invalid", "The roles system and intake belong to programs; choose another role",
              "role");
}

/// Dates as text sort as dates do.
Expected<void> check_contract(std::string_view from, std::string_view until) {
  if (from.empty() || until.empty() || from <= until) return {};
  return fail("op.invalid", "The contract ends before it begins; correct one of the days",
              "contract_until");
}

}  // namespace

Expected<void> check_whole(const PersonCreate& op) { return check_role_of_people(op.role); }

Expected<void> check_whole(const PersonUpdate& op) {
  return op.role ? check_role_of_people(*op.role) : Expected<void>{};
}

Expected<void> check_whole(const OrganisationCreate& op) {
  return check_contract(op.contract_from, op.contract_until);
}

Expected<void> check_whole(const OrganisationUpdate& op) {
  return check_contract(op.contract_from.value_or(""), op.contract_until.value_or(""));
}

Expected<void> check_whole(const TicketReply& op) {
  switch (op.next_state) {
    case TicketState::open:
    case TicketState::pending:
    case TicketState::hold:
    case TicketState::solved:
      return {};
    case TicketState::fresh:
    case TicketState::closed:
    case TicketState::merged:
      break;
  }
  return fail("op.invalid", "A reply leaves a ticket open, pending, on hold or solved",
              "next_state");
}

Expected<void> check_whole(const TicketOverridePriority& op) {
  if (!op.priority || !is_blank(op.reason)) return {};
  return fail("op.missing", "Say why this priority differs from impact and urgency", "reason");
}

Expected<void> check_whole(const TicketTag& op) {
  const bool both = std::ranges::any_of(op.add, [&op](const std::string& tag) {
    return std::ranges::find(op.remove, tag) != op.remove.end();
  });
  if (!both) return {};
  return fail("op.invalid", "A tag cannot be added and removed at once", "remove");
}

Expected<void> check_whole(const TicketCustomerMessage& op) {
  if (op.follow_up != op.ticket) return {};
  return fail("op.invalid", "A follow-up is another ticket and needs an id of its own",
              "follow_up");
}

}  // namespace firsthand::ops
