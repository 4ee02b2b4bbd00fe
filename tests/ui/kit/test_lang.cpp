// Goal: words, numbers and times as each of the four languages writes them.
// Method: compare with what a native reader expects; scan the tables for holes.
#include <set>

#include <catch_amalgamated.hpp>

#include "ui/kit/lang.h"

namespace firsthand::ui::test {

namespace {

const Lang& en() { return Lang::of(Language::en); }
const Lang& ru() { return Lang::of(Language::ru); }
const Lang& zh() { return Lang::of(Language::zh_hans); }

std::set<char> places_in(std::string_view words) {
  std::set<char> places;
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    if (words[i] == '{' && words[i + 2] == '}') places.insert(words[i + 1]);
  }
  return places;
}

Instant utc(std::string_view text) { return time::parse_utc(text).value(); }

}  // namespace

TEST_CASE("Lang: every key has words in all four languages, with the same places") {
  for (std::size_t i = 0; i < kTexts; ++i) {
    const auto key = static_cast<Text>(i);
    const std::string_view english = en().text(key);
    CHECK(!english.empty());
    for (const Language language : kLanguages) {
      const std::string_view words = Lang::of(language).text(key);
      INFO(english << " in " << tag_of(language));
      CHECK(!words.empty());
      // Dates put the same parts in another order and may leave some out.
      if (key < Text::date_day || key > Text::date_full) {
        CHECK(places_in(words) == places_in(english));
      }
    }
  }
}

TEST_CASE("Lang: sentence case without a full stop after one sentence") {
  for (std::size_t i = 0; i < kTexts; ++i) {
    for (const Language language : kLanguages) {
      const std::string_view words = Lang::of(language).text(static_cast<Text>(i));
      INFO(words);
      CHECK(words.find("...") == words.npos);
      CHECK(!words.starts_with(' '));
      CHECK(!words.ends_with(' '));
    }
  }
}

TEST_CASE("Lang: Russian has three plural forms, English two, Chinese one") {
  const auto count = [](const Lang& lang, std::int64_t n) {
    return lang.plural(Plural::common_tickets, n);
  };
  CHECK(count(ru(), 1) == "1 заявка");
  CHECK(count(ru(), 2) == "2 заявки");
  CHECK(count(ru(), 5) == "5 заявок");
  CHECK(count(ru(), 11) == "11 заявок");
  CHECK(count(ru(), 14) == "14 заявок");
  CHECK(count(ru(), 21) == "21 заявка");
  CHECK(count(ru(), 104) == "104 заявки");
  CHECK(count(ru(), 112) == "112 заявок");
  CHECK(count(en(), 1) == "1 ticket");
  CHECK(count(en(), 0) == "0 tickets");
  CHECK(count(en(), 1'000) == "1,000 tickets");
  CHECK(count(zh(), 1) == "1 个工单");
}

TEST_CASE("Lang: numbers are grouped as the language does") {
  CHECK(en().number(0) == "0");
  CHECK(en().number(999) == "999");
  CHECK(en().number(1'234'567) == "1,234,567");
  CHECK(en().number(-1'234) == "-1,234");
  CHECK(ru().number(1'234) == "1234");
  CHECK(ru().number(12'345) == "12\u00A0345");
}

TEST_CASE("Lang: browsers' language tags find the right language") {
  CHECK(language_of("en-GB") == Language::en);
  CHECK(language_of("zh") == Language::zh_hans);
  CHECK(language_of("zh-CN") == Language::zh_hans);
  CHECK(language_of("zh-TW") == Language::zh_hant);
  CHECK(language_of("zh-Hant-HK") == Language::zh_hant);
  CHECK(language_of("zh-hans-hk") == Language::zh_hans);
  CHECK(language_of("RU_ru") == Language::ru);
  CHECK(!language_of("de-DE"));
  CHECK(!language_of(""));
  const std::vector<std::string> wished = {"de", "ru-RU", "en"};
  CHECK(Lang::of_tags(wished).language() == Language::ru);
  CHECK(Lang::of_tags({}).language() == Language::en);
}

TEST_CASE("Lang: times are told in the zone of the reader, dates shortly") {
  const time::Zone& berlin = *time::find_zone("Europe/Berlin");
  const Instant now = utc("2026-11-03T13:05:00Z");
  const Instant today = utc("2026-11-03T07:04:00Z"), june = utc("2026-06-09T22:30:00Z");
  const Instant old = utc("2025-12-31T23:30:00Z"), older = utc("2025-11-03T12:00:00Z");
  CHECK(en().time_or_date(today, now, berlin) == "08:04");
  CHECK(en().time_or_date(june, now, berlin) == "10 Jun");
  CHECK(ru().time_or_date(june, now, berlin) == "10 июн");
  CHECK(zh().time_or_date(june, now, berlin) == "6月10日");
  CHECK(en().date(old, now, berlin) == "1 Jan");
  CHECK(en().date(older, now, berlin) == "3 Nov 2025");
  CHECK(zh().date(older, now, berlin) == "2025年11月3日");
  CHECK(en().date_time(today, now, berlin) == "Today 08:04");
  CHECK(ru().date_time(utc("2026-11-02T07:04:00Z"), now, berlin) == "Вчера 08:04");
  CHECK(en().full_date_time(today, berlin) == "Tuesday, 3 November 2026, 08:04");
  CHECK(zh().full_date_time(today, berlin) == "2026年11月3日 星期二 08:04");
}

TEST_CASE("Lang: relative times go both ways") {
  const Instant now = utc("2026-11-03T13:05:00Z");
  CHECK(en().relative(now, now) == "just now");
  CHECK(en().relative(now - Duration{5 * 60'000}, now) == "5 min ago");
  CHECK(ru().relative(now - Duration{3 * 3'600'000}, now) == "3 ч назад");
  CHECK(zh().relative(now + Duration{2 * 86'400'000}, now) == "2 天后");
}

TEST_CASE("Lang: an error is told by its code, else by its own sentence") {
  CHECK(en().error({"no.such_code", "It went wrong", ""}) == "It went wrong");
  CHECK(ru().error({"no.such_code", "It went wrong", ""}) == "It went wrong");
}

TEST_CASE("Lang: places are filled, a missing argument leaves nothing") {
  const std::array<std::string_view, 1> one = {"Anna"};
  CHECK(fill_in("{0} and {1}!", one) == "Anna and !");
  CHECK(fill_in("{x} {0", one) == "{x} {0");
}

}  // namespace firsthand::ui::test
