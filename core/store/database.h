// A SQLite connection with cached statements, and transactions that report what went wrong.
//
// Failures are sticky: the first failing call is remembered, later calls of the same transaction
// do nothing, and Transaction::commit() reports it. So code between begin and commit reads
// straight, and a full disk surfaces once, as an Error, with everything rolled back.
//
//   Transaction tx(db);
//   auto q = db.prepare("UPDATE meta SET value=? WHERE key=?");
//   q.bind(1, "7").bind(2, "cursor").run();
//   return tx.commit();
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/model/error.h"
#include "core/model/ids.h"
#include "core/model/instant.h"
#include "core/store/state_hash.h"

struct sqlite3;
struct sqlite3_stmt;

namespace firsthand::store {

enum class OpenMode : std::uint8_t {
  read_write,  // creates the file when it is not there
  read_only,   // a reader beside the one writer (server)
};

/// What kind of durability the connection is opened with (SYNC §4, §6).
enum class Durability : std::uint8_t {
  server,   // WAL, synchronous=FULL: a commit is on disk when it returns
  browser,  // exclusive WAL, synchronous=NORMAL; barrier() makes it durable
  memory,   // no file
};

struct OpenOptions {
  std::string path;  // UTF-8; of no matter with Durability::memory
  OpenMode mode = OpenMode::read_write;
  Durability durability = Durability::memory;
};

class Database;

/// A borrowed cached statement; resets and clears its bindings when it goes out of scope.
/// Columns are counted from 0, parameters from 1, as SQLite does.
class Statement {
 public:
  Statement(Database* db, sqlite3_stmt* stmt) : db_(db), stmt_(stmt) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, std::string_view text);
  Statement& bind_blob(int index, std::string_view bytes);
  Statement& bind_null(int index);
  Statement& bind(int index, Instant at) { return bind(index, at.ms); }
  /// Nil ids are stored as NULL.
  Statement& bind(int index, const Id128& id);

  /// Steps to the next row; false at the end or after a failure.
  [[nodiscard]] bool next();
  /// Runs to the end and resets, for statements whose rows do not matter.
  void run();
  /// Resets so that the same statement can be bound and run again; bindings stay.
  void reset();

  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string_view text(int column) const;  // valid until the next step
  [[nodiscard]] std::string_view blob(int column) const;  // valid until the next step
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] Instant instant(int column) const { return {integer(column)}; }
  template <class Id>
  [[nodiscard]] Id id(int column) const {
    return Id::from_bytes(blob(column));
  }
  [[nodiscard]] sqlite3_stmt* raw() const { return stmt_; }

 private:
  Database* db_;
  sqlite3_stmt* stmt_;
};

/// Owns one connection. Not thread-safe: one thread at a time.
class Database {
 public:
  /// Opens, sets the pragmas of SYNC §4 and registers the tokenizer; does not migrate
  /// (core/store/schema.h). Errors: store.open, store.too_new, store.damaged.
  [[nodiscard]] static Expected<std::unique_ptr<Database>> open(const OpenOptions& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// A statement from the cache; `sql` must outlive the program (string literals) since it is
  /// the key. Nested use of one SQL text at the same time gets a second statement.
  [[nodiscard]] Statement prepare(std::string_view sql);
  /// Runs one or more statements that need no parameters.
  void execute(const char* sql);

  [[nodiscard]] std::int64_t last_insert_rowid() const;
  [[nodiscard]] std::int64_t changes() const;

  /// The first failure since it was last cleared; transactions clear it when they end.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }
  void clear_failure() { failure_.reset(); }
  /// Remembers a failure of the code above SQLite, so that the transaction fails with it.
  void set_failure(Error error);

  /// Rises by one with each commit of this connection that changed something, so that read
  /// models know when to run again. Process-local.
  [[nodiscard]] std::uint64_t data_version() const { return data_version_; }

  /// Makes everything committed so far durable (Durability::browser; elsewhere it already is).
  [[nodiscard]] Expected<void> barrier();
  /// Idle work: WAL checkpoint and FTS merge in small steps. True when there is more to do.
  /// Not inside a transaction.
  bool maintain();
  /// Reads the whole file for damage (seconds on a large one): for an unclean start and `verify`.
  /// Errors: store.damaged, store.io.
  [[nodiscard]] Expected<void> check();

  /// The confirmed state's hash, owned by core/store/tables.h and kept here so that it follows
  /// transactions and savepoints and is the same for every Tables of this connection.
  /// commit() stores it when it changed.
  [[nodiscard]] StateHash confirmed_hash();
  void set_confirmed_hash(const StateHash& hash);
  void save_confirmed_hash();
  /// Reads it anew next time, since another connection may have written it.
  void forget_confirmed_hash();

  [[nodiscard]] sqlite3* raw() const { return raw_; }

 private:
  friend class Statement;
  friend class Transaction;
  friend class Savepoint;
  Database() = default;

  struct CachedStatement {
    sqlite3_stmt* stmt = nullptr;
    bool in_use = false;
  };
  struct KeptHash {
    std::optional<StateHash> value;  // nullopt: as stored
    bool changed = false;            // since it was stored
  };

  [[nodiscard]] Expected<void> configure(const OpenOptions& options);
  void note_result(int code);
  void note_commit();
  [[nodiscard]] Error error_of(int code) const;
  [[nodiscard]] bool is_skipping() const { return depth_ > 0 && failure_.has_value(); }
  void give_back(sqlite3_stmt* stmt);
  void undo();
  void checkpoint();
  [[nodiscard]] bool merge(const char* sql);
  static int on_wal_commit(void* self, sqlite3* raw, const char* name, int pages);

  sqlite3* raw_ = nullptr;
  Durability durability_ = Durability::memory;
  std::unordered_map<std::string_view, std::vector<CachedStatement>> statements_;
  std::optional<Error> failure_;
  bool failure_is_of_sqlite_ = false;
  KeptHash kept_;
  std::uint64_t data_version_ = 0;
  std::int64_t changes_seen_ = 0;  // sqlite3_total_changes64 at the last data version
  int wal_pages_ = 0;              // length of the write-ahead log after the last commit
  int depth_ = 0;                  // 1 inside a transaction
};

/// BEGIN IMMEDIATE … COMMIT; rolls back when it is destroyed uncommitted. Not nestable.
/// commit() errors: store.full (disk or quota), store.io, store.damaged, store.busy, or the
/// error given to set_failure.
class Transaction {
 public:
  explicit Transaction(Database& db);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  [[nodiscard]] Expected<void> commit();

 private:
  Database& db_;
  bool open_ = false;
};

/// A nested step of a transaction: released by keep(), undone otherwise. A failure inside it that
/// came from set_failure is undone with it; one of SQLite's stays sticky.
class Savepoint {
 public:
  explicit Savepoint(Database& db);
  ~Savepoint();
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  void keep();

 private:
  Database& db_;
  Database::KeptHash kept_before_;
  bool open_ = false;
};

}  // namespace firsthand::store
