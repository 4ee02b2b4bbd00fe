// A ticket while an operation changes it: what it was, what it becomes, and the entries that tell
// of it (TKT-7). Setters record an event for each real change; nothing is written before write(),
// so an error on the way leaves no trace.
//
//   TicketChange change(context, *ticket);
//   change.set_state(TicketState::solved, op.reason);
//   return write({&change}, tables);
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/ops/operation.h"

namespace firsthand::ops {

class TicketChange {
 public:
  /// `first_event` keeps the events of several tickets in one operation apart.
  TicketChange(const Context& context, Ticket ticket, std::uint32_t first_event = 0);

  [[nodiscard]] const Ticket& ticket() const { return ticket_; }
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] std::uint32_t next_event() const { return next_event_; }

  /// A message or note under the operation's own id, written by the actor.
  void say(EntryKind kind, EntryId id, std::string_view text);
  /// A customer's message; by nobody known when `contact` is nil and no person recorded it. What
  /// happens after it is the customer's doing, unless a person recorded it.
  void customer_says(EntryId id, ContactId contact, std::string_view text);
  /// Something that changes no field but belongs to the history.
  void event(std::string_view field, std::string from, std::string to,
             std::string_view reason = {});

  /// Also keeps the times of solving and closing; the move must have been judged before.
  void set_state(TicketState state, std::string_view reason = {});
  void set_owner(PersonId owner, std::string_view reason = {});
  /// TKT-6: only when there is none yet.
  void set_first_contact(PersonId person);
  /// TKT-3: somebody is on it, so it is support's.
  void leave_unassigned();
  void set_segment(Segment segment);
  void set_class(TicketClass ticket_class);
  void set_type(TicketType type);
  /// TKT-4: keeps the computed priority, and without an override the priority, in step.
  void set_levels(Level impact, Level urgency);
  void override_priority(Priority priority, std::string_view reason);
  void return_to_computed_priority(std::string_view reason);
  void set_subject(std::string subject);
  void set_tags(std::vector<std::string> tags);
  void set_language(std::string language);
  void set_release(std::string release);
  void set_upset(bool upset, std::string_view reason);
  void set_skills(std::vector<std::string> skills);
  /// TKT-3: nil takes the assignment back.
  void set_assignment(PersonId person, std::string_view reason);
  void set_customer(OrganisationId organisation, ContactId requester);
  /// Puts the link in place of another one to the same ticket.
  void link(TicketLink link);
  void unlink(TicketId other);
  /// TKT-5; what the state was is kept for coming back.
  void merge_into(TicketId survivor, std::string_view reason);
  void come_back(std::string_view reason);
  /// TKT-7: the entry's new text.
  void revise(EntryId entry, EntryId revision, std::string_view text);
  /// TKT-9: `entry` and how it changes the sums.
  void log_time(Entry entry, std::int64_t more_min, std::int64_t more_billable_min);
  /// Takes an entry as it is, from another ticket (TKT-5: split).
  void copy_entry(Entry entry);
  /// The first public answer of a person (SLA-3).
  void note_first_response();

 private:
  template <class T>
  void set(T Ticket::* member, T value, std::string_view field, std::string_view reason = {});

  const Context& context_;
  Ticket ticket_;
  std::vector<Entry> entries_;
  std::uint32_t next_event_;
  ContactId customer_;  // who causes the events, when no person does
};

/// Writes the tickets and their entries. Errors: op.id_taken when an entry's id is in use; then
/// nothing is written.
[[nodiscard]] Expected<void> write(std::initializer_list<const TicketChange*> changes,
                                   store::Tables& tables);

}  // namespace firsthand::ops
