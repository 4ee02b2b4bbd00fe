// The frame around the screens: navigation, top bar with search and the sync chip, banners, the
// account menu, the shortcuts and sign-out dialogs. Returns the room that is left for the screen.
#pragma once

#include <string>

#include "core/query/inbox.h"
#include "ui/kit/ui.h"
#include "ui/views/intent.h"
#include "ui/views/sync/sync_model.h"
#include "ui/views/ticket/ticket_model.h"

namespace firsthand::ui {

struct ShellModel {
  std::string workspace_name, person_name;
  Role role = Role::agent;
  query::InboxCounts counts;
  bool inbox_shown = true;
  query::InboxView view = query::InboxView::mine;
  ThemeChoice theme = ThemeChoice::system;
  const SyncModel* sync = nullptr;
};

struct ShellState {
  std::string search_text;  // with what an input method has not finished
  bool shortcuts_open = false;
  bool sign_out_open = false;
  bool focus_search = false;
};

/// Below this the navigation becomes a menu (logical pixels).
inline constexpr float kNarrowBelow = 820;

[[nodiscard]] Rect draw_shell(Ui& ui, const ShellModel& model, ShellState& state,
                              SyncViewState& sync_state, Sink& sink);
void draw_shell_dialogs(Ui& ui, const ShellModel& model, ShellState& state, Sink& sink);

/// The words of the sync chip: "Offline · 2 unsent".
[[nodiscard]] std::string sync_words(const Ui& ui, const SyncFacts& status);
[[nodiscard]] Text text_of_view(query::InboxView view);
[[nodiscard]] Icon icon_of_view(query::InboxView view);

}  // namespace firsthand::ui
