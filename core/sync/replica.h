// The client's copy of a workspace: confirmed state, pending operations on top of it, and the
// outbox (SYNC §2). Every public call that changes something is one SQLite transaction.
//
//   auto seq = replica.submit(TicketTake{id}, now);      // visible at once, queued durably
//   auto request = replica.next_push();                  // to the server whenever it can be
//   reached replica.on_push_answer(*request, answer); replica.on_pull_answer(page); // rebase per
//   aggregate
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/store/database.h"
#include "core/store/tables.h"
#include "core/sync/protocol.h"

namespace firsthand::sync {

enum class OutboxState : std::uint8_t {
  queued,    // not known to the server
  accepted,  // the server has it; leaves the outbox when a pull brings it back
  rejected,  // refused; waits for its author under "Needs attention"
};

struct OutboxItem {
  std::int64_t client_seq = 0;
  OutboxState state = OutboxState::queued;
  std::string name;
  std::string body;
  Instant written_at;
  Error error;         // for rejected
  Instant hold_until;  // set: not sent before this (TKT-10a)
  std::vector<store::AggregateRef> touched;
};

struct OutboxSummary {
  std::int64_t unsent = 0;    // queued
  std::int64_t rejected = 0;  // needs attention
  Instant oldest_unsent_at;   // not set when there is none
  Instant held_until;         // the earliest end of a hold; not set when nothing is held
  Instant front_held_until;   // of what is to be sent first; not set when it may go
};

struct PullOutcome {
  std::size_t applied = 0;
  bool more = false;      // head lies beyond this page: pull again at once
  bool diverged = false;  // the state hash did not match: bootstrap again (SYNC §5)
  std::int64_t diverged_at = 0;
};

class Replica {
 public:
  /// Opens the replica in a migrated database, making its id on first use. `randomness` gives 16
  /// random bytes a call.
  [[nodiscard]] static Expected<std::unique_ptr<Replica>> open(
      store::Database& db, PersonId me, const std::function<Id128()>& randomness);
  ~Replica();

  /// Permits, applies and queues the operations as one unit; all or none. `now` is the estimate
  /// of the server's time. Returns the client_seq of the first. Errors: the refusal (nothing is
  /// queued), outbox.full, store.full.
  /// Until `hold_until` (TKT-10a: undo send) they are kept from the server, and whatever is queued
  /// behind them too.
  [[nodiscard]] Expected<std::int64_t> submit(const std::vector<ops::OpBody>& operations,
                                              Instant now, Instant hold_until = {});
  /// Takes back a held operation that was never offered to the server; what was queued behind it
  /// stays. Errors: outbox.sent when it is too late.
  [[nodiscard]] Expected<void> withdraw(std::int64_t client_seq);
  /// The held operations may be sent now.
  [[nodiscard]] Expected<void> release_holds();
  /// Whether submit would be allowed now, with the reason when not; changes nothing.
  [[nodiscard]] Expected<void> can(const ops::OpBody& op) const;

  /// The queued operations from the front that nothing holds at `now`, within the push limits;
  /// nullopt when there are none.
  [[nodiscard]] std::optional<PushRequest> next_push(Instant now = Instant{INT64_MAX}) const;
  /// Must be durable before the request leaves: its operations cannot be withdrawn any more.
  [[nodiscard]] Expected<void> mark_offered(const PushRequest& request);
  /// Records results; re-applies what stood on top of rejected operations; on `forked` takes a
  /// new replica id and re-issues the queue under it.
  [[nodiscard]] Expected<void> on_push_answer(const PushRequest& request, const PushAnswer& answer);

  [[nodiscard]] std::int64_t cursor() const;
  [[nodiscard]] const std::string& epoch() const;
  /// False until everything that the log held when asked has come in once.
  [[nodiscard]] bool bootstrapped() const;
  /// Applies one page: restores the touched pending aggregates, applies, refreshes their images
  /// and re-applies the pending operations. A page that does not start at cursor + 1 (duplicated
  /// or reordered on the way) has its known part skipped. Errors, which change nothing: sync.gap;
  /// sync.epoch_changed (bootstrap again); sync.update_needed (this build is too old for what
  /// comes next); sync.forked (another copy of this database wrote: push first); store.full ….
  [[nodiscard]] Expected<PullOutcome> on_pull_answer(const PullAnswer& answer);
  /// Throws the confirmed state away to pull it all again; the outbox is kept and re-applied as
  /// its aggregates come in.
  [[nodiscard]] Expected<void> restart_bootstrap();

  [[nodiscard]] OutboxSummary outbox_summary() const;
  /// In order; `limit` newest at most.
  [[nodiscard]] std::vector<OutboxItem> outbox(std::size_t limit) const;
  /// Drops a rejected operation for good.
  [[nodiscard]] Expected<void> discard(std::int64_t client_seq);
  /// What a rejected operation says, for editing it.
  [[nodiscard]] Expected<ops::OpBody> rejected_operation(std::int64_t client_seq) const;
  /// Puts a new operation in a rejected one's place, at the end of the queue; an error leaves the
  /// rejected one.
  [[nodiscard]] Expected<std::int64_t> replace(std::int64_t client_seq, const ops::OpBody& op,
                                               Instant now);
  /// Queues a rejected operation's body again, as a new operation.
  [[nodiscard]] Expected<std::int64_t> retry(std::int64_t client_seq, Instant now);
  /// True while an operation on this aggregate has not been accepted yet.
  [[nodiscard]] bool has_unsent(const store::AggregateRef& ref) const;

  [[nodiscard]] ReplicaId id() const;
  [[nodiscard]] ops::Actor actor() const;  // me, with the role that the state knows
  [[nodiscard]] store::Tables& tables();
  [[nodiscard]] store::Database& database();

 private:
  struct State;
  explicit Replica(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace firsthand::sync
