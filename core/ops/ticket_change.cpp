#include "core/ops/ticket_change.h"

#include <algorithm>
#include <utility>

#include "core/desk/priority.h"
#include "core/desk/ticket_state.h"
#include "core/ops/rules.h"

namespace firsthand::ops {
namespace {

template <NamedEnum E>
std::string event_text(E value) {
  return std::string(text_of(value));
}
std::string event_text(const Id128& id) { return id.is_nil() ? std::string() : id.text(); }
std::string event_text(const std::string& text) { return text; }
std::string event_text(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) {
    if (!out.empty()) out += ", ";
    out += text;
  }
  return out;
}

}  // namespace

TicketChange::TicketChange(const Context& context, Ticket ticket, std::uint32_t first_event)
    : context_(context), ticket_(std::move(ticket)), next_event_(first_event) {
  ticket_.updated_at = std::max(ticket_.updated_at, context.at);
}

void TicketChange::say(EntryKind kind, EntryId id, std::string_view text) {
  entries_.push_back(Entry{.id = id,
                           .ticket = ticket_.id,
                           .kind = kind,
                           .person = context_.actor.person,
                           .at = context_.at,
                           .text = std::string(text)});
}

void TicketChange::customer_says(EntryId id, ContactId contact, std::string_view text) {
  say(EntryKind::customer_message, id, text);
  // The customer is the author; whoever typed it in is told by an event of the caller.
  if (contact.is_nil()) return;
  entries_.back().person = PersonId{};
  entries_.back().contact = contact;
  // What follows from the message, such as reopening, is the customer's doing.
  if (context_.actor.person.is_nil()) customer_ = contact;
}

void TicketChange::event(std::string_view field, std::string from, std::string to,
                         std::string_view reason) {
  entries_.push_back(Entry{.id = EntryId(derived_id(context_.key, next_event_++)),
                           .ticket = ticket_.id,
                           .kind = EntryKind::event,
                           .person = context_.actor.person,
                           .contact = customer_,
                           .at = context_.at,
                           .text = std::string(reason),
                           .field = std::string(field),
                           .from = std::move(from),
                           .to = std::move(to)});
}

template <class T>
void TicketChange::set(T Ticket::* member, T value, std::string_view field,
                       std::string_view reason) {
  if (ticket_.*member == value) return;
  event(field, event_text(ticket_.*member), event_text(value), reason);
  ticket_.*member = std::move(value);
}

void TicketChange::set_state(TicketState state, std::string_view reason) {
  if (state == ticket_.state) return;
  set(&Ticket::state, state, "state", reason);
  if (!desk::is_finished(state)) {
    ticket_.solved_at = Instant{};
    return;
  }
  if (!ticket_.solved_at.is_set()) ticket_.solved_at = context_.at;
  if (state == TicketState::closed) ticket_.closed_at = context_.at;
}

void TicketChange::set_owner(PersonId owner, std::string_view reason) {
  set(&Ticket::owner, owner, "owner", reason);
}

void TicketChange::set_first_contact(PersonId person) {
  if (ticket_.first_contact.is_nil()) set(&Ticket::first_contact, person, "first_contact");
}

void TicketChange::leave_unassigned() {
  if (ticket_.segment == Segment::unassigned) set_segment(Segment::support);
}

void TicketChange::set_segment(Segment segment) { set(&Ticket::segment, segment, "segment"); }

void TicketChange::set_class(TicketClass ticket_class) {
  set(&Ticket::ticket_class, ticket_class, "class");
}

void TicketChange::set_type(TicketType type) { set(&Ticket::type, type, "type"); }

void TicketChange::set_levels(Level impact, Level urgency) {
  set(&Ticket::impact, impact, "impact");
  set(&Ticket::urgency, urgency, "urgency");
  const Priority computed = desk::default_priority(impact, urgency);
  if (ticket_.priority_reason.empty()) {
    ticket_.computed_priority = computed;
    set(&Ticket::priority, computed, "priority");
  } else {
    set(&Ticket::computed_priority, computed, "computed_priority");
  }
}

void TicketChange::override_priority(Priority priority, std::string_view reason) {
  // An override to the computed value is one too: it stays when impact or urgency change.
  const bool was_overridden = !ticket_.priority_reason.empty();
  if (was_overridden && priority == ticket_.priority && reason == ticket_.priority_reason) return;
  event("priority", event_text(ticket_.priority), event_text(priority), reason);
  ticket_.priority = priority;
  ticket_.priority_reason = std::string(reason);
}

void TicketChange::return_to_computed_priority(std::string_view reason) {
  if (ticket_.priority_reason.empty()) return;
  event("priority", event_text(ticket_.priority), event_text(ticket_.computed_priority), reason);
  ticket_.priority = ticket_.computed_priority;
  ticket_.priority_reason.clear();
}

void TicketChange::set_subject(std::string subject) {
  set(&Ticket::subject, std::move(subject), "subject");
}

void TicketChange::set_tags(std::vector<std::string> tags) {
  set(&Ticket::tags, std::move(tags), "tags");
}

void TicketChange::set_language(std::string language) {
  set(&Ticket::language, std::move(language), "language");
}

void TicketChange::set_release(std::string release) {
  set(&Ticket::release, std::move(release), "release");
}

void TicketChange::set_upset(bool upset, std::string_view reason) {
  event("upset", ticket_.upset ? "yes" : "no", upset ? "yes" : "no", reason);
  ticket_.upset = upset;
}

void TicketChange::set_skills(std::vector<std::string> skills) {
  set(&Ticket::skills, std::move(skills), "skills");
}

void TicketChange::set_assignment(PersonId person, std::string_view reason) {
  set(&Ticket::assigned_to, person, "assigned_to", reason);
  ticket_.assigned_at = person.is_nil() ? Instant{} : context_.at;
}

void TicketChange::set_customer(OrganisationId organisation, ContactId requester) {
  set(&Ticket::organisation, organisation, "organisation");
  set(&Ticket::requester, requester, "requester");
}

void TicketChange::link(TicketLink link) {
  std::erase_if(ticket_.links, [&](const TicketLink& old) { return old.ticket == link.ticket; });
  ticket_.links.insert(std::ranges::lower_bound(ticket_.links, link), link);
  event("link", std::string(text_of(link.kind)), link.ticket.text());
}

void TicketChange::unlink(TicketId other) {
  std::erase_if(ticket_.links, [&](const TicketLink& old) { return old.ticket == other; });
  event("unlink", "", other.text());
}

void TicketChange::merge_into(TicketId survivor, std::string_view reason) {
  ticket_.state_before_merge = ticket_.state;
  set(&Ticket::merged_into, survivor, "merged_into", reason);
  set_state(TicketState::merged);
}

void TicketChange::come_back(std::string_view reason) {
  const TicketState before = std::exchange(ticket_.state_before_merge, TicketState::fresh);
  set(&Ticket::merged_into, TicketId{}, "merged_into", reason);
  // A ticket that was closed before the merge was closed then, not now.
  const Instant closed_at = ticket_.closed_at;
  set_state(before);
  if (closed_at.is_set()) ticket_.closed_at = closed_at;
}

void TicketChange::revise(EntryId entry, EntryId revision, std::string_view text) {
  say(EntryKind::revision, revision, text);
  entries_.back().revises = entry;
}

void TicketChange::log_time(Entry entry, std::int64_t more_min, std::int64_t more_billable_min) {
  entries_.push_back(std::move(entry));
  ticket_.time_min += more_min;
  ticket_.billable_min += more_billable_min;
}

void TicketChange::copy_entry(Entry entry) {
  entry.ticket = ticket_.id;
  entries_.push_back(std::move(entry));
}

void TicketChange::note_first_response() {
  if (!ticket_.first_response_at.is_set()) ticket_.first_response_at = context_.at;
}

Expected<void> write(std::initializer_list<const TicketChange*> changes, store::Tables& tables) {
  // A hostile client can give an entry the id that an event of the same or a later operation
  // gets; so every id is checked, derived ones too.
  std::vector<EntryId> ids;
  for (const TicketChange* change : changes) {
    for (const Entry& entry : change->entries()) ids.push_back(entry.id);
  }
  std::ranges::sort(ids);
  if (std::ranges::adjacent_find(ids) != ids.end()) return id_taken("entry");
  for (const EntryId& id : ids) {
    if (tables.has_entry(id)) return id_taken("entry");
  }
  for (const TicketChange* change : changes) {
    tables.put(change->ticket());
    for (const Entry& entry : change->entries()) tables.append(entry);
  }
  return {};
}

}  // namespace firsthand::ops
