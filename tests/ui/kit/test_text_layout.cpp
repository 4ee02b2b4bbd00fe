// Goal: lines break where readers of each language expect, and nothing is measured twice.
// Method: fake fonts of known advances (Latin 7 px, Chinese 14 px at size 14); lines as strings.
#include <catch_amalgamated.hpp>

#include "tests/ui/support/ui_driver.h"
#include "ui/kit/inside/ui_state.h"

namespace firsthand::ui::test {

namespace {

using Lines = std::vector<std::string>;

class Breaker {
 public:
  Lines wrap(std::string_view text, float width) {
    const auto& lines = layout().wrap(text, FontWeight::regular, 14, width);
    Lines words;
    for (const TextLine& line : lines) {
      CHECK(line.width <= std::max(width, 14.0f));
      words.emplace_back(text.substr(line.begin, line.end - line.begin));
    }
    return words;
  }
  std::string cut(std::string_view text, float width) {
    return layout().ellipsis(text, FontWeight::regular, 14, width);
  }
  TextLayout& layout() { return driver_.ui.state().layout; }

 private:
  UiDriver driver_{[](Ui&) {}};
};

}  // namespace

TEST_CASE("Kit: Latin and Cyrillic break at spaces and hyphens, and lose the space") {
  Breaker b;
  CHECK(b.wrap("one two three", 56) == Lines{"one two", "three"});
  CHECK(b.wrap("раз два три", 56) == Lines{"раз два", "три"});
  CHECK(b.wrap("well-known fact", 42) == Lines{"well-", "known", "fact"});
  CHECK(b.wrap("a  b", 7) == Lines{"a", "b"});
  CHECK(b.wrap("", 50) == Lines{""});
}

TEST_CASE("Kit: line ends are kept, also empty lines") {
  Breaker b;
  CHECK(b.wrap("a\n\nb\n", 100) == Lines{"a", "", "b", ""});
  CHECK(b.wrap("a\r\nb", 100) == Lines{"a", "b"});
}

TEST_CASE("Kit: a word wider than the line breaks inside") {
  Breaker b;
  CHECK(b.wrap("abcdefgh", 28) == Lines{"abcd", "efgh"});
  CHECK(b.wrap("to abcdefgh", 28) == Lines{"to", "abcd", "efgh"});
  CHECK(b.wrap("你", 5) == Lines{"你"});
}

TEST_CASE("Kit: Chinese breaks between characters, not before closing marks") {
  Breaker b;
  CHECK(b.wrap("打印机着火了", 42) == Lines{"打印机", "着火了"});
  CHECK(b.wrap("打印机。着火", 42) == Lines{"打印", "机。着", "火"});
  CHECK(b.wrap("请看「日志」吧", 42) == Lines{"请看", "「日", "志」吧"});
  CHECK(b.wrap("版本v25可用", 42) == Lines{"版本", "v25可", "用"});
}

TEST_CASE("Kit: a cut text ends with an ellipsis and stays whole when it fits") {
  Breaker b;
  CHECK(b.cut("Subject", 49) == "Subject");
  CHECK(b.cut("Subject", 42) == "Subje…");
  CHECK(b.cut("打印机着火了", 50) == "打印机…");
  CHECK(b.cut("two words", 35) == "two…");
  CHECK(b.cut("first\nsecond", 500) == "first…");
  CHECK(b.cut("Subject", 1) == "…");
}

TEST_CASE("Kit: broken UTF-8 is shown as replacement characters, never read past its end") {
  CHECK(decode_utf8("\xE4\xBD", 0).value == 0xFFFD);
  CHECK(decode_utf8("\xFFz", 0).bytes == 1);
  CHECK(decode_utf8("\xC0\x80", 0).value == 0xFFFD);
  CHECK(decode_utf8("😀", 0).value == 0x1F600);
  Breaker b;
  CHECK(b.wrap("a\xE4", 100) == Lines{"a\xE4"});
}

TEST_CASE("Kit: a text is measured once while it stays on the screen") {
  UiDriver driver([](Ui& ui) { kit::text(ui, "The same long text in every frame"); });
  const std::uint64_t before = driver.ui.state().layout.measured();
  driver.frame();
  driver.frame();
  CHECK(driver.ui.state().layout.measured() == before);
}

TEST_CASE("Kit: the record holds the whole text when the screen shows a part") {
  UiDriver driver([](Ui& ui) {
    const kit::Column column(ui, {0, 0, 70, 100});
    kit::text(ui, "A subject that is too long", {.lines_max = 1});
  });
  CHECK(driver.find(SemRole::text, "A subject that is too long").rect.h == 20);
}

}  // namespace firsthand::ui::test
