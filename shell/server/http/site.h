// The static site: installs a release whole, keeps the newest three, and serves their files from
// memory. A page that was loaded before an update still finds its own assets.
//
//   auto site = Site::install(site_folder, data_folder / "releases", now);
//   Response answer = (*site)->respond(request);
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>

#include "core/model/error.h"
#include "shell/server/http/message.h"

namespace firsthand::server {

/// One file with its compressed forms, null where there is none.
struct SiteFile {
  std::string mime;
  std::string etag;  // without quotes
  bool immutable = false;
  std::shared_ptr<const std::string> plain;
  std::shared_ptr<const std::string> brotli;
  std::shared_ptr<const std::string> gzip;
};

class Site {
 public:
  /// Copies `source` to `releases`/<hash> (temporary name, then renamed), points `current` at it,
  /// removes all but the newest three, and loads them. Errors: site.missing (no index.html),
  /// site.too_large, site.install with the reason.
  [[nodiscard]] static Expected<std::shared_ptr<const Site>> install(
      const std::filesystem::path& source, const std::filesystem::path& releases);

  /// For GET and HEAD: the file, 304, or 404. Never touches the disk.
  [[nodiscard]] Response respond(const Request& request) const;
  [[nodiscard]] const std::string& release() const { return release_; }
  [[nodiscard]] std::size_t files() const { return files_.size(); }

 private:
  [[nodiscard]] Expected<void> load(const std::filesystem::path& folder);

  std::string release_;
  std::unordered_map<std::string, SiteFile> files_;  // by path, "/index.html"
};

}  // namespace firsthand::server
