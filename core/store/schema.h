// The tables and their migrations. Which tables carry state and which are derived is said in
// schema.cpp beside each.
#pragma once

#include "core/store/database.h"

namespace firsthand::store {

/// The newest schema this build knows.
extern const int kSchemaVersion;

/// Brings a database of any older version (0: empty) to kSchemaVersion, each step in one
/// transaction; keeps the outbox. Errors: store.too_new when a newer build wrote it.
[[nodiscard]] Expected<void> migrate(Database& db);

/// The version that the database is at; 0 when it is empty.
[[nodiscard]] int schema_version(Database& db);
/// store.too_new, for a database that a newer build wrote.
[[nodiscard]] std::unexpected<Error> too_new();

/// Small named values (cursor, replica id, hashes), readable and writable in any transaction.
[[nodiscard]] std::string meta(Database& db, std::string_view key);
void set_meta(Database& db, std::string_view key, std::string_view value);

}  // namespace firsthand::store
