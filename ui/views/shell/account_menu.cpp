#include "ui/views/shell/account_menu.h"

#include <array>
#include <utility>
#include <vector>

#include "ui/kit/kit.h"
#include "ui/views/preferences.h"

namespace firsthand::ui {

namespace {

constexpr std::array kThemes = {std::pair{ThemeChoice::system, std::string_view("system")},
                                std::pair{ThemeChoice::light, std::string_view("light")},
                                std::pair{ThemeChoice::dark, std::string_view("dark")}};

Icon icon_of_theme(ThemeChoice theme) {
  if (theme == ThemeChoice::light) return Icon::sun;
  return theme == ThemeChoice::dark ? Icon::moon : Icon::none;
}

}  // namespace

void draw_account_menu(Ui& ui, const ShellModel& model, Sink& sink) {
  const bool pressed = kit::icon_button(
      ui, "account", Icon::user, ui.tr(Text::shell_menu),
      {.kind = kit::ButtonKind::ghost, .expanded = kit::menu_open(ui, "account_menu")});
  std::vector<kit::Option> options;
  std::vector<Intent> intents;
  for (const Language language : kLanguages) {
    options.push_back({.key = tag_of(language),
                       .label = name_of(language),
                       .icon = language == Language::en ? Icon::globe : Icon::none,
                       .checked = ui.preferences().language == language});
    intents.emplace_back(SetLanguage{std::string(tag_of(language))});
  }
  for (const auto& [theme, key] : kThemes) {
    options.push_back({.key = key,
                       .label = ui.tr(text_of_theme(theme)),
                       .icon = icon_of_theme(theme),
                       .checked = model.theme == theme,
                       .separator_before = theme == ThemeChoice::system});
    intents.emplace_back(SetTheme{theme});
  }
  const Shortcut& key = info(Command::shortcuts).first;
  const std::string words = shortcut_words(key, ui.mac());
  const std::string aria = shortcut_aria(key, ui.mac());
  options.push_back({.key = "shortcuts",
                     .label = ui.tr(Text::shell_shortcuts),
                     .icon = Icon::keyboard,
                     .shortcut = words,
                     .shortcut_aria = aria,
                     .separator_before = true});
  intents.emplace_back(Run{Command::shortcuts});
  options.push_back(
      {.key = "sign_out", .label = ui.tr(Text::shell_sign_out), .icon = Icon::sign_out});
  intents.emplace_back(Run{Command::sign_out});
  const auto chosen = kit::menu(ui, "account_menu", ui.tr(Text::shell_menu), pressed, options);
  if (chosen) sink.push_back(std::move(intents[*chosen]));
}

}  // namespace firsthand::ui
