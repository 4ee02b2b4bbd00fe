#include "ui/app/inbox_source.h"

#include <algorithm>
#include <span>
#include <utility>

#include "core/model/assert.h"

namespace firsthand::ui {

namespace {

constexpr std::size_t kBlockRows = 64;
constexpr std::size_t kBlocksMax = 32;

}  // namespace

void InboxSource::reset(store::Database* db, std::vector<std::int64_t> rows) {
  db_ = db;
  rows_ = std::move(rows);
  blocks_.clear();
}

const query::InboxRow& InboxSource::row(std::size_t index) {
  FH_ASSERT(db_ != nullptr && index < rows_.size());
  const std::size_t block = index / kBlockRows;
  auto found = blocks_.find(block);
  if (found == blocks_.end()) {
    if (blocks_.size() >= kBlocksMax) blocks_.clear();
    const std::size_t first = block * kBlockRows;
    const std::size_t count = std::min(kBlockRows, rows_.size() - first);
    found = blocks_.emplace(block, query::inbox_rows(*db_, std::span(rows_).subspan(first, count)))
                .first;
  }
  const std::size_t place = index % kBlockRows;
  // A row that could not be read (a failing disk) shows as an empty line.
  return place < found->second.size() ? found->second[place] : gone_;
}

std::int64_t InboxSource::row_id(std::size_t index) const {
  return index < rows_.size() ? rows_[index] : 0;
}

std::size_t InboxSource::index_of(std::int64_t row_id, std::size_t otherwise) const {
  const auto found = std::find(rows_.begin(), rows_.end(), row_id);
  if (found != rows_.end()) return static_cast<std::size_t>(found - rows_.begin());
  return rows_.empty() ? 0 : std::min(otherwise, rows_.size() - 1);
}

}  // namespace firsthand::ui
