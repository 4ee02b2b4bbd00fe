// The rows of the inbox, read in blocks as they come into view and kept until the data change.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "core/store/database.h"
#include "ui/views/inbox/inbox_model.h"

namespace firsthand::ui {

class InboxSource : public InboxRows {
 public:
  /// Takes a new list; the database must outlive its use.
  void reset(store::Database* db, std::vector<std::int64_t> rows);

  [[nodiscard]] std::size_t size() const override { return rows_.size(); }
  [[nodiscard]] const query::InboxRow& row(std::size_t index) override;
  /// The local row id at a place, to find the same ticket in the next list; 0 past the end.
  [[nodiscard]] std::int64_t row_id(std::size_t index) const;
  /// The place of a local row id; `otherwise` when it has gone.
  [[nodiscard]] std::size_t index_of(std::int64_t row_id, std::size_t otherwise) const;

 private:
  store::Database* db_ = nullptr;
  std::vector<std::int64_t> rows_;
  std::map<std::size_t, std::vector<query::InboxRow>> blocks_;
  query::InboxRow gone_;
};

}  // namespace firsthand::ui
