// The canonical bytes of a row: what is hashed (SYNC §5) and what an aggregate's image holds.
// The same on every platform; local row ids never get in. Not the wire format (core/sync).
//
// A row is its tag, its id, then its fields in the order of core/model/entities.h: ids as 16 bytes,
// numbers as varints (signed ones zigzag), text and lists with their length before them. A change
// of a row's fields takes a new tag, since stored images outlive an update of the program.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/model/entities.h"

namespace firsthand::store {

[[nodiscard]] std::string encode(const Person& person);
[[nodiscard]] std::string encode(const Organisation& organisation);
[[nodiscard]] std::string encode(const Contact& contact);
[[nodiscard]] std::string encode(const Ticket& ticket);
[[nodiscard]] std::string encode(const Entry& entry);
[[nodiscard]] std::string encode(const OrganisationEvent& event);
[[nodiscard]] std::string encode(const Draft& draft);
[[nodiscard]] std::string encode(const SavedView& view);

using Row =
    std::variant<Person, Organisation, Contact, Ticket, Entry, OrganisationEvent, Draft, SavedView>;

/// Reads rows written one behind another; nullopt when the bytes are not just that.
[[nodiscard]] std::optional<std::vector<Row>> decode_rows(std::string_view bytes);

}  // namespace firsthand::store
