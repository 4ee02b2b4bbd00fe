#include "core/query/inbox.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

#include "core/query/inbox_search.h"
#include "core/query/name_match.h"
#include "core/store/tables.h"

namespace firsthand::query {
namespace {

constexpr std::size_t kHitsLookedUpMax = 300;
constexpr std::size_t kViews = static_cast<std::size_t>(InboxView::all) + 1;

/// Conditions as the partial indexes of core/store/schema.cpp have them; ?1 is the person.
constexpr std::array<std::string_view, kViews> kConditions = {
    "owner = ?1 AND state < 4", "owner IS NULL AND state < 4",
    "state IN (0, 1)",          "state IN (2, 3)",
    "state IN (4, 5)",          "1",
};

/// Row ids by the time of the last change. Two states are two ranges of one index, merged without
/// sorting.
constexpr std::array<std::array<std::string_view, 2>, kViews> kByUpdate = {{
    {"SELECT rid FROM ticket WHERE owner = ?1 AND state < 4 ORDER BY updated_at, rid",
     "SELECT rid FROM ticket WHERE owner = ?1 AND state < 4 ORDER BY updated_at DESC, rid DESC"},
    {"SELECT rid FROM ticket WHERE owner IS NULL AND state < 4 ORDER BY updated_at, rid",
     "SELECT rid FROM ticket WHERE owner IS NULL AND state < 4"
     " ORDER BY updated_at DESC, rid DESC"},
    {"SELECT rid, updated_at FROM ticket WHERE state = 0 UNION ALL"
     " SELECT rid, updated_at FROM ticket WHERE state = 1 ORDER BY 2, 1",
     "SELECT rid, updated_at FROM ticket WHERE state = 0 UNION ALL"
     " SELECT rid, updated_at FROM ticket WHERE state = 1 ORDER BY 2 DESC, 1 DESC"},
    {"SELECT rid, updated_at FROM ticket WHERE state = 2 UNION ALL"
     " SELECT rid, updated_at FROM ticket WHERE state = 3 ORDER BY 2, 1",
     "SELECT rid, updated_at FROM ticket WHERE state = 2 UNION ALL"
     " SELECT rid, updated_at FROM ticket WHERE state = 3 ORDER BY 2 DESC, 1 DESC"},
    {"SELECT rid, updated_at FROM ticket WHERE state = 4 UNION ALL"
     " SELECT rid, updated_at FROM ticket WHERE state = 5 ORDER BY 2, 1",
     "SELECT rid, updated_at FROM ticket WHERE state = 4 UNION ALL"
     " SELECT rid, updated_at FROM ticket WHERE state = 5 ORDER BY 2 DESC, 1 DESC"},
    {"SELECT rid FROM ticket ORDER BY updated_at, rid",
     "SELECT rid FROM ticket ORDER BY updated_at DESC, rid DESC"},
}};

/// What a list is sorted by, one SQL expression for each InboxSort.
constexpr std::array<std::string_view, static_cast<std::size_t>(InboxSort::owner) + 1> kKeys = {
    "0",
    "created_at",
    "number",
    "priority",
    "state",
    "subject",
    "coalesce(organisation, requester)",
    "owner"};

/// "SELECT rid, updated_at, key FROM ticket WHERE …", made once: the statement cache keeps the
/// text's address.
std::string_view keyed_sql(InboxView view, InboxSort sort) {
  static const auto kAll = [] {
    std::array<std::array<std::string, kKeys.size()>, kViews> all;
    for (std::size_t v = 0; v < kViews; ++v) {
      for (std::size_t s = 0; s < kKeys.size(); ++s) {
        all[v][s] = "SELECT rid, updated_at, " + std::string(kKeys[s]) + " FROM ticket WHERE " +
                    std::string(kConditions[v]);
      }
    }
    return all;
  }();
  return kAll[static_cast<std::size_t>(view)][static_cast<std::size_t>(sort)];
}

/// The same columns for one row.
std::string_view keyed_row_sql(InboxSort sort) {
  static const auto kAll = [] {
    std::array<std::string, kKeys.size()> all;
    for (std::size_t s = 0; s < kKeys.size(); ++s) {
      all[s] = "SELECT rid, updated_at, " + std::string(kKeys[s]) + " FROM ticket WHERE rid = ?1";
    }
    return all;
  }();
  return kAll[static_cast<std::size_t>(sort)];
}

void bind_me(store::Statement& q, const InboxFilter& filter) {
  if (filter.view == InboxView::mine) q.bind(1, filter.me);
}

std::vector<std::int64_t> rows_by_update(store::Database& db, const InboxFilter& filter) {
  const auto view = static_cast<std::size_t>(filter.view);
  auto q = db.prepare(kByUpdate[view][filter.descending ? 1 : 0]);
  bind_me(q, filter);
  std::vector<std::int64_t> rows;
  while (q.next()) rows.push_back(q.integer(0));
  return rows;
}

RowSet rows_of_view(store::Database& db, const InboxFilter& filter) {
  auto q = db.prepare(keyed_sql(filter.view, InboxSort::updated));
  bind_me(q, filter);
  RowSet rows;
  while (q.next()) rows.add(q.integer(0));
  return rows;
}

/// Places of names in their order, so that tickets are sorted by whole numbers.
using NameRanks = std::unordered_map<std::string, std::int64_t>;

NameRanks name_ranks(store::Database& db, InboxSort sort) {
  std::vector<std::pair<std::string, std::string>> named;  // name, id
  const auto read = [&](std::string_view sql) {
    auto q = db.prepare(sql);
    while (q.next()) named.emplace_back(comparable_name(q.text(0)), q.blob(1));
  };
  if (sort == InboxSort::owner) {
    read("SELECT name, id FROM person");
  } else {
    read("SELECT name, id FROM organisation");
    read("SELECT name, id FROM contact");
  }
  std::ranges::sort(named);
  NameRanks ranks;
  std::int64_t rank = 0;
  for (auto& [name, id] : named) ranks.emplace(std::move(id), ++rank);
  return ranks;
}

struct Keyed {
  std::int64_t row = 0;
  std::int64_t updated_ms = 0;
  std::int64_t number = 0;
  std::string text;
};

/// Reads rows with what they are sorted by, then sorts them: equal keys by the last change,
/// newest first.
class Sorter {
 public:
  Sorter(store::Database& db, InboxSort sort) : sort_(sort) {
    if (sort == InboxSort::customer || sort == InboxSort::owner) ranks_ = name_ranks(db, sort);
  }

  void read(store::Statement& q) {
    while (q.next()) {
      Keyed keyed{.row = q.integer(0), .updated_ms = q.integer(1)};
      if (sort_ == InboxSort::subject) {
        keyed.text = comparable_name(q.text(2));
      } else if (!ranks_.empty()) {
        const auto found = ranks_.find(std::string(q.blob(2)));
        // Nobody and unknown come after all names.
        keyed.number =
            found == ranks_.end() ? std::numeric_limits<std::int64_t>::max() : found->second;
      } else {
        keyed.number = q.integer(2);
      }
      keyed_.push_back(std::move(keyed));
    }
  }

  [[nodiscard]] std::vector<std::int64_t> sorted(bool descending) {
    // Without a key of its own (InboxSort::updated) the last change is the key.
    const bool newest_first = sort_ != InboxSort::updated || descending;
    std::ranges::sort(keyed_, [=](const Keyed& a, const Keyed& b) {
      if (a.number != b.number) return (a.number < b.number) != descending;
      if (const auto order = a.text <=> b.text; order != 0) return (order < 0) != descending;
      if (a.updated_ms != b.updated_ms) return (a.updated_ms > b.updated_ms) == newest_first;
      return a.row != b.row && (a.row > b.row) == newest_first;
    });
    std::vector<std::int64_t> rows;
    rows.reserve(keyed_.size());
    for (const Keyed& keyed : keyed_) rows.push_back(keyed.row);
    return rows;
  }

 private:
  InboxSort sort_;
  NameRanks ranks_;
  std::vector<Keyed> keyed_;
};

std::vector<std::int64_t> rows_of_list(store::Database& db, const InboxFilter& filter) {
  if (filter.sort == InboxSort::updated) return rows_by_update(db, filter);
  Sorter sorter(db, filter.sort);
  {
    auto q = db.prepare(keyed_sql(filter.view, filter.sort));
    bind_me(q, filter);
    sorter.read(q);
  }
  return sorter.sorted(filter.descending);
}

std::vector<std::int64_t> looked_up_hits(store::Database& db, const InboxFilter& filter,
                                         const std::vector<std::int64_t>& hits) {
  Sorter sorter(db, filter.sort);
  auto q = db.prepare(keyed_row_sql(filter.sort));
  for (const std::int64_t row : hits) {
    q.bind(1, row);
    sorter.read(q);
    q.reset();
  }
  return sorter.sorted(filter.descending);
}

/// The customer of a row: the organisation, else the requester.
InboxRow read_inbox_row(const store::Statement& q) {
  return {.id = q.id<TicketId>(0),
          .number = static_cast<std::uint32_t>(q.integer(1)),
          .state = enum_from_int<TicketState>(q.integer(2)).value_or(TicketState::fresh),
          .priority = enum_from_int<Priority>(q.integer(3)).value_or(Priority::p4),
          .subject = std::string(q.text(4)),
          .customer = std::string(q.is_null(5) ? q.text(6) : q.text(5)),
          .tier = enum_from_int<CustomerTier>(q.integer(7)).value_or(CustomerTier::normal),
          .owner = std::string(q.text(8)),
          .updated_at = q.instant(9),
          .unsent = q.integer(10) != 0};
}

std::int64_t count(store::Database& db, std::string_view sql) {
  auto q = db.prepare(sql);
  return q.next() ? q.integer(0) : 0;
}

/// The hits among rows that are in order already.
std::vector<std::int64_t> hits_in_order(const std::vector<std::int64_t>& rows,
                                        const std::vector<std::int64_t>& hits) {
  RowSet wanted;
  for (const std::int64_t row : hits) wanted.add(row);
  std::vector<std::int64_t> out;
  out.reserve(hits.size());
  for (const std::int64_t row : rows) {
    if (wanted.contains(row)) out.push_back(row);
  }
  return out;
}

/// Few hits are looked up one by one; for more it is cheaper to walk the view, whose index is
/// small and in order, than to read each ticket's page.
std::vector<std::int64_t> sorted_hits(store::Database& db, const InboxFilter& filter,
                                      const std::vector<std::int64_t>& hits) {
  const bool walk = filter.sort == InboxSort::updated && hits.size() > kHitsLookedUpMax;
  return walk ? hits_in_order(rows_by_update(db, filter), hits) : looked_up_hits(db, filter, hits);
}

}  // namespace

Expected<InboxList> inbox_list(store::Database& db, const InboxFilter& filter) {
  if (filter.search.size() > kSearchBytesMax) {
    return fail("search.too_long", "The search is too long; use fewer words", "search");
  }
  if (filter.search.empty()) return InboxList{.rows = rows_of_list(db, filter)};
  std::optional<RowSet> allowed;
  if (filter.view != InboxView::all) allowed = rows_of_view(db, filter);
  const SearchHits hits = search_tickets(db, filter.search, allowed ? &*allowed : nullptr);
  if (hits.everything) return InboxList{.rows = rows_of_list(db, filter)};
  return InboxList{.rows = sorted_hits(db, filter, hits.rows), .capped = hits.capped};
}

std::vector<InboxRow> inbox_rows(store::Database& db, std::span<const std::int64_t> rows) {
  auto q = db.prepare(
      "SELECT t.id, t.number, t.state, t.priority, t.subject, o.name, c.name, o.tier, p.name,"
      " t.updated_at, EXISTS(SELECT 1 FROM outbox_touch x JOIN outbox b ON b.client_seq ="
      " x.client_seq WHERE x.kind = 4 AND x.id = t.id AND b.state = 0)"
      " FROM ticket t LEFT JOIN organisation o ON o.id = t.organisation"
      " LEFT JOIN contact c ON c.id = t.requester LEFT JOIN person p ON p.id = t.owner"
      " WHERE t.rid = ?1");
  static_assert(static_cast<int>(store::AggregateKind::ticket) == 4);
  std::vector<InboxRow> out;
  out.reserve(rows.size());
  for (const std::int64_t row : rows) {
    q.bind(1, row);
    // A row that went away since the list was made stays as an empty one, in its place.
    out.push_back(q.next() ? read_inbox_row(q) : InboxRow{});
    q.reset();
  }
  return out;
}

InboxCounts inbox_counts(store::Database& db, PersonId me) {
  InboxCounts counts;
  {
    auto q = db.prepare("SELECT count(*) FROM ticket WHERE owner = ?1 AND state < 4");
    q.bind(1, me);
    if (q.next()) counts.mine = q.integer(0);
  }
  counts.unassigned = count(db, "SELECT count(*) FROM ticket WHERE owner IS NULL AND state < 4");
  counts.open = count(db, "SELECT count(*) FROM ticket WHERE state IN (0, 1)");
  counts.pending = count(db, "SELECT count(*) FROM ticket WHERE state IN (2, 3)");
  return counts;
}

}  // namespace firsthand::query
