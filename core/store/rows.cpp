#include "core/store/rows.h"

namespace firsthand::store {
namespace {

constexpr char kListSeparator = '\n';

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
  template <NamedEnum E>
  Columns& operator>>(E& value) {
    const auto known = enum_from_int<E>(row_.integer(at_++));
    if (!known) {
      db_.set_failure({"store.damaged", "A stored value is not one that this program knows.", ""});
    }
    value = known.value_or(E{});
    return *this;
  }

 private:
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
  template <NamedEnum E>
  Parameters& operator<<(E value) {
    return *this << static_cast<std::int64_t>(value);
  }
  [[nodiscard]] int next() const { return at_; }

 private:
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
      p.skills >> p.language >> p.time_zone >> p.active;
  return out;
}

template <>
Stored<Organisation> read_row<Organisation>(Database& db, const Statement& row) {
  Stored<Organisation> out;
  Organisation& o = out.value;
  Columns(db, row) >> out.rid >> o.id >> o.name >> o.tier >> o.stage >> o.arr_cents >> o.csm >>
      o.external_id >> o.notes;
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
      t.updated_at >> t.first_response_at >> t.solved_at >> t.closed_at;
  return out;
}

template <>
Stored<Entry> read_row<Entry>(Database& db, const Statement& row) {
  Stored<Entry> out;
  Entry& e = out.value;
  Columns(db, row) >> out.rid >> e.id >> e.ticket >> e.kind >> e.person >> e.contact >> e.at >>
      e.text >> e.field >> e.from >> e.to;
  return out;
}

int bind_row(Database& db, Statement& statement, const Person& p) {
  Parameters out(db, statement);
  out << p.id << p.name << p.email << p.role << p.support_tier << p.skills << p.language
      << p.time_zone << p.active;
  return out.next();
}

int bind_row(Database& db, Statement& statement, const Organisation& o) {
  Parameters out(db, statement);
  out << o.id << o.name << o.tier << o.stage << o.arr_cents << o.csm << o.external_id << o.notes;
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
      << t.first_response_at << t.solved_at << t.closed_at;
  return out.next();
}

int bind_row(Database& db, Statement& statement, const Entry& e, std::int64_t ticket_rid) {
  Parameters out(db, statement);
  out << e.id << ticket_rid << e.kind << e.person << e.contact << e.at << e.text << e.field
      << e.from << e.to;
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

void unindex_row(Database& db, std::int64_t rid, const Ticket& /*ticket*/) {
  db.prepare("DELETE FROM ticket_fts WHERE rowid = ?").bind(1, rid).run();
}

}  // namespace firsthand::store
