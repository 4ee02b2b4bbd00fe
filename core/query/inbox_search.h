// Which tickets hold what a person types into the inbox's search field. Internal to core/query.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/store/database.h"

namespace firsthand::query {

/// A set of local row ids.
class RowSet {
 public:
  /// True when the row was not in it.
  bool add(std::int64_t row);
  [[nodiscard]] bool contains(std::int64_t row) const;

 private:
  std::vector<bool> bits_;
};

struct SearchHits {
  bool everything = false;         // nothing to search for
  std::vector<std::int64_t> rows;  // without repeats, unsorted
  bool capped = false;
};

/// The tickets whose number, subject, conversation, customer or requester has what `text` says,
/// among `allowed` (nullptr: all). Words are looked for as core/store/search_text.h says. Past
/// kSearchHitsMax hits, or kSearchScanMax entries looked at, the rest (the oldest) is left out.
[[nodiscard]] SearchHits search_tickets(store::Database& db, std::string_view text,
                                        const RowSet* allowed);

inline constexpr std::size_t kSearchScanMax = 20'000;
inline constexpr std::size_t kSearchBytesMax = 1'000;

}  // namespace firsthand::query
