// Which faults a seed has, and how often, per mille. Each seed has a part of them (swarm testing):
// some mistakes show only when a fault is absent.
#pragma once

#include "tests/sync/random.h"

namespace firsthand::simulation {

struct Faults {
  // Of each request.
  int drop_request = 0;
  int drop_answer = 0;
  int duplicate = 0;
  int delay = 0;  // by up to a minute, beyond the client's timeout
  int truncate = 0;
  int replay = 0;  // an older answer comes instead
  int busy = 0;    // 503 with Retry-After
  int signed_out = 0;
  int wrong_hash = 0;  // a checkpoint that does not match
  int cut_stream = 0;  // of each heartbeat
  // Of each round of five seconds.
  int partition = 0;
  int client_crash = 0;
  int server_crash = 0;
  int client_full = 0;
  int rollback = 0;  // a client's disk is restored from an older backup
  int change_role = 0;

  [[nodiscard]] static Faults none() { return {}; }
  [[nodiscard]] static Faults of(Random& random) {
    const auto some = [&random](int per_mille) { return random.chance(600) ? per_mille : 0; };
    Faults faults;
    faults.drop_request = some(60);
    faults.drop_answer = some(60);
    faults.duplicate = some(60);
    faults.delay = some(40);
    faults.truncate = some(30);
    faults.replay = some(30);
    faults.busy = some(30);
    faults.signed_out = some(5);
    faults.cut_stream = some(100);
    faults.partition = some(60);
    faults.client_crash = some(60);
    faults.server_crash = some(20);
    faults.client_full = some(20);
    faults.change_role = some(60);
    // These two make a client fetch everything again, so most seeds must show that nobody does.
    if (random.chance(200)) faults.wrong_hash = 5;
    if (random.chance(200)) faults.rollback = 20;
    return faults;
  }
};

}  // namespace firsthand::simulation
