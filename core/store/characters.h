// The few facts about characters that searching needs. Not a Unicode library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace firsthand::store {

/// The character at `at`, which is moved behind it. Malformed bytes come out one by one as
/// U+FFFD, so every input is read to its end.
[[nodiscard]] char32_t next_character(std::string_view text, std::size_t& at);
void append_character(std::string& out, char32_t character);

/// Han, kana, Bopomofo and Hangul: scripts that are searched by pairs of characters.
[[nodiscard]] bool is_cjk(char32_t character);
/// Letters, digits and whatever else may be part of a searched word. Generous: an unknown sign
/// may count, so that nothing searchable is dropped.
[[nodiscard]] bool is_word_character(char32_t character);
/// What unicode61 leaves apart though people do not: ё and е, й and и (which are one in decomposed
/// text), ї and і, ў and у, full-width and ASCII. Expects lower case.
[[nodiscard]] char32_t fold_character(char32_t character);

}  // namespace firsthand::store
