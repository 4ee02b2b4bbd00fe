// Goal: OPFS is called rarely and loses nothing. Method: a combiner over files in memory that count
// their calls and run out of room.
#include "shell/web/write_combiner.h"

#include <catch_amalgamated.hpp>

#include <numeric>
#include <vector>

namespace {

using firsthand::web::is_wal_commit_header;
using firsthand::web::Slot;
using firsthand::web::SlotResult;
using firsthand::web::WriteCombiner;
using Bytes = std::vector<std::uint8_t>;

class MemorySlot : public Slot {
 public:
  Bytes bytes;
  std::size_t bytes_max = SIZE_MAX;

  Moved read(std::int64_t offset, std::span<std::uint8_t> to) override {
    const auto start = std::min(static_cast<std::size_t>(offset), bytes.size());
    const auto count = std::min(to.size(), bytes.size() - start);
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(start), count, to.begin());
    return {SlotResult::ok, count};
  }
  Moved write(std::int64_t offset, std::span<const std::uint8_t> from) override {
    const auto start = static_cast<std::size_t>(offset);
    const std::size_t end = std::min(start + from.size(), bytes_max);
    if (end <= start) return {SlotResult::ok, 0};
    if (bytes.size() < end) bytes.resize(end);
    std::copy_n(from.begin(), end - start, bytes.begin() + offset);
    return {SlotResult::ok, end - start};
  }
  SlotResult truncate(std::int64_t size) override {
    bytes.resize(static_cast<std::size_t>(size));
    return SlotResult::ok;
  }
  SlotResult flush() override { return SlotResult::ok; }
  std::int64_t size() override { return static_cast<std::int64_t>(bytes.size()); }
};

Bytes numbered(std::size_t count, std::uint8_t first = 1) {
  Bytes bytes(count);
  std::iota(bytes.begin(), bytes.end(), first);
  return bytes;
}

}  // namespace

TEST_CASE("SYNC-4: a hundred contiguous writes and a sync are one write and one flush") {
  MemorySlot slot;
  WriteCombiner file(slot);
  REQUIRE(file.open() == SlotResult::ok);

  for (int i = 0; i < 100; ++i) REQUIRE(file.write(i * 10, numbered(10)) == SlotResult::ok);

  CHECK(file.calls().writes == 0);
  CHECK(file.size() == 1'000);
  REQUIRE(file.sync() == SlotResult::ok);
  CHECK(file.calls().writes == 1);
  CHECK(file.calls().flushes == 1);
  CHECK(slot.bytes.size() == 1'000);
}

TEST_CASE("SYNC-4: a read sees what waits, wholly inside, partly inside and outside of it") {
  MemorySlot slot;
  slot.bytes = Bytes(8, 9);
  WriteCombiner file(slot);
  REQUIRE(file.open() == SlotResult::ok);
  REQUIRE(file.write(4, numbered(8)) == SlotResult::ok);
  bool is_short = true;

  SECTION("inside: answered from the buffer, no call") {
    Bytes got(4);
    REQUIRE(file.read(6, got, is_short) == SlotResult::ok);
    CHECK(got == Bytes{3, 4, 5, 6});
    CHECK_FALSE(is_short);
    CHECK(file.calls().reads == 0);
    CHECK(file.calls().writes == 0);
  }
  SECTION("partly: written out first") {
    Bytes got(8);
    REQUIRE(file.read(0, got, is_short) == SlotResult::ok);
    CHECK(got == Bytes{9, 9, 9, 9, 1, 2, 3, 4});
    CHECK(file.calls().writes == 1);
  }
  SECTION("outside: the buffer stays") {
    Bytes got(4);
    REQUIRE(file.read(0, got, is_short) == SlotResult::ok);
    CHECK(got == Bytes{9, 9, 9, 9});
    CHECK(file.calls().writes == 0);
  }
  SECTION("past the end: zeros, and it says so") {
    Bytes got(4, 7);
    REQUIRE(file.read(100, got, is_short) == SlotResult::ok);
    CHECK(got == Bytes{0, 0, 0, 0});
    CHECK(is_short);
  }
}

TEST_CASE("SYNC-4: a write elsewhere, a truncate and a full buffer write out what waits") {
  MemorySlot slot;
  WriteCombiner file(slot);
  REQUIRE(file.open() == SlotResult::ok);
  REQUIRE(file.write(0, numbered(10)) == SlotResult::ok);

  SECTION("elsewhere") {
    REQUIRE(file.write(50, numbered(10)) == SlotResult::ok);
    CHECK(slot.bytes.size() == 10);
    CHECK(file.size() == 60);
  }
  SECTION("truncate") {
    REQUIRE(file.truncate(4) == SlotResult::ok);
    CHECK(slot.bytes == Bytes{1, 2, 3, 4});
    CHECK(file.size() == 4);
  }
  SECTION("more than the buffer holds") {
    const Bytes large(WriteCombiner::kBufferBytesMax, 5);
    REQUIRE(file.write(10, large) == SlotResult::ok);
    CHECK(slot.bytes.size() == 10 + large.size());
    CHECK(file.calls().writes == 2);
  }
  SECTION("written again inside: the newer bytes win, still one call") {
    REQUIRE(file.write(2, Bytes{77}) == SlotResult::ok);
    REQUIRE(file.drain() == SlotResult::ok);
    CHECK(slot.bytes[2] == 77);
    CHECK(file.calls().writes == 1);
  }
}

TEST_CASE("SYNC-4: a short write is tried once more, then the disk counts as full") {
  MemorySlot slot;
  slot.bytes_max = 6;
  WriteCombiner file(slot);
  REQUIRE(file.open() == SlotResult::ok);
  REQUIRE(file.write(0, numbered(10)) == SlotResult::ok);

  CHECK(file.drain() == SlotResult::full);

  CHECK(file.calls().writes == 2);
  CHECK(file.size() == 6);
  // What could not be written is not tried for ever: the next transaction starts clean.
  CHECK(file.drain() == SlotResult::ok);
}

TEST_CASE("a sync without a change does not flush") {
  MemorySlot slot;
  WriteCombiner file(slot);
  REQUIRE(file.open() == SlotResult::ok);
  REQUIRE(file.sync() == SlotResult::ok);
  CHECK(file.calls().flushes == 0);
}

TEST_CASE("the header of a frame that ends a transaction is known by its database size") {
  Bytes header(24, 0);
  CHECK_FALSE(is_wal_commit_header(header));
  header[7] = 1;
  CHECK(is_wal_commit_header(header));
  CHECK_FALSE(is_wal_commit_header(Bytes(8'192, 1)));
}
