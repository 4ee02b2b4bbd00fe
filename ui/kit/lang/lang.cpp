#include "ui/kit/lang.h"

#include <algorithm>
#include <vector>

#include "core/model/assert.h"

namespace firsthand::ui {

struct LangTable {
  std::array<std::string_view, kTexts> texts;
  std::array<std::array<std::string_view, 3>, kPlurals> plurals;  // one, few, many
};

namespace {

#define FH_PLURAL(key, one, few, many)
#define FH_TEXT(key, words) words,
constexpr auto kEnTexts = std::to_array<std::string_view>({
#include "ui/kit/lang/en.inl"
});
constexpr auto kZhHansTexts = std::to_array<std::string_view>({
#include "ui/kit/lang/zh_hans.inl"
});
constexpr auto kZhHantTexts = std::to_array<std::string_view>({
#include "ui/kit/lang/zh_hant.inl"
});
constexpr auto kRuTexts = std::to_array<std::string_view>({
#include "ui/kit/lang/ru.inl"
});
#undef FH_TEXT
#define FH_TEXT(key, words) #key,
constexpr auto kKeys = std::to_array<std::string_view>({
#include "ui/kit/lang/en.inl"
});
constexpr auto kZhHansKeys = std::to_array<std::string_view>({
#include "ui/kit/lang/zh_hans.inl"
});
constexpr auto kZhHantKeys = std::to_array<std::string_view>({
#include "ui/kit/lang/zh_hant.inl"
});
constexpr auto kRuKeys = std::to_array<std::string_view>({
#include "ui/kit/lang/ru.inl"
});
#undef FH_TEXT
#undef FH_PLURAL

#define FH_TEXT(key, words)
#define FH_PLURAL(key, one, few, many) std::array<std::string_view, 3>{one, few, many},
constexpr auto kEnPlurals = std::to_array<std::array<std::string_view, 3>>({
#include "ui/kit/lang/en.inl"
});
constexpr auto kZhHansPlurals = std::to_array<std::array<std::string_view, 3>>({
#include "ui/kit/lang/zh_hans.inl"
});
constexpr auto kZhHantPlurals = std::to_array<std::array<std::string_view, 3>>({
#include "ui/kit/lang/zh_hant.inl"
});
constexpr auto kRuPlurals = std::to_array<std::array<std::string_view, 3>>({
#include "ui/kit/lang/ru.inl"
});
#undef FH_PLURAL
#define FH_PLURAL(key, one, few, many) #key,
constexpr auto kPluralKeys = std::to_array<std::string_view>({
#include "ui/kit/lang/en.inl"
});
constexpr auto kZhHansPluralKeys = std::to_array<std::string_view>({
#include "ui/kit/lang/zh_hans.inl"
});
constexpr auto kZhHantPluralKeys = std::to_array<std::string_view>({
#include "ui/kit/lang/zh_hant.inl"
});
constexpr auto kRuPluralKeys = std::to_array<std::string_view>({
#include "ui/kit/lang/ru.inl"
});
#undef FH_TEXT
#undef FH_PLURAL

// A key that is missing or elsewhere in one language. If one of these fails, compare the tables
// line by line:
//   for f in en zh_hans zh_hant ru; do grep -o 'FH_[A-Z]*([a-z0-9_]*' ui/kit/lang/$f.inl > /tmp/$f;
//   done
static_assert(kZhHansKeys == kKeys, "zh_hans.inl has other FH_TEXT keys than en.inl");
static_assert(kZhHantKeys == kKeys, "zh_hant.inl has other FH_TEXT keys than en.inl");
static_assert(kRuKeys == kKeys, "ru.inl has other FH_TEXT keys than en.inl");
static_assert(kZhHansPluralKeys == kPluralKeys, "zh_hans.inl has other FH_PLURAL keys than en.inl");
static_assert(kZhHantPluralKeys == kPluralKeys, "zh_hant.inl has other FH_PLURAL keys than en.inl");
static_assert(kRuPluralKeys == kPluralKeys, "ru.inl has other FH_PLURAL keys than en.inl");

constexpr LangTable kEn{kEnTexts, kEnPlurals};
constexpr LangTable kZhHans{kZhHansTexts, kZhHansPlurals};
constexpr LangTable kZhHant{kZhHantTexts, kZhHantPlurals};
constexpr LangTable kRu{kRuTexts, kRuPlurals};

constexpr std::array<Lang, 4> kLangs = {Lang(Language::en, kEn), Lang(Language::zh_hans, kZhHans),
                                        Lang(Language::zh_hant, kZhHant), Lang(Language::ru, kRu)};

constexpr std::array<std::string_view, 4> kTags = {"en", "zh-Hans", "zh-Hant", "ru"};
constexpr std::array<std::string_view, 4> kNames = {"English", "简体中文", "繁體中文", "Русский"};

/// 0 one, 1 few, 2 many: Unicode CLDR's plural rules for whole numbers.
std::size_t plural_form(Language language, std::int64_t count) {
  const std::uint64_t n = count < 0 ? 0 - static_cast<std::uint64_t>(count) : count;
  if (language == Language::en) return n == 1 ? 0 : 2;
  if (language != Language::ru) return 2;
  const std::uint64_t last = n % 10, two = n % 100;
  if (last == 1 && two != 11) return 0;
  return last >= 2 && last <= 4 && (two < 12 || two > 14) ? 1 : 2;
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(x) == lower(y);
  });
}

}  // namespace

std::string_view tag_of(Language language) { return kTags[static_cast<std::size_t>(language)]; }
std::string_view name_of(Language language) { return kNames[static_cast<std::size_t>(language)]; }

std::optional<Language> language_of(std::string_view tag) {
  std::array<std::string_view, 3> parts;
  std::size_t count = 0;
  while (!tag.empty() && count < parts.size()) {
    const std::size_t end = std::min(tag.find_first_of("-_"), tag.size());
    parts[count++] = tag.substr(0, end);
    tag.remove_prefix(std::min(end + 1, tag.size()));
  }
  if (same_letters(parts[0], "en")) return Language::en;
  if (same_letters(parts[0], "ru")) return Language::ru;
  if (!same_letters(parts[0], "zh")) return std::nullopt;
  for (const std::string_view part : {parts[1], parts[2]}) {
    if (same_letters(part, "hans")) return Language::zh_hans;
    for (const std::string_view sign : {"hant", "tw", "hk", "mo"}) {
      if (same_letters(part, sign)) return Language::zh_hant;
    }
  }
  return Language::zh_hans;
}

const Lang& Lang::of(Language language) { return kLangs[static_cast<std::size_t>(language)]; }

const Lang& Lang::of_tags(std::span<const std::string> tags) {
  for (const std::string& tag : tags) {
    if (const auto language = language_of(tag)) return of(*language);
  }
  return of(Language::en);
}

std::string_view Lang::text(Text key) const {
  FH_ASSERT(key < Text::count_);
  return table_->texts[static_cast<std::size_t>(key)];
}

std::string Lang::text(Text key, std::initializer_list<std::string_view> arguments) const {
  return fill_in(text(key), std::span(arguments.begin(), arguments.size()));
}

std::string Lang::plural(Plural key, std::int64_t count,
                         std::initializer_list<std::string_view> arguments) const {
  FH_ASSERT(key < Plural::count_);
  const std::string grouped = number(count);
  std::vector<std::string_view> all{grouped};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return fill_in(table_->plurals[static_cast<std::size_t>(key)][plural_form(language_, count)],
                 all);
}

std::string Lang::error(const Error& error) const {
  std::string key = "error_" + error.code;
  std::ranges::replace(key, '.', '_');
  const auto found = std::ranges::find(kKeys, key);
  if (found == kKeys.end()) return error.message;
  return std::string(table_->texts[static_cast<std::size_t>(found - kKeys.begin())]);
}

std::string fill_in(std::string_view words, std::span<const std::string_view> arguments) {
  std::string filled;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool place = words[i] == '{' && i + 2 < words.size() && words[i + 1] >= '0' &&
                       words[i + 1] <= '9' && words[i + 2] == '}';
    if (!place) {
      filled += words[i];
      continue;
    }
    const auto index = static_cast<std::size_t>(words[i + 1] - '0');
    if (index < arguments.size()) filled += arguments[index];
    i += 2;
  }
  return filled;
}

}  // namespace firsthand::ui
