// Goal: whatever the network, the disks and the machines do, nothing that was acknowledged is lost
// or done twice, and all come to the same state. Method: seeded simulation
// (tests/sync/simulation.h).
//
//   FIRSTHAND_SIM_SEED=17 test_sync      one seed again
//   FIRSTHAND_SIM_SEEDS=2000 test_sync   as many seeds
#include <cstdlib>
#include <iostream>

#include <catch_amalgamated.hpp>

#include "tests/sync/simulation.h"

using namespace firsthand::simulation;

namespace {

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

}  // namespace

TEST_CASE("SYNC-7: three clients and a server come to one state after every kind of fault") {
  const std::uint64_t only = number_from("FIRSTHAND_SIM_SEED", 0);
  const std::uint64_t seeds = number_from("FIRSTHAND_SIM_SEEDS", 200);
  SimulationFigures sum;
  std::uint64_t runs = 0;
  for (std::uint64_t seed = only != 0 ? only : 1; seed <= (only != 0 ? only : seeds); ++seed) {
    INFO("seed " << seed << "; again with FIRSTHAND_SIM_SEED=" << seed);
    Simulation simulation(seed);
    simulation.run();
    const SimulationFigures& figures = simulation.figures();
    sum.accepted += figures.accepted;
    sum.rejected += figures.rejected;
    sum.crashes += figures.crashes;
    sum.restarts += figures.restarts;
    sum.comparisons += figures.comparisons;
    ++runs;
  }
  // A simulation in which nothing happens proves nothing.
  CHECK(sum.accepted > static_cast<std::int64_t>(50 * runs));
  CHECK(sum.comparisons > static_cast<std::int64_t>(5 * runs));
  std::cout << "simulation: " << runs << " seeds, " << sum.accepted << " accepted, " << sum.rejected
            << " rejected, " << sum.crashes << " crashes, " << sum.restarts << " bootstraps again, "
            << sum.comparisons << " comparisons\n";
}
