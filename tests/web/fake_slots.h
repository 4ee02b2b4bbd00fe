// The worker's files in memory, with faults: what library.js does in the browser.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace firsthand::web_test {

struct FakeFiles {
  std::array<std::vector<std::uint8_t>, 4> files;
  std::int64_t bytes_max = -1;    // of all files together; -1: no limit
  std::uint64_t calls = 0;        // reads, writes, truncates and flushes
  std::uint64_t fails_at = 0;     // the call that fails, counted from 1; 0: none
  bool fails_from_there = false;  // and all after it
};

/// What the fh_slot_… functions of this program work on.
[[nodiscard]] FakeFiles& fake_files();

}  // namespace firsthand::web_test
