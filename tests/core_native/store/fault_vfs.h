// SQLite's own file access with faults at will, for tests. Like the browser's it has no shared
// memory, so a write-ahead log needs an exclusive owner.
//
//   FaultVfs faults;                  // the default for files that are opened from now on
//   faults.fail_after(3, SQLITE_FULL);  // the fourth write, sync or truncation fails, and all
//   later
#pragma once

#include <sqlite3.h>

namespace firsthand::store {

class FaultVfs {
 public:
  FaultVfs();
  FaultVfs(const FaultVfs&) = delete;
  FaultVfs& operator=(const FaultVfs&) = delete;
  ~FaultVfs();

  void fail_after(int calls, int code) {
    left_ = calls;
    code_ = code;
  }
  void heal() { left_ = -1; }
  [[nodiscard]] bool has_failed() const { return left_ == 0; }

  /// Counts a changing call; the code that it must fail with, or SQLITE_OK.
  [[nodiscard]] int next_result();

 private:
  sqlite3_vfs* real_;
  sqlite3_vfs vfs_;
  int left_ = -1;  // calls until the fault; -1: none is planned
  int code_ = SQLITE_OK;
};

}  // namespace firsthand::store
