#include "core/query/inbox_search.h"

#include <charconv>
#include <optional>
#include <string>

#include "core/query/inbox.h"
#include "core/query/name_match.h"
#include "core/store/characters.h"
#include "core/store/search_text.h"

namespace firsthand::query {
namespace {

constexpr std::size_t kPrefixLettersMin = 3;

std::string_view without_spaces(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// "1042" and "#1042".
std::optional<std::int64_t> number_of(std::string_view text) {
  if (text.starts_with('#')) text.remove_prefix(1);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && number > 0 ? std::optional(number) : std::nullopt;
}

/// The text as the index is asked for it: a last word of one or two letters counts as whole, since
/// all words that begin so are most of a desk's texts. (One Chinese character is a word.)
std::string typed_text(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = store::next_character(text, at);
    letters = store::is_word_character(character) ? letters + 1 : 0;
    if (store::is_cjk(character)) letters = kPrefixLettersMin;
  }
  std::string out(text);
  if (letters > 0 && letters < kPrefixLettersMin) out += ' ';
  return out;
}

class Collector {
 public:
  Collector(store::Database& db, const RowSet* allowed) : db_(db), allowed_(allowed) {}

  /// False when there is no room for more.
  bool add(std::int64_t row) {
    if ((allowed_ != nullptr && !allowed_->contains(row)) || !seen_.add(row)) return true;
    if (hits_.rows.size() == kSearchHitsMax) {
      hits_.capped = true;
      return false;
    }
    hits_.rows.push_back(row);
    return true;
  }

  void add_number(std::int64_t number) {
    auto q = db_.prepare("SELECT rid FROM ticket WHERE number = ? AND number > 0");
    q.bind(1, number);
    while (q.next() && add(q.integer(0))) {
    }
  }

  void add_subjects(std::string_view expression) {
    auto q = db_.prepare(
        "SELECT rowid FROM ticket_fts WHERE ticket_fts MATCH ? ORDER BY rowid DESC LIMIT ?");
    q.bind(1, expression).bind(2, static_cast<std::int64_t>(kSearchScanMax + 1));
    scan(q);
  }

  /// Newest entries first, so that what is left out is the oldest. The index spares reading the
  /// pages that hold the texts, which is most of the cost in the browser.
  void add_conversations(std::string_view expression) {
    auto q = db_.prepare(
        "SELECT e.ticket_rid FROM entry_fts f CROSS JOIN entry e INDEXED BY entry_searched"
        " ON e.rid = f.rowid AND e.kind < 3 WHERE entry_fts MATCH ? ORDER BY f.rowid DESC LIMIT ?");
    q.bind(1, expression).bind(2, static_cast<std::int64_t>(kSearchScanMax + 1));
    scan(q);
  }

  void add_customers(std::string_view text) {
    const NamePattern pattern(text);
    if (pattern.is_too_short()) return;
    auto organisations = db_.prepare("SELECT name, id FROM organisation");
    while (organisations.next()) {
      if (!pattern.matches(organisations.text(0))) continue;
      auto q =
          db_.prepare("SELECT rid FROM ticket WHERE organisation = ? ORDER BY updated_at DESC");
      q.bind(1, organisations.id<OrganisationId>(1));
      scan(q);
    }
    auto contacts = db_.prepare("SELECT name, id FROM contact");
    while (contacts.next()) {
      if (!pattern.matches(contacts.text(0))) continue;
      auto q = db_.prepare("SELECT rid FROM ticket WHERE requester = ? ORDER BY updated_at DESC");
      q.bind(1, contacts.id<ContactId>(1));
      scan(q);
    }
  }

  [[nodiscard]] SearchHits take() { return std::move(hits_); }

 private:
  void scan(store::Statement& q) {
    std::size_t seen = 0;
    while (q.next()) {
      if (++seen > kSearchScanMax) {
        hits_.capped = true;
        return;
      }
      if (!add(q.integer(0))) return;
    }
  }

  store::Database& db_;
  const RowSet* allowed_;
  RowSet seen_;
  SearchHits hits_;
};

}  // namespace

bool RowSet::add(std::int64_t row) {
  const auto index = static_cast<std::size_t>(row);
  if (index >= bits_.size()) bits_.resize(index + index / 2 + 64);
  const bool is_new = !bits_[index];
  bits_[index] = true;
  return is_new;
}

bool RowSet::contains(std::int64_t row) const {
  const auto index = static_cast<std::size_t>(row);
  return index < bits_.size() && bits_[index];
}

SearchHits search_tickets(store::Database& db, std::string_view text, const RowSet* allowed) {
  const std::string expression = store::fts_query(typed_text(text));
  text = without_spaces(text);
  const auto number = number_of(text);
  if (expression.empty() && !number) return {.everything = true};
  Collector collector(db, allowed);
  if (number) collector.add_number(*number);
  // "#1042" means the ticket and nothing that merely mentions it.
  if (number && text.starts_with('#')) return collector.take();
  collector.add_customers(text);
  if (!expression.empty()) {
    collector.add_subjects(expression);
    collector.add_conversations(expression);
  }
  return collector.take();
}

}  // namespace firsthand::query
