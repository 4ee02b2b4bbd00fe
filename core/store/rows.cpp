#include "core/store/rows.h"

namespace firsthand::store {
namespace {

constexpr char kListSeparator = '\n';
constexpr std::size_t kIdBytes = sizeof(Id128::bytes);

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const std::size_t end = text.find(kListSeparator);
    items.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return items;
}

/// Columns from the left to the right.
class Columns {
 public:
  Columns(Database& db, const Statement& row) : db_(db), row_(row) {}

  Columns& operator>>(std::int64_t& value) {
    value = row_.integer(at_++);
    return *this;
  }
  Columns& operator>>(std::uint32_t& value) {
    value = static_cast<std::uint32_t>(row_.integer(at_++));
    return *this;
  }
  Columns& operator>>(bool& value) {
    value = row_.integer(at_++) != 0;
    return *this;
  }
  Columns& operator>>(Instant& value) {
    value = row_.instant(at_++);
    return *this;
  }
  Columns& operator>>(std::string& value) {
    value = row_.text(at_++);
    return *this;
  }
  Columns& operator>>(std::vector<std::string>& value) {
    value = split_list(row_.text(at_++));
    return *this;
  }
  Columns& operator>>(Id128& value) {
    value = Id128::from_bytes(row_.blob(at_++));
    return *this;
  }
  Columns& operator>>(std::vector<PersonId>& value) {
    const std::string_view bytes = row_.blob(at_++);
    if (bytes.size() % kIdBytes != 0) fail_damaged();
    for (std::size_t i = 0; i + kIdBytes <= bytes.size(); i += kIdBytes) {
      value.push_back(PersonId::from_bytes(bytes.substr(i, kIdBytes)));
    }
    return *this;
  }
  Columns& operator>>(std::vector<TicketLink>& value) {
    constexpr std::size_t kLinkBytes = kIdBytes + 1;
    const std::string_view bytes = row_.blob(at_++);
    if (bytes.size() % kLinkBytes != 0) fail_damaged();
    for (std::size_t i = 0; i + kLinkBytes <= bytes.size(); i += kLinkBytes) {
      const auto kind = enum_from_int<LinkKind>(bytes[i + kIdBytes]);
      if (!kind) fail_damaged();
      value.push_back(
          {TicketId::from_bytes(bytes.substr(i, kIdBytes)), kind.value_or(LinkKind::related)});
    }
    return *this;
  }
  template <NamedEnum E>
  Columns& operator>>(E& value) {
    const auto known = enum_from_int<E>(row_.integer(at_++));
    if (!known) fail_damaged();
    value = known.value_or(E{});
    return *this;
  }

 private:
  void fail_damaged() {
    db_.set_failure({"store.damaged", "A stored value is not one that this program knows.", ""});
  }

  Database& db_;
  const Statement& row_;
  int at_ = 0;
};

/// Parameters from the left to the right.
class Parameters {
 public:
  Parameters(Database& db, Statement& statement) : db_(db), statement_(statement) {}

  Parameters& operator<<(std::int64_t value) {
    statement_.bind(at_++, value);
    return *this;
  }
  Parameters& operator<<(std::uint32_t value) { return *this << std::int64_t{value}; }
  Parameters& operator<<(bool value) { return *this << std::int64_t{value}; }
  Parameters& operator<<(Instant value) { return *this << value.ms; }
  Parameters& operator<<(const std::string& value) {
    statement_.bind(at_++, value);
    return *this;
  }
  Parameters& operator<<(const Id128& value) {
    statement_.bind(at_++, value);
    return *this;
  }
  Parameters& operator<<(const std::vector<std::string>& value) {
    std::string joined;
    for (const std::string& item : value) {
      if (item.empty() || item.find(kListSeparator) != std::string::npos) {
        // It would be read back as another list, and then hash differently.
        db_.set_failure({"store.list_item", "A list item is empty or holds a line break.", ""});
      }
      if (!joined.empty()) joined += kListSeparator;
      joined += item;
    }
    return *this << joined;
  }
  Parameters& operator<<(const std::vector<PersonId>& value) {
    std::string bytes;
    for (const PersonId& id : value) bytes += id.view();
    return blob(bytes);
  }
  Parameters& operator<<(const std::vector<TicketLink>& value) {
    std::string bytes;
    for (const TicketLink& link : value) {
      bytes += link.ticket.view();
      bytes += static_cast<char>(link.kind);
    }
    return blob(bytes);
  }
  template <NamedEnum E>
  Parameters& operator<<(E value) {
    return *this << static_cast<std::int64_t>(value);
  }
  [[nodiscard]] int next() const { return at_; }

 private:
  /// Empty is NULL, so that partial indexes and most rows stay small.
  Parameters& blob(const std::string& bytes) {
    if (bytes.empty()) {
      statement_.bind_null(at_++);
    } else {
      statement_.bind_blob(at_++, bytes);
    }
    return *this;
  }

  Database& db_;
  Statement& statement_;
  int at_ = 1;
};

}  // namespace

template <>
Stored<Person> read_row<Person>(Database& db, const Statement& row) {
  Stored<Person> out;
  Person& p = out.value;
  Columns(db, row) >> out.rid >> p.id >> p.name >> p.email >> p.role >> p.support_tier >>
      p.skills >> p.language >> p.time_zone >> p.active >> p.lead;
  return out;
}

template <>
Stored<Organisation> read_row<Organisation>(Database& db, const Statement& row) {
  Stored<Organisation> out;
  Organisation& o = out.value;
  Columns(db, row) >> out.rid >> o.id >> o.name >> o.tier >> o.stage >> o.arr_cents >> o.csm >>
      o.external_id >> o.notes >> o.contract_from >> o.contract_until >> o.renewal_on >>
      o.products >> o.links >> o.hand_over_at >> o.hand_over_to >> o.hand_over_person >>
      o.hand_over_done;
  return out;
}

template <>
Stored<Contact> read_row<Contact>(Database& db, const Statement& row) {
  Stored<Contact> out;
  Contact& c = out.value;
  Columns(db, row) >> out.rid >> c.id >> c.organisation >> c.name >> c.email >> c.phone >>
      c.language;
  return out;
}

template <>
Stored<Ticket> read_row<Ticket>(Database& db, const Statement& row) {
  Stored<Ticket> out;
  Ticket& t = out.value;
  Columns(db, row) >> out.rid >> t.id >> t.number >> t.subject >> t.organisation >> t.requester >>
      t.channel >> t.ticket_class >> t.type >> t.segment >> t.impact >> t.urgency >>
      t.computed_priority >> t.priority >> t.priority_reason >> t.state >> t.owner >>
      t.first_contact >> t.tags >> t.language >> t.release >> t.follow_up_of >> t.created_at >>
      t.updated_at >> t.first_response_at >> t.solved_at >> t.closed_at >> t.upset >> t.skills >>
      t.watchers >> t.links >> t.assigned_to >> t.assigned_at >> t.merged_into >>
      t.state_before_merge >> t.time_min >> t.billable_min;
  return out;
}

template <>
Stored<Entry> read_row<Entry>(Database& db, const Statement& row) {
  Stored<Entry> out;
  Entry& e = out.value;
  Columns(db, row) >> out.rid >> e.id >> e.ticket >> e.kind >> e.person >> e.contact >> e.at >>
      e.text >> e.field >> e.from >> e.to >> e.revises >> e.minutes >> e.billable;
  return out;
}

template <>
Stored<OrganisationEvent> read_row<OrganisationEvent>(Database& db, const Statement& row) {
  Stored<OrganisationEvent> out;
  OrganisationEvent& e = out.value;
  Columns(db, row) >> out.rid >> e.id >> e.organisation >> e.person >> e.at >> e.field >> e.from >>
      e.to >> e.text;
  return out;
}

template <>
Stored<Draft> read_row<Draft>(Database& db, const Statement& row) {
  Stored<Draft> out;
  Draft& d = out.value;
  Columns(db, row) >> out.rid >> d.id >> d.ticket >> d.author >> d.saved_at >> d.text;
  return out;
}

template <>
Stored<SavedView> read_row<SavedView>(Database& db, const Statement& row) {
  Stored<SavedView> out;
  SavedView& v = out.value;
  Columns(db, row) >> out.rid >> v.id >> v.owner >> v.name >> v.query >> v.sort >> v.descending >>
      v.columns >> v.group >> v.shared;
  return out;
}

int bind_row(Database& db, Statement& statement, const Person& p) {
  Parameters out(db, statement);
  out << p.id << p.name << p.email << p.role << p.support_tier << p.skills << p.language
      << p.time_zone << p.active << p.lead;
  return out.next();
}

int bind_row(Database& db, Statement& statement, const Organisation& o) {
  Parameters out(db, statement);
  out << o.id << o.name << o.tier << o.stage << o.arr_cents << o.csm << o.external_id << o.notes
      << o.contract_from << o.contract_until << o.renewal_on << o.products << o.links
      << o.hand_over_at << o.hand_over_to << o.hand_over_person << o.hand_over_done;
  return out.next();
}

int bind_row(Database& db, Statement& statement, const Contact& c) {
  Parameters out(db, statement);
  out << c.id << c.organisation << c.name << c.email << c.phone << c.language;
  return out.next();
}

int bind_row(Database& db, Statement& statement, const Ticket& t) {
  Parameters out(db, statement);
  out << t.id << t.number << t.subject << t.organisation << t.requester << t.channel
      << t.ticket_class << t.type << t.segment << t.impact << t.urgency << t.computed_priority
      << t.priority << t.priority_reason << t.state << t.owner << t.first_contact << t.tags
      << t.language << t.release << t.follow_up_of << t.created_at << t.updated_at
      << t.first_response_at << t.solved_at << t.closed_at << t.upset << t.skills << t.watchers
      << t.links << t.assigned_to << t.assigned_at << t.merged_into << t.state_before_merge
      << t.time_min << t.billable_min;
  return out.next();
}

int bind_row(Database& db, Statement& statement, const Entry& e, std::int64_t ticket_rid) {
  Parameters out(db, statement);
  out << e.id << ticket_rid << e.kind << e.person << e.contact << e.at << e.text << e.field
      << e.from << e.to << e.revises << e.minutes << e.billable;
  return out.next();
}

int bind_row(Database& db, Statement& statement, const OrganisationEvent& e,
             std::int64_t organisation_rid) {
  Parameters out(db, statement);
  out << e.id << organisation_rid << e.person << e.at << e.field << e.from << e.to << e.text;
  return out.next();
}

int bind_row(Database& db, Statement& statement, const Draft& d, std::int64_t ticket_rid) {
  Parameters out(db, statement);
  out << d.id << ticket_rid << d.author << d.saved_at << d.text;
  return out.next();
}

int bind_row(Database& db, Statement& statement, const SavedView& v) {
  Parameters out(db, statement);
  out << v.id << v.owner << v.name << v.query << v.sort << v.descending << v.columns << v.group
      << v.shared;
  return out.next();
}

bool is_searchable(EntryKind kind) {
  return kind == EntryKind::reply || kind == EntryKind::customer_message || kind == EntryKind::note;
}

void index_row(Database& db, std::int64_t rid, const Entry& entry) {
  if (!is_searchable(entry.kind)) return;
  auto insert = db.prepare("INSERT INTO entry_fts(rowid, text) VALUES (?, ?)");
  insert.bind(1, rid).bind(2, entry.text).run();
}

void index_row(Database& db, std::int64_t rid, const Ticket& ticket) {
  auto insert = db.prepare("INSERT INTO ticket_fts(rowid, subject) VALUES (?, ?)");
  insert.bind(1, rid).bind(2, ticket.subject).run();
}

void unindex_row(Database& db, std::int64_t rid, const Entry& entry) {
  if (!is_searchable(entry.kind)) return;
  db.prepare("DELETE FROM entry_fts WHERE rowid = ?").bind(1, rid).run();
}

void index_latest_text(Database& db, TicketId ticket, EntryId revised) {
  auto original = db.prepare(
      "SELECT e.rid, e.kind, e.text FROM ticket t JOIN entry e ON e.ticket_rid = t.rid"
      " WHERE t.id = ?1 AND e.id = ?2");
  if (!original.bind(1, ticket).bind(2, revised).next()) return;
  const auto kind = enum_from_int<EntryKind>(original.integer(1));
  if (!kind || !is_searchable(*kind)) return;
  const std::int64_t rid = original.integer(0);
  std::string text(original.text(2));
  {
    auto latest = db.prepare(
        "SELECT e.text FROM ticket t JOIN entry e ON e.ticket_rid = t.rid"
        " WHERE t.id = ?1 AND e.revises = ?2 ORDER BY e.rid DESC LIMIT 1");
    if (latest.bind(1, ticket).bind(2, revised).next()) text = latest.text(0);
  }
  db.prepare("DELETE FROM entry_fts WHERE rowid = ?").bind(1, rid).run();
  db.prepare("INSERT INTO entry_fts(rowid, text) VALUES (?, ?)").bind(1, rid).bind(2, text).run();
}

void unindex_row(Database& db, std::int64_t rid, const Ticket& /*ticket*/) {
  db.prepare("DELETE FROM ticket_fts WHERE rowid = ?").bind(1, rid).run();
}

}  // namespace firsthand::store
