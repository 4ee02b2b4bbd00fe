// Everything the ticket screen shows, in one read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/entities.h"
#include "core/store/database.h"

namespace firsthand::query {

/// TKT-7: what an entry said before, oldest first.
struct OlderText {
  std::string text;
  std::string author;
  Instant at;
  std::int64_t minutes = 0;  // of time entries
};

struct ConversationEntry {
  Entry entry;         // as it stands now, under its first id and time
  std::string author;  // name of the person or contact; empty: the system
  std::string from;    // for events: `from` and `to` with ids replaced by names
  std::string to;
  bool unsent = false;           // the operation that wrote it has not been accepted yet
  std::vector<OlderText> older;  // not empty: edited
  std::string last_author;       // of the text that stands now, when edited
  Instant last_at;
  std::uint32_t merged_from = 0;  // TKT-5: the number of the merged ticket it came with
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

/// A ticket that is linked, or the survivor of a merge.
struct RelatedTicket {
  TicketId id;
  std::uint32_t number = 0;
  std::string subject;
  TicketState state = TicketState::fresh;
  LinkKind kind = LinkKind::related;
};

/// TKT-10a.
struct SharedDraft {
  Draft draft;
  std::string author;
};

struct TicketPage {
  Ticket ticket;
  std::string owner;
  std::string first_contact;
  std::string assigned_to;
  std::vector<std::string> watchers;      // names, in the order of the ticket's ids
  std::vector<RelatedTicket> links;       // those that are here
  std::optional<RelatedTicket> survivor;  // of a merged ticket
  std::vector<RelatedTicket> merged;      // into this one, directly
  std::vector<SharedDraft> drafts;
  EntryId newest_public;  // the newest customer's message or reply of this ticket; nil: none
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
