// What everybody must know now, across the top of the screens: no network, nothing kept on disk,
// the session ended, a new version.
#pragma once

#include "ui/kit/ui.h"
#include "ui/views/intent.h"
#include "ui/views/sync/sync_model.h"

namespace firsthand::ui {

/// Takes the room of the banners off the top of `rest`.
void draw_banners(Ui& ui, const SyncModel& model, SyncViewState& state, Rect& rest, Sink& sink);

}  // namespace firsthand::ui
