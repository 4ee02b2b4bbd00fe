#include "core/sync/authority.h"

#include <algorithm>
#include <charconv>

#include "core/model/limits.h"
#include "core/store/schema.h"
#include "core/sync/operation_log.h"

namespace firsthand::sync {
namespace {

constexpr std::string_view kEpochKey = "epoch";
constexpr std::string_view kServerReplicaKey = "server_replica";
constexpr std::string_view kNextNumberKey = "next_ticket_number";
constexpr std::uint32_t kFirstTicketNumber = 1001;
// Roughly what an operation needs on the wire beside its body.
constexpr std::size_t kEnvelopeBytes = 260;

std::string decimal(std::int64_t number) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number);
  return std::string(digits, end.ptr);
}

}  // namespace

struct Authority::State {
  explicit State(store::Database& database) : db(database), tables(database), log(database) {}

  store::Database& db;
  store::Tables tables;
  OperationLog log;
  std::string epoch;
  ReplicaId server_replica;

  // What the open transaction has come to; read again from the database after one that failed.
  std::int64_t head = 0;
  Instant last_stamp;
  std::uint32_t next_number = kFirstTicketNumber;

  void load();
  /// Commits, or forgets what was only in memory.
  [[nodiscard]] Expected<void> finish(store::Transaction& transaction);
  /// Judges and applies one operation; its effect and its log row, or an error and nothing.
  [[nodiscard]] Expected<PushAccepted> accept(const WrittenOperation& written,
                                              const ops::Actor& session, Instant at);
  [[nodiscard]] Expected<PushAccepted> apply(const ops::OpBody& op, const WrittenOperation& written,
                                             const ops::Actor& actor, Instant at);
  /// Results for the operations that are known already; false when one of them is another.
  [[nodiscard]] bool recall(const PushRequest& request, const ReplicaPlace& place,
                            PushAnswer& answer);
  /// One push inside the open transaction; whether it wrote something.
  [[nodiscard]] bool take(const PushRequest& request, const ops::Actor& session, Instant now,
                          PushAnswer& answer);
  void accept_new(const PushRequest& request, ReplicaPlace& place, const ops::Actor& session,
                  Instant now, PushAnswer& answer);
  [[nodiscard]] Expected<void> accept_own(const ops::OpBody& op, const ops::Actor& actor,
                                          Instant at, std::vector<AcceptedOperation>& accepted);
};

void Authority::State::load() {
  epoch = store::meta(db, kEpochKey);
  server_replica = ReplicaId::parse(store::meta(db, kServerReplicaKey)).value_or(ReplicaId{});
  const std::string number = store::meta(db, kNextNumberKey);
  next_number = kFirstTicketNumber;
  std::from_chars(number.data(), number.data() + number.size(), next_number);
  head = log.head();
  last_stamp = log.last_stamp();
}

Expected<void> Authority::State::finish(store::Transaction& transaction) {
  tables.save_hash();
  store::set_meta(db, kNextNumberKey, decimal(next_number));
  return transaction.commit();
}

// ---- opening ----

Authority::Authority(std::unique_ptr<State> state) : state_(std::move(state)) {}
Authority::~Authority() = default;

Expected<std::unique_ptr<Authority>> Authority::open(store::Database& db,
                                                     const std::function<Id128()>& randomness) {
  auto state = std::make_unique<State>(db);
  state->load();
  if (db.failure()) return std::unexpected(*db.failure());
  if (state->epoch.empty()) {
    store::Transaction transaction(db);
    store::set_meta(db, kEpochKey, randomness().text());
    store::set_meta(db, kServerReplicaKey, randomness().text());
    if (auto ok = state->finish(transaction); !ok) return std::unexpected(ok.error());
    state->load();
  }
  return std::unique_ptr<Authority>(new Authority(std::move(state)));
}

// ---- one operation ----

Expected<PushAccepted> Authority::State::apply(const ops::OpBody& op,
                                               const WrittenOperation& written,
                                               const ops::Actor& actor, Instant at) {
  if (auto allowed = ops::permit(op, actor, tables); !allowed) {
    return std::unexpected(allowed.error());
  }
  AcceptedOperation accepted{.seq = head + 1,
                             .at = at,
                             .actor = actor,
                             .ticket_number = 0,
                             .key = written.key,
                             .name = written.name,
                             .body = written.body,
                             .schema = written.schema};
  if (ops::needs_ticket_number(op, tables)) accepted.ticket_number = next_number;
  const std::vector<store::AggregateRef> touches = ops::touches(op);
  tables.guard(touches);
  auto applied = ops::apply(
      op, {.actor = actor, .at = at, .key = written.key, .ticket_number = accepted.ticket_number},
      tables);
  tables.guard({});
  if (!applied) return std::unexpected(applied.error());
  if (accepted.ticket_number != 0) ++next_number;
  head = accepted.seq;
  last_stamp = at;
  log.append(accepted, tables.confirmed_hash().text());
  return PushAccepted{written.key.client_seq, accepted.seq, at};
}

Expected<PushAccepted> Authority::State::accept(const WrittenOperation& written,
                                                const ops::Actor& session, Instant at) {
  if (written.actor != session.person) {
    return fail("op.forged_actor", "This was written as somebody else than who is signed in.");
  }
  if (written.body.size() > limits::kOperationBytesMax) {
    return fail("op.too_large", "This is too large to be kept; shorten it.");
  }
  if (written.schema > kOperationSchema) {
    return fail("op.too_new", "The server is older than this operation; try again later.");
  }
  const auto json = parse_json(written.body);
  if (!json) return std::unexpected(json.error());
  const auto op = ops::decode(written.name, *json);
  if (!op) return std::unexpected(op.error());
  // A session may be older than a change of its person's role; what the state says counts.
  const std::optional<Person> person = tables.person(session.person);
  return apply(*op, written, {session.person, person ? person->role : session.role}, at);
}

// ---- push ----

bool Authority::State::recall(const PushRequest& request, const ReplicaPlace& place,
                              PushAnswer& answer) {
  for (const WrittenOperation& op : request.operations) {
    if (op.key.client_seq > place.last_client_seq) return true;
    const bool is_last = op.key.client_seq == place.last_client_seq;
    if (is_last && op.hash != place.last_hash) return false;
    auto outcome = log.outcome(op);
    if (!outcome) return false;
    answer.results.push_back(std::move(*outcome));
  }
  return true;
}

void Authority::State::accept_new(const PushRequest& request, ReplicaPlace& place,
                                  const ops::Actor& session, Instant now, PushAnswer& answer) {
  const Instant at = std::max(now, last_stamp);
  for (std::size_t i = answer.results.size(); i < request.operations.size(); ++i) {
    const WrittenOperation& op = request.operations[i];
    if (auto accepted = accept(op, session, at)) {
      answer.results.push_back(*accepted);
    } else {
      log.append_rejected(op, at, accepted.error());
      answer.results.push_back(PushRejected{op.key.client_seq, accepted.error()});
    }
    place.last_client_seq = op.key.client_seq;
    place.last_hash = op.hash;
  }
  log.put_place(request.replica, place);
}

namespace {

// Whether each hash is the next link after its predecessor's.
bool is_chain(const PushRequest& request) {
  for (std::size_t i = 1; i < request.operations.size(); ++i) {
    const WrittenOperation& op = request.operations[i];
    if (chain_hash(request.operations[i - 1].hash, op) != op.hash) return false;
  }
  return true;
}

}  // namespace

bool Authority::State::take(const PushRequest& request, const ops::Actor& session, Instant now,
                            PushAnswer& answer) {
  ReplicaPlace place = log.place(request.replica).value_or(ReplicaPlace{.person = session.person});
  answer.expected_client_seq = place.last_client_seq + 1;
  if (request.operations.empty()) return false;
  answer.in_answer_to = request.operations.back().hash;
  const bool is_owner = place.person == session.person && request.replica != server_replica;
  if (!is_owner || !recall(request, place, answer)) {
    answer.status = PushAnswer::Status::forked;
    return false;
  }
  if (answer.results.size() == request.operations.size()) return false;
  const WrittenOperation& first = request.operations[answer.results.size()];
  if (first.key.client_seq != place.last_client_seq + 1) {
    answer.status = PushAnswer::Status::gap;
    return false;
  }
  if (chain_hash(place.last_hash, first) != first.hash) {
    answer.status = PushAnswer::Status::forked;
    return false;
  }
  accept_new(request, place, session, now, answer);
  answer.expected_client_seq = place.last_client_seq + 1;
  return true;
}

Expected<std::vector<Expected<PushAnswer>>> Authority::push_together(
    std::span<const SessionPush> pushes, Instant now) {
  State& s = *state_;
  std::vector<Expected<PushAnswer>> answers;
  Expected<void> committed;
  bool wrote = false;
  {
    store::Transaction transaction(s.db);
    for (const SessionPush& push : pushes) {
      if (!is_chain(*push.request)) {
        answers.emplace_back(fail(
            "sync.bad_chain", "The operations' hashes do not follow one another.", "operations"));
        continue;
      }
      PushAnswer answer{.server_time = now};
      wrote = s.take(*push.request, push.session, now, answer) || wrote;
      answers.emplace_back(std::move(answer));
    }
    // A database that fails must not look like a replica that is not known.
    if (wrote || s.db.failure()) committed = s.finish(transaction);
  }
  if (!committed) {
    s.tables.reload();
    s.load();
    return std::unexpected(committed.error());
  }
  for (Expected<PushAnswer>& answer : answers) {
    if (answer) answer->head = s.head;
  }
  return answers;
}

Expected<PushAnswer> Authority::push(const PushRequest& request, const ops::Actor& session,
                                     Instant now) {
  const SessionPush one{.request = &request, .session = session};
  auto answers = push_together({&one, 1}, now);
  if (!answers) return std::unexpected(answers.error());
  return std::move(answers->front());
}

// ---- the server's own operations ----

Expected<void> Authority::State::accept_own(const ops::OpBody& op, const ops::Actor& actor,
                                            Instant at, std::vector<AcceptedOperation>& accepted) {
  ReplicaPlace place = log.place(server_replica).value_or(ReplicaPlace{});
  WrittenOperation written{.key = {server_replica, place.last_client_seq + 1},
                           .actor = actor.person,
                           .name = std::string(ops::name_of(op)),
                           .body = to_text(ops::encode(op)),
                           .schema = kOperationSchema,
                           .written_at = at,
                           .hash = {}};
  if (written.body.size() > limits::kOperationBytesMax) {
    return fail("op.too_large", "This is too large to be kept; shorten it.");
  }
  written.hash = chain_hash(place.last_hash, written);
  const std::uint32_t number_before = next_number;
  const auto result = apply(op, written, actor, at);
  if (!result) return std::unexpected(result.error());
  place.last_client_seq = written.key.client_seq;
  place.last_hash = written.hash;
  log.put_place(server_replica, place);
  accepted.push_back({.seq = result->seq,
                      .at = at,
                      .actor = actor,
                      .ticket_number = next_number == number_before ? 0 : number_before,
                      .key = written.key,
                      .name = written.name,
                      .body = written.body,
                      .schema = written.schema});
  return {};
}

Expected<std::vector<AcceptedOperation>> Authority::submit(
    const std::vector<ops::OpBody>& operations, const ops::Actor& actor, Instant now) {
  const TimedOperations once{.at = now, .actor = actor, .operations = operations};
  return submit_history({&once, 1});
}

Expected<std::vector<AcceptedOperation>> Authority::submit_history(
    std::span<const TimedOperations> history) {
  State& s = *state_;
  std::vector<AcceptedOperation> accepted;
  Expected<void> outcome;
  {
    store::Transaction transaction(s.db);
    for (const TimedOperations& moment : history) {
      const Instant at = std::max(moment.at, s.last_stamp);
      for (const ops::OpBody& op : moment.operations) {
        outcome = s.accept_own(op, moment.actor, at, accepted);
        if (!outcome) break;
      }
      if (!outcome) break;
    }
    if (outcome) {
      outcome = s.finish(transaction);
    } else if (s.db.failure()) {
      outcome = std::unexpected(*s.db.failure());
    }
  }
  if (!outcome) {
    s.tables.reload();
    s.load();
    return std::unexpected(outcome.error());
  }
  return accepted;
}

std::int64_t Authority::head() const { return state_->head; }
const std::string& Authority::epoch() const { return state_->epoch; }
store::Tables& Authority::tables() { return state_->tables; }

// ---- pull ----

namespace {

AcceptedOperation logged_operation(const store::Statement& q) {
  AcceptedOperation op;
  op.seq = q.integer(0);
  op.at = q.instant(1);
  op.actor.person = q.id<PersonId>(2);
  op.actor.role = enum_from_int<Role>(q.integer(3)).value_or(Role::trainee);
  op.ticket_number = static_cast<std::uint32_t>(q.integer(4));
  op.key = {q.id<ReplicaId>(5), q.integer(6)};
  op.name = q.text(7);
  op.body = q.text(8);
  op.schema = static_cast<int>(q.integer(9));
  return op;
}

}  // namespace

Expected<PullAnswer> pull(store::Database& db, std::int64_t cursor, std::string_view epoch,
                          Instant now, std::size_t page_bytes_max) {
  PullAnswer answer;
  answer.epoch = store::meta(db, kEpochKey);
  answer.server_time = now;
  answer.head = OperationLog(db).head();
  if (!epoch.empty() && epoch != answer.epoch) {
    return fail("sync.epoch_changed", "The server was restored from a backup.", "epoch");
  }
  if (cursor < 0 || cursor > answer.head) {
    return fail("sync.cursor_ahead", "The server has not come this far; start again.", "cursor");
  }
  auto q = db.prepare(
      "SELECT seq, at, actor, role, ticket_number, replica, client_seq, name, body, schema,"
      " state_hash FROM operation_log WHERE seq>? ORDER BY seq");
  q.bind(1, cursor);
  std::size_t bytes = 0;
  while (q.next()) {
    bytes += q.text(8).size() + kEnvelopeBytes;
    if (bytes > page_bytes_max && !answer.operations.empty()) break;
    answer.operations.push_back(logged_operation(q));
    answer.checkpoint = Checkpoint{q.integer(0), std::string(q.text(10))};
  }
  if (db.failure()) {
    Error error = *db.failure();
    db.clear_failure();
    return std::unexpected(std::move(error));
  }
  if (answer.checkpoint) answer.head = std::max(answer.head, answer.checkpoint->seq);
  return answer;
}

}  // namespace firsthand::sync
