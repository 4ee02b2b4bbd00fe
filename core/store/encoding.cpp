#include "core/store/encoding.h"

#include <utility>

namespace firsthand::store {
namespace {

// A row whose newer fields all have their defaults is written in its first form, so that bytes and
// hashes of what older versions wrote stay what they were.
enum class Tag : std::uint8_t {
  person = 1,
  organisation = 2,
  contact = 3,
  ticket = 4,
  entry = 5,
  person_2 = 6,
  organisation_2 = 7,
  ticket_2 = 8,
  entry_2 = 9,
  organisation_event = 10,
  draft = 11,
  saved_view = 12,
};

constexpr int kVarintBits = 7;
constexpr int kVarintShiftMax = 63;

class Writer {
 public:
  explicit Writer(Tag tag) { out_.push_back(static_cast<char>(tag)); }

  void field(std::uint64_t value) {
    while (value >= 0x80) {
      out_.push_back(static_cast<char>((value & 0x7F) | 0x80));
      value >>= kVarintBits;
    }
    out_.push_back(static_cast<char>(value));
  }
  void field(std::uint32_t value) { field(std::uint64_t{value}); }
  void field(bool value) { field(std::uint64_t{value}); }
  void field(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    field(bits << 1 ^ (value < 0 ? ~std::uint64_t{0} : 0));
  }
  void field(Instant at) { field(at.ms); }
  void field(const Id128& id) { out_ += id.view(); }
  void field(const std::string& text) {
    field(std::uint64_t{text.size()});
    out_ += text;
  }
  void field(const std::vector<std::string>& list) {
    field(std::uint64_t{list.size()});
    for (const std::string& item : list) field(item);
  }
  void field(const std::vector<PersonId>& list) {
    field(std::uint64_t{list.size()});
    for (const PersonId& item : list) field(item);
  }
  void field(const std::vector<TicketLink>& list) {
    field(std::uint64_t{list.size()});
    for (const TicketLink& item : list) {
      field(item.ticket);
      field(item.kind);
    }
  }
  template <NamedEnum E>
  void field(E value) {
    field(static_cast<std::uint64_t>(value));
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

/// Reads what Writer wrote. After the first malformed byte everything else fails too.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] bool failed() const { return failed_; }

  std::string_view take(std::uint64_t size) {
    if (failed_ || size > rest_.size()) {
      failed_ = true;
      return {};
    }
    const std::string_view taken = rest_.substr(0, static_cast<std::size_t>(size));
    rest_.remove_prefix(taken.size());
    return taken;
  }
  void field(std::uint64_t& value) {
    value = 0;
    for (int shift = 0; shift <= kVarintShiftMax; shift += kVarintBits) {
      const std::string_view byte = take(1);
      if (failed_) return;
      const auto bits = static_cast<std::uint8_t>(byte.front());
      value |= std::uint64_t{bits & 0x7FU} << shift;
      if (bits < 0x80) return;
    }
    failed_ = true;
  }
  void field(std::uint32_t& value) {
    std::uint64_t wide = 0;
    field(wide);
    failed_ = failed_ || wide > UINT32_MAX;
    value = static_cast<std::uint32_t>(wide);
  }
  void field(bool& value) {
    std::uint64_t wide = 0;
    field(wide);
    failed_ = failed_ || wide > 1;
    value = wide == 1;
  }
  void field(std::int64_t& value) {
    std::uint64_t bits = 0;
    field(bits);
    value = static_cast<std::int64_t>(bits >> 1 ^ ((bits & 1) != 0 ? ~std::uint64_t{0} : 0));
  }
  void field(Instant& at) { field(at.ms); }
  void field(Id128& id) { id = Id128::from_bytes(take(id.bytes.size())); }
  void field(std::string& text) {
    std::uint64_t size = 0;
    field(size);
    text = take(size);
  }
  void field(std::vector<std::string>& list) {
    std::uint64_t size = 0;
    field(size);
    for (std::uint64_t i = 0; i < size && !failed_; ++i) field(list.emplace_back());
  }
  void field(std::vector<PersonId>& list) {
    std::uint64_t size = 0;
    field(size);
    for (std::uint64_t i = 0; i < size && !failed_; ++i) field(list.emplace_back());
  }
  void field(std::vector<TicketLink>& list) {
    std::uint64_t size = 0;
    field(size);
    for (std::uint64_t i = 0; i < size && !failed_; ++i) {
      TicketLink& item = list.emplace_back();
      field(item.ticket);
      field(item.kind);
    }
  }
  template <NamedEnum E>
  void field(E& value) {
    std::uint64_t number = 0;
    field(number);
    const auto known = number < EnumText<E>::kNames.size();
    failed_ = failed_ || !known;
    value = known ? static_cast<E>(number) : E{};
  }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

// Each row's fields once, in order, for writing (const row) and reading alike.

template <class Fields, class R>
void visit_person(Fields& fields, R& row) {
  fields.field(row.id);
  fields.field(row.name);
  fields.field(row.email);
  fields.field(row.role);
  fields.field(row.support_tier);
  fields.field(row.skills);
  fields.field(row.language);
  fields.field(row.time_zone);
  fields.field(row.active);
}

template <class Fields, class R>
void visit_organisation(Fields& fields, R& row) {
  fields.field(row.id);
  fields.field(row.name);
  fields.field(row.tier);
  fields.field(row.stage);
  fields.field(row.arr_cents);
  fields.field(row.csm);
  fields.field(row.external_id);
  fields.field(row.notes);
}

template <class Fields, class R>
void visit_contact(Fields& fields, R& row) {
  fields.field(row.id);
  fields.field(row.organisation);
  fields.field(row.name);
  fields.field(row.email);
  fields.field(row.phone);
  fields.field(row.language);
}

template <class Fields, class R>
void visit_ticket(Fields& fields, R& row) {
  fields.field(row.id);
  fields.field(row.number);
  fields.field(row.subject);
  fields.field(row.organisation);
  fields.field(row.requester);
  fields.field(row.channel);
  fields.field(row.ticket_class);
  fields.field(row.type);
  fields.field(row.segment);
  fields.field(row.impact);
  fields.field(row.urgency);
  fields.field(row.computed_priority);
  fields.field(row.priority);
  fields.field(row.priority_reason);
  fields.field(row.state);
  fields.field(row.owner);
  fields.field(row.first_contact);
  fields.field(row.tags);
  fields.field(row.language);
  fields.field(row.release);
  fields.field(row.follow_up_of);
  fields.field(row.created_at);
  fields.field(row.updated_at);
  fields.field(row.first_response_at);
  fields.field(row.solved_at);
  fields.field(row.closed_at);
}

template <class Fields, class R>
void visit_entry(Fields& fields, R& row) {
  fields.field(row.id);
  fields.field(row.ticket);
  fields.field(row.kind);
  fields.field(row.person);
  fields.field(row.contact);
  fields.field(row.at);
  fields.field(row.text);
  fields.field(row.field);
  fields.field(row.from);
  fields.field(row.to);
}

// The newer fields of the second forms.

template <class Fields, class R>
void visit_person_2(Fields& fields, R& row) {
  fields.field(row.lead);
}

template <class Fields, class R>
void visit_organisation_2(Fields& fields, R& row) {
  fields.field(row.contract_from);
  fields.field(row.contract_until);
  fields.field(row.renewal_on);
  fields.field(row.products);
  fields.field(row.links);
  fields.field(row.hand_over_at);
  fields.field(row.hand_over_to);
  fields.field(row.hand_over_person);
  fields.field(row.hand_over_done);
}

template <class Fields, class R>
void visit_ticket_2(Fields& fields, R& row) {
  fields.field(row.upset);
  fields.field(row.skills);
  fields.field(row.watchers);
  fields.field(row.links);
  fields.field(row.assigned_to);
  fields.field(row.assigned_at);
  fields.field(row.merged_into);
  fields.field(row.state_before_merge);
  fields.field(row.time_min);
  fields.field(row.billable_min);
}

template <class Fields, class R>
void visit_entry_2(Fields& fields, R& row) {
  fields.field(row.revises);
  fields.field(row.minutes);
  fields.field(row.billable);
}

template <class Fields, class R>
void visit_organisation_event(Fields& fields, R& row) {
  fields.field(row.id);
  fields.field(row.organisation);
  fields.field(row.person);
  fields.field(row.at);
  fields.field(row.field);
  fields.field(row.from);
  fields.field(row.to);
  fields.field(row.text);
}

template <class Fields, class R>
void visit_draft(Fields& fields, R& row) {
  fields.field(row.id);
  fields.field(row.ticket);
  fields.field(row.author);
  fields.field(row.saved_at);
  fields.field(row.text);
}

template <class Fields, class R>
void visit_saved_view(Fields& fields, R& row) {
  fields.field(row.id);
  fields.field(row.owner);
  fields.field(row.name);
  fields.field(row.query);
  fields.field(row.sort);
  fields.field(row.descending);
  fields.field(row.columns);
  fields.field(row.group);
  fields.field(row.shared);
}

/// What the newer fields say, in bytes, to compare with what a new row would say.
template <class R, class Visit>
bool is_first_form(const R& row, Tag tag, Visit visit) {
  Writer here(tag);
  Writer empty(tag);
  visit(here, row);
  visit(empty, R{});
  return here.take() == empty.take();
}

template <class R, class First, class Second>
std::string encoded(const R& row, Tag tag, Tag tag_2, First first, Second second) {
  const bool old = is_first_form(row, tag_2, second);
  Writer out(old ? tag : tag_2);
  first(out, row);
  if (!old) second(out, row);
  return out.take();
}

std::optional<Row> read_row(Reader& in) {
  const std::string_view tag = in.take(1);
  if (tag.empty()) return std::nullopt;
  Row row;
  switch (static_cast<Tag>(tag.front())) {
    case Tag::person_2:
      visit_person(in, row.emplace<Person>());
      visit_person_2(in, std::get<Person>(row));
      break;
    case Tag::organisation_2:
      visit_organisation(in, row.emplace<Organisation>());
      visit_organisation_2(in, std::get<Organisation>(row));
      break;
    case Tag::ticket_2:
      visit_ticket(in, row.emplace<Ticket>());
      visit_ticket_2(in, std::get<Ticket>(row));
      break;
    case Tag::entry_2:
      visit_entry(in, row.emplace<Entry>());
      visit_entry_2(in, std::get<Entry>(row));
      break;
    case Tag::organisation_event:
      visit_organisation_event(in, row.emplace<OrganisationEvent>());
      break;
    case Tag::draft:
      visit_draft(in, row.emplace<Draft>());
      break;
    case Tag::saved_view:
      visit_saved_view(in, row.emplace<SavedView>());
      break;
    case Tag::person:
      visit_person(in, row.emplace<Person>());
      break;
    case Tag::organisation:
      visit_organisation(in, row.emplace<Organisation>());
      break;
    case Tag::contact:
      visit_contact(in, row.emplace<Contact>());
      break;
    case Tag::ticket:
      visit_ticket(in, row.emplace<Ticket>());
      break;
    case Tag::entry:
      visit_entry(in, row.emplace<Entry>());
      break;
    default:
      return std::nullopt;
  }
  if (in.failed()) return std::nullopt;
  return row;
}

}  // namespace

std::string encode(const Person& person) {
  return encoded(
      person, Tag::person, Tag::person_2,
      [](auto& out, const auto& row) { visit_person(out, row); },
      [](auto& out, const auto& row) { visit_person_2(out, row); });
}

std::string encode(const Organisation& organisation) {
  return encoded(
      organisation, Tag::organisation, Tag::organisation_2,
      [](auto& out, const auto& row) { visit_organisation(out, row); },
      [](auto& out, const auto& row) { visit_organisation_2(out, row); });
}

std::string encode(const Contact& contact) {
  Writer out(Tag::contact);
  visit_contact(out, contact);
  return out.take();
}

std::string encode(const Ticket& ticket) {
  return encoded(
      ticket, Tag::ticket, Tag::ticket_2,
      [](auto& out, const auto& row) { visit_ticket(out, row); },
      [](auto& out, const auto& row) { visit_ticket_2(out, row); });
}

std::string encode(const Entry& entry) {
  return encoded(
      entry, Tag::entry, Tag::entry_2, [](auto& out, const auto& row) { visit_entry(out, row); },
      [](auto& out, const auto& row) { visit_entry_2(out, row); });
}

std::string encode(const OrganisationEvent& event) {
  Writer out(Tag::organisation_event);
  visit_organisation_event(out, event);
  return out.take();
}

std::string encode(const Draft& draft) {
  Writer out(Tag::draft);
  visit_draft(out, draft);
  return out.take();
}

std::string encode(const SavedView& view) {
  Writer out(Tag::saved_view);
  visit_saved_view(out, view);
  return out.take();
}

std::optional<std::vector<Row>> decode_rows(std::string_view bytes) {
  Reader in(bytes);
  std::vector<Row> rows;
  while (!in.at_end()) {
    auto row = read_row(in);
    if (!row) return std::nullopt;
    rows.push_back(std::move(*row));
  }
  return rows;
}

}  // namespace firsthand::store
