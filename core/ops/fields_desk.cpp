#include "core/ops/fields_desk.h"

#include <algorithm>

#include "core/desk/links.h"
#include "core/model/limits.h"

namespace firsthand::ops {
namespace {

Expected<void> check_two_tickets(TicketId one, TicketId other, std::string_view field) {
  if (one != other) return {};
  return fail("op.invalid", "A ticket cannot be joined with itself; choose another one", field);
}

}  // namespace

Expected<void> check_whole(const TicketMerge& op) {
  return check_two_tickets(op.ticket, op.into, "into");
}

Expected<void> check_whole(const TicketUnmerge& op) {
  return check_two_tickets(op.ticket, op.from, "from");
}

Expected<void> check_whole(const TicketSplit& op) {
  if (auto ok = check_two_tickets(op.ticket, op.new_ticket, "new_ticket"); !ok) return ok;
  if (op.entry != op.new_entry) return {};
  return fail("op.invalid", "The copied message needs an id of its own", "new_entry");
}

Expected<void> check_whole(const TicketLinkTo& op) {
  if (auto ok = check_two_tickets(op.ticket, op.other, "other"); !ok) return ok;
  if (desk::is_set_by_hand(op.kind)) return {};
  return fail("op.invalid", "Such a link comes by splitting a ticket; choose another kind", "kind");
}

Expected<void> check_whole(const TicketUnlink& op) {
  return check_two_tickets(op.ticket, op.other, "other");
}

Expected<void> check_whole(const TicketNeedSkill& op) {
  const bool both = std::ranges::any_of(op.add, [&op](const std::string& skill) {
    return std::ranges::find(op.remove, skill) != op.remove.end();
  });
  if (!both) return {};
  return fail("op.invalid", "A skill cannot be needed and not needed at once", "remove");
}

Expected<void> check_whole(const TicketRevise& op) {
  if (op.entry != op.revision) return {};
  return fail("op.invalid", "A revision needs an id of its own", "revision");
}

Expected<void> check_whole(const TicketLogTime& op) {
  if (op.minutes > limits::kLoggedMinutesMax) {
    return fail("op.invalid", "At most 24 hours go into one time entry; split it", "minutes");
  }
  if (op.minutes > 0 || !op.revises.is_nil()) return {};
  return fail("op.invalid", "Say how many minutes it took, at least one", "minutes");
}

}  // namespace firsthand::ops
