// From the page's flat JSON records (web/src/messages.ts) to the app's events.
#pragma once

#include <optional>

#include "shell/web/messages.h"
#include "ui/app/host.h"

namespace firsthand::web {

/// nullopt when the record is no event of the app.
[[nodiscard]] std::optional<ui::Event> event_from(const Json& record);

/// Whether it can only have changed what is drawn, not the store: no reason to look at the outbox.
[[nodiscard]] bool is_only_visual(const ui::Event& event);

}  // namespace firsthand::web
