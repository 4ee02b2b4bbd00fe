// Everything the ticket screen shows, in one read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/entities.h"
#include "core/store/database.h"

namespace firsthand::query {

struct ConversationEntry {
  Entry entry;
  std::string author;  // name of the person or contact; empty: the system
  std::string from;    // for events: `from` and `to` with ids replaced by names
  std::string to;
  bool unsent = false;  // the operation that wrote it has not been accepted yet
};

struct RecentTicket {
  TicketId id;
  std::uint32_t number = 0;
  std::string subject;
  TicketState state = TicketState::fresh;
  Instant updated_at;
};

struct CustomerPanel {
  std::optional<Organisation> organisation;
  std::optional<Contact> requester;
  std::string csm;                   // name
  std::vector<RecentTicket> recent;  // of the organisation (else the requester), newest first
  std::int64_t open_tickets = 0;
  std::int64_t all_tickets = 0;
};

struct TicketPage {
  Ticket ticket;
  std::string owner;
  std::string first_contact;
  std::vector<ConversationEntry> conversation;  // oldest first
  CustomerPanel customer;
};

/// nullopt when there is no such ticket here (yet).
[[nodiscard]] std::optional<TicketPage> ticket_page(store::Database& db, TicketId id);
/// "1042" of a deep link to its ticket.
[[nodiscard]] std::optional<TicketId> ticket_by_number(store::Database& db, std::uint32_t number);
/// Active people sorted by name, for the owner menu.
[[nodiscard]] std::vector<Person> people(store::Database& db);

}  // namespace firsthand::query
