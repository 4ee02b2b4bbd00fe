// What the inbox shows: a list of row ids computed once per change, and the rows in view.
// Read-only; runs on the state as the replica shows it, pending operations included.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/model/entities.h"
#include "core/store/database.h"

namespace firsthand::query {

enum class InboxView : std::uint8_t {
  mine,        // owned by me, not solved, closed or merged
  unassigned,  // no owner, not solved, closed or merged
  open,        // new and open of everybody
  pending,     // pending and hold of everybody
  solved,      // solved and closed
  all,
};

enum class InboxSort : std::uint8_t {
  updated,
  created,
  number,
  priority,
  state,
  subject,
  customer,
  owner
};

struct InboxFilter {
  InboxView view = InboxView::open;
  PersonId me;
  std::string search;  // words, a phrase in quotes, a number "#1042"; empty: no search
  InboxSort sort = InboxSort::updated;
  bool descending = true;
  friend bool operator==(const InboxFilter&, const InboxFilter&) = default;
};

struct InboxList {
  std::vector<std::int64_t> rows;  // local row ids in order, for inbox_rows
  bool capped = false;             // a search with more hits than kSearchHitsMax
};

inline constexpr std::size_t kSearchHitsMax = 10'000;

struct InboxRow {
  TicketId id;
  std::uint32_t number = 0;
  TicketState state = TicketState::fresh;
  Priority priority = Priority::p3;
  std::string subject;
  std::string customer;  // organisation, else requester, else empty
  CustomerTier tier = CustomerTier::normal;
  std::string owner;  // empty: nobody
  Instant updated_at;
  bool unsent = false;  // has operations that the server has not accepted
};

struct InboxCounts {
  std::int64_t mine = 0, unassigned = 0, open = 0, pending = 0;
};

/// Errors: search.too_long. An empty or all-punctuation search finds everything of the view.
[[nodiscard]] Expected<InboxList> inbox_list(store::Database& db, const InboxFilter& filter);
[[nodiscard]] std::vector<InboxRow> inbox_rows(store::Database& db,
                                               std::span<const std::int64_t> rows);
[[nodiscard]] InboxCounts inbox_counts(store::Database& db, PersonId me);

}  // namespace firsthand::query
