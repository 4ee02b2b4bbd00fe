#include "core/query/ticket_page.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/store/tables.h"

namespace firsthand::query {
namespace {

constexpr std::int64_t kRecentTicketsMax = 8;

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
  const bool is_person = field == "owner" || field == "first_contact" || field == "recorded";
  const bool is_ticket = field == "follow_up";
  if (!is_person && !is_ticket) return value;
  const auto id = Id128::parse(value);
  if (!id) return value;
  if (is_person) return names.of(PersonId(*id));
  const auto ticket = tables.ticket(TicketId(*id));
  return ticket && ticket->number != 0 ? "#" + std::to_string(ticket->number) : std::string();
}

std::vector<ConversationEntry> conversation_of(TicketId id, Names& names, store::Tables& tables) {
  const UnsentOperations unsent(tables.database(), id);
  std::vector<ConversationEntry> conversation;
  for (Entry& entry : tables.entries(id)) {
    ConversationEntry line;
    line.author = entry.person.is_nil() ? names.of(entry.contact) : names.of(entry.person);
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
