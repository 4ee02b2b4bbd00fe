#include "tests/core_native/store/fault_vfs.h"

namespace firsthand::store {
namespace {

struct FaultFile {
  sqlite3_file base;
  FaultVfs* faults;
  sqlite3_file* real;  // lies behind this struct
};

FaultFile& as_fault(sqlite3_file* file) { return *reinterpret_cast<FaultFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return as_fault(file).real; }

int close_file(sqlite3_file* file) { return real(file)->pMethods->xClose(real(file)); }

int read_file(sqlite3_file* file, void* out, int size, sqlite3_int64 at) {
  return real(file)->pMethods->xRead(real(file), out, size, at);
}

int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
  const int code = as_fault(file).faults->next_result();
  if (code == SQLITE_OK) return real(file)->pMethods->xWrite(real(file), bytes, size, at);
  // The first half still gets through: a torn write.
  (void)real(file)->pMethods->xWrite(real(file), bytes, size / 2, at);
  return code;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  const int code = as_fault(file).faults->next_result();
  return code == SQLITE_OK ? real(file)->pMethods->xTruncate(real(file), size) : code;
}

int sync_file(sqlite3_file* file, int flags) {
  (void)
      flags;  // only this process ends in these tests, not the machine: nothing need reach the disk
  return as_fault(file).faults->next_result();
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return real(file)->pMethods->xFileSize(real(file), size);
}

int lock_file(sqlite3_file* file, int level) {
  return real(file)->pMethods->xLock(real(file), level);
}

int unlock_file(sqlite3_file* file, int level) {
  return real(file)->pMethods->xUnlock(real(file), level);
}

int check_reserved(sqlite3_file* file, int* out) {
  return real(file)->pMethods->xCheckReservedLock(real(file), out);
}

int control(sqlite3_file* file, int operation, void* argument) {
  return real(file)->pMethods->xFileControl(real(file), operation, argument);
}

int sector_size(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }

int characteristics(sqlite3_file* file) {
  return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

constexpr sqlite3_io_methods kMethods = {
    .iVersion = 1,  // no shared memory
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = file_size,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = check_reserved,
    .xFileControl = control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
};

int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
  FaultFile& fault = as_fault(file);
  fault.faults = static_cast<FaultVfs*>(vfs->pAppData);
  fault.real = reinterpret_cast<sqlite3_file*>(&fault + 1);
  fault.base.pMethods = nullptr;
  sqlite3_vfs* unix_vfs = sqlite3_vfs_find("unix");
  const int code = unix_vfs->xOpen(unix_vfs, path, fault.real, flags, out_flags);
  if (fault.real->pMethods != nullptr) fault.base.pMethods = &kMethods;
  return code;
}

}  // namespace

FaultVfs::FaultVfs() : real_(sqlite3_vfs_find("unix")), vfs_(*real_) {
  vfs_.zName = "fault";
  vfs_.pAppData = this;
  vfs_.szOsFile = static_cast<int>(sizeof(FaultFile)) + real_->szOsFile;
  vfs_.xOpen = open_file;
  vfs_.pNext = nullptr;
  sqlite3_vfs_register(&vfs_, 1);
}

FaultVfs::~FaultVfs() {
  sqlite3_vfs_unregister(&vfs_);
  sqlite3_vfs_register(real_, 1);
}

int FaultVfs::next_result() {
  if (left_ > 0) --left_;
  return left_ == 0 ? code_ : SQLITE_OK;
}

}  // namespace firsthand::store
