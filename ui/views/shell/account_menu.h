// The menu of the person: language, theme, shortcuts, signing out.
#pragma once

#include "ui/kit/ui.h"
#include "ui/views/intent.h"
#include "ui/views/shell/shell.h"

namespace firsthand::ui {

void draw_account_menu(Ui& ui, const ShellModel& model, Sink& sink);

}  // namespace firsthand::ui
