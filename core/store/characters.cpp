#include "core/store/characters.h"

#include <algorithm>
#include <array>

namespace firsthand::store {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Unicode 16, Blocks.txt, with the punctuation inside the blocks left out.
constexpr auto kCjk = std::to_array<Range>({
    {0x1100, 0x11FF},    // Hangul Jamo
    {0x3005, 0x3007},    // 々 〆 〇
    {0x3041, 0x3096},    // Hiragana
    {0x309D, 0x309F},    // its iteration marks
    {0x30A1, 0x30FA},    // Katakana
    {0x30FC, 0x30FF},    // its length and iteration marks
    {0x3105, 0x312F},    // Bopomofo
    {0x3131, 0x318E},    // Hangul Compatibility Jamo
    {0x31A0, 0x31BF},    // Bopomofo Extended
    {0x31F0, 0x31FF},    // Katakana Phonetic Extensions
    {0x3400, 0x4DBF},    // CJK Extension A
    {0x4E00, 0x9FFF},    // CJK Unified Ideographs
    {0xA960, 0xA97C},    // Hangul Jamo Extended-A
    {0xAC00, 0xD7A3},    // Hangul Syllables
    {0xD7B0, 0xD7FB},    // Hangul Jamo Extended-B
    {0xF900, 0xFAFF},    // CJK Compatibility Ideographs
    {0xFF66, 0xFF9D},    // half-width Katakana
    {0x20000, 0x3FFFD},  // CJK Extensions B and later
});

// Blocks of signs that are never part of a word.
constexpr auto kSigns = std::to_array<Range>({
    {0x0080, 0x00A9}, {0x00AB, 0x00B1},   {0x00B4, 0x00B4},
    {0x00B6, 0x00B8}, {0x00BB, 0x00BB},   {0x00BF, 0x00BF},
    {0x00D7, 0x00D7}, {0x00F7, 0x00F7},   {0x2000, 0x206F},  // General Punctuation
    {0x20A0, 0x20CF},                                        // Currency Symbols
    {0x2190, 0x245F},                                        // arrows, mathematics, technical
    {0x2500, 0x2BFF},                                        // boxes, shapes, dingbats
    {0x3000, 0x3004},                                        // CJK Symbols and Punctuation
    {0x3008, 0x3020}, {0x3030, 0x3030},   {0x30FB, 0x30FB},  // ・
    {0xFE10, 0xFE6F},                                        // vertical and small forms
    {0xFF01, 0xFF0F},                                        // full-width punctuation
    {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40},   {0xFF5B, 0xFF65},
    {0xFFE0, 0xFFFF}, {0x1F000, 0x1FAFF},  // emoji
});

template <std::size_t N>
bool is_in(const std::array<Range, N>& ranges, char32_t character) {
  const auto* after = std::ranges::upper_bound(ranges, character, {}, &Range::first);
  return after != ranges.begin() && character <= (after - 1)->last;
}

bool is_ascii_word(char32_t character) {
  return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
         (character >= 'A' && character <= 'Z');
}

constexpr char32_t kReplacement = 0xFFFD;

}  // namespace

char32_t next_character(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 && lead < 0xF5   ? 3
                   : lead >= 0xE0 && lead < 0xF0 ? 2
                   : lead >= 0xC2 && lead < 0xE0 ? 1
                                                 : 0;
  if (more == 0 || at + more > text.size()) return kReplacement;
  char32_t character = lead & (0x3Fu >> more);
  for (int i = 0; i < more; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0) != 0x80) return kReplacement;
    character = character << 6 | (byte & 0x3Fu);
  }
  at += more;
  return character;
}

void append_character(std::string& out, char32_t character) {
  const auto push = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (character < 0x80) {
    push(character);
  } else if (character < 0x800) {
    push(0xC0 | character >> 6);
    push(0x80 | (character & 0x3F));
  } else if (character < 0x10000) {
    push(0xE0 | character >> 12);
    push(0x80 | (character >> 6 & 0x3F));
    push(0x80 | (character & 0x3F));
  } else {
    push(0xF0 | character >> 18);
    push(0x80 | (character >> 12 & 0x3F));
    push(0x80 | (character >> 6 & 0x3F));
    push(0x80 | (character & 0x3F));
  }
}

bool is_cjk(char32_t character) {
  return character >= kCjk.front().first && is_in(kCjk, character);
}

bool is_word_character(char32_t character) {
  if (character < 0x80) return is_ascii_word(character);
  return !is_in(kSigns, character);
}

char32_t fold_character(char32_t character) {
  if (character < 0x80) return character;
  switch (character) {
    case U'ё':
      return U'е';
    case U'й':
      return U'и';
    case U'ї':
      return U'і';
    case U'ў':
      return U'у';
    default:
      break;
  }
  if (character >= 0xFF01 && character <= 0xFF5E) return character - 0xFEE0;
  return character;
}

}  // namespace firsthand::store
