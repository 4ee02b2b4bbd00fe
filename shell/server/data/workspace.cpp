#include "shell/server/data/workspace.h"

#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "core/store/schema.h"
#include "shell/server/secrets.h"

namespace firsthand::server {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kLockName = "workspace.lock";
constexpr std::string_view kFileName = "workspace.db";
constexpr std::string_view kWorkspaceIdKey = "workspace.id";
constexpr std::string_view kWorkspaceNameKey = "workspace.name";
constexpr std::string_view kDefaultName = "Firsthand";

Expected<void> ensure_workspace_info(store::Database& database) {
  if (!store::meta(database, kWorkspaceIdKey).empty()) return {};
  store::Transaction transaction(database);
  store::set_meta(database, kWorkspaceIdKey, random_id().text());
  store::set_meta(database, kWorkspaceNameKey, kDefaultName);
  return transaction.commit();
}

// Held while operations are written. Without it two processes could give out the same number.
class WriteLock {
 public:
  explicit WriteLock(int file) : file_(file) { ::flock(file_, LOCK_EX); }
  ~WriteLock() { ::flock(file_, LOCK_UN); }
  WriteLock(const WriteLock&) = delete;
  WriteLock& operator=(const WriteLock&) = delete;

 private:
  int file_;
};

}  // namespace

Workspace::~Workspace() {
  if (lock_file_ >= 0) ::close(lock_file_);
}

Expected<std::unique_ptr<Workspace>> Workspace::open(const WorkspaceOptions& options) {
  std::error_code error;
  const fs::path file = options.folder / kFileName;
  if (!options.create && !fs::exists(file, error)) {
    return fail("data.missing", "There is no workspace in " + options.folder.string(), "data");
  }
  fs::create_directories(options.folder, error);
  if (error) {
    return fail("data.folder", "Could not make " + options.folder.string() + ": " + error.message(),
                "data");
  }
  std::unique_ptr<Workspace> workspace(new Workspace);
  workspace->lock_file_ =
      ::open((options.folder / kLockName).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (workspace->lock_file_ < 0) {
    return fail("data.folder", "Could not write into " + options.folder.string(), "data");
  }
  const WriteLock lock(workspace->lock_file_);
  auto database =
      store::Database::open({.path = file.string(), .durability = store::Durability::server});
  if (!database) return std::unexpected(database.error());
  workspace->database_ = std::move(*database);
  store::Database& db = *workspace->database_;
  if (auto ok = store::migrate(db); !ok) return std::unexpected(ok.error());
  if (auto ok = ensure_workspace_info(db); !ok) return std::unexpected(ok.error());
  auto authority = sync::Authority::open(db, random_id);
  if (!authority) return std::unexpected(authority.error());
  workspace->authority_ = std::move(*authority);
  workspace->seen_version_ = workspace->foreign_version();
  if (options.pages_max > 0) {
    const std::string quota = "PRAGMA max_page_count=" + std::to_string(options.pages_max);
    db.execute(quota.c_str());
  }
  return workspace;
}

// Changes whenever another connection has committed, never by our own commits.
std::int64_t Workspace::foreign_version() {
  auto query = database_->prepare("PRAGMA data_version");
  return query.next() ? query.integer(0) : 0;
}

Expected<void> Workspace::catch_up() {
  const std::int64_t version = foreign_version();
  if (version == seen_version_) return {};
  auto authority = sync::Authority::open(*database_, random_id);
  if (!authority) return std::unexpected(authority.error());
  authority_ = std::move(*authority);
  authority_->tables().reload();
  seen_version_ = version;
  return {};
}

Expected<std::vector<Expected<sync::PushAnswer>>> Workspace::push_together(
    std::span<const sync::SessionPush> pushes, Instant now) {
  const WriteLock lock(lock_file_);
  if (auto ok = catch_up(); !ok) return std::unexpected(ok.error());
  return authority_->push_together(pushes, now);
}

Expected<std::vector<sync::AcceptedOperation>> Workspace::submit(
    const std::vector<ops::OpBody>& operations, const ops::Actor& actor, Instant now) {
  for (const ops::OpBody& op : operations) {
    if (auto ok = ops::decode(ops::name_of(op), ops::encode(op)); !ok) {
      return std::unexpected(ok.error());
    }
  }
  const WriteLock lock(lock_file_);
  if (auto ok = catch_up(); !ok) return std::unexpected(ok.error());
  return authority_->submit(operations, actor, now);
}

void Workspace::checkpoint() {
  database_->execute("PRAGMA wal_checkpoint(TRUNCATE)");
  database_->clear_failure();
}

Expected<std::unique_ptr<store::Database>> open_reader(const fs::path& folder) {
  return store::Database::open({.path = (folder / kFileName).string(),
                                .mode = store::OpenMode::read_only,
                                .durability = store::Durability::server});
}

WorkspaceInfo workspace_info(store::Database& database) {
  const auto id = WorkspaceId::parse(store::meta(database, kWorkspaceIdKey));
  return {.id = id.value_or(WorkspaceId()), .name = store::meta(database, kWorkspaceNameKey)};
}

}  // namespace firsthand::server
