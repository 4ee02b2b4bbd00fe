// The list of tickets: a virtual table with sorting, and what to say when it is empty.
#pragma once

#include "ui/kit/ui.h"
#include "ui/views/inbox/inbox_model.h"
#include "ui/views/intent.h"

namespace firsthand::ui {

/// `title`: the view's name. `keys`: the list takes j, k and arrows also when nothing has focus.
void draw_inbox(Ui& ui, const Rect& rect, const InboxModel& model, InboxViewState& state,
                std::string_view title, bool keys, Sink& sink);

}  // namespace firsthand::ui
