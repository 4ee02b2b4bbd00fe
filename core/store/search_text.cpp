#include "core/store/search_text.h"

#include "core/store/characters.h"

namespace firsthand::store {
namespace {

/// A word or a quoted phrase as it is being read.
struct Term {
  std::string text;
  std::size_t word_characters = 0;
  bool ends_in_single_cjk = false;  // its last word character is a CJK run of its own
  bool previous_is_cjk = false;

  void add(char32_t character) {
    const bool is_of_cjk = is_cjk(character);
    if (is_word_character(character)) {
      ends_in_single_cjk = is_of_cjk && !previous_is_cjk;
      ++word_characters;
    }
    previous_is_cjk = is_of_cjk;
    append_character(text, character);
  }
};

bool is_quote(char32_t character) {
  return character == U'"' || character == U'“' || character == U'”' || character == U'„' ||
         character == U'«' || character == U'»';
}

bool is_space(char32_t character) {
  return character <= 0x20 || character == 0x7F || character == 0xA0 || character == 0x3000;
}

class Builder {
 public:
  void finish(Term& term, bool is_being_typed) {
    if (term.word_characters > 0 && words_ < kSearchWordsMax) {
      if (!out_.empty()) out_ += ' ';
      out_ += '"';
      out_ += term.text;  // holds no quotes: they are cut out as delimiters
      out_ += '"';
      // A lone Latin letter as a prefix would match a large part of all words.
      if (term.ends_in_single_cjk || (is_being_typed && term.word_characters > 1)) out_ += " *";
      ++words_;
    }
    term = {};
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
  std::size_t words_ = 0;
};

}  // namespace

std::string fts_query(std::string_view user_text) {
  Builder builder;
  Term term;
  bool is_in_quotes = false;
  for (std::size_t at = 0; at < user_text.size();) {
    const char32_t character = next_character(user_text, at);
    if (is_quote(character)) {
      builder.finish(term, false);
      is_in_quotes = !is_in_quotes;
    } else if (is_space(character) && !is_in_quotes) {
      builder.finish(term, false);
    } else {
      term.add(is_space(character) ? U' ' : character);
    }
  }
  builder.finish(term, true);
  return builder.take();
}

}  // namespace firsthand::store
