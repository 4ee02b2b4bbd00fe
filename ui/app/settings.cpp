// Language and theme: the person's choice first, then the person's record, then the system.
#include "ui/app/app_state.h"

namespace firsthand::ui {

namespace {

std::string_view text_of_choice(ThemeChoice theme) {
  if (theme == ThemeChoice::light) return "light";
  return theme == ThemeChoice::dark ? "dark" : "system";
}

ThemeChoice choice_of_text(std::string_view text) {
  if (text == "light") return ThemeChoice::light;
  return text == "dark" ? ThemeChoice::dark : ThemeChoice::system;
}

}  // namespace

void App::State::load_settings() {
  theme = choice_of_text(host.setting("theme"));
  language = language_of(host.setting("language"));
}

void App::State::choose_language(std::string_view tag) {
  language = language_of(tag);
  host.save_setting("language", tag);
  apply_preferences();
  // Words of people that were put into read models change too.
  models.invalidate();
}

void App::State::choose_theme(ThemeChoice choice) {
  theme = choice;
  host.save_setting("theme", text_of_choice(choice));
  apply_preferences();
}

void App::State::apply_preferences() {
  const bool dark = theme == ThemeChoice::system ? system.dark : theme == ThemeChoice::dark;
  std::optional<Language> words = language;
  if (!words && workspace.replica != nullptr) {
    const auto me = workspace.replica->tables().person(workspace.replica->actor().person);
    if (me) words = language_of(me->language);
  }
  ui.set_preferences({.theme = dark ? ThemeName::dark : ThemeName::light,
                      .more_contrast = system.more_contrast,
                      .reduced_motion = system.reduced_motion,
                      .mac = system.mac,
                      .language = words.value_or(Lang::of_tags(system.languages).language())});
  const std::string_view tag = tag_of(ui.preferences().language);
  const std::string now_page = std::string(tag) + (dark ? " dark" : " light");
  if (now_page == page) return;
  page = now_page;
  host.set_page(tag, dark);
}

const time::Zone* App::State::zone() const {
  const time::Zone* found = time::find_zone(system.time_zone);
  return found != nullptr ? found : &time::utc_zone();
}

}  // namespace firsthand::ui
