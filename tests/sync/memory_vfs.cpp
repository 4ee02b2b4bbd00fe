// The SQLite side of tests/sync/memory_disk.h. Each database has one connection at a time, so
// locks always succeed.
#include <sqlite3.h>

#include <cstring>
#include <new>

#include "tests/sync/memory_disk.h"

namespace firsthand::simulation {
namespace {

std::map<std::string, MemoryDisk*>& disks() {
  static std::map<std::string, MemoryDisk*> kDisks;
  return kDisks;
}

struct Handle {
  sqlite3_file base;
  MemoryDisk* disk;  // null for a temporary file
  std::shared_ptr<MemoryFile> file;
};

Handle& handle_of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }

int close_file(sqlite3_file* file) {
  Handle& handle = handle_of(file);
  handle.file->shared.clear();
  handle.file.~shared_ptr();
  return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* out, int bytes, sqlite3_int64 offset) {
  const std::string& data = handle_of(file).file->data;
  const auto wanted = static_cast<std::size_t>(bytes);
  const auto from = static_cast<std::size_t>(offset);
  const std::size_t there = from < data.size() ? std::min(wanted, data.size() - from) : 0;
  if (there > 0) std::memcpy(out, data.data() + from, there);
  if (there == wanted) return SQLITE_OK;
  std::memset(static_cast<char*>(out) + there, 0, wanted - there);
  return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
  Handle& handle = handle_of(file);
  const auto size = static_cast<std::size_t>(count);
  const std::size_t end = static_cast<std::size_t>(offset) + size;
  const std::size_t old_size = handle.file->data.size();
  if (handle.disk != nullptr) {
    if (!handle.disk->may_write()) return SQLITE_IOERR_WRITE;
    if (!handle.disk->has_room(end > old_size ? end - old_size : 0)) return SQLITE_FULL;
  }
  handle.file->write({static_cast<const char*>(bytes), size}, static_cast<std::size_t>(offset));
  return SQLITE_OK;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  Handle& handle = handle_of(file);
  if (handle.disk != nullptr && !handle.disk->may_write()) return SQLITE_IOERR_TRUNCATE;
  handle.file->truncate(static_cast<std::size_t>(size));
  return SQLITE_OK;
}

int sync_file(sqlite3_file* file, int) {
  Handle& handle = handle_of(file);
  if (handle.disk != nullptr && !handle.disk->may_write()) return SQLITE_IOERR_FSYNC;
  handle.file->unsynced.clear();
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(handle_of(file).file->data.size());
  return SQLITE_OK;
}

int lock_file(sqlite3_file*, int) { return SQLITE_OK; }
int check_reserved(sqlite3_file*, int* out) {
  *out = 0;
  return SQLITE_OK;
}
int control_file(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4'096; }
int characteristics(sqlite3_file*) { return 0; }

int shm_map(sqlite3_file* file, int region, int bytes, int extend, void volatile** out) {
  auto& regions = handle_of(file).file->shared;
  const auto index = static_cast<std::size_t>(region);
  *out = nullptr;
  if (index >= regions.size() && extend == 0) return SQLITE_OK;
  while (index >= regions.size()) {
    regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(bytes)));
  }
  *out = regions[index].get();
  return SQLITE_OK;
}
int shm_lock(sqlite3_file*, int, int, int) { return SQLITE_OK; }
void shm_barrier(sqlite3_file*) {}
int shm_unmap(sqlite3_file* file, int) {
  handle_of(file).file->shared.clear();
  return SQLITE_OK;
}

constexpr sqlite3_io_methods kMethods{
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = file_size,
    .xLock = lock_file,
    .xUnlock = lock_file,
    .xCheckReservedLock = check_reserved,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = shm_map,
    .xShmLock = shm_lock,
    .xShmBarrier = shm_barrier,
    .xShmUnmap = shm_unmap,
};

// "/anna/main-wal" is the file "main-wal" of the disk "anna".
MemoryDisk* disk_of(const char* path, std::string& file) {
  const std::string_view text(path);
  const std::size_t slash = text.find('/', 1);
  if (slash == std::string_view::npos) return nullptr;
  file = text.substr(slash + 1);
  const auto found = disks().find(std::string(text.substr(1, slash - 1)));
  return found == disks().end() ? nullptr : found->second;
}

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* out, int flags, int* out_flags) {
  out->pMethods = nullptr;
  std::string name;
  MemoryDisk* disk = path != nullptr ? disk_of(path, name) : nullptr;
  if (path != nullptr && disk == nullptr) return SQLITE_CANTOPEN;
  auto file = disk != nullptr ? disk->open(name, (flags & SQLITE_OPEN_CREATE) != 0)
                              : std::make_shared<MemoryFile>();
  if (!file) return SQLITE_CANTOPEN;
  auto* handle = new (out) Handle{{&kMethods}, disk, std::move(file)};
  static_cast<void>(handle);
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* path, int) {
  std::string name;
  MemoryDisk* disk = disk_of(path, name);
  if (disk == nullptr || !disk->has(name)) return SQLITE_IOERR_DELETE_NOENT;
  if (!disk->may_write()) return SQLITE_IOERR_DELETE;
  disk->remove(name);
  return SQLITE_OK;
}

int access_file(sqlite3_vfs*, const char* path, int, int* out) {
  std::string name;
  MemoryDisk* disk = disk_of(path, name);
  *out = disk != nullptr && disk->has(name) ? 1 : 0;
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int room, char* out) {
  sqlite3_snprintf(room, out, "%s", path);
  return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int bytes, char* out) {
  std::memset(out, 0x5a, static_cast<std::size_t>(bytes));
  return bytes;
}
int sleep_for(sqlite3_vfs*, int) { return 0; }
int current_time(sqlite3_vfs*, sqlite3_int64* out) {
  *out = 212'000'000'000'000;
  return SQLITE_OK;
}
int last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

MemoryDisk::MemoryDisk(std::string name, std::uint64_t seed)
    : name_(std::move(name)), random_(seed) {
  disks()[name_] = this;
}

MemoryDisk::~MemoryDisk() { disks().erase(name_); }

void install_memory_disks() {
  static sqlite3_vfs kVfs{
      .iVersion = 2,
      .szOsFile = sizeof(Handle),
      .mxPathname = 200,
      .zName = "firsthand-memory",
      .xOpen = open_file,
      .xDelete = delete_file,
      .xAccess = access_file,
      .xFullPathname = full_path,
      .xRandomness = randomness,
      .xSleep = sleep_for,
      .xGetLastError = last_error,
      .xCurrentTimeInt64 = current_time,
  };
  sqlite3_vfs_register(&kVfs, 1);
  // Starts SQLite's own generator again, so that a seed gives the same bytes each time.
  sqlite3_randomness(0, nullptr);
}

}  // namespace firsthand::simulation
