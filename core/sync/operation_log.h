// The server's rows: the operation log, what was rejected, and each replica's place. Inside this
// room only; every write happens in the caller's transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "core/store/database.h"
#include "core/sync/protocol.h"

namespace firsthand::sync {

struct ReplicaPlace {
  PersonId person;  // nil: the server's own replica
  std::int64_t last_client_seq = 0;
  std::string last_hash;
};

class OperationLog {
 public:
  explicit OperationLog(store::Database& db) : db_(db) {}

  [[nodiscard]] std::int64_t head();
  /// The stamp of the last accepted operation; not set for an empty log.
  [[nodiscard]] Instant last_stamp();
  [[nodiscard]] std::optional<ReplicaPlace> place(ReplicaId replica);
  void put_place(ReplicaId replica, const ReplicaPlace& place);

  void append(const AcceptedOperation& op, std::string_view state_hash);
  /// A body that was refused for its size is not kept.
  void append_rejected(const WrittenOperation& op, Instant at, const Error& error);

  /// What this very operation came to; nullopt when another one, or none, has its key.
  [[nodiscard]] std::optional<std::variant<PushAccepted, PushRejected>> outcome(
      const WrittenOperation& op);

 private:
  store::Database& db_;
};

}  // namespace firsthand::sync
