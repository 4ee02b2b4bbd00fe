// What has gone to the server and what has not, and what to do about refused changes.
#pragma once

#include "ui/kit/ui.h"
#include "ui/views/intent.h"
#include "ui/views/sync/sync_model.h"

namespace firsthand::ui {

/// `state_words`: the chip's own.
void draw_sync_panel(Ui& ui, const SyncModel& model, SyncViewState& state,
                     std::string_view state_words, Sink& sink);

}  // namespace firsthand::ui
