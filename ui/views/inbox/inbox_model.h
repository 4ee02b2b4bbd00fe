// What the inbox shows and what it remembers between frames. Filled by ui/app; no SQL here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/query/inbox.h"
#include "core/time/zone.h"

namespace firsthand::ui {

/// The rows of the current list; only those in view are ever asked for.
class InboxRows {
 public:
  virtual ~InboxRows() = default;
  [[nodiscard]] virtual std::size_t size() const = 0;
  /// Valid until the next call; `index` < size().
  [[nodiscard]] virtual const query::InboxRow& row(std::size_t index) = 0;
};

struct InboxModel {
  query::InboxFilter filter;
  query::InboxCounts counts;
  InboxRows* rows = nullptr;  // null: nothing read yet
  bool capped = false;
  std::optional<Error> error;  // of the search
  bool bootstrapping = false;
  std::int64_t cursor = 0, head = 0;
  Instant now;
  const time::Zone* zone = nullptr;
};

struct InboxViewState {
  std::string search;
  query::InboxSort sort = query::InboxSort::updated;
  bool descending = true;
  std::size_t current = 0;  // row that j, k and Enter mean
  bool reveal = false;      // scroll it into view once
};

}  // namespace firsthand::ui
