// A data folder opened for writing: the database and the log. The commands use it beside a running
// server; a lock on a file lets one process at a time write operations, and catch_up() looks
// whether another one has written since.
//
//   auto workspace = Workspace::open({.folder = "data"});
//   auto accepted = (*workspace)->submit({PersonCreate{…}}, {.role = Role::system}, wall_clock());
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/store/database.h"
#include "core/sync/authority.h"

namespace firsthand::server {

struct WorkspaceOptions {
  std::filesystem::path folder;
  std::int64_t pages_max = 0;  // quota of the database in pages; 0: none
  bool create = true;          // false: an empty folder is data.missing
};

struct WorkspaceInfo {
  WorkspaceId id;
  std::string name;
};

class Workspace {
 public:
  /// Errors: data.folder, data.missing, store.…
  [[nodiscard]] static Expected<std::unique_ptr<Workspace>> open(const WorkspaceOptions& options);

  /// Reads again what another process may have changed; cheap when nothing did.
  [[nodiscard]] Expected<void> catch_up();
  ~Workspace();

  /// Authority::push_together and submit on the newest state. submit also checks the operations'
  /// fields as if they had come over the wire (op.too_long, op.invalid …).
  [[nodiscard]] Expected<std::vector<Expected<sync::PushAnswer>>> push_together(
      std::span<const sync::SessionPush> pushes, Instant now);
  [[nodiscard]] Expected<std::vector<sync::AcceptedOperation>> submit(
      const std::vector<ops::OpBody>& operations, const ops::Actor& actor, Instant now);

  [[nodiscard]] std::int64_t head() const { return authority_->head(); }
  [[nodiscard]] store::Database& database() { return *database_; }
  [[nodiscard]] store::Tables& tables() { return authority_->tables(); }
  /// Moves the log of changes into the main file and empties it.
  void checkpoint();

 private:
  Workspace() = default;
  [[nodiscard]] std::int64_t foreign_version();

  std::unique_ptr<store::Database> database_;
  std::unique_ptr<sync::Authority> authority_;
  std::int64_t seen_version_ = 0;
  int lock_file_ = -1;
};

/// A connection that only reads, for a thread of its own; the workspace must exist.
[[nodiscard]] Expected<std::unique_ptr<store::Database>> open_reader(
    const std::filesystem::path& folder);

/// Name and id as they were made on first use.
[[nodiscard]] WorkspaceInfo workspace_info(store::Database& database);

}  // namespace firsthand::server
