// Gathers contiguous writes to one file, since OPFS costs by the call and not by the byte
// (SYNC §4). Platform-neutral: the file is behind an interface, so it is tested natively.
//
// Not a cache: at most one run of bytes waits, and it is written out before anything could see its
// absence (an overlapping read, sync, truncate), or when its owner says so (drain, at a commit).
//
//   WriteCombiner file(slot);
//   file.write(0, header);      // gathered
//   file.write(24, page);       // gathered: continues the first
//   file.drain();               // one call
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace firsthand::web {

enum class SlotResult : std::uint8_t {
  ok,
  full,   // quota or disk
  error,  // the file system refused
};

/// A file that the platform has opened.
class Slot {
 public:
  virtual ~Slot() = default;
  struct Moved {
    SlotResult result = SlotResult::ok;
    std::size_t bytes = 0;
  };
  /// Reads up to the end of the file; fewer bytes than asked for are not an error.
  virtual Moved read(std::int64_t offset, std::span<std::uint8_t> to) = 0;
  /// May write less than asked for, when the disk is nearly full.
  virtual Moved write(std::int64_t offset, std::span<const std::uint8_t> from) = 0;
  virtual SlotResult truncate(std::int64_t size) = 0;
  virtual SlotResult flush() = 0;
  /// Negative when it cannot be told.
  virtual std::int64_t size() = 0;
};

struct SlotCalls {
  std::uint64_t reads = 0, writes = 0, truncates = 0, flushes = 0;
};

class WriteCombiner {
 public:
  static constexpr std::size_t kBufferBytesMax = 1024 * 1024;

  /// The slot must outlive it.
  explicit WriteCombiner(Slot& slot) : slot_(slot) {}

  /// Asks the slot for its size; to be called when the slot was opened.
  SlotResult open();
  /// Fills what lies beyond the end with zeros; `short_read` tells that there was some.
  SlotResult read(std::int64_t offset, std::span<std::uint8_t> to, bool& short_read);
  SlotResult write(std::int64_t offset, std::span<const std::uint8_t> from);
  SlotResult truncate(std::int64_t size);
  /// Writes out and makes durable.
  SlotResult sync();
  /// Writes out what waits. When that fails the waiting bytes are dropped: SQLite rolls back and
  /// writes them again.
  SlotResult drain();

  [[nodiscard]] std::int64_t size() const { return size_; }
  [[nodiscard]] const SlotCalls& calls() const { return calls_; }

 private:
  [[nodiscard]] std::int64_t buffer_end() const;
  [[nodiscard]] std::ptrdiff_t inside_buffer(std::int64_t offset) const;
  SlotResult write_out(std::int64_t offset, std::span<const std::uint8_t> from);

  Slot& slot_;
  std::vector<std::uint8_t> buffer_;
  std::int64_t buffer_start_ = 0;
  std::int64_t size_ = 0;
  bool unsynced_ = false;
  SlotCalls calls_;
};

/// Whether these bytes, written to a WAL, are the header of a frame that ends a transaction: the
/// page after it must reach the file before SQLite calls the transaction committed.
/// Source: https://www.sqlite.org/fileformat2.html#walformat (database size after commit).
[[nodiscard]] bool is_wal_commit_header(std::span<const std::uint8_t> bytes);

}  // namespace firsthand::web
