#include "core/query/ticket_page.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "core/store/tables.h"

namespace firsthand::query {
namespace {

constexpr std::int64_t kRecentTicketsMax = 8;
constexpr std::size_t kMergedMax = 100;  // tickets merged into one that are shown with it

/// Names by id, each looked up once a page.
class Names {
 public:
  explicit Names(store::Tables& tables) : tables_(tables) {}

  std::string of(PersonId id) {
    return find(id, [&] {
      const auto person = tables_.person(id);
      return person ? person->name : std::string();
    });
  }
  std::string of(ContactId id) {
    return find(id, [&] {
      const auto contact = tables_.contact(id);
      return contact ? contact->name : std::string();
    });
  }

 private:
  template <class Look>
  std::string find(const Id128& id, Look look) {
    if (id.is_nil()) return {};
    const auto [found, is_new] = names_.try_emplace(std::string(id.view()));
    if (is_new) found->second = look();
    return found->second;
  }

  store::Tables& tables_;
  std::unordered_map<std::string, std::string> names_;
};

/// The queued operations on a ticket: what tells an entry that the server does not know yet.
class UnsentOperations {
 public:
  UnsentOperations(store::Database& db, TicketId ticket) {
    auto q = db.prepare(
        "SELECT b.body, b.written_at, b.actor FROM outbox_touch x JOIN outbox b"
        " ON b.client_seq = x.client_seq WHERE x.kind = 4 AND x.id = ?1 AND b.state = 0");
    q.bind(1, ticket);
    while (q.next()) {
      operations_.push_back({std::string(q.text(0)), q.instant(1), q.id<PersonId>(2)});
    }
  }

  /// Messages carry their id in the operation; events have the pending operation's time and actor
  /// (SYNC §2: the time an operation was written is its estimate of the stamp).
  [[nodiscard]] bool wrote(const Entry& entry) const {
    if (operations_.empty()) return false;
    const std::string id = entry.id.text();
    return std::ranges::any_of(operations_, [&](const Operation& operation) {
      if (entry.kind != EntryKind::event) return operation.body.find(id) != std::string::npos;
      return operation.written_at == entry.at && operation.actor == entry.person;
    });
  }

 private:
  struct Operation {
    std::string body;
    Instant written_at;
    PersonId actor;
  };
  std::vector<Operation> operations_;
};

/// What an event's value says to a reader: names for ids, a number for a ticket.
std::string readable(const std::string& value, std::string_view field, Names& names,
                     store::Tables& tables) {
  constexpr std::array<std::string_view, 5> kPeople = {"owner", "first_contact", "recorded",
                                                       "assigned_to", "draft"};
  constexpr std::array<std::string_view, 6> kTickets = {"follow_up", "merged_into", "merged",
                                                        "unmerged",  "link",        "unlink"};
  const auto id = Id128::parse(value);
  if (!id) return value;
  if (field == "organisation") {
    const auto organisation = tables.organisation(OrganisationId(*id));
    return organisation ? organisation->name : std::string();
  }
  if (field == "requester") return names.of(ContactId(*id));
  if (std::ranges::find(kPeople, field) != kPeople.end()) return names.of(PersonId(*id));
  if (std::ranges::find(kTickets, field) == kTickets.end()) return value;
  const auto ticket = tables.ticket(TicketId(*id));
  return ticket && ticket->number != 0 ? "#" + std::to_string(ticket->number) : std::string();
}

/// TKT-7, TKT-9: a revision or correction changes the line that it belongs to.
bool revise(std::vector<ConversationEntry>& conversation, const Entry& entry, bool unsent,
            const std::string& author) {
  if (entry.revises.is_nil()) return false;
  const auto line = std::ranges::find(conversation, entry.revises,
                                      [](const ConversationEntry& one) { return one.entry.id; });
  if (line == conversation.end()) return true;
  const bool first = line->older.empty();
  line->older.push_back({.text = line->entry.text,
                         .author = first ? line->author : line->last_author,
                         .at = first ? line->entry.at : line->last_at,
                         .minutes = line->entry.minutes});
  line->entry.text = entry.text;
  line->entry.minutes = entry.minutes;
  line->entry.billable = entry.billable;
  line->last_author = author;
  line->last_at = entry.at;
  line->unsent = line->unsent || unsent;
  return true;
}

std::vector<ConversationEntry> conversation_of(TicketId id, Names& names, store::Tables& tables) {
  const UnsentOperations unsent(tables.database(), id);
  std::vector<ConversationEntry> conversation;
  for (Entry& entry : tables.entries(id)) {
    const std::string author =
        entry.person.is_nil() ? names.of(entry.contact) : names.of(entry.person);
    if (revise(conversation, entry, unsent.wrote(entry), author)) continue;
    ConversationEntry line;
    line.author = author;
    if (entry.kind == EntryKind::event) {
      line.from = readable(entry.from, entry.field, names, tables);
      line.to = readable(entry.to, entry.field, names, tables);
    }
    line.unsent = unsent.wrote(entry);
    line.entry = std::move(entry);
    conversation.push_back(std::move(line));
  }
  return conversation;
}

RelatedTicket related(const Ticket& ticket, LinkKind kind) {
  return {.id = ticket.id,
          .number = ticket.number,
          .subject = ticket.subject,
          .state = ticket.state,
          .kind = kind};
}

std::vector<TicketId> merged_into(store::Database& db, TicketId id) {
  std::vector<TicketId> ids;
  auto q = db.prepare("SELECT id FROM ticket WHERE merged_into = ?1 ORDER BY number, id");
  q.bind(1, id);
  while (q.next() && ids.size() < kMergedMax) ids.push_back(q.id<TicketId>(0));
  return ids;
}

/// TKT-5: what was said on the tickets that went up in this one, and in them, in its time.
void add_merged(TicketPage& page, Names& names, store::Tables& tables) {
  store::Database& db = tables.database();
  std::vector<TicketId> waiting = merged_into(db, page.ticket.id);
  const std::size_t direct = waiting.size();
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    const auto ticket = tables.ticket(waiting[i]);
    if (!ticket) continue;
    if (i < direct) page.merged.push_back(related(*ticket, LinkKind::related));
    for (ConversationEntry& line : conversation_of(ticket->id, names, tables)) {
      if (line.entry.kind == EntryKind::event) continue;
      line.merged_from = ticket->number;
      page.conversation.push_back(std::move(line));
    }
    if (waiting.size() >= kMergedMax) continue;
    std::ranges::copy(merged_into(db, ticket->id), std::back_inserter(waiting));
  }
  if (waiting.empty()) return;
  std::ranges::stable_sort(page.conversation, {},
                           [](const ConversationEntry& line) { return line.entry.at; });
}

void add_relations(TicketPage& page, Names& names, store::Tables& tables) {
  const Ticket& ticket = page.ticket;
  page.assigned_to = names.of(ticket.assigned_to);
  for (const PersonId& watcher : ticket.watchers) page.watchers.push_back(names.of(watcher));
  for (const TicketLink& link : ticket.links) {
    if (const auto other = tables.ticket(link.ticket)) {
      page.links.push_back(related(*other, link.kind));
    }
  }
  if (!ticket.merged_into.is_nil()) {
    const auto survivor = tables.ticket(ticket.merged_into);
    if (survivor) page.survivor = related(*survivor, LinkKind::related);
  }
  for (Draft& draft : tables.drafts(ticket.id)) {
    const std::string author = names.of(draft.author);
    page.drafts.push_back({.draft = std::move(draft), .author = author});
  }
  for (const ConversationEntry& line : page.conversation) {
    const bool is_public =
        line.entry.kind == EntryKind::customer_message || line.entry.kind == EntryKind::reply;
    if (is_public) page.newest_public = line.entry.id;
  }
}

/// Runs one of two statements: by organisation, or by requester where there is none.
store::Statement of_customer(store::Database& db, const Ticket& ticket,
                             std::string_view by_organisation, std::string_view by_requester) {
  const bool known = !ticket.organisation.is_nil();
  auto q = db.prepare(known ? by_organisation : by_requester);
  q.bind(1, known ? Id128(ticket.organisation) : Id128(ticket.requester));
  return q;
}

void add_tickets(CustomerPanel& panel, const Ticket& ticket, store::Database& db) {
  if (ticket.organisation.is_nil() && ticket.requester.is_nil()) return;
  {
    auto q = of_customer(
        db, ticket,
        "SELECT id, number, subject, state, updated_at FROM ticket WHERE organisation = ?1"
        " ORDER BY updated_at DESC, rid DESC LIMIT ?2",
        "SELECT id, number, subject, state, updated_at FROM ticket WHERE requester = ?1"
        " ORDER BY updated_at DESC, rid DESC LIMIT ?2");
    q.bind(2, kRecentTicketsMax);
    while (q.next()) {
      panel.recent.push_back(
          {.id = q.id<TicketId>(0),
           .number = static_cast<std::uint32_t>(q.integer(1)),
           .subject = std::string(q.text(2)),
           .state = enum_from_int<TicketState>(q.integer(3)).value_or(TicketState::fresh),
           .updated_at = q.instant(4)});
    }
  }
  auto q =
      of_customer(db, ticket, "SELECT count(*), sum(state < 4) FROM ticket WHERE organisation = ?1",
                  "SELECT count(*), sum(state < 4) FROM ticket WHERE requester = ?1");
  if (!q.next()) return;
  panel.all_tickets = q.integer(0);
  panel.open_tickets = q.integer(1);
}

}  // namespace

std::optional<TicketPage> ticket_page(store::Database& db, TicketId id) {
  store::Tables tables(db);
  auto ticket = tables.ticket(id);
  if (!ticket) return std::nullopt;
  Names names(tables);
  TicketPage page{.ticket = std::move(*ticket)};
  page.owner = names.of(page.ticket.owner);
  page.first_contact = names.of(page.ticket.first_contact);
  page.conversation = conversation_of(id, names, tables);
  add_relations(page, names, tables);
  add_merged(page, names, tables);
  if (!page.ticket.organisation.is_nil()) {
    page.customer.organisation = tables.organisation(page.ticket.organisation);
  }
  if (!page.ticket.requester.is_nil()) {
    page.customer.requester = tables.contact(page.ticket.requester);
  }
  if (page.customer.organisation) page.customer.csm = names.of(page.customer.organisation->csm);
  add_tickets(page.customer, page.ticket, db);
  return page;
}

std::optional<TicketId> ticket_by_number(store::Database& db, std::uint32_t number) {
  return store::Tables(db).ticket_by_number(number);
}

std::vector<Person> people(store::Database& db) {
  std::vector<PersonId> ids;
  {
    auto q = db.prepare("SELECT id FROM person WHERE active = 1 ORDER BY name, id");
    while (q.next()) ids.push_back(q.id<PersonId>(0));
  }
  store::Tables tables(db);
  std::vector<Person> people;
  for (const PersonId id : ids) {
    if (auto person = tables.person(id)) people.push_back(std::move(*person));
  }
  return people;
}

}  // namespace firsthand::query
