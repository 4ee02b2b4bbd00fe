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

  friend bool operator==(const Organisation&, const Organisation&) = default;
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

  friend bool operator==(const Entry&, const Entry&) = default;
};

}  // namespace firsthand
