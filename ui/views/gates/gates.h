// What is shown while the desk cannot be: starting, another tab has the store, the store failed.
#pragma once

#include <string>

#include "core/model/error.h"
#include "ui/kit/ui.h"
#include "ui/views/intent.h"

namespace firsthand::ui {

void draw_starting(Ui& ui);
void draw_other_tab(Ui& ui, bool taking_over, Sink& sink);
/// `report`: what Copy report puts on the clipboard.
void draw_failed(Ui& ui, const Error& error, const std::string& report, Sink& sink);

}  // namespace firsthand::ui
