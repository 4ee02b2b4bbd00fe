#include "core/store/database.h"

#include <sqlite3.h>

#include <utility>

#include "core/model/assert.h"
#include "core/store/schema.h"
#include "core/store/tokenizer.h"

namespace firsthand::store {
namespace {

// On the server another connection writes now and then, such as the command line's.
constexpr int kBusyWaitMs = 5'000;
constexpr std::string_view kHashKey = "confirmed_hash";

Error full_error() {
  return {"store.full", "There is no room left to save this: free some space and try again.", ""};
}

Error damaged_error() {
  return {"store.damaged", "The stored data is damaged and cannot be read as a whole.", ""};
}

}  // namespace

// ---- Database: opening and closing ----

Expected<std::unique_ptr<Database>> Database::open(const OpenOptions& options) {
  std::unique_ptr<Database> db(new Database);
  db->durability_ = options.durability;
  // A reader opens for writing too, since it shares the log's index; query_only keeps it reading.
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  if (options.mode == OpenMode::read_write) flags |= SQLITE_OPEN_CREATE;
  const bool is_file = options.durability != Durability::memory;
  const char* path = is_file ? options.path.c_str() : ":memory:";
  const int code = sqlite3_open_v2(path, &db->raw_, flags, nullptr);
  if (code != SQLITE_OK) return std::unexpected(db->error_of(code));
  if (auto configured = db->configure(options); !configured) {
    return std::unexpected(configured.error());
  }
  return db;
}

Expected<void> Database::configure(const OpenOptions& options) {
  if (durability_ == Durability::server) sqlite3_busy_timeout(raw_, kBusyWaitMs);
  // Without shared memory (OPFS) a log can be read by an exclusive owner only. This comes before
  // all that looks into the file, as setting the size of the cache already does.
  if (durability_ == Durability::browser) execute("PRAGMA locking_mode=EXCLUSIVE");
  execute(
      "PRAGMA page_size=8192; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;"
      "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA cache_size=-16384;");
  // Before anything is written: changing the journal of a foreign or damaged file would hide what
  // it is.
  const auto version = schema_version(*this);
  if (failure_) return std::unexpected(*failure_);
  if (version > kSchemaVersion) return too_new();
  if (durability_ != Durability::memory && options.mode == OpenMode::read_write) {
    auto answer = prepare("PRAGMA journal_mode=WAL");
    if (answer.next() && answer.text(0) != "wal") {
      return fail("store.open", "The storage here cannot keep a write-ahead log.");
    }
  }
  execute(durability_ == Durability::browser ? "PRAGMA synchronous=NORMAL"
                                             : "PRAGMA synchronous=FULL");
  if (options.mode == OpenMode::read_only) execute("PRAGMA query_only=ON");
  // Checkpoints come from maintain(); the hook counts pages and is the net when nobody calls it.
  sqlite3_wal_hook(raw_, &Database::on_wal_commit, this);
  if (auto registered = register_tokenizer(raw_); !registered) return registered;
  if (failure_) return std::unexpected(*failure_);
  return {};
}

Database::~Database() {
  for (auto& [sql, cached] : statements_) {
    for (const CachedStatement& entry : cached) sqlite3_finalize(entry.stmt);
  }
  // An open statement would keep the file locked; all come from the cache above.
  const int code = sqlite3_close(raw_);
  FH_ASSERT(code != SQLITE_BUSY);
}

// ---- Database: running ----

Statement Database::prepare(std::string_view sql) {
  if (is_skipping()) return Statement(this, nullptr);
  std::vector<CachedStatement>& cached = statements_[sql];
  for (CachedStatement& entry : cached) {
    if (!entry.in_use) {
      entry.in_use = true;
      return Statement(this, entry.stmt);
    }
  }
  sqlite3_stmt* stmt = nullptr;
  const int code = sqlite3_prepare_v3(raw_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &stmt, nullptr);
  if (code == SQLITE_ERROR) {
    // Wrong SQL is a mistake in the program; its text is of more use than this line.
    firsthand_assert_fail(sqlite3_errmsg(raw_), std::string(sql).c_str(), 0);
  }
  note_result(code);
  if (stmt != nullptr) cached.push_back({.stmt = stmt, .in_use = true});
  return Statement(this, stmt);
}

void Database::give_back(sqlite3_stmt* stmt) {
  sqlite3_reset(stmt);
  sqlite3_clear_bindings(stmt);
  for (CachedStatement& entry : statements_[sqlite3_sql(stmt)]) {
    if (entry.stmt == stmt) entry.in_use = false;
  }
}

void Database::execute(const char* sql) {
  if (is_skipping()) return;
  note_result(sqlite3_exec(raw_, sql, nullptr, nullptr, nullptr));
  if (depth_ == 0) note_commit();
}

std::int64_t Database::last_insert_rowid() const { return sqlite3_last_insert_rowid(raw_); }

std::int64_t Database::changes() const { return sqlite3_changes64(raw_); }

// ---- Database: failures ----

Error Database::error_of(int code) const {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return full_error();
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return damaged_error();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {"store.busy", "Another program is using the stored data: try again in a moment.", ""};
    case SQLITE_CANTOPEN:
      return {"store.open", "The stored data cannot be opened: check its place and permissions.",
              ""};
    default: {
      std::string message = "The stored data could not be read or written (";
      message += raw_ != nullptr ? sqlite3_errmsg(raw_) : sqlite3_errstr(code);
      return {"store.io", message + "): try again.", ""};
    }
  }
}

void Database::note_result(int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  FH_ASSERT((code & 0xff) != SQLITE_MISUSE);
  // One of SQLite's outranks our own: it may have undone the whole transaction.
  if (failure_ && failure_is_of_sqlite_) return;
  failure_ = error_of(code);
  failure_is_of_sqlite_ = true;
}

void Database::set_failure(Error error) {
  if (failure_) return;
  failure_ = std::move(error);
  failure_is_of_sqlite_ = false;
}

void Database::note_commit() {
  const std::int64_t changes_now = sqlite3_total_changes64(raw_);
  if (changes_now != changes_seen_) ++data_version_;
  changes_seen_ = changes_now;
}

void Database::undo() {
  // After some failures SQLite has rolled back by itself.
  if (sqlite3_get_autocommit(raw_) == 0) {
    sqlite3_exec(raw_, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  changes_seen_ = sqlite3_total_changes64(raw_);
  kept_ = {};
}

// ---- Database: the confirmed hash ----

StateHash Database::confirmed_hash() {
  if (!kept_.value) kept_.value = StateHash::parse(meta(*this, kHashKey)).value_or(StateHash{});
  return *kept_.value;
}

void Database::set_confirmed_hash(const StateHash& hash) {
  kept_ = {.value = hash, .changed = true};
}

void Database::save_confirmed_hash() {
  if (!kept_.changed) return;
  set_meta(*this, kHashKey, kept_.value->text());
  kept_.changed = false;
}

void Database::forget_confirmed_hash() {
  // Inside a transaction a changed hash is not stored anywhere else yet.
  if (!kept_.changed) kept_ = {};
}

// ---- Statement ----

Statement::Statement(Statement&& other) noexcept
    : db_(other.db_), stmt_(std::exchange(other.stmt_, nullptr)) {}

Statement::~Statement() {
  if (stmt_ != nullptr) db_->give_back(stmt_);
}

Statement& Statement::bind(int index, std::int64_t value) {
  if (stmt_ != nullptr) db_->note_result(sqlite3_bind_int64(stmt_, index, value));
  return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
  if (stmt_ == nullptr) return *this;
  // A null pointer would bind NULL, and empty text is not NULL.
  const char* data = text.data() != nullptr ? text.data() : "";
  db_->note_result(
      sqlite3_bind_text64(stmt_, index, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind_blob(int index, std::string_view bytes) {
  if (stmt_ == nullptr) return *this;
  const char* data = bytes.data() != nullptr ? bytes.data() : "";
  db_->note_result(sqlite3_bind_blob64(stmt_, index, data, bytes.size(), SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::bind_null(int index) {
  if (stmt_ != nullptr) db_->note_result(sqlite3_bind_null(stmt_, index));
  return *this;
}

Statement& Statement::bind(int index, const Id128& id) {
  return id.is_nil() ? bind_null(index) : bind_blob(index, id.view());
}

bool Statement::next() {
  if (stmt_ == nullptr || db_->is_skipping()) return false;
  const int code = sqlite3_step(stmt_);
  if (code == SQLITE_ROW) return true;
  db_->note_result(code);
  if (db_->depth_ == 0) db_->note_commit();
  return false;
}

void Statement::run() {
  while (next()) {
  }
  reset();
}

void Statement::reset() {
  if (stmt_ != nullptr) sqlite3_reset(stmt_);
}

std::int64_t Statement::integer(int column) const {
  return stmt_ != nullptr ? sqlite3_column_int64(stmt_, column) : 0;
}

std::string_view Statement::text(int column) const {
  if (stmt_ == nullptr) return {};
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(stmt_, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column))};
}

std::string_view Statement::blob(int column) const {
  if (stmt_ == nullptr) return {};
  const auto* data = static_cast<const char*>(sqlite3_column_blob(stmt_, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column))};
}

bool Statement::is_null(int column) const {
  return stmt_ == nullptr || sqlite3_column_type(stmt_, column) == SQLITE_NULL;
}

// ---- Transaction and Savepoint ----

Transaction::Transaction(Database& db) : db_(db), open_(true) {
  FH_ASSERT(db_.depth_ == 0);
  db_.prepare("BEGIN IMMEDIATE").run();
  db_.depth_ = 1;
}

Transaction::~Transaction() {
  if (!open_) return;
  db_.undo();
  db_.depth_ = 0;
  db_.clear_failure();
}

Expected<void> Transaction::commit() {
  FH_ASSERT(open_);
  open_ = false;
  db_.save_confirmed_hash();
  db_.prepare("COMMIT").run();
  db_.depth_ = 0;
  if (db_.failure_) {
    db_.undo();
    Error error = std::move(*db_.failure_);
    db_.clear_failure();
    return std::unexpected(std::move(error));
  }
  db_.note_commit();
  return {};
}

Savepoint::Savepoint(Database& db) : db_(db), kept_before_(db.kept_) {
  FH_ASSERT(db_.depth_ > 0);
  // After a failure everything is undone anyway.
  if (db_.failure_) return;
  db_.prepare("SAVEPOINT step").run();
  open_ = !db_.failure_;
}

Savepoint::~Savepoint() {
  if (!open_) return;
  if (db_.failure_ && db_.failure_is_of_sqlite_) return;
  db_.clear_failure();
  db_.prepare("ROLLBACK TO step").run();
  db_.prepare("RELEASE step").run();
  db_.kept_ = kept_before_;
}

void Savepoint::keep() {
  FH_ASSERT(open_ || db_.failure_);
  if (open_) db_.prepare("RELEASE step").run();
  open_ = false;
}

}  // namespace firsthand::store
