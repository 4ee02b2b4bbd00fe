// Opening, writing, pushing and the outbox. What a pull does is in core/sync/replica_pull.cpp.
#include "core/sync/replica.h"

#include <charconv>

#include "core/model/assert.h"
#include "core/model/limits.h"
#include "core/store/schema.h"
#include "core/sync/rebase.h"
#include "core/sync/replica_state.h"

namespace firsthand::sync {
namespace {

// A push stays below the server's limit, also when every byte is escaped in the JSON around it.
constexpr std::size_t kPushBytesMax = limits::kBodyBytesMax / 4;

constexpr std::string_view kReplicaKey = "replica";
constexpr std::string_view kCursorKey = "cursor";
constexpr std::string_view kEpochKey = "epoch";
constexpr std::string_view kLastEpochKey = "last_epoch";
constexpr std::string_view kBootstrappedKey = "bootstrapped";
constexpr std::string_view kClientSeqKey = "last_client_seq";
constexpr std::string_view kHashKey = "last_hash";
constexpr std::string_view kOfferedKey = "offered_client_seq";

/// Where the hash is kept that the chain had before a held row, for taking the row out of it.
std::string base_key(std::int64_t client_seq) { return "hold_base/" + std::to_string(client_seq); }

WrittenOperation written(const OutboxRow& row, ReplicaId replica) {
  return {.key = {replica, row.client_seq},
          .actor = row.actor,
          .name = row.name,
          .body = row.body,
          .schema = row.schema,
          .written_at = row.written_at,
          .hash = row.hash};
}

std::int64_t number_of(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

OutboxItem item_of(OutboxRow row, Outbox& outbox) {
  OutboxItem item{.client_seq = row.client_seq,
                  .state = row.state,
                  .name = std::move(row.name),
                  .body = std::move(row.body),
                  .written_at = row.written_at,
                  .error = std::move(row.error),
                  .hold_until = row.hold_until,
                  .touched = outbox.touches_of(row.client_seq)};
  if (item.state != OutboxState::rejected) return item;
  // A rejected row has no touches of its own any more; the screen still says where it belongs.
  const auto json = parse_json(item.body);
  const auto op = json ? ops::decode(item.name, *json) : std::unexpected(json.error());
  if (op) item.touched = ops::touches(*op);
  return item;
}

}  // namespace

// ---- the frame of a transaction ----

void Replica::State::load() {
  id = ReplicaId::parse(store::meta(db, kReplicaKey)).value_or(ReplicaId{});
  cursor = number_of(store::meta(db, kCursorKey));
  epoch = store::meta(db, kEpochKey);
  last_epoch = store::meta(db, kLastEpochKey);
  last_client_seq = number_of(store::meta(db, kClientSeqKey));
  last_hash = store::meta(db, kHashKey);
  offered = number_of(store::meta(db, kOfferedKey));
  bootstrapped = store::meta(db, kBootstrappedKey) == "1";
  summary.reset();
}

void Replica::State::set_number(std::string_view key, std::int64_t value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value);
  store::set_meta(db, key, std::string_view(digits, end.ptr));
}

void Replica::State::set_cursor(std::int64_t value) {
  cursor = value;
  set_number(kCursorKey, value);
}

void Replica::State::set_epoch(std::string_view value) {
  if (!epoch.empty()) store::set_meta(db, kLastEpochKey, epoch);
  epoch = value;
  store::set_meta(db, kEpochKey, value);
}

void Replica::State::set_bootstrapped(bool value) {
  if (bootstrapped == value) return;
  bootstrapped = value;
  store::set_meta(db, kBootstrappedKey, value ? "1" : "0");
}

void Replica::State::set_last(std::int64_t client_seq, std::string_view hash) {
  last_client_seq = client_seq;
  last_hash = hash;
  set_number(kClientSeqKey, client_seq);
  store::set_meta(db, kHashKey, hash);
}

Expected<void> Replica::State::transact(const std::function<Expected<void>()>& body) {
  Expected<void> outcome;
  {
    store::Transaction transaction(db);
    outcome = body();
    tables.guard({});
    tables.set_layer(store::Layer::confirmed);
    if (outcome) {
      tables.save_hash();
      outcome = transaction.commit();
    } else if (db.failure()) {
      outcome = std::unexpected(*db.failure());
    }
  }
  if (!outcome) tables.reload();
  load();
  return outcome;
}

// ---- opening ----

Replica::Replica(std::unique_ptr<State> state) : state_(std::move(state)) {}
Replica::~Replica() = default;

Expected<std::unique_ptr<Replica>> Replica::open(store::Database& db, PersonId me,
                                                 const std::function<Id128()>& randomness) {
  auto state = std::make_unique<State>(db, me, randomness);
  state->load();
  if (db.failure()) return std::unexpected(*db.failure());
  if (state->id.is_nil()) {
    auto made = state->transact([&]() -> Expected<void> {
      store::set_meta(db, kReplicaKey, randomness().text());
      return {};
    });
    if (!made) return std::unexpected(made.error());
  }
  return std::unique_ptr<Replica>(new Replica(std::move(state)));
}

// ---- writing ----

Expected<void> Replica::State::queue(const ops::OpBody& op, Instant now, Instant hold_until) {
  const nlohmann::json body = ops::encode(op);
  // Judged as the server will judge it: what is not UTF-8 or names nothing must not be queued.
  if (auto sound = ops::decode(ops::name_of(op), body); !sound) {
    return std::unexpected(sound.error());
  }
  OutboxRow row;
  row.client_seq = last_client_seq + 1;
  row.name = ops::name_of(op);
  row.body = to_text(body);
  row.actor = me;
  row.written_at = now;
  row.hold_until = hold_until;
  if (row.body.size() > limits::kOperationBytesMax) {
    return fail("op.too_large", "This is too large to be sent; shorten it.");
  }
  const std::vector<store::AggregateRef> touches = ops::touches(op);
  for (const store::AggregateRef& ref : touches) {
    if (!outbox.has_image(ref)) outbox.put_image(ref, tables.image(ref));
  }
  tables.set_layer(store::Layer::pending);
  if (auto ok = apply_pending(row, id, tables); !ok) return ok;
  row.hash = chain_hash(last_hash, written(row, id));
  if (hold_until.is_set()) store::set_meta(db, base_key(row.client_seq), last_hash);
  outbox.insert(row, touches);
  set_last(row.client_seq, row.hash);
  return {};
}

Expected<std::int64_t> Replica::submit(const std::vector<ops::OpBody>& operations, Instant now,
                                       Instant hold_until) {
  FH_ASSERT(!operations.empty());
  State& s = *state_;
  if (static_cast<std::size_t>(s.outbox.count()) + operations.size() > limits::kOutboxMax) {
    return fail("outbox.full", "Too much is waiting to be sent; connect to the server first.");
  }
  const std::int64_t first = s.last_client_seq + 1;
  auto submitted = s.transact([&]() -> Expected<void> {
    for (const ops::OpBody& op : operations) {
      if (auto ok = s.queue(op, now, hold_until); !ok) return ok;
    }
    return {};
  });
  if (!submitted) return std::unexpected(submitted.error());
  return first;
}

void Replica::State::close_gap(std::int64_t client_seq, std::string hash) {
  std::int64_t last = client_seq - 1;
  for (const std::int64_t behind : outbox.queued_after(client_seq)) {
    outbox.move_down(behind);
    last = behind - 1;
    const std::optional<OutboxRow> row = outbox.row(last);
    if (!row) return;  // the disk failed; the commit says so
    if (row->hold_until.is_set()) store::set_meta(db, base_key(last), hash);
    hash = chain_hash(hash, written(*row, id));
    outbox.set_hash(last, hash);
  }
  set_last(last, hash);
}

Expected<void> Replica::withdraw(std::int64_t client_seq) {
  State& s = *state_;
  const auto row = s.outbox.row(client_seq);
  const bool held = row && row->state == OutboxState::queued && row->hold_until.is_set();
  if (!held || client_seq <= s.offered) {
    return fail("outbox.sent", "It is too late: this was sent already.");
  }
  return s.transact([&]() -> Expected<void> {
    Rebase rebase(s.tables, s.outbox, s.id);
    // Ids that follow from numbers change behind the gap, so everything is put on anew.
    rebase.unwind_all();
    const std::string base = store::meta(s.db, base_key(client_seq));
    s.outbox.remove(client_seq);
    s.close_gap(client_seq, base);
    rebase.take_all_pending();
    rebase.rewind();
    return {};
  });
}

Expected<void> Replica::release_holds() {
  State& s = *state_;
  if (!outbox_summary().held_until.is_set()) return {};
  return s.transact([&]() -> Expected<void> {
    s.outbox.release_holds();
    return {};
  });
}

Expected<void> Replica::mark_offered(const PushRequest& request) {
  State& s = *state_;
  FH_ASSERT(!request.operations.empty());
  const std::int64_t last = request.operations.back().key.client_seq;
  // Only held operations can be withdrawn, so only they need the mark.
  bool any_held = false;
  for (const WrittenOperation& operation : request.operations) {
    const auto row = s.outbox.row(operation.key.client_seq);
    any_held = any_held || (row && row->hold_until.is_set());
  }
  if (request.replica != s.id || last <= s.offered || !any_held) return {};
  return s.transact([&]() -> Expected<void> {
    s.set_number(kOfferedKey, last);
    for (const WrittenOperation& operation : request.operations) {
      s.db.prepare("DELETE FROM meta WHERE key=?")
          .bind(1, base_key(operation.key.client_seq))
          .run();
    }
    return {};
  });
}

Expected<void> Replica::can(const ops::OpBody& op) const {
  return ops::permit(op, actor(), state_->tables);
}

// ---- pushing ----

std::optional<PushRequest> Replica::next_push(Instant now) const {
  State& s = *state_;
  const std::vector<OutboxRow> rows =
      s.outbox.queued(limits::kPushOperationsMax, kPushBytesMax, now);
  if (rows.empty()) return std::nullopt;
  PushRequest request{.replica = s.id, .operations = {}};
  for (const OutboxRow& row : rows) {
    // Rows that were decided before a restart may lie between; what follows them goes next time.
    const bool follows = request.operations.empty() ||
                         row.client_seq == request.operations.back().key.client_seq + 1;
    if (!follows) break;
    request.operations.push_back(written(row, s.id));
  }
  return request;
}

namespace {

std::int64_t client_seq_of(const std::variant<PushAccepted, PushRejected>& result) {
  return std::visit([](const auto& r) { return r.client_seq; }, result);
}

// An answer to something else (replayed by a cache on the way) must not touch the queue: a stale
// "forked" would send again what was accepted.
bool is_answer_to(const PushRequest& request, const PushAnswer& answer) {
  if (answer.in_answer_to != request.operations.back().hash) return false;
  if (answer.results.size() > request.operations.size()) return false;
  for (std::size_t i = 0; i < answer.results.size(); ++i) {
    if (client_seq_of(answer.results[i]) != request.operations[i].key.client_seq) return false;
  }
  return answer.status != PushAnswer::Status::ok ||
         answer.results.size() == request.operations.size();
}

}  // namespace

void Replica::State::reject(const std::vector<PushRejected>& rejected) {
  AggregateSet refs;
  std::vector<PushRejected> known;
  for (const PushRejected& result : rejected) {
    const std::optional<OutboxRow> row = outbox.row(result.client_seq);
    if (!row || row->state != OutboxState::queued) continue;
    for (const store::AggregateRef& ref : outbox.touches_of(result.client_seq)) refs.insert(ref);
    known.push_back(result);
  }
  if (known.empty()) return;
  Rebase rebase(tables, outbox, id);
  rebase.unwind(refs);
  for (const PushRejected& result : known) outbox.mark_rejected(result.client_seq, result.error);
  rebase.rewind();
}

void Replica::State::reissue() {
  Rebase rebase(tables, outbox, ReplicaId(randomness()));
  rebase.unwind_all();
  id = rebase.replica();
  store::set_meta(db, kReplicaKey, id.text());
  const std::int64_t last = outbox.renumber();
  std::string hash;
  for (std::int64_t client_seq = 1; client_seq <= last; ++client_seq) {
    const std::optional<OutboxRow> row = outbox.row(client_seq);
    if (!row) break;  // the disk failed; the commit says so
    hash = chain_hash(hash, written(*row, id));
    outbox.set_hash(client_seq, hash);
  }
  set_last(last, hash);
  // A push has carried some of them: none can be withdrawn any more.
  outbox.release_holds();
  set_number(kOfferedKey, last);
  rebase.take_all_pending();
  rebase.rewind();
}

Expected<void> Replica::on_push_answer(const PushRequest& request, const PushAnswer& answer) {
  State& s = *state_;
  if (request.replica != s.id || request.operations.empty()) return {};
  if (!is_answer_to(request, answer)) {
    return fail("sync.bad_answer", "The server's answer belongs to another request.");
  }
  const std::int64_t front = request.operations.front().key.client_seq;
  const bool lost_place =
      answer.status == PushAnswer::Status::forked ||
      (answer.status == PushAnswer::Status::gap && answer.expected_client_seq < front);
  return s.transact([&]() -> Expected<void> {
    std::vector<PushRejected> rejected;
    for (const auto& result : answer.results) {
      if (const auto* accepted = std::get_if<PushAccepted>(&result)) {
        s.outbox.mark_accepted(accepted->client_seq, accepted->seq);
      } else {
        rejected.push_back(std::get<PushRejected>(result));
      }
    }
    s.reject(rejected);
    if (lost_place) s.reissue();
    return {};
  });
}

// ---- the outbox as people see it ----

OutboxSummary Replica::outbox_summary() const {
  State& s = *state_;
  if (!s.summary) s.summary = s.outbox.summary();
  return *s.summary;
}

std::vector<OutboxItem> Replica::outbox(std::size_t limit) const {
  std::vector<OutboxItem> items;
  for (OutboxRow& row : state_->outbox.newest(limit)) {
    items.push_back(item_of(std::move(row), state_->outbox));
  }
  return items;
}

namespace {

Expected<OutboxRow> rejected_row(Outbox& outbox, std::int64_t client_seq) {
  auto row = outbox.row(client_seq);
  if (!row || row->state != OutboxState::rejected) {
    return fail("outbox.not_rejected", "This is not among what needs attention (any more).");
  }
  return std::move(*row);
}

}  // namespace

Expected<void> Replica::discard(std::int64_t client_seq) {
  State& s = *state_;
  return s.transact([&]() -> Expected<void> {
    const auto row = rejected_row(s.outbox, client_seq);
    if (!row) return std::unexpected(row.error());
    s.outbox.remove(client_seq);
    return {};
  });
}

Expected<ops::OpBody> Replica::rejected_operation(std::int64_t client_seq) const {
  const auto row = rejected_row(state_->outbox, client_seq);
  if (!row) return std::unexpected(row.error());
  const auto json = parse_json(row->body);
  if (!json) return std::unexpected(json.error());
  return ops::decode(row->name, *json);
}

Expected<std::int64_t> Replica::replace(std::int64_t client_seq, const ops::OpBody& op,
                                        Instant now) {
  State& s = *state_;
  const std::int64_t next = s.last_client_seq + 1;
  auto replaced = s.transact([&]() -> Expected<void> {
    const auto row = rejected_row(s.outbox, client_seq);
    if (!row) return std::unexpected(row.error());
    s.outbox.remove(client_seq);
    return s.queue(op, now);
  });
  if (!replaced) return std::unexpected(replaced.error());
  return next;
}

Expected<std::int64_t> Replica::retry(std::int64_t client_seq, Instant now) {
  const auto op = rejected_operation(client_seq);
  if (!op) return std::unexpected(op.error());
  return replace(client_seq, *op, now);
}

bool Replica::has_unsent(const store::AggregateRef& ref) const {
  return state_->outbox.has_unsent(ref);
}

// ---- plain access ----

std::int64_t Replica::cursor() const { return state_->cursor; }
const std::string& Replica::epoch() const { return state_->epoch; }
bool Replica::bootstrapped() const { return state_->bootstrapped; }
ReplicaId Replica::id() const { return state_->id; }
ops::Actor Replica::actor() const { return actor_of(state_->me, state_->tables); }
store::Tables& Replica::tables() { return state_->tables; }
store::Database& Replica::database() { return state_->db; }

}  // namespace firsthand::sync
