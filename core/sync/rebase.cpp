#include "core/sync/rebase.h"

#include <algorithm>

namespace firsthand::sync {
namespace {

bool is_ticket(const store::AggregateRef& ref) { return ref.kind == store::AggregateKind::ticket; }

bool is_person(const store::AggregateRef& ref) { return ref.kind == store::AggregateKind::person; }

}  // namespace

// False when more than tickets are entangled.
bool Rebase::add_entangled(std::vector<store::AggregateRef> refs) {
  while (!refs.empty()) {
    const store::AggregateRef ref = refs.back();
    refs.pop_back();
    if (!is_ticket(ref)) return false;
    if (set_.contains(ref) || !outbox_.has_image(ref)) continue;
    set_.insert(ref);
    for (const std::int64_t client_seq : outbox_.pending_on(ref)) {
      if (!operations_.insert(client_seq).second) continue;
      const std::vector<store::AggregateRef> more = outbox_.touches_of(client_seq);
      refs.insert(refs.end(), more.begin(), more.end());
    }
  }
  return true;
}

void Rebase::unwind(const AggregateSet& refs) {
  if (!outbox_.has_images()) return;
  // A pending change of a person may change who may do what before and after it.
  const bool apart = std::ranges::none_of(outbox_.imaged(), is_person);
  if (!apart || !add_entangled({refs.begin(), refs.end()})) {
    unwind_all();
    return;
  }
  for (const store::AggregateRef& ref : set_) tables_.restore(ref, outbox_.image(ref));
}

void Rebase::unwind_all() {
  set_ = outbox_.imaged();
  take_all_pending();
  for (const store::AggregateRef& ref : set_) tables_.restore(ref, outbox_.image(ref));
}

void Rebase::take_all_pending() {
  const std::vector<std::int64_t> all = outbox_.pending();
  operations_ = {all.begin(), all.end()};
}

void Rebase::rewind() {
  for (const store::AggregateRef& ref : set_) {
    if (outbox_.pending_on(ref).empty()) {
      outbox_.drop_image(ref);
    } else {
      outbox_.put_image(ref, tables_.image(ref));
    }
  }
  tables_.set_layer(store::Layer::pending);
  for (const std::int64_t client_seq : operations_) {
    const std::optional<OutboxRow> row = outbox_.row(client_seq);
    if (!row || row->state == OutboxState::rejected) continue;
    // Refused for now is no error: the operation stays queued and the server decides.
    static_cast<void>(apply_pending(*row, replica_, tables_));
  }
  tables_.set_layer(store::Layer::confirmed);
}

Expected<void> apply_pending(const OutboxRow& row, ReplicaId replica, store::Tables& tables) {
  const auto json = parse_json(row.body);
  if (!json) return std::unexpected(json.error());
  const auto op = ops::decode(row.name, *json);
  if (!op) return std::unexpected(op.error());
  const ops::Actor actor = actor_of(row.actor, tables);
  if (auto allowed = ops::permit(*op, actor, tables); !allowed) return allowed;
  const std::vector<store::AggregateRef> touches = ops::touches(*op);
  tables.guard(touches);
  const ops::Context context{
      .actor = actor, .at = row.written_at, .key = {replica, row.client_seq}, .ticket_number = 0};
  auto applied = ops::apply(*op, context, tables);
  tables.guard({});
  return applied;
}

ops::Actor actor_of(PersonId person, store::Tables& tables) {
  const std::optional<Person> found = tables.person(person);
  return {person, found ? found->role : Role::trainee};
}

}  // namespace firsthand::sync
