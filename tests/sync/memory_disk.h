// Disks in memory, as SQLite's default file system of this program: "/<disk>/<file>". A disk can
// run full, lose its machine at any write, and forget what was not synced, in part or as a whole.
//
//   MemoryDisk disk("anna");             // databases open as "/anna/main"
//   disk.crash_after(7, Loss::power);    // the seventh write from now never happens
//   … if (disk.is_dead()) { close the database; disk.revive(); open it again }
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/sync/random.h"

namespace firsthand::simulation {

enum class Loss : std::uint8_t {
  process,  // the program died: all writes are kept
  power,    // the machine died: of the writes since the last sync any part may be lost
};

struct MemoryFile {
  // A write or truncation since the last sync, both ways.
  struct Change {
    std::size_t offset = 0;
    std::string before;
    std::string after;
    std::size_t size_before = 0;
    std::size_t size_after = 0;
  };
  std::string data;
  std::vector<Change> unsynced;
  std::vector<std::unique_ptr<char[]>> shared;  // the write-ahead log's index

  void write(std::string_view bytes, std::size_t offset);
  void truncate(std::size_t size);
  /// What a power cut leaves.
  [[nodiscard]] std::string after_power_cut(Random& random) const;
};

class MemoryDisk {
 public:
  using Image = std::map<std::string, std::string>;

  MemoryDisk(std::string name, std::uint64_t seed);
  ~MemoryDisk();
  MemoryDisk(const MemoryDisk&) = delete;
  MemoryDisk& operator=(const MemoryDisk&) = delete;

  [[nodiscard]] std::string path() const { return "/" + name_ + "/main"; }
  void crash_now(Loss loss);
  void crash_after(std::int64_t writes, Loss loss);
  void cancel_crash() { writes_left_ = -1; }
  [[nodiscard]] bool is_dead() const { return dead_; }
  /// After the database was closed: what survived is what there is.
  void revive();
  /// Everything as the program sees it now, and back again (a restored backup).
  [[nodiscard]] Image image() const;
  void restore(const Image& image);
  /// Room for this much more; negative: without limit.
  void limit_room(std::int64_t bytes);

  // For the file system.
  [[nodiscard]] std::shared_ptr<MemoryFile> open(const std::string& file, bool create);
  [[nodiscard]] bool has(const std::string& file) const { return files_.contains(file); }
  void remove(const std::string& file) { files_.erase(file); }
  /// Counts a write; false when it must not happen any more.
  [[nodiscard]] bool may_write();
  [[nodiscard]] bool has_room(std::size_t more_bytes);

 private:
  std::string name_;
  Random random_;
  std::map<std::string, std::shared_ptr<MemoryFile>> files_;
  Image survivors_;
  std::int64_t writes_left_ = -1;
  Loss loss_ = Loss::process;
  bool dead_ = false;
  std::int64_t room_bytes_ = -1;
};

/// Makes memory disks the file system of all databases opened from now on; again: nothing more.
void install_memory_disks();

}  // namespace firsthand::simulation
