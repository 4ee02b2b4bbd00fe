#include "core/query/name_match.h"

#include "core/store/characters.h"

namespace firsthand::query {
namespace {

char32_t small_letter(char32_t c) {
  const bool ascii = c >= U'A' && c <= U'Z';
  const bool latin = c >= 0xC0 && c <= 0xDE && c != 0xD7;
  const bool cyrillic = c >= 0x410 && c <= 0x42F;
  if (ascii || latin || cyrillic) return c + 32;
  return c >= 0x400 && c <= 0x40F ? c + 80 : c;
}

}  // namespace

std::string comparable_name(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  for (std::size_t at = 0; at < name.size();) {
    const char first = name[at];
    // Most names are ASCII, which needs no table.
    if (static_cast<unsigned char>(first) < 0x80) {
      ++at;
      const bool capital = first >= 'A' && first <= 'Z';
      const char kept = capital ? static_cast<char>(first + ('a' - 'A')) : first;
      if (!(out.empty() && kept == ' ')) out.push_back(kept);
      continue;
    }
    store::append_character(out,
                            store::fold_character(small_letter(store::next_character(name, at))));
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

}  // namespace firsthand::query
