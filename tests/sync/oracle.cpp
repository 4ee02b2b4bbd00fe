#include "tests/sync/oracle.h"

#include <catch_amalgamated.hpp>

#include "core/store/schema.h"

namespace firsthand::simulation {
namespace {

// All tickets with their conversations in order, as the tables hold them.
std::string picture(store::Tables& tables) {
  std::string out;
  auto q = tables.database().prepare("SELECT id FROM ticket ORDER BY id");
  while (q.next()) out += tables.image({store::AggregateKind::ticket, q.id<Id128>(0)});
  return out;
}

}  // namespace

Oracle::Oracle() { open(); }

void Oracle::open() {
  tables_.reset();
  db_.reset();
  auto db = store::Database::open({.path = ":memory:"});
  REQUIRE(db);
  db_ = std::move(*db);
  REQUIRE(store::migrate(*db_));
  tables_ = std::make_unique<store::Tables>(*db_);
  seq_ = 0;
}

void Oracle::apply_row(const sync::AcceptedOperation& op, const std::string& state_hash) {
  const auto body = ops::decode(op.name, *sync::parse_json(op.body));
  REQUIRE(body);
  const auto applied = ops::apply(
      *body, {.actor = op.actor, .at = op.at, .key = op.key, .ticket_number = op.ticket_number},
      *tables_);
  if (!applied) FAIL("accepted, but not applicable: " << op.name << " at " << op.seq);
  if (tables_->confirmed_hash().text() != state_hash) FAIL("replay differs at " << op.seq);
}

void Oracle::advance(store::Database& server, std::int64_t seq) {
  if (seq < seq_) open();
  if (seq == seq_) return;
  store::Transaction transaction(*db_);
  auto q = server.prepare(
      "SELECT seq, at, actor, role, ticket_number, replica, client_seq, name, body, state_hash"
      " FROM operation_log WHERE seq>? AND seq<=? ORDER BY seq");
  q.bind(1, seq_).bind(2, seq);
  while (q.next()) {
    sync::AcceptedOperation op;
    op.seq = q.integer(0);
    if (op.seq != seq_ + 1) FAIL("the log has a gap before " << op.seq);
    op.at = q.instant(1);
    op.actor = {q.id<PersonId>(2), *enum_from_int<Role>(q.integer(3))};
    op.ticket_number = static_cast<std::uint32_t>(q.integer(4));
    op.key = {q.id<ReplicaId>(5), q.integer(6)};
    op.name = q.text(7);
    op.body = q.text(8);
    apply_row(op, std::string(q.text(9)));
    seq_ = op.seq;
  }
  tables_->save_hash();
  REQUIRE(transaction.commit());
  if (seq_ != seq) FAIL("a client is at " << seq << ", the log ends at " << seq_);
}

void Oracle::compare_pending(sync::Replica& replica, const std::string& who) {
  store::Transaction undone(*db_);
  tables_->set_layer(store::Layer::pending);
  for (const sync::OutboxItem& item : replica.outbox(100'000)) {
    if (item.state == sync::OutboxState::rejected) continue;
    const auto body = ops::decode(item.name, *sync::parse_json(item.body));
    REQUIRE(body);
    const PersonId me = replica.actor().person;
    const auto person = tables_->person(me);
    const ops::Actor actor{me, person ? person->role : Role::trainee};
    if (!ops::permit(*body, actor, *tables_)) continue;
    static_cast<void>(ops::apply(
        *body, {.actor = actor, .at = item.written_at, .key = {replica.id(), item.client_seq}},
        *tables_));
  }
  tables_->set_layer(store::Layer::confirmed);
  if (picture(*tables_) != picture(replica.tables()) ||
      tables_->compute_hash() != replica.tables().compute_hash()) {
    FAIL(who << ": the rebased view differs from a full replay at " << replica.cursor());
  }
  // Failures above unwind through the transaction as well.
}

}  // namespace firsthand::simulation
