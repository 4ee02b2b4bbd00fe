// The full-text tokenizer "firsthand" (TKT-11): SQLite's unicode61 with what Chinese, Japanese,
// Korean and Russian need on top. Case and diacritics never matter.
//
// A run of CJK characters has no spaces to cut it at, so it is indexed as overlapping pairs, and
// its last character also alone: 登录失败 → 登录 录失 失败(败). Any word of two characters is then
// one look-up, any longer one a phrase of pairs, and a single character a prefix.
#pragma once

#include "core/model/error.h"

struct sqlite3;

namespace firsthand::store {

/// Makes the tokenizer known to this connection's FTS5. Errors: store.open.
[[nodiscard]] Expected<void> register_tokenizer(sqlite3* raw);

}  // namespace firsthand::store
