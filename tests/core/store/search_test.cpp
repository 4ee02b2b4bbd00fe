// Goal: TKT-11, a word is found in English, Russian and Chinese, whatever its case, diacritics or
// place in a run without spaces. Method: index texts, type words as a person would.
#include <random>

#include "core/store/search_text.h"
#include "tests/core/store/store_fixture.h"

namespace firsthand::store {
namespace {

class Index {
 public:
  explicit Index(std::string_view text) : db_(open_migrated()) {
    Tables tables(*db_);
    Transaction transaction(*db_);
    tables.put(make_ticket(1));
    tables.append(make_entry(1, 1, text));
    REQUIRE(transaction.commit());
  }

  [[nodiscard]] bool finds(std::string_view typed) {
    const std::string query = fts_query(typed);
    auto search = db_->prepare("SELECT rowid FROM entry_fts WHERE entry_fts MATCH ?");
    const bool found = search.bind(1, query).next();
    INFO(query);
    REQUIRE_FALSE(db_->failure());
    return found;
  }

 private:
  std::unique_ptr<Database> db_;
};

}  // namespace

TEST_CASE("TKT-11: every two-character word inside a long Chinese run is found") {
  Index index("昨天我们公司的用户登录失败了,提示密码错误。");
  for (const char* word : {"昨天", "天我", "我们", "公司", "用户", "登录", "失败", "败了", "密码",
                           "错误", "用户登录", "登录失败了", "提示密码错误"}) {
    CAPTURE(word);
    CHECK(index.finds(word));
  }
  for (const char* word : {"录登", "登失", "失败登录", "了提", "账户"}) {
    CAPTURE(word);
    CHECK_FALSE(index.finds(word));
  }
}

TEST_CASE("TKT-11: a single Chinese character is found wherever it stands") {
  Index index("登录失败");
  CHECK(index.finds("登"));
  CHECK(index.finds("录"));
  CHECK(index.finds("败"));
  CHECK(index.finds("败 "));
  CHECK_FALSE(index.finds("码"));
  CHECK(Index("在 A 区").finds("在"));
}

TEST_CASE("TKT-11: Chinese mixed with Latin letters and digits is found by either and by both") {
  Index index("升级到iPhone15后APP登录失败error 504");
  for (const char* word : {"iphone15", "iPhone", "app", "登录", "APP登录", "后app", "失败error",
                           "ERROR 504", "15 升级"}) {
    CAPTURE(word);
    const bool is_inner = std::string_view(word) == "15 升级";
    CHECK(index.finds(word) != is_inner);  // iphone15 is one word: 15 is inside it
  }
}

TEST_CASE("TKT-11: Japanese and Korean runs are found, full-width letters too") {
  CHECK(Index("パスワードを忘れました").finds("忘れ"));
  CHECK(Index("パスワードを忘れました").finds("パスワード"));
  CHECK(Index("로그인할 수 없습니다").finds("로그인"));
  CHECK(Index("型番ＡＢＣ１２").finds("abc12"));
  CHECK(Index("型番abc12").finds("ＡＢＣ１２"));
}

TEST_CASE("TKT-11: Russian words are found whatever the case, ё or decomposed letters") {
  Index index("Счёт не открывается: ОШИБКА сервера, мой отчет");
  for (const char* word : {"счет", "счёт", "СЧЁТ", "Счет", "ошибка", "откры", "мой", "отчёт",
                           "мо\u0438\u0306", "сче\u0308т"}) {
    CAPTURE(word);
    CHECK(index.finds(word));
  }
  CHECK_FALSE(index.finds("счета"));
  CHECK(Index("Украї\u0301нська").finds("украі"));
}

TEST_CASE("TKT-11: English and other Latin words are found whatever the case or diacritics") {
  Index index("The Café's résumé was naïve – İstanbul, Straße");
  for (const char* word : {"cafe", "CAFÉ", "resume", "RÉSUMÉ", "naive", "istanbul", "the cafe"}) {
    CAPTURE(word);
    CHECK(index.finds(word));
  }
  CHECK_FALSE(index.finds("caf e"));
}

TEST_CASE("The last word is a prefix while it is typed, not once a space follows") {
  Index index("connection refused");
  CHECK(index.finds("connec"));
  CHECK_FALSE(index.finds("connec "));
  CHECK(index.finds("connection ref"));
  CHECK_FALSE(index.finds("connec refused"));
  CHECK(fts_query("c") == "\"c\"");
}

TEST_CASE("All words must occur; a quoted phrase must occur as it stands") {
  Index index("the printer on the third floor is offline 打印机离线");
  CHECK(index.finds("offline printer "));
  CHECK_FALSE(index.finds("offline scanner "));
  CHECK(index.finds("\"third floor\""));
  CHECK_FALSE(index.finds("\"floor third\""));
  CHECK(index.finds("“third floor” 打印"));
  CHECK(index.finds("«is offline»"));
  CHECK(index.finds("\"offline 打\""));
  CHECK(index.finds("\"third flo"));
}

TEST_CASE("Nothing to search for gives an empty expression") {
  for (const char* text : {"", "   ", "\"", "\"\"", "!!! ??", "—", "、。", "( ) *", "😀", "-"}) {
    CAPTURE(text);
    CHECK(fts_query(text).empty());
  }
}

TEST_CASE("What looks like FTS5 syntax is only words") {
  Index index("use AND or NOT near column:text (a*b) ^caret");
  for (const char* text :
       {"AND", "NOT near", "column:text", "text:column", "(a*b)", "a\"b", "^caret", "NEAR(a b)",
        "a + b", "{text}", "'; DROP TABLE entry; --", "OR OR OR", "\\", "*"}) {
    CAPTURE(text);
    const bool has_words = !fts_query(text).empty();
    if (has_words) (void)index.finds(text);  // must be valid
  }
  CHECK(index.finds("column:text"));
}

TEST_CASE("Any bytes at all give a valid expression") {
  Index index("needle");
  std::mt19937 random(7);
  for (int round = 0; round < 2'000; ++round) {
    std::string text(random() % 24, ' ');
    for (char& c : text) c = static_cast<char>(random() % 256);
    if (fts_query(text).empty()) continue;
    CAPTURE(round);
    (void)index.finds(text);
  }
  CHECK(index.finds("needle"));
}

TEST_CASE("A very long input is cut at the word limit") {
  std::string text;
  for (int i = 0; i < 5'000; ++i) text += "word" + std::to_string(i) + " ";
  const std::string query = fts_query(text);
  CHECK(static_cast<std::size_t>(std::ranges::count(query, '"')) == 2 * kSearchWordsMax);
}

}  // namespace firsthand::store
