// What must hold: safety at random moments, everything at rest.
#include <catch_amalgamated.hpp>

#include "tests/sync/simulation.h"

namespace firsthand::simulation {
namespace {

constexpr std::size_t kOutboxWhole = 100'000;

std::int64_t count_of(store::Statement q) { return q.next() ? q.integer(0) : -1; }

}  // namespace

void Simulation::compare_some() {
  if (timeline_.now_ms() < next_check_ms_) return;
  next_check_ms_ = timeline_.now_ms() + random_.between(2'000, 30'000);
  compare(static_cast<std::size_t>(random_.between(0, kClients - 1)));
}

void Simulation::compare(std::size_t i) {
  SimClient& client = *clients_[i];
  if (!client.is_up() || !server_.is_up()) return;
  ++figures_.comparisons;
  oracles_[i].advance(server_.db(), client.replica().cursor());
  if (client.replica().tables().confirmed_hash().text() != oracles_[i].hash()) {
    FAIL(client.name() << ": the confirmed hash differs at " << client.replica().cursor());
  }
  oracles_[i].compare_pending(client.replica(), client.name());
}

bool Simulation::is_at_rest() {
  if (!server_.is_up()) return false;
  for (const auto& client : clients_) {
    if (!client->is_up() || client->replica().cursor() != server_.authority().head()) return false;
    for (const sync::OutboxItem& item : client->replica().outbox(kOutboxWhole)) {
      if (item.state != sync::OutboxState::rejected) return false;
    }
  }
  return true;
}

void Simulation::judge() {
  judge_log();
  for (std::size_t i = 0; i < kClients; ++i) judge_client(i);
}

void Simulation::judge_log() {
  store::Database& db = server_.db();
  // Each operation came to one end, and each replica's stand in the order they were written.
  const std::int64_t twice = count_of(db.prepare(
      "SELECT count(*) FROM (SELECT 1 FROM (SELECT replica, client_seq FROM operation_log UNION ALL"
      " SELECT replica, client_seq FROM rejected_operation) GROUP BY replica, client_seq"
      " HAVING count(*)>1)"));
  CHECK(twice == 0);
  const std::int64_t holes =
      count_of(db.prepare("SELECT count(*) FROM replica r WHERE r.last_client_seq <>"
                          " (SELECT count(*) FROM operation_log o WHERE o.replica=r.id) +"
                          " (SELECT count(*) FROM rejected_operation j WHERE j.replica=r.id)"));
  CHECK(holes == 0);
  const std::int64_t disorder = count_of(db.prepare(
      "SELECT count(*) FROM (SELECT client_seq - lag(client_seq) OVER"
      " (PARTITION BY replica ORDER BY seq) AS step, at - lag(at) OVER (ORDER BY seq) AS time"
      " FROM operation_log) WHERE step<=0 OR time<0"));
  CHECK(disorder == 0);
  // The whole log replayed into an empty database gives the server's state.
  Oracle oracle;
  oracle.advance(db, server_.authority().head());
  CHECK(oracle.hash() == server_.authority().tables().confirmed_hash().text());
  CHECK(oracle.hash() == server_.authority().tables().compute_hash().text());
  figures_.accepted = server_.authority().head();
  figures_.rejected = count_of(db.prepare("SELECT count(*) FROM rejected_operation"));
}

void Simulation::judge_client(std::size_t i) {
  SimClient& client = *clients_[i];
  INFO("client " << client.name());
  sync::Replica& replica = client.replica();
  const std::string server_hash = server_.authority().tables().compute_hash().text();
  CHECK(replica.tables().confirmed_hash().text() == server_hash);
  CHECK(replica.tables().compute_hash().text() == server_hash);
  if (client.sync().divergence()) ++figures_.restarts;

  std::set<std::string> waiting;  // entries of rejected operations that the person still sees
  std::set<std::int64_t> numbers;
  for (const sync::OutboxItem& item : replica.outbox(kOutboxWhole)) {
    waiting.insert(entry_of(item.body));
    numbers.insert(item.client_seq);
  }
  for (const std::string& entry : client.owed()) {
    // Splits and revisions name an entry that is there already (entry_of).
    auto q = server_.db().prepare(
        "SELECT count(*) FROM operation_log WHERE body LIKE ? AND name NOT IN"
        " ('ticket.split', 'ticket.revise')");
    q.bind(1, "%\"entry\":\"" + entry + "\"%");
    const std::int64_t accepted = count_of(std::move(q));
    INFO("entry " << entry);
    CHECK(accepted <= 1);
    CHECK(accepted + (waiting.contains(entry) ? 1 : 0) >= 1);
  }
  if (client.was_rolled_back()) return;  // an older self does not know what it was told
  // A machine that loses power must not write again under numbers that the server knows.
  auto replicas = server_.db().prepare("SELECT count(*) FROM replica WHERE person=?");
  replicas.bind(1, client.person());
  CHECK(count_of(std::move(replicas)) <= 1);
  auto rejected = server_.db().prepare(
      "SELECT client_seq FROM rejected_operation WHERE replica=? ORDER BY client_seq");
  rejected.bind(1, replica.id());
  while (rejected.next()) {
    const std::int64_t number = rejected.integer(0);
    INFO("rejected " << number);
    CHECK((numbers.contains(number) || client.resolved().contains(number)));
  }
}

}  // namespace firsthand::simulation
