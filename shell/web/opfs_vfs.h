// SQLite's files in the browser: fixed slots on OPFS handles that JavaScript opened beforehand
// (SYNC §4). One database at a time, one connection, no locks, no shared memory.
//
//   OpfsFiles files;              // lives as long as SQLite is used
//   files.open();                 // after JavaScript opened the handles
//   Database::open({.path = "main", .durability = Durability::browser});
//   files.close();                // after the database was closed
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <sqlite3.h>

#include "core/model/error.h"
#include "shell/web/write_combiner.h"

namespace firsthand::web {

/// A file of the worker, by its number; see js_imports.h.
class JsSlot : public Slot {
 public:
  explicit JsSlot(int number) : number_(number) {}
  Moved read(std::int64_t offset, std::span<std::uint8_t> to) override;
  Moved write(std::int64_t offset, std::span<const std::uint8_t> from) override;
  SlotResult truncate(std::int64_t size) override;
  SlotResult flush() override;
  std::int64_t size() override;

  /// Of the newest flushes, oldest first.
  [[nodiscard]] const std::vector<double>& flush_times_ms() const { return flush_times_ms_; }

 private:
  int number_;
  std::vector<double> flush_times_ms_;
};

/// SQLite asks for its VFS while it initialises, by a function without arguments
/// (sqlite_start.cpp).
[[nodiscard]] sqlite3_vfs*& vfs_of_the_program();

class OpfsFiles {
 public:
  /// Registers the VFS as SQLite's default.
  OpfsFiles();
  ~OpfsFiles();
  OpfsFiles(const OpfsFiles&) = delete;
  OpfsFiles& operator=(const OpfsFiles&) = delete;

  /// Reads the sizes and the superblock. Errors: store.open, store.too_new.
  [[nodiscard]] Expected<void> open();
  /// Writes out what waits and marks the store as cleanly left. The handles stay JavaScript's.
  void close();
  /// Empties all files.
  [[nodiscard]] Expected<void> wipe();
  /// Marks the store as cleanly left while it stays open; the next write takes the mark away.
  void mark_clean();

  /// Whether the last owner left without marking it clean.
  [[nodiscard]] bool was_unclean() const { return was_unclean_; }
  [[nodiscard]] std::int64_t main_bytes() const { return combiners_[0].size(); }
  [[nodiscard]] SlotCalls calls() const;
  /// Of the WAL: what it costs to make a change outlive a power cut.
  [[nodiscard]] const std::vector<double>& flush_times_ms() const;

  struct File;

 private:
  static constexpr int kMain = 0, kJournal = 1, kWal = 2, kSuperblock = 3, kSlots = 4;
  static constexpr std::size_t kSuperblockBytes = 64;

  static int x_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out);
  static int x_delete(sqlite3_vfs* vfs, const char* name, int sync);
  static int x_access(sqlite3_vfs* vfs, const char* name, int flags, int* out);
  static int slot_of(const char* name);
  [[nodiscard]] SlotResult write_superblock(bool clean);
  void note_write();
  friend struct FileMethods;

  std::array<JsSlot, kSlots> slots_{JsSlot(0), JsSlot(1), JsSlot(2), JsSlot(3)};
  std::array<WriteCombiner, kSlots> combiners_{WriteCombiner(slots_[0]), WriteCombiner(slots_[1]),
                                               WriteCombiner(slots_[2]), WriteCombiner(slots_[3])};
  sqlite3_vfs vfs_{};
  bool is_open_ = false;
  bool marked_clean_ = false;
  bool was_unclean_ = false;
};

}  // namespace firsthand::web
