// Three clients and a server in one process, with a virtual clock, seeded (SYNC §7): faults and
// work for some minutes, then the faults heal and everything must come to rest.
//
//   Simulation simulation(seed);
//   simulation.run();          // throws a Catch2 failure; the seed reproduces it
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/sync/faults.h"
#include "tests/sync/oracle.h"
#include "tests/sync/sim_client.h"
#include "tests/sync/sim_server.h"
#include "tests/sync/timeline.h"

namespace firsthand::simulation {

struct SimulationFigures {
  std::int64_t accepted = 0;
  std::int64_t rejected = 0;
  std::int64_t crashes = 0;
  std::int64_t restarts = 0;  // bootstraps done again
  std::int64_t comparisons = 0;
};

class Simulation {
 public:
  explicit Simulation(std::uint64_t seed);
  void run();
  [[nodiscard]] const SimulationFigures& figures() const { return figures_; }

 private:
  static constexpr std::size_t kClients = 3;
  struct Listener {
    std::size_t client = 0;
    int generation = 0;
    std::uint32_t id = 0;
  };

  Random random_;
  Faults faults_;
  Timeline timeline_;
  SimServer server_;
  std::vector<std::unique_ptr<SimClient>> clients_;
  std::vector<Oracle> oracles_;
  std::array<std::int64_t, kClients> wakes_{};  // the earliest wake set, per client
  std::array<std::int64_t, kClients> partitioned_until_{};
  std::vector<Listener> listeners_;
  std::map<std::pair<std::size_t, std::string>, sync::HttpResponse> older_answers_;
  std::int64_t poked_head_ = 0;
  std::int64_t next_check_ms_ = 0;
  Duration server_skew_;
  bool working_ = true;
  bool may_diverge_ = false;  // only a hash that was changed on the way is a reason
  SimulationFigures figures_;

  [[nodiscard]] Instant true_now() const;
  [[nodiscard]] Instant server_now() const;
  [[nodiscard]] bool is_cut_off(std::size_t i) const;

  // The network.
  void pump(std::size_t i);
  void send(std::size_t i, sync::HttpRequest request);
  void arrive(std::size_t i, int generation, const sync::HttpRequest& request);
  void answer(std::size_t i, int generation, const sync::HttpRequest& request,
              sync::HttpResponse response);
  void deliver(std::size_t i, int generation, std::uint32_t id, sync::HttpResponse response,
               std::int64_t delay_ms);
  void poke();
  void say(const Listener& listener);
  void end_streams();

  // What happens by itself.
  void work(std::size_t i);
  void intake();
  void heartbeat();
  void trouble();
  void client_trouble(std::size_t i);
  void after_client(std::size_t i);
  void restart_client(std::size_t i, std::int64_t delay_ms);
  void crash_server();

  // Judgement.
  void compare_some();
  void compare(std::size_t i);
  void heal();
  [[nodiscard]] bool is_at_rest();
  void judge();
  void judge_log();
  void judge_client(std::size_t i);
};

}  // namespace firsthand::simulation
