#include "shell/server/http/site.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>
#include <vector>

#include "shell/server/http/coding.h"
#include "shell/server/secrets.h"

namespace firsthand::server {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kFilesMax = 5'000;
constexpr std::size_t kBytesMax = 256 * 1024 * 1024;
constexpr std::size_t kReleasesKept = 3;
constexpr int kSiteLevel = 6;  // of gzip, once at the start
constexpr std::string_view kCurrent = "current";
constexpr std::string_view kUnfinished = ".new";

struct Mime {
  std::string_view extension;
  std::string_view type;
};
constexpr auto kMimes = std::to_array<Mime>({
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".txt", "text/plain; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".wasm", "application/wasm"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".avif", "image/avif"},
    {".gif", "image/gif"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".ttf", "font/ttf"},
});

std::string mime_of(const fs::path& path) {
  const auto found =
      std::ranges::find(kMimes, to_lower(path.extension().string()),
                        [](const Mime& mime) { return std::string(mime.extension); });
  return found == kMimes.end() ? "application/octet-stream" : std::string(found->type);
}

bool is_compressible(std::string_view mime) {
  return mime.starts_with("text/") || mime == "application/wasm" || mime.ends_with("json") ||
         mime == "image/svg+xml";
}

// Vite writes files named by their content below /assets.
bool is_named_by_content(std::string_view path) { return path.starts_with("/assets/"); }

bool is_packed_form(const fs::path& path) {
  return path.extension() == ".br" || path.extension() == ".gz";
}

Expected<std::string> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in.good() && !in.eof()) return fail("site.install", "Could not read " + path.string());
  return bytes;
}

// All files below a folder, sorted, as relative paths. Links are not followed out of it.
Expected<std::vector<fs::path>> files_below(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    if (at->is_regular_file(error)) out.push_back(at->path().lexically_relative(folder));
    if (out.size() > kFilesMax) {
      return fail("site.too_large", "The site has more than 5000 files", "site");
    }
  }
  if (error) return fail("site.install", folder.string() + ": " + error.message(), "site");
  std::ranges::sort(out);
  return out;
}

Expected<std::string> release_name(const fs::path& source, const std::vector<fs::path>& files) {
  std::string digests;
  std::size_t total = 0;
  for (const fs::path& file : files) {
    auto bytes = read_file(source / file);
    if (!bytes) return std::unexpected(bytes.error());
    total += bytes->size();
    if (total > kBytesMax) {
      return fail("site.too_large", "The site is larger than 256 MiB", "site");
    }
    digests += file.generic_string() + '\0' + digest_hex(*bytes) + '\n';
  }
  return digest_hex(digests);
}

Expected<void> copy_release(const fs::path& source, const std::vector<fs::path>& files,
                            const fs::path& target) {
  std::error_code error;
  const fs::path work = target.parent_path() / kUnfinished;
  fs::remove_all(work, error);  // of an installation that was cut off
  for (const fs::path& file : files) {
    fs::create_directories((work / file).parent_path(), error);
    if (!error) fs::copy_file(source / file, work / file, error);
    if (error) {
      std::error_code ignored;
      fs::remove_all(work, ignored);
      return fail("site.install", "Could not install the site: " + error.message(), "site");
    }
  }
  fs::rename(work, target, error);
  if (error) return fail("site.install", "Could not install the site: " + error.message(), "site");
  return {};
}

// The newest first; the time of a release's folder is when it was last switched to.
std::vector<fs::path> releases_by_age(const fs::path& releases) {
  std::vector<std::pair<fs::file_time_type, fs::path>> dated;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(releases, error)) {
    const bool is_release = entry.is_directory(error) && !entry.is_symlink(error) &&
                            !entry.path().filename().string().starts_with('.');
    if (is_release) dated.emplace_back(entry.last_write_time(error), entry.path());
  }
  std::ranges::sort(dated, std::greater{});
  std::vector<fs::path> out;
  out.reserve(dated.size());
  for (auto& [time, path] : dated) out.push_back(std::move(path));
  return out;
}

Expected<void> switch_to(const fs::path& releases, const std::string& name) {
  std::error_code error;
  fs::last_write_time(releases / name, fs::file_time_type::clock::now(), error);
  const fs::path link = releases / ".current";
  fs::remove(link, error);
  fs::create_symlink(name, link, error);
  if (!error) fs::rename(link, releases / kCurrent, error);
  if (error) return fail("site.install", "Could not switch the site: " + error.message(), "site");
  return {};
}

}  // namespace

Expected<std::shared_ptr<const Site>> Site::install(const fs::path& source,
                                                    const fs::path& releases) {
  std::error_code error;
  if (!fs::exists(source / "index.html", error)) {
    return fail("site.missing",
                "There is no index.html in " + source.string() + "; build the site first", "site");
  }
  const auto files = files_below(source);
  if (!files) return std::unexpected(files.error());
  const auto name = release_name(source, *files);
  if (!name) return std::unexpected(name.error());
  fs::create_directories(releases, error);
  if (!fs::exists(releases / *name, error)) {
    if (auto ok = copy_release(source, *files, releases / *name); !ok) {
      return std::unexpected(ok.error());
    }
  }
  if (auto ok = switch_to(releases, *name); !ok) return std::unexpected(ok.error());

  auto site = std::make_shared<Site>();
  site->release_ = *name;
  if (auto ok = site->load(releases / *name); !ok) return std::unexpected(ok.error());
  std::size_t kept = 0;
  for (const fs::path& folder : releases_by_age(releases)) {
    if (++kept > kReleasesKept) {
      fs::remove_all(folder, error);
    } else if (folder.filename() != *name) {
      // What the current release has under the same path wins.
      if (auto ok = site->load(folder); !ok) return std::unexpected(ok.error());
    }
  }
  return site;
}

Expected<void> Site::load(const fs::path& folder) {
  const auto files = files_below(folder);
  if (!files) return std::unexpected(files.error());
  const auto shared = [](std::string bytes) {
    return std::make_shared<const std::string>(std::move(bytes));
  };
  for (const fs::path& file : *files) {
    const std::string path = "/" + file.generic_string();
    if (is_packed_form(file) || files_.contains(path)) continue;
    auto bytes = read_file(folder / file);
    if (!bytes) return std::unexpected(bytes.error());
    SiteFile entry{.mime = mime_of(file),
                   .etag = digest_hex(*bytes),
                   .immutable = is_named_by_content(path),
                   .plain = shared(std::move(*bytes))};
    const auto packed = [&](std::string_view extension) -> std::shared_ptr<const std::string> {
      const fs::path beside = folder / (file.string() + std::string(extension));
      std::error_code error;
      if (!fs::is_regular_file(beside, error)) return nullptr;
      auto read = read_file(beside);
      return read ? shared(std::move(*read)) : nullptr;
    };
    entry.brotli = packed(".br");
    entry.gzip = packed(".gz");
    const bool wants_gzip = !entry.gzip && !entry.brotli && is_compressible(entry.mime) &&
                            entry.plain->size() > kCompressBytesMin;
    if (wants_gzip) entry.gzip = shared(gzip(*entry.plain, kSiteLevel));
    files_.emplace(path, std::move(entry));
  }
  return {};
}

Response Site::respond(const Request& request) const {
  const auto found = files_.find(request.path == "/" ? "/index.html" : request.path);
  if (found == files_.end()) {
    return error_response(404, {"http.not_found", "There is nothing at this address", {}});
  }
  const SiteFile& file = found->second;
  Response response;
  response.file = file.plain;
  std::string etag = file.etag;
  const std::string_view encodings = request.header("accept-encoding");
  if (file.brotli && accepts(encodings, "br")) {
    response.file = file.brotli;
    response.set("Content-Encoding", "br");
    etag += "-br";
  } else if (file.gzip && accepts(encodings, "gzip")) {
    response.file = file.gzip;
    response.set("Content-Encoding", "gzip");
    etag += "-gz";
  }
  response.set("Content-Type", file.mime);
  response.set("ETag", '"' + etag + '"');
  response.set("Vary", "Accept-Encoding");
  response.set("Cache-Control",
               file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (request.header("if-none-match").contains('"' + etag + '"')) {
    response.status = 304;
    response.file = nullptr;
  }
  return response;
}

}  // namespace firsthand::server
