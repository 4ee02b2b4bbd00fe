// The rows of the outbox: what this replica wrote and the server has not brought back yet, the
// aggregates that each touches, and the confirmed images below them. Inside this room only; every
// write happens in the caller's transaction. What the rows mean is in core/sync/replica.h.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/database.h"
#include "core/store/tables.h"
#include "core/sync/replica.h"

namespace firsthand::sync {

using AggregateSet = std::set<store::AggregateRef>;

struct OutboxRow {
  std::int64_t client_seq = 0;
  OutboxState state = OutboxState::queued;
  std::string name;
  std::string body;
  PersonId actor;
  int schema = kOperationSchema;
  Instant written_at;
  std::string hash;
  std::int64_t accepted_seq = 0;
  Error error;
  Instant hold_until;  // not offered to the server before this; not set: at once
};

class Outbox {
 public:
  explicit Outbox(store::Database& db) : db_(db) {}

  void insert(const OutboxRow& row, const std::vector<store::AggregateRef>& touches);
  void remove(std::int64_t client_seq);
  /// Every row may be offered now.
  void release_holds();
  /// Queued rows behind this one, in order.
  [[nodiscard]] std::vector<std::int64_t> queued_after(std::int64_t client_seq);
  /// Gives a row the number before its own, which must be free.
  void move_down(std::int64_t client_seq);
  /// Only a queued row becomes accepted.
  void mark_accepted(std::int64_t client_seq, std::int64_t seq);
  /// Its effect counts no more: the touches go with it.
  void mark_rejected(std::int64_t client_seq, const Error& error);
  /// Accepted rows are offered again, for a log that may not have them.
  void queue_accepted_again();

  [[nodiscard]] std::optional<OutboxRow> row(std::int64_t client_seq);
  /// Queued rows in order, from the front up to one that is held at `now`: at most `limit`, and
  /// (but for the first) at most `bytes_max` of bodies.
  [[nodiscard]] std::vector<OutboxRow> queued(std::size_t limit, std::size_t bytes_max,
                                              Instant now);
  /// The newest rows of any state, in order.
  [[nodiscard]] std::vector<OutboxRow> newest(std::size_t limit);
  [[nodiscard]] std::int64_t count();
  [[nodiscard]] OutboxSummary summary();
  /// The row that was accepted at `seq` under an earlier replica id, if any.
  [[nodiscard]] std::optional<std::int64_t> orphan_accepted_at(std::int64_t seq);
  [[nodiscard]] bool has_orphans();
  /// Orphans whose fate a restored server forgot: only a person can tell whether to send again.
  void reject_orphans(const Error& error);

  // Pending operations (queued or accepted) and their aggregates.
  [[nodiscard]] std::vector<std::int64_t> pending();
  [[nodiscard]] std::vector<std::int64_t> pending_on(const store::AggregateRef& ref);
  [[nodiscard]] std::vector<store::AggregateRef> touches_of(std::int64_t client_seq);
  [[nodiscard]] bool has_unsent(const store::AggregateRef& ref);

  // Confirmed images of the aggregates that pending operations touch.
  [[nodiscard]] bool has_images();
  [[nodiscard]] bool has_image(const store::AggregateRef& ref);
  [[nodiscard]] std::string image(const store::AggregateRef& ref);
  void put_image(const store::AggregateRef& ref, std::string_view image);
  void drop_image(const store::AggregateRef& ref);
  void empty_images();
  [[nodiscard]] AggregateSet imaged();

  /// Gives queued rows the numbers 1 … n (returned), and moves all others below 1, order kept.
  std::int64_t renumber();
  void set_hash(std::int64_t client_seq, std::string_view hash);

 private:
  store::Database& db_;
};

}  // namespace firsthand::sync
