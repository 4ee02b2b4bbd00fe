// The slow and plain way to the state: replay the server's whole log into an empty database, then
// the pending operations on top. What the replica keeps by rebasing must equal it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/store/tables.h"
#include "core/sync/replica.h"

namespace firsthand::simulation {

class Oracle {
 public:
  Oracle();

  /// Replays the log up to `seq`; from the beginning when that lies behind. Each row's hash is
  /// compared with what the server logged.
  void advance(store::Database& server, std::int64_t seq);
  /// Applies the client's pending rows, compares everything that is shown, and undoes it again.
  void compare_pending(sync::Replica& replica, const std::string& who);
  [[nodiscard]] std::string hash() { return tables_->compute_hash().text(); }

 private:
  std::unique_ptr<store::Database> db_;
  std::unique_ptr<store::Tables> tables_;
  std::int64_t seq_ = 0;

  void open();
  void apply_row(const sync::AcceptedOperation& op, const std::string& state_hash);
};

}  // namespace firsthand::simulation
