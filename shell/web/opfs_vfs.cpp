#include "shell/web/opfs_vfs.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "core/model/assert.h"
#include "shell/web/js_imports.h"

namespace firsthand::web {

sqlite3_vfs*& vfs_of_the_program() {
  static sqlite3_vfs* vfs = nullptr;
  return vfs;
}

namespace {

constexpr std::string_view kMagic = "firsthand store\n";
constexpr std::uint8_t kStorageFormat = 1;
constexpr std::size_t kFormatAt = 16, kCleanAt = 17;

SlotResult result_of(double answer) {
  if (answer >= 0) return SlotResult::ok;
  return answer == kSlotFull ? SlotResult::full : SlotResult::error;
}

Slot::Moved moved(double answer) {
  return {result_of(answer), answer > 0 ? static_cast<std::size_t>(answer) : 0};
}

int sqlite_code(SlotResult result, int code_for_error) {
  switch (result) {
    case SlotResult::ok:
      return SQLITE_OK;
    case SlotResult::full:
      return SQLITE_FULL;
    case SlotResult::error:
      return code_for_error;
  }
  return code_for_error;
}

}  // namespace

Slot::Moved JsSlot::read(std::int64_t offset, std::span<std::uint8_t> to) {
  return moved(
      fh_slot_read(number_, to.data(), static_cast<int>(to.size()), static_cast<double>(offset)));
}

Slot::Moved JsSlot::write(std::int64_t offset, std::span<const std::uint8_t> from) {
  return moved(fh_slot_write(number_, from.data(), static_cast<int>(from.size()),
                             static_cast<double>(offset)));
}

SlotResult JsSlot::truncate(std::int64_t size) {
  return result_of(fh_slot_truncate(number_, static_cast<double>(size)));
}

SlotResult JsSlot::flush() {
  constexpr std::size_t kTimesMax = 256;
  const double began_ms = fh_mono_ms();
  const SlotResult result = result_of(fh_slot_flush(number_));
  if (flush_times_ms_.size() == kTimesMax) flush_times_ms_.erase(flush_times_ms_.begin());
  flush_times_ms_.push_back(fh_mono_ms() - began_ms);
  return result;
}

std::int64_t JsSlot::size() { return static_cast<std::int64_t>(fh_slot_size(number_)); }

// ---- one open file of SQLite ----

struct OpfsFiles::File {
  sqlite3_file base;
  OpfsFiles* files;
  WriteCombiner* combiner;
  bool is_wal;
  bool commit_page_follows;
};

struct FileMethods {
  static OpfsFiles::File& self(sqlite3_file* file) {
    return *reinterpret_cast<OpfsFiles::File*>(file);
  }

  static int close(sqlite3_file* file) {
    return sqlite_code(self(file).combiner->drain(), SQLITE_IOERR_CLOSE);
  }

  static int read(sqlite3_file* file, void* to, int bytes, sqlite3_int64 offset) {
    bool short_read = false;
    const std::span<std::uint8_t> span(static_cast<std::uint8_t*>(to),
                                       static_cast<std::size_t>(bytes));
    const SlotResult result = self(file).combiner->read(offset, span, short_read);
    if (result != SlotResult::ok) return SQLITE_IOERR_READ;
    return short_read ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
  }

  static int write(sqlite3_file* file, const void* from, int bytes, sqlite3_int64 offset) {
    OpfsFiles::File& f = self(file);
    const std::span<const std::uint8_t> span(static_cast<const std::uint8_t*>(from),
                                             static_cast<std::size_t>(bytes));
    f.files->note_write();
    SlotResult result = f.combiner->write(offset, span);
    // The page that ends a transaction: a full disk has to show here, where SQLite can still roll
    // back, and not when the buffer is written out later.
    if (result == SlotResult::ok && f.commit_page_follows) result = f.combiner->drain();
    f.commit_page_follows = f.is_wal && is_wal_commit_header(span);
    return sqlite_code(result, SQLITE_IOERR_WRITE);
  }

  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    self(file).files->note_write();
    return sqlite_code(self(file).combiner->truncate(size), SQLITE_IOERR_TRUNCATE);
  }

  static int sync(sqlite3_file* file, int) {
    return sqlite_code(self(file).combiner->sync(), SQLITE_IOERR_FSYNC);
  }

  static int file_size(sqlite3_file* file, sqlite3_int64* size) {
    *size = self(file).combiner->size();
    return SQLITE_OK;
  }

  static int lock(sqlite3_file*, int) { return SQLITE_OK; }

  static int check_reserved_lock(sqlite3_file*, int* out) {
    *out = 0;
    return SQLITE_OK;
  }

  static int file_control(sqlite3_file* file, int op, void*) {
    if (op != SQLITE_FCNTL_COMMIT_PHASETWO) return SQLITE_NOTFOUND;
    return sqlite_code(self(file).combiner->drain(), SQLITE_IOERR_WRITE);
  }

  static int sector_size(sqlite3_file*) { return 4096; }

  // Powersafe overwrite: OPFS files are ordinary files of the profile, on disks that promise it.
  static int device_characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN | SQLITE_IOCAP_POWERSAFE_OVERWRITE;
  }
};

namespace {

constexpr sqlite3_io_methods kMethods = {
    .iVersion = 1,
    .xClose = FileMethods::close,
    .xRead = FileMethods::read,
    .xWrite = FileMethods::write,
    .xTruncate = FileMethods::truncate,
    .xSync = FileMethods::sync,
    .xFileSize = FileMethods::file_size,
    .xLock = FileMethods::lock,
    .xUnlock = FileMethods::lock,
    .xCheckReservedLock = FileMethods::check_reserved_lock,
    .xFileControl = FileMethods::file_control,
    .xSectorSize = FileMethods::sector_size,
    .xDeviceCharacteristics = FileMethods::device_characteristics,
};

void note_of_sqlite(void*, int code, const char* message) {
  const std::string line = "SQLite " + std::to_string(code) + ": " + message;
  fh_note(line.data(), static_cast<int>(line.size()));
}

int full_path_name(sqlite3_vfs*, const char* name, int bytes_max, char* out) {
  const std::size_t length = std::strlen(name) + 1;
  if (length > static_cast<std::size_t>(bytes_max)) return SQLITE_CANTOPEN;
  std::memcpy(out, name, length);
  return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int bytes, char* out) {
  fh_random(reinterpret_cast<unsigned char*>(out), bytes);
  return bytes;
}

int sleep_not(sqlite3_vfs*, int) { return 0; }

int current_time(sqlite3_vfs*, sqlite3_int64* out) {
  constexpr sqlite3_int64 kUnixEpochJulianMs = 210'866'760'000'000;
  *out = kUnixEpochJulianMs + static_cast<sqlite3_int64>(fh_now_ms());
  return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

// ---- the VFS ----

OpfsFiles::OpfsFiles() {
  sqlite3_config(SQLITE_CONFIG_LOG, note_of_sqlite, nullptr);
  vfs_.iVersion = 2;
  vfs_.szOsFile = sizeof(File);
  vfs_.mxPathname = 64;
  vfs_.zName = "opfs";
  vfs_.pAppData = this;
  vfs_.xOpen = x_open;
  vfs_.xDelete = x_delete;
  vfs_.xAccess = x_access;
  vfs_.xFullPathname = full_path_name;
  vfs_.xRandomness = randomness;
  vfs_.xSleep = sleep_not;
  vfs_.xGetLastError = last_error;
  vfs_.xCurrentTimeInt64 = current_time;
  FH_ASSERT(vfs_of_the_program() == nullptr);
  vfs_of_the_program() = &vfs_;
  FH_ASSERT(sqlite3_initialize() == SQLITE_OK);
  // Already there where SQLite has no VFS of its own; natively (tests) it takes the default's
  // place.
  FH_ASSERT(sqlite3_vfs_register(&vfs_, 1) == SQLITE_OK);
}

OpfsFiles::~OpfsFiles() {
  sqlite3_vfs_unregister(&vfs_);
  vfs_of_the_program() = nullptr;
}

Expected<void> OpfsFiles::open() {
  for (WriteCombiner& combiner : combiners_) {
    if (combiner.open() != SlotResult::ok) {
      return fail("store.open", "The browser's storage does not answer; restart the browser.");
    }
  }
  std::array<std::uint8_t, kSuperblockBytes> block{};
  bool short_read = false;
  if (combiners_[kSuperblock].read(0, block, short_read) != SlotResult::ok) {
    return fail("store.open", "The browser's storage cannot be read; restart the browser.");
  }
  const bool is_ours = std::equal(kMagic.begin(), kMagic.end(), block.begin());
  if (is_ours && block[kFormatAt] > kStorageFormat) {
    return fail("store.too_new", "A newer version of Firsthand wrote this data; reload the page.");
  }
  const bool has_data = combiners_[kMain].size() > 0 || combiners_[kWal].size() > 0;
  marked_clean_ = is_ours && block[kCleanAt] == 1;
  was_unclean_ = has_data && !marked_clean_;
  is_open_ = true;
  return {};
}

void OpfsFiles::close() {
  if (!is_open_) return;
  mark_clean();
  is_open_ = false;
}

Expected<void> OpfsFiles::wipe() {
  // The superblock goes last: until then the store counts as unclean.
  for (const int slot : {kWal, kJournal, kMain, kSuperblock}) {
    WriteCombiner& combiner = combiners_[static_cast<std::size_t>(slot)];
    if (combiner.truncate(0) != SlotResult::ok || combiner.sync() != SlotResult::ok) {
      return fail("store.io", "The damaged data cannot be removed; clear this site's data.");
    }
  }
  marked_clean_ = false;
  was_unclean_ = false;
  return {};
}

SlotResult OpfsFiles::write_superblock(bool clean) {
  std::array<std::uint8_t, kSuperblockBytes> block{};
  std::copy(kMagic.begin(), kMagic.end(), block.begin());
  block[kFormatAt] = kStorageFormat;
  block[kCleanAt] = clean ? 1 : 0;
  const SlotResult written = combiners_[kSuperblock].write(0, block);
  return written == SlotResult::ok ? combiners_[kSuperblock].sync() : written;
}

void OpfsFiles::mark_clean() {
  if (!is_open_ || marked_clean_) return;
  for (WriteCombiner& combiner : combiners_) {
    if (combiner.sync() != SlotResult::ok) return;
  }
  marked_clean_ = write_superblock(true) == SlotResult::ok;
}

void OpfsFiles::note_write() {
  if (!marked_clean_) return;
  // Not being able to take the mark away (a full disk) is no reason to refuse the write.
  marked_clean_ = false;
  static_cast<void>(write_superblock(false));
}

const std::vector<double>& OpfsFiles::flush_times_ms() const {
  return slots_[kWal].flush_times_ms();
}

SlotCalls OpfsFiles::calls() const {
  SlotCalls sum;
  for (const WriteCombiner& combiner : combiners_) {
    sum.reads += combiner.calls().reads;
    sum.writes += combiner.calls().writes;
    sum.truncates += combiner.calls().truncates;
    sum.flushes += combiner.calls().flushes;
  }
  return sum;
}

int OpfsFiles::slot_of(const char* name) {
  const std::string_view text = name == nullptr ? "" : name;
  if (text == "main") return kMain;
  if (text == "main-journal") return kJournal;
  if (text == "main-wal") return kWal;
  return -1;
}

int OpfsFiles::x_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags,
                      int* out_flags) {
  auto* files = static_cast<OpfsFiles*>(vfs->pAppData);
  auto* opened = reinterpret_cast<File*>(file);
  *opened = {};
  const int slot = slot_of(name);
  if (slot < 0 || !files->is_open_) return SQLITE_CANTOPEN;
  opened->files = files;
  opened->combiner = &files->combiners_[static_cast<std::size_t>(slot)];
  opened->is_wal = slot == kWal;
  opened->base.pMethods = &kMethods;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

// A file exists when it is not empty; deleting is emptying, since the handles stay open.
int OpfsFiles::x_delete(sqlite3_vfs* vfs, const char* name, int sync) {
  auto* files = static_cast<OpfsFiles*>(vfs->pAppData);
  const int slot = slot_of(name);
  if (slot < 0) return SQLITE_IOERR_DELETE_NOENT;
  WriteCombiner& combiner = files->combiners_[static_cast<std::size_t>(slot)];
  if (combiner.size() == 0) return SQLITE_OK;
  files->note_write();
  SlotResult result = combiner.truncate(0);
  if (result == SlotResult::ok && sync != 0) result = combiner.sync();
  return sqlite_code(result, SQLITE_IOERR_DELETE);
}

int OpfsFiles::x_access(sqlite3_vfs* vfs, const char* name, int, int* out) {
  auto* files = static_cast<OpfsFiles*>(vfs->pAppData);
  const int slot = slot_of(name);
  *out = slot >= 0 && files->combiners_[static_cast<std::size_t>(slot)].size() > 0 ? 1 : 0;
  return SQLITE_OK;
}

}  // namespace firsthand::web
