// Takes pending effects off aggregates and puts them back on (SYNC §2), within the caller's
// transaction. Its cost follows the number of entangled operations, not the outbox's length.
//
//   Rebase rebase(tables, outbox, replica_id);
//   rebase.unwind(refs);     // these, and all that their pending operations also touch, are
//   …                        // now as confirmed: apply confirmed operations here
//   rebase.rewind();         // new images, then the operations that are still pending, in order
#pragma once

#include "core/store/tables.h"
#include "core/sync/outbox.h"

namespace firsthand::sync {

class Rebase {
 public:
  Rebase(store::Tables& tables, Outbox& outbox, ReplicaId replica)
      : tables_(tables), outbox_(outbox), replica_(replica) {}

  /// Aggregates without pending operations are left out by themselves. People and customers unwind
  /// everything: permission reads them besides what an operation touches.
  void unwind(const AggregateSet& refs);
  void unwind_all();
  void rewind();
  /// After rows got other numbers: everything that is pending now.
  void take_all_pending();
  [[nodiscard]] ReplicaId replica() const { return replica_; }

 private:
  store::Tables& tables_;
  Outbox& outbox_;
  ReplicaId replica_;
  AggregateSet set_;                   // unwound
  std::set<std::int64_t> operations_;  // whose effect was taken off

  [[nodiscard]] bool add_entangled(std::vector<store::AggregateRef> refs);
};

/// Permits and applies one outbox row in the pending layer. An operation that is refused has no
/// effect for now: the server decides about it.
[[nodiscard]] Expected<void> apply_pending(const OutboxRow& row, ReplicaId replica,
                                           store::Tables& tables);

/// The person with the role that the state knows; the least role when it knows none.
[[nodiscard]] ops::Actor actor_of(PersonId person, store::Tables& tables);

}  // namespace firsthand::sync
