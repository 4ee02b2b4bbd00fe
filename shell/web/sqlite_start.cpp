// What SQLite calls when it is built without file access of its own (SQLITE_OS_OTHER).
#include "shell/web/opfs_vfs.h"

extern "C" int sqlite3_os_init() {
  return sqlite3_vfs_register(firsthand::web::vfs_of_the_program(), 1);
}

extern "C" int sqlite3_os_end() { return SQLITE_OK; }
