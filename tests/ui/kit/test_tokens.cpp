// Goal: everyone can read the screen: WCAG 2.2 contrast in all themes (1.4.3 text 4.5:1, 1.4.11
// parts of controls 3:1). Method: compute the ratios of all pairs that the kit draws.
#include <array>

#include <catch_amalgamated.hpp>

#include "ui/kit/paint/tokens.h"

namespace firsthand::ui::test {

namespace {

constexpr double kText = 4.5, kPart = 3.0;

template <class Check>
void in_all_themes(Check check) {
  for (const ThemeName name : {ThemeName::light, ThemeName::dark}) {
    for (const bool more : {false, true}) {
      INFO((name == ThemeName::light ? "light" : "dark") << (more ? ", more contrast" : ""));
      check(theme_of(name, more));
    }
  }
}

}  // namespace

TEST_CASE("Tokens: the contrast formula gives the values of the standard") {
  CHECK(contrast({0x000000FF}, {0xFFFFFFFF}) == Catch::Approx(21.0));
  CHECK(contrast({0x777777FF}, {0xFFFFFFFF}) == Catch::Approx(4.48).margin(0.01));
  CHECK(contrast({0xFFFFFFFF}, {0xFFFFFFFF}) == Catch::Approx(1.0));
}

TEST_CASE("Tokens: text is readable on everything it stands on") {
  constexpr std::array kBacks = {Colour::background, Colour::surface,  Colour::raised,
                                 Colour::sunken,     Colour::hover,    Colour::pressed,
                                 Colour::selected,   Colour::note_back};
  constexpr std::array kInks = {Colour::text, Colour::text_muted};
  in_all_themes([&](const Theme& theme) {
    for (const Colour back : kBacks) {
      for (const Colour ink : kInks) {
        INFO("ink " << static_cast<int>(ink) << " on " << static_cast<int>(back));
        CHECK(contrast(theme[ink], theme[back]) >= kText);
      }
    }
  });
}

TEST_CASE("Tokens: coloured text is readable on cards, popups and chosen rows") {
  constexpr std::array kBacks = {Colour::background, Colour::surface, Colour::raised,
                                 Colour::hover};
  constexpr std::array kInks = {Colour::accent_text, Colour::danger_text, Colour::warning_text,
                                Colour::success_text, Colour::info_text};
  in_all_themes([&](const Theme& theme) {
    for (const Colour back : kBacks) {
      for (const Colour ink : kInks) {
        INFO("ink " << static_cast<int>(ink) << " on " << static_cast<int>(back));
        CHECK(contrast(theme[ink], theme[back]) >= kText);
      }
    }
    CHECK(contrast(theme[Colour::accent_text], theme[Colour::selected]) >= kText);
    CHECK(contrast(theme[Colour::accent_text], theme[Colour::pressed]) >= kText);
    CHECK(contrast(theme[Colour::danger_text], theme[Colour::selected]) >= kText);
  });
}

TEST_CASE("Tokens: filled buttons are readable, also under the pointer") {
  in_all_themes([](const Theme& theme) {
    CHECK(contrast(theme[Colour::on_accent], theme[Colour::accent]) >= kText);
    CHECK(contrast(theme[Colour::on_accent], theme[Colour::accent_hover]) >= kText);
    CHECK(contrast(theme[Colour::on_danger], theme[Colour::danger]) >= kText);
    CHECK(contrast(theme[Colour::on_danger], theme[Colour::danger_hover]) >= kText);
  });
}

TEST_CASE("Tokens: badges, banners and avatars are readable in every tone") {
  in_all_themes([](const Theme& theme) {
    for (std::size_t i = 0; i < kTones; ++i) {
      const TonePair& pair = theme[static_cast<Tone>(i)];
      INFO("tone " << i);
      CHECK(contrast(pair.text, pair.back) >= kText);
    }
  });
}

TEST_CASE("Tokens: edges of fields and the focus ring stand out") {
  in_all_themes([](const Theme& theme) {
    for (const Colour back :
         {Colour::background, Colour::surface, Colour::raised, Colour::sunken}) {
      INFO("on " << static_cast<int>(back));
      CHECK(contrast(theme[Colour::border_strong], theme[back]) >= kPart);
      CHECK(contrast(theme[Colour::focus], theme[back]) >= kPart);
    }
    CHECK(contrast(theme[Colour::accent], theme[Colour::surface]) >= kPart);
    CHECK(contrast(theme[Colour::surface], theme[Colour::text]) >= kText);  // tooltips
  });
}

TEST_CASE("Tokens: translucent colours blend as painted") {
  CHECK(blend({0xFFFFFF80}, {0x000000FF}) == Rgba{0x808080FF});
  CHECK(blend({0x12345600}, {0xABCDEFFF}) == Rgba{0xABCDEFFF});
}

}  // namespace firsthand::ui::test
