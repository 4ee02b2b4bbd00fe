// The server of the simulation: an Authority on a disk of its own behind the protocol's paths, as
// shell/server has it, with listeners that are poked.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/sync/authority.h"
#include "core/sync/client.h"
#include "tests/sync/memory_disk.h"

namespace firsthand::simulation {

struct SimPeople {
  PersonId anna, boris, lea;
  OrganisationId organisation;
  ContactId contact;
};

class SimServer {
 public:
  explicit SimServer(std::uint64_t seed);

  /// nullopt: the server is down, or died over it.
  [[nodiscard]] std::optional<sync::HttpResponse> handle(PersonId session, const std::string& path,
                                                         const std::string& body, Instant now);
  /// Operations of the intake or of an administrator at the command line.
  void own(const ops::OpBody& op, Role role, Instant now);
  /// A role is a fact of the desk like any other.
  void set_role(PersonId person, Role role, Instant now);
  void close_some_ticket(Instant now);

  void crash(Loss loss);
  void start();
  [[nodiscard]] bool is_up() const { return authority_ != nullptr; }
  [[nodiscard]] MemoryDisk& disk() { return disk_; }
  [[nodiscard]] store::Database& db() { return *db_; }
  [[nodiscard]] sync::Authority& authority() { return *authority_; }
  [[nodiscard]] const SimPeople& people() const { return people_; }
  [[nodiscard]] Id128 random_id();

 private:
  MemoryDisk disk_;
  Random random_;
  std::unique_ptr<store::Database> db_;
  std::unique_ptr<sync::Authority> authority_;
  SimPeople people_;

  void make_people();
  [[nodiscard]] sync::HttpResponse push(PersonId session, const std::string& body, Instant now);
  [[nodiscard]] sync::HttpResponse pull(const std::string& path, Instant now);
  [[nodiscard]] bool died();
};

}  // namespace firsthand::simulation
