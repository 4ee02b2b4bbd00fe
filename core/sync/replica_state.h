// What a Replica holds in memory, and the frame that each of its transactions has. Inside this
// room only.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/store/database.h"
#include "core/store/tables.h"
#include "core/sync/outbox.h"
#include "core/sync/replica.h"

namespace firsthand::sync {

struct Replica::State {
  State(store::Database& database, PersonId person, std::function<Id128()> random)
      : db(database),
        tables(database),
        outbox(database),
        me(person),
        randomness(std::move(random)) {}

  store::Database& db;
  store::Tables tables;
  Outbox outbox;
  PersonId me;
  std::function<Id128()> randomness;

  // Copies of what the database's meta table keeps, read again after each transaction.
  ReplicaId id;
  std::int64_t cursor = 0;
  std::string epoch;
  std::string last_epoch;  // of the log that the cursor belonged to before a new bootstrap
  std::int64_t last_client_seq = 0;
  std::string last_hash;
  std::int64_t offered = 0;  // the newest client_seq that a push has carried
  bool bootstrapped = false;
  std::optional<OutboxSummary> summary;  // counted when asked for

  void load();
  void set_number(std::string_view key, std::int64_t value);
  void set_cursor(std::int64_t value);
  void set_epoch(std::string_view value);
  void set_bootstrapped(bool value);
  void set_last(std::int64_t client_seq, std::string_view hash);

  /// Runs `body` in one transaction, in the confirmed layer. An error of the body, or a failing
  /// disk, undoes everything. After a failing disk its error is returned, since reads that come
  /// back empty make the body's own refusal misleading.
  [[nodiscard]] Expected<void> transact(const std::function<Expected<void>()>& body);

  /// Applies and queues one operation on top of everything, within a transaction.
  [[nodiscard]] Expected<void> queue(const ops::OpBody& op, Instant now, Instant hold_until = {});
  /// Numbers and hashes of the queued rows behind a withdrawn one, whose hash began with `hash`.
  void close_gap(std::int64_t client_seq, std::string hash);
  /// Takes a new replica id and gives the queue new numbers and hashes, within a transaction.
  void reissue();
  /// Whether an operation under this replica's id is not one that it wrote.
  [[nodiscard]] bool meets_other_self(const AcceptedOperation& accepted);
  /// Takes an operation that came back from the server out of the outbox.
  void settle(const AcceptedOperation& accepted);
  /// The log that a bootstrap comes from; another one than before forgets what it accepted.
  void adopt_epoch(const std::string& page_epoch);
  /// Takes the effects of these rows away and re-applies what stood beside them.
  void reject(const std::vector<PushRejected>& rejected);
};

}  // namespace firsthand::sync
