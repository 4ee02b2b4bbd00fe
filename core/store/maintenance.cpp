// What a connection does beside reading and writing: barriers, checkpoints, merges, checks.
#include <sqlite3.h>

#include "core/model/assert.h"
#include "core/store/database.h"

namespace firsthand::store {
namespace {

// Pages of 8 KiB. A checkpoint moves the log into the file: worth its flushes from 2 MiB on; at
// 64 MiB it happens inside a commit, since nobody has been idle for long.
constexpr int kCheckpointPages = 256;
constexpr int kCheckpointPagesForced = 8'192;

}  // namespace

int Database::on_wal_commit(void* self, sqlite3* raw, const char* name, int pages) {
  static_cast<Database*>(self)->wal_pages_ = pages;
  if (pages < kCheckpointPagesForced) return SQLITE_OK;
  // The commit itself has succeeded, so a checkpoint that fails is left to the next one.
  sqlite3_wal_checkpoint_v2(raw, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  return SQLITE_OK;
}

Expected<void> Database::barrier() {
  if (durability_ != Durability::browser) return {};
  // Syncing the log alone is what makes its commits durable; a checkpoint would cost far more.
  sqlite3_file* log = nullptr;
  int code = sqlite3_file_control(raw_, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (code == SQLITE_OK && log != nullptr && log->pMethods != nullptr) {
    code = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
  }
  if (code != SQLITE_OK) return std::unexpected(error_of(code));
  return {};
}

bool Database::maintain() {
  FH_ASSERT(depth_ == 0);
  // 64 pages are a few milliseconds of merging; the caller comes again while there is more.
  const bool merged_entries = merge("INSERT INTO entry_fts(entry_fts, rank) VALUES ('merge', 64)");
  const bool merged_tickets =
      merge("INSERT INTO ticket_fts(ticket_fts, rank) VALUES ('merge', 64)");
  checkpoint();
  return merged_entries || merged_tickets;
}

bool Database::merge(const char* sql) {
  const auto failure_before = failure_;
  const std::int64_t changes_before = sqlite3_total_changes64(raw_);
  const std::uint64_t version_before = data_version_;
  prepare(sql).run();
  const std::int64_t changes_after = sqlite3_total_changes64(raw_);
  data_version_ = version_before;  // what is read stays as it was
  // Idle work that fails is tried again later and spoils no transaction.
  const bool failed = failure_ != failure_before;
  failure_ = failure_before;
  // FTS5's documentation of 'merge': fewer than two changed rows mean that nothing was to do.
  return !failed && changes_after - changes_before >= 2;
}

void Database::checkpoint() {
  if (wal_pages_ < kCheckpointPages) return;
  // The only user of the file may also give the log's room back; readers elsewhere would be waited
  // for.
  const int mode =
      durability_ == Durability::browser ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
  sqlite3_wal_checkpoint_v2(raw_, "main", mode, nullptr, nullptr);
  // Counted anew by the next commit, also when a reader held it up.
  wal_pages_ = 0;
}

Expected<void> Database::check() {
  auto rows = prepare("PRAGMA quick_check(1)");
  const bool is_sound = rows.next() && rows.text(0) == "ok";
  if (failure_ && failure_is_of_sqlite_) return std::unexpected(*failure_);
  if (!is_sound) return std::unexpected(error_of(SQLITE_CORRUPT));
  return {};
}

}  // namespace firsthand::store
