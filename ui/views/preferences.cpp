#include "ui/views/preferences.h"

#include <array>

#include "ui/kit/kit.h"

namespace firsthand::ui {

Text text_of_theme(ThemeChoice theme) {
  switch (theme) {
    case ThemeChoice::light:
      return Text::prefs_theme_light;
    case ThemeChoice::dark:
      return Text::prefs_theme_dark;
    case ThemeChoice::system:
      break;
  }
  return Text::prefs_theme_system;
}

void draw_preferences(Ui& ui, ThemeChoice theme, Sink& sink) {
  std::array<kit::Option, kLanguages.size()> languages;
  for (std::size_t i = 0; i < kLanguages.size(); ++i) {
    languages[i] = {.key = tag_of(kLanguages[i]), .label = name_of(kLanguages[i])};
  }
  constexpr std::array kThemes = {ThemeChoice::system, ThemeChoice::light, ThemeChoice::dark};
  const std::array themes = {
      kit::Option{.key = "system", .label = ui.tr(text_of_theme(kThemes[0]))},
      kit::Option{.key = "light", .label = ui.tr(text_of_theme(kThemes[1]))},
      kit::Option{.key = "dark", .label = ui.tr(text_of_theme(kThemes[2]))}};
  kit::Row row(ui, {kit::fill(), kit::fill()});
  const auto language = kit::select(ui, "language",
                                    {.label = ui.tr(Text::prefs_language),
                                     .label_hidden = true,
                                     .chosen = static_cast<std::size_t>(ui.preferences().language)},
                                    languages);
  if (language) sink.push_back(SetLanguage{std::string(tag_of(kLanguages[*language]))});
  const auto chosen = kit::select(ui, "theme",
                                  {.label = ui.tr(Text::prefs_theme),
                                   .label_hidden = true,
                                   .chosen = static_cast<std::size_t>(theme)},
                                  themes);
  if (chosen) sink.push_back(SetTheme{kThemes[*chosen]});
}

}  // namespace firsthand::ui
