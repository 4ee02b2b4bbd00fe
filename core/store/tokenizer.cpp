#include "core/store/tokenizer.h"

#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include "core/store/characters.h"

namespace firsthand::store {
namespace {

using TokenCallback = int (*)(void* context, int flags, const char* token, int size, int start,
                              int end);

/// unicode61 as FTS5 has it.
struct Base {
  fts5_tokenizer methods{};
  void* user_data = nullptr;
};

struct Tokenizer {
  fts5_tokenizer methods{};
  Fts5Tokenizer* base = nullptr;
};

/// One token of unicode61 on its way to FTS5, cut into words and pairs.
class Cutter {
 public:
  Cutter(void* context, TokenCallback emit, bool is_query)
      : context_(context), emit_(emit), is_query_(is_query) {}

  int cut(std::string_view token, int start, int end);

 private:
  int emit_word();
  int emit_cjk(char32_t character);
  int end_cjk();
  int send(int flags, std::string_view token) {
    return emit_(context_, flags, token.data(), static_cast<int>(token.size()), start_, end_);
  }

  void* context_;
  TokenCallback emit_;
  bool is_query_;
  int start_ = 0;
  int end_ = 0;
  std::string word_;      // of other scripts, so far
  std::string previous_;  // the run's last CJK character; empty outside a run
  std::string pair_;
  bool has_pair_ = false;
};

int Cutter::cut(std::string_view token, int start, int end) {
  // Offsets are those of the whole token: highlighting does its own matching.
  start_ = start;
  end_ = end;
  // Most words of most texts are plain ASCII, which unicode61 leaves in lower case: nothing to do.
  if (std::ranges::all_of(token, [](char c) { return static_cast<signed char>(c) >= 0; })) {
    return send(0, token);
  }
  int code = SQLITE_OK;
  for (std::size_t at = 0; at < token.size() && code == SQLITE_OK;) {
    const char32_t character = next_character(token, at);
    if (is_cjk(character)) {
      code = emit_word();
      if (code == SQLITE_OK) code = emit_cjk(character);
    } else {
      code = end_cjk();
      char32_t folded = fold_character(character);
      if (folded >= 'A' && folded <= 'Z') folded += 'a' - 'A';
      append_character(word_, folded);
    }
  }
  if (code == SQLITE_OK) code = emit_word();
  if (code == SQLITE_OK) code = end_cjk();
  return code;
}

int Cutter::emit_word() {
  if (word_.empty()) return SQLITE_OK;
  const int code = send(0, word_);
  word_.clear();
  return code;
}

int Cutter::emit_cjk(char32_t character) {
  std::string current;
  append_character(current, character);
  int code = SQLITE_OK;
  if (!previous_.empty()) {
    pair_ = previous_ + current;
    code = send(0, pair_);
    has_pair_ = true;
  }
  previous_ = std::move(current);
  return code;
}

int Cutter::end_cjk() {
  if (previous_.empty()) return SQLITE_OK;
  // The last character stands at the last pair's place, so that phrases go on behind the run. A
  // query has the pairs alone, and a single character only when there is no pair.
  int code = SQLITE_OK;
  if (!has_pair_) {
    code = send(0, previous_);
  } else if (!is_query_) {
    code = send(FTS5_TOKEN_COLOCATED, previous_);
  }
  previous_.clear();
  has_pair_ = false;
  return code;
}

int create_tokenizer(void* user_data, const char** /*arguments*/, int /*count*/,
                     Fts5Tokenizer** out) {
  const Base& base = *static_cast<const Base*>(user_data);
  auto tokenizer = std::make_unique<Tokenizer>();
  tokenizer->methods = base.methods;
  const char* options[] = {"remove_diacritics", "2"};
  const int code = base.methods.xCreate(base.user_data, options, 2, &tokenizer->base);
  if (code == SQLITE_OK) *out = reinterpret_cast<Fts5Tokenizer*>(tokenizer.release());
  return code;
}

void delete_tokenizer(Fts5Tokenizer* raw) {
  const std::unique_ptr<Tokenizer> tokenizer(reinterpret_cast<Tokenizer*>(raw));
  tokenizer->methods.xDelete(tokenizer->base);
}

int tokenize(Fts5Tokenizer* raw, void* context, int flags, const char* text, int size,
             TokenCallback emit) {
  const Tokenizer& tokenizer = *reinterpret_cast<Tokenizer*>(raw);
  Cutter cutter(context, emit, (flags & FTS5_TOKENIZE_QUERY) != 0);
  const auto on_token = [](void* cutter_raw, int, const char* token, int token_size, int start,
                           int end) {
    return static_cast<Cutter*>(cutter_raw)
        ->cut({token, static_cast<std::size_t>(token_size)}, start, end);
  };
  return tokenizer.methods.xTokenize(tokenizer.base, &cutter, flags, text, size, on_token);
}

fts5_api* fts5_of(sqlite3* raw) {
  fts5_api* api = nullptr;
  sqlite3_stmt* stmt = nullptr;
  if (sqlite3_prepare_v2(raw, "SELECT fts5(?1)", -1, &stmt, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(stmt, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(stmt);
  }
  sqlite3_finalize(stmt);
  return api;
}

}  // namespace

Expected<void> register_tokenizer(sqlite3* raw) {
  fts5_api* api = fts5_of(raw);
  auto base = std::make_unique<Base>();
  fts5_tokenizer ours{
      .xCreate = create_tokenizer, .xDelete = delete_tokenizer, .xTokenize = tokenize};
  const bool is_ready =
      api != nullptr &&
      api->xFindTokenizer(api, "unicode61", &base->user_data, &base->methods) == SQLITE_OK &&
      api->xCreateTokenizer(api, "firsthand", base.get(), &ours, [](void* owned) {
        const std::unique_ptr<Base> released(static_cast<Base*>(owned));
      }) == SQLITE_OK;
  if (!is_ready) return fail("store.open", "The full-text search of this build is missing.");
  (void)base.release();  // FTS5 owns it now and deletes it by the function above
  return {};
}

}  // namespace firsthand::store
