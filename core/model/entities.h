// The desk's things as plain values: what the tables hold and what operations change.
// Every string is UTF-8; every limit that input must keep is in core/model/limits.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/model/enums.h"
#include "core/model/ids.h"
#include "core/model/instant.h"

namespace firsthand {

struct Person {
  PersonId id;
  std::string name;
  std::string email;  // also the sign-in name; lower case
  Role role = Role::agent;
  SupportTier support_tier = SupportTier::none;  // ROLE-1
  std::vector<std::string> skills;               // sorted, unique
  std::string language;                          // BCP 47: "en", "zh-Hans", "zh-Hant", "ru"
  std::string time_zone;                         // IANA name
  bool active = true;
  PersonId lead;  // nil: none; whom an upset customer is told to (TKT-8)

  friend bool operator==(const Person&, const Person&) = default;
};

struct Organisation {
  OrganisationId id;
  std::string name;
  CustomerTier tier = CustomerTier::normal;
  CustomerStage stage = CustomerStage::service;
  std::int64_t arr_cents = 0;  // annual recurring revenue
  PersonId csm;                // nil: none
  std::string external_id;     // id in the company's CRM; empty: none
  std::string notes;           // environment notes
  // Dates are "2026-11-24" (ISO 8601), empty when there is none.
  std::string contract_from;
  std::string contract_until;
  std::string renewal_on;
  std::vector<std::string> products;  // "Orbit 4.2", in the order they were given
  std::vector<std::string> links;     // addresses in outside systems
  // CUS-2: the hand-over under way, if hand_over_at is set.
  Instant hand_over_at;
  CustomerStage hand_over_to = CustomerStage::service;
  PersonId hand_over_person;                // who takes the customer over; nil: nobody named
  std::vector<std::string> hand_over_done;  // keys of ticked steps (core/desk/hand_over.h), sorted

  friend bool operator==(const Organisation&, const Organisation&) = default;
};

/// One line of a customer's log (CUS-2). Append-only; part of the organisation's aggregate.
struct OrganisationEvent {
  EntryId id;
  OrganisationId organisation;
  PersonId person;  // nil: the system
  Instant at;
  std::string field;  // "stage", "csm", "hand_over", "hand_over_step" …
  std::string from;
  std::string to;
  std::string text;  // reason or note

  friend bool operator==(const OrganisationEvent&, const OrganisationEvent&) = default;
};

struct Contact {
  ContactId id;
  OrganisationId organisation;  // nil: a person of no known customer
  std::string name;
  std::string email;  // lower case; may be empty
  std::string phone;
  std::string language;

  friend bool operator==(const Contact&, const Contact&) = default;
};

/// What a ticket has to do with another one.
struct TicketLink {
  TicketId ticket;
  LinkKind kind = LinkKind::related;

  friend auto operator<=>(const TicketLink&, const TicketLink&) = default;
};

struct Ticket {
  TicketId id;
  std::uint32_t number = 0;  // given by the server; 0: not numbered yet, shown as "draft"
  std::string subject;
  OrganisationId organisation;  // nil: unknown customer
  ContactId requester;          // nil: none
  Channel channel = Channel::web_form;
  TicketClass ticket_class = TicketClass::application;
  TicketType type = TicketType::question;
  Segment segment = Segment::unassigned;
  Level impact = Level::medium;
  Level urgency = Level::medium;
  Priority computed_priority = Priority::p3;  // TKT-4: always of impact × urgency
  Priority priority = Priority::p3;           // the override, or the computed one
  std::string priority_reason;                // not empty exactly while overridden
  TicketState state = TicketState::fresh;
  PersonId owner;                 // TKT-6; nil: nobody yet
  PersonId first_contact;         // TKT-6; once set, never changed
  std::vector<std::string> tags;  // sorted, unique
  std::string language;
  std::string release;    // product version
  TicketId follow_up_of;  // TKT-5: the closed ticket that a late message came to
  Instant created_at;
  Instant updated_at;
  Instant first_response_at;
  Instant solved_at;
  Instant closed_at;
  bool upset = false;               // TKT-8
  std::vector<std::string> skills;  // needed (ROLE-1); sorted, unique
  std::vector<PersonId> watchers;   // sorted, unique
  std::vector<TicketLink> links;    // sorted, one for each ticket
  // TKT-3: a lead's assignment, on top of that person's queue; it moves no ownership.
  PersonId assigned_to;
  Instant assigned_at;
  // TKT-5: while merged, the survivor and what the state was.
  TicketId merged_into;
  TicketState state_before_merge = TicketState::fresh;
  // TKT-9: sums over the time entries.
  std::int64_t time_min = 0;
  std::int64_t billable_min = 0;

  friend bool operator==(const Ticket&, const Ticket&) = default;
};

/// One line of a ticket's conversation or history (TKT-7). Append-only.
struct Entry {
  EntryId id;
  TicketId ticket;
  EntryKind kind = EntryKind::note;
  PersonId person;    // who wrote or did it; nil when a contact did
  ContactId contact;  // the customer's author; nil when a person or the system did
  Instant at;         // acceptance by the server; while pending, the client's estimate
  std::string text;   // the message, or an event's reason
  // Only for events: which field went from what to what, in the names of core/model/enums.h,
  // ids as text.
  std::string field;
  std::string from;
  std::string to;
  // Of a revision: whose text it replaces; of time: which time entry it corrects; else nil.
  EntryId revises;
  // Of time (TKT-9): `text` says what was done.
  std::int64_t minutes = 0;
  bool billable = false;

  friend bool operator==(const Entry&, const Entry&) = default;
};

/// TKT-10a: a draft that colleagues see and may take over. Part of the ticket's aggregate; sending,
/// or discarding, removes it.
struct Draft {
  DraftId id;
  TicketId ticket;
  PersonId author;
  Instant saved_at;
  std::string text;

  friend bool operator==(const Draft&, const Draft&) = default;
};

/// TKT-11: a search that is kept, with how its list looks.
struct SavedView {
  ViewId id;
  PersonId owner;
  std::string name;
  std::string query;  // in the search language (core/query)
  TicketSort sort = TicketSort::updated;
  bool descending = true;
  std::vector<std::string> columns;  // names of columns in their order; empty: the usual ones
  TicketGroup group = TicketGroup::none;
  bool shared = false;  // everybody sees it

  friend bool operator==(const SavedView&, const SavedView&) = default;
};

}  // namespace firsthand
