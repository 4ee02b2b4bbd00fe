// Goal: texts from outside are judged and mended right. Method: edge cases of RFC 3629 and of
// each shape.
#include "core/ops/text_rules.h"

#include <catch_amalgamated.hpp>

namespace firsthand::ops {

TEST_CASE("Text: only well-formed UTF-8 is accepted") {
  CHECK(is_utf8(""));
  CHECK(is_utf8("Aй中😀"));
  CHECK(is_utf8("\xF4\x8F\xBF\xBF"));        // U+10FFFF
  CHECK_FALSE(is_utf8("\xC0\xAF"));          // overlong
  CHECK_FALSE(is_utf8("\xE0\x80\xAF"));      // overlong
  CHECK_FALSE(is_utf8("\xF0\x80\x80\xAF"));  // overlong
  CHECK_FALSE(is_utf8("\xED\xA0\x80"));      // a surrogate
  CHECK_FALSE(is_utf8("\xF4\x90\x80\x80"));  // past U+10FFFF
  CHECK_FALSE(is_utf8("\xFF"));
  CHECK_FALSE(is_utf8("\x80"));      // a continuation alone
  CHECK_FALSE(is_utf8("\xE4\xB8"));  // cut off
  CHECK_FALSE(is_utf8("\xE4\xB8 "));
}

TEST_CASE("Text: white space of every script is trimmed at the ends only") {
  CHECK(trimmed("  a b \n") == "a b");
  CHECK(trimmed("\u3000工单 号\u3000") == "工单 号");
  CHECK(trimmed("\u00A0") == "");
  CHECK(is_blank(" \t\u3000"));
  CHECK_FALSE(is_blank(" . "));
}

TEST_CASE("Text: what comes from a form is made fit for a message") {
  CHECK(clean_text("a\r\nb\rc\n") == "a\nb\nc\n");
  CHECK(clean_text(std::string_view("a\0b\x7F\tc", 6)) == "ab\tc");
  CHECK(clean_text("x\xFFy") == "x\uFFFDy");
}

TEST_CASE("Text: each shape refuses what does not belong, naming the field") {
  const auto code = [](std::string_view text, const TextRule& rule) {
    const auto checked = check_text("f", text, rule);
    if (checked) return std::string();
    CHECK(checked.error().field == "f");
    return checked.error().code;
  };
  CHECK(code("two\nlines", kSubjectText) == "op.invalid");
  CHECK(code("two\nlines\tand a tab", kMessageText) == "");
  CHECK(code("carriage\rreturn", kMessageText) == "op.invalid");
  CHECK(code("\x1B[31m", kMessageText) == "op.invalid");
  CHECK(code("\xC3", kMessageText) == "op.invalid");
  CHECK(code("a@b", kEmailText) == "");
  for (const char* wrong : {"a", "@b", "a@", "a@b@c", "a @b"}) {
    CAPTURE(wrong);
    CHECK(code(wrong, kEmailText) == "op.invalid");
  }
  CHECK(code("America/Argentina/Buenos_Aires", kTokenText) == "");
  CHECK(code("en;", kTokenText) == "op.invalid");
  CHECK(code("a,b", kTagText) == "op.invalid");
  CHECK(code("две части", kTagText) == "");
  CHECK(code(std::string(limits::kSubjectBytesMax, 'x'), kSubjectText) == "");
  CHECK(code(std::string(limits::kSubjectBytesMax + 1, 'x'), kSubjectText) == "op.too_long");
}

}  // namespace firsthand::ops
