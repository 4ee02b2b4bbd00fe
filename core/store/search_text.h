// From what a person types into a search field to an FTS5 expression for the tables of
// core/store/schema.cpp. Not the search language with fields (core/query).
//
//   fts_query("логин fail")    → "логин" "fail" *
//   fts_query("\"no route\" ") → "no route"
#pragma once

#include <string>
#include <string_view>

namespace firsthand::store {

/// More words than this are left out: nobody types them, and each costs an index look-up.
inline constexpr std::size_t kSearchWordsMax = 32;

/// All words must occur; quoted words as a phrase. The last word counts as a prefix while it is
/// being typed (no space after it), and a single CJK character always. Every input gives a valid
/// expression; empty when there is nothing to search for.
[[nodiscard]] std::string fts_query(std::string_view user_text);

}  // namespace firsthand::store
