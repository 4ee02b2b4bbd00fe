// The interface's words in four languages, and numbers and times as each language writes them.
// Words live in ui/kit/lang/*.inl: the same keys in the same order in each (checked when compiled).
// Not here: words for the desk's enums (ui/views/words.h).
//
//   const Lang& lang = Lang::of("ru");
//   lang.text(Text::common_close)                    "Закрыть"
//   lang.text(Text::sync_unsent_to, {"Anna"})        {0} replaced
//   lang.plural(Plural::common_tickets, 22)          "22 заявки"
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/model/error.h"
#include "core/model/instant.h"
#include "core/time/zone.h"

namespace firsthand::ui {

/// One for each FH_TEXT line of ui/kit/lang/en.inl.
enum class Text : std::uint16_t {
#define FH_TEXT(key, words) key,
#define FH_PLURAL(key, one, few, many)
#include "ui/kit/lang/en.inl"
#undef FH_TEXT
#undef FH_PLURAL
  count_
};
inline constexpr std::size_t kTexts = static_cast<std::size_t>(Text::count_);

/// One for each FH_PLURAL line; {0} in its words is the number.
enum class Plural : std::uint16_t {
#define FH_TEXT(key, words)
#define FH_PLURAL(key, one, few, many) key,
#include "ui/kit/lang/en.inl"
#undef FH_TEXT
#undef FH_PLURAL
  count_
};
inline constexpr std::size_t kPlurals = static_cast<std::size_t>(Plural::count_);

enum class Language : std::uint8_t { en, zh_hans, zh_hant, ru };
inline constexpr std::array<Language, 4> kLanguages = {Language::en, Language::zh_hans,
                                                       Language::zh_hant, Language::ru};
/// "en", "zh-Hans", "zh-Hant", "ru".
[[nodiscard]] std::string_view tag_of(Language language);
/// The name in its own language: "简体中文".
[[nodiscard]] std::string_view name_of(Language language);
/// From a BCP 47 tag as browsers send it ("zh-CN", "ru-RU", "zh-Hant-HK"); nullopt: not one of
/// ours.
[[nodiscard]] std::optional<Language> language_of(std::string_view tag);

struct LangTable;  // ui/kit/lang/lang.cpp

class Lang {
 public:
  /// The one object of each language; lives for ever.
  [[nodiscard]] static const Lang& of(Language language);
  /// The first of the wished languages that we have, else English.
  [[nodiscard]] static const Lang& of_tags(std::span<const std::string> tags);

  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] std::string_view tag() const { return tag_of(language_); }

  [[nodiscard]] std::string_view text(Text key) const;
  /// With {0}, {1} … replaced; a place without an argument stays empty.
  [[nodiscard]] std::string text(Text key, std::initializer_list<std::string_view> arguments) const;
  /// The form for `count` with {0} = count, grouped; {1} … are `arguments`.
  [[nodiscard]] std::string plural(Plural key, std::int64_t count,
                                   std::initializer_list<std::string_view> arguments = {}) const;
  /// The sentence for an error's code: the key "error_" + code with "_" for "."; the error's own
  /// message when there is none.
  [[nodiscard]] std::string error(const Error& error) const;

  /// "12,345", "12 345" (no-break space).
  [[nodiscard]] std::string number(std::int64_t value) const;
  /// "14:05".
  [[nodiscard]] std::string clock(Instant at, const time::Zone& zone) const;
  /// "3 Nov", "11月3日", "3 ноя"; with the year when it is not `now`'s.
  [[nodiscard]] std::string date(Instant at, Instant now, const time::Zone& zone) const;
  /// Today "14:05", else the date: short, for tables.
  [[nodiscard]] std::string time_or_date(Instant at, Instant now, const time::Zone& zone) const;
  /// "3 Nov 14:05"; today "Today 14:05", yesterday likewise.
  [[nodiscard]] std::string date_time(Instant at, Instant now, const time::Zone& zone) const;
  /// The whole: "Tuesday, 3 November 2026, 14:05": for descriptions and tooltips.
  [[nodiscard]] std::string full_date_time(Instant at, const time::Zone& zone) const;
  /// "just now", "5 min ago", "3 h ago", "2 d ago"; in the future "in 5 min".
  [[nodiscard]] std::string relative(Instant at, Instant now) const;

  constexpr Lang(Language language, const LangTable& table) : language_(language), table_(&table) {}

 private:
  Language language_;
  const LangTable* table_;
};

/// Replaces {0} … {9} in `words`.
[[nodiscard]] std::string fill_in(std::string_view words,
                                  std::span<const std::string_view> arguments);

}  // namespace firsthand::ui
