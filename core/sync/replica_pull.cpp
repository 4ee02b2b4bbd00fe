// What a page of the log does to a replica.
#include <algorithm>

#include "core/sync/rebase.h"
#include "core/sync/replica_state.h"

namespace firsthand::sync {
namespace {

// An operation of the page, read and understood.
struct Incoming {
  const AcceptedOperation* accepted = nullptr;
  ops::OpBody op;
  std::vector<store::AggregateRef> touches;
};

// The part of the page after the cursor. Errors: sync.gap.
Expected<std::vector<const AcceptedOperation*>> unknown_part(const PullAnswer& page,
                                                             std::int64_t cursor) {
  std::vector<const AcceptedOperation*> fresh;
  std::int64_t expected = cursor + 1;
  for (const AcceptedOperation& op : page.operations) {
    if (op.seq <= cursor && fresh.empty()) continue;
    if (op.seq != expected) {
      return fail("sync.gap", "The server's page does not follow what is already here.", "seq");
    }
    fresh.push_back(&op);
    ++expected;
  }
  return fresh;
}

// Up to the first operation that this build does not understand. Errors: sync.update_needed when
// that is the very first.
Expected<std::vector<Incoming>> understood_part(
    const std::vector<const AcceptedOperation*>& fresh) {
  std::vector<Incoming> incoming;
  for (const AcceptedOperation* accepted : fresh) {
    const auto json = parse_json(accepted->body);
    auto op = json && accepted->schema <= kOperationSchema ? ops::decode(accepted->name, *json)
                                                           : fail("sync.update_needed", "");
    if (!op) break;
    std::vector<store::AggregateRef> touches = ops::touches(*op);
    incoming.push_back({accepted, std::move(*op), std::move(touches)});
  }
  if (incoming.empty() && !fresh.empty()) {
    return fail("sync.update_needed",
                "The server has news that this version cannot read; reload to update.",
                fresh.front()->name);
  }
  return incoming;
}

Expected<void> apply_confirmed(const Incoming& in, store::Tables& tables) {
  tables.guard(in.touches);
  const ops::Context context{.actor = in.accepted->actor,
                             .at = in.accepted->at,
                             .key = in.accepted->key,
                             .ticket_number = in.accepted->ticket_number};
  auto applied = ops::apply(in.op, context, tables);
  tables.guard({});
  return applied;
}

// The server is at another place than we: undo the page and bootstrap again.
std::unexpected<Error> diverged() {
  return fail("sync.diverged", "The state here differs from the server's.");
}

}  // namespace

// Another copy of this database (a restored profile) wrote under the same replica id.
bool Replica::State::meets_other_self(const AcceptedOperation& accepted) {
  if (accepted.key.replica != id) return false;
  if (accepted.key.client_seq > last_client_seq) return true;
  const std::optional<OutboxRow> row = outbox.row(accepted.key.client_seq);
  return row && (row->name != accepted.name || row->body != accepted.body);
}

void Replica::State::settle(const AcceptedOperation& accepted) {
  if (accepted.key.replica == id) {
    outbox.remove(accepted.key.client_seq);
  } else if (const auto orphan = outbox.orphan_accepted_at(accepted.seq)) {
    outbox.remove(*orphan);
  }
}

void Replica::State::adopt_epoch(const std::string& page_epoch) {
  if (epoch == page_epoch) return;
  const bool other_log = !last_epoch.empty() && last_epoch != page_epoch;
  set_epoch(page_epoch);
  if (!other_log || !outbox.has_orphans()) return;
  Rebase rebase(tables, outbox, id);
  rebase.unwind_all();
  outbox.reject_orphans(
      {"sync.unknown_outcome",
       "The server was restored from a backup and may have lost this; check, then send it again.",
       ""});
  rebase.rewind();
}

Expected<PullOutcome> Replica::on_pull_answer(const PullAnswer& page) {
  State& s = *state_;
  if (!s.epoch.empty() && s.epoch != page.epoch) {
    return fail("sync.epoch_changed", "The server was restored from a backup.", "epoch");
  }
  const auto fresh = unknown_part(page, s.cursor);
  if (!fresh) return std::unexpected(fresh.error());
  const auto incoming = understood_part(*fresh);
  if (!incoming) return std::unexpected(incoming.error());

  const bool is_forked = std::ranges::any_of(
      *incoming, [&s](const Incoming& in) { return s.meets_other_self(*in.accepted); });
  if (is_forked && outbox_summary().unsent > 0) {
    // Which of the queued operations are in the shared past only the answer to a push can tell.
    return fail("sync.forked", "Another copy of this workspace wrote; sending sorts it out.");
  }

  PullOutcome outcome;
  auto pulled = s.transact([&]() -> Expected<void> {
    if (is_forked) s.reissue();
    s.adopt_epoch(page.epoch);
    AggregateSet refs;
    for (const Incoming& in : *incoming) refs.insert(in.touches.begin(), in.touches.end());
    Rebase rebase(s.tables, s.outbox, s.id);
    rebase.unwind(refs);
    for (const Incoming& in : *incoming) {
      if (!apply_confirmed(in, s.tables)) {
        outcome.diverged_at = in.accepted->seq;
        return diverged();
      }
      s.settle(*in.accepted);
      s.cursor = in.accepted->seq;
      ++outcome.applied;
    }
    s.set_cursor(s.cursor);
    if (page.checkpoint && page.checkpoint->seq == s.cursor &&
        page.checkpoint->state_hash != s.tables.confirmed_hash().text()) {
      outcome.diverged_at = s.cursor;
      return diverged();
    }
    rebase.rewind();
    if (s.cursor >= page.head) s.set_bootstrapped(true);
    return {};
  });
  if (!pulled && pulled.error().code == "sync.diverged") {
    outcome.applied = 0;
    outcome.diverged = true;
    return outcome;
  }
  if (!pulled) return std::unexpected(pulled.error());
  outcome.more = s.cursor < page.head;
  return outcome;
}

Expected<void> Replica::restart_bootstrap() {
  State& s = *state_;
  return s.transact([&]() -> Expected<void> {
    s.outbox.queue_accepted_again();
    s.tables.clear();
    s.outbox.empty_images();
    s.set_cursor(0);
    s.set_epoch("");
    s.set_bootstrapped(false);
    // What can stand on nothing is shown at once; the rest follows with the pages.
    Rebase rebase(s.tables, s.outbox, s.id);
    rebase.unwind_all();
    rebase.rewind();
    return {};
  });
}

}  // namespace firsthand::sync
