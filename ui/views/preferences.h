// Choosing the language and the theme: on the sign-in screen and in the account menu.
#pragma once

#include "ui/kit/ui.h"
#include "ui/views/intent.h"

namespace firsthand::ui {

/// Two selects beside one another.
void draw_preferences(Ui& ui, ThemeChoice theme, Sink& sink);

[[nodiscard]] Text text_of_theme(ThemeChoice theme);

}  // namespace firsthand::ui
