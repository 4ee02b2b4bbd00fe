// One browser of the simulation: a replica on a disk of its own, the client that syncs it, and a
// person who works with it. It keeps a ledger of what it wrote, to be compared with the server's.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/sync/client.h"
#include "core/sync/replica.h"
#include "tests/sync/memory_disk.h"
#include "tests/sync/sim_server.h"

namespace firsthand::simulation {

class SimClient {
 public:
  SimClient(std::string name, PersonId person, const SimPeople& people, std::uint64_t seed);

  /// Opens what is on the disk; false when that is not possible now (no room).
  bool start(Instant now);
  /// The program or its machine dies; the ledger is compared with what survived.
  void crash(Loss loss);
  void crash_after(std::int64_t writes, Loss loss) { disk_.crash_after(writes, loss); }
  void keep_backup() { backup_ = disk_.image(); }
  /// The profile is restored from the backup: a copy of an older self.
  void roll_back();
  /// Closes it when its disk died meanwhile.
  bool died();

  /// One thing that a person does, on a random ticket.
  void act(Instant true_now);

  [[nodiscard]] bool is_up() const { return sync_ != nullptr; }
  [[nodiscard]] sync::SyncClient& sync() { return *sync_; }
  [[nodiscard]] sync::Replica& replica() { return *replica_; }
  [[nodiscard]] MemoryDisk& disk() { return disk_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] PersonId person() const { return person_; }
  [[nodiscard]] Instant local_now(Instant true_now) const { return true_now + skew_; }
  [[nodiscard]] bool was_rolled_back() const { return rolled_back_; }
  [[nodiscard]] int submitted() const { return submitted_; }
  /// Entry ids of what it wrote and neither discarded nor lost in a crash before it was sent.
  [[nodiscard]] const std::set<std::string>& owed() const { return owed_; }
  /// Numbers of rejected operations that the person has dealt with.
  [[nodiscard]] const std::set<std::int64_t>& resolved() const { return resolved_; }
  /// Bumped with each start, so that answers to an earlier life are dropped.
  int generation = 0;

 private:
  std::string name_;
  PersonId person_;
  SimPeople people_;
  Random random_;
  MemoryDisk disk_;
  Duration skew_;
  MemoryDisk::Image backup_;
  std::unique_ptr<store::Database> db_;
  std::unique_ptr<sync::Replica> replica_;
  std::unique_ptr<sync::SyncClient> sync_;
  std::set<std::string> owed_;
  std::set<std::int64_t> resolved_;
  bool may_lose_ = false;  // the last crash was a power cut, so unsent work may be gone
  bool rolled_back_ = false;
  int submitted_ = 0;

  [[nodiscard]] Id128 random_id();
  [[nodiscard]] TicketId some_ticket();
  [[nodiscard]] TicketId some_closed_ticket();
  [[nodiscard]] ops::OpBody some_operation();
  [[nodiscard]] ops::OpBody some_desk_operation(TicketId ticket, const std::string& text);
  [[nodiscard]] std::vector<ops::OpBody> some_operations();
  void deal_with_rejected(Instant now);
  bool think_again();
  void settle_ledger();
};

/// The id of the entry that an operation's body writes; empty when it writes none.
[[nodiscard]] std::string entry_of(std::string_view body);

}  // namespace firsthand::simulation
