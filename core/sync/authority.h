// The server's side of sync: accepts operations into the workspace's one order and serves them.
// Owns the log tables; the state itself is in store::Tables. Single-threaded: one writer.
//
//   Transaction per push: all operations of the batch, their log rows, the replica's place and
//   the state hash commit together, or nothing does.
#pragma once

#include <functional>
#include <memory>
#include <span>

#include "core/store/database.h"
#include "core/store/tables.h"
#include "core/sync/protocol.h"

namespace firsthand::sync {

/// What one actor did at one moment.
struct TimedOperations {
  Instant at;
  ops::Actor actor;
  std::vector<ops::OpBody> operations;
};

/// A push and who is signed in where it came from; the request must outlive the call.
struct SessionPush {
  const PushRequest* request = nullptr;
  ops::Actor session;
};

class Authority {
 public:
  /// Opens the log in a migrated database, with a random epoch when there is none. `randomness`
  /// gives 16 random bytes a call (used for the epoch and the server's own replica id).
  [[nodiscard]] static Expected<std::unique_ptr<Authority>> open(
      store::Database& db, const std::function<Id128()>& randomness);

  /// Accepts or rejects each operation for the signed-in actor. `now` is the server's clock; the
  /// stamp is never earlier than the last one. Rejections are logged with their reason. An Error
  /// (store.full …) means that nothing of the batch was kept and the client should try again.
  [[nodiscard]] Expected<PushAnswer> push(const PushRequest& request, const ops::Actor& session,
                                          Instant now);

  /// Pushes that arrived together, in one transaction (SYNC §6: group commit), each answered as
  /// push would. An Error means that nothing of any of them was kept.
  [[nodiscard]] Expected<std::vector<Expected<PushAnswer>>> push_together(
      std::span<const SessionPush> pushes, Instant now);

  /// The server's own operations (intake, system, command line): accepted in order under the
  /// server's replica. The first refusal stops, undoes all and is returned.
  [[nodiscard]] Expected<std::vector<AcceptedOperation>> submit(
      const std::vector<ops::OpBody>& operations, const ops::Actor& actor, Instant now);

  /// A piece of history (samples, imports) in one transaction: each item stamped with its own
  /// time, or its predecessor's when that is later. All or none, as submit.
  [[nodiscard]] Expected<std::vector<AcceptedOperation>> submit_history(
      std::span<const TimedOperations> history);

  [[nodiscard]] std::int64_t head() const;
  [[nodiscard]] const std::string& epoch() const;
  [[nodiscard]] store::Tables& tables();

 private:
  struct State;
  explicit Authority(std::unique_ptr<State> state);

 public:
  ~Authority();

 private:
  std::unique_ptr<State> state_;
};

/// Reads one page of the log after `cursor`; works on a read-only connection of its own. Errors:
/// sync.cursor_ahead when cursor > head (a restored backup: bootstrap again), sync.epoch_changed
/// when `epoch` is not empty and not the log's.
[[nodiscard]] Expected<PullAnswer> pull(store::Database& db, std::int64_t cursor,
                                        std::string_view epoch, Instant now,
                                        std::size_t page_bytes_max);

}  // namespace firsthand::sync
