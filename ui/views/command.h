// The one table of all that a person can do by name or key (STYLE 20): menus, tooltips, the
// shortcuts dialog and the keyboard read it. Not here: what a command does (ui/app).
//
//   const CommandInfo& take = info(Command::take);
//   kit tooltip: tr(take.name), take.shortcuts[0]
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/kit/lang.h"

namespace firsthand::ui {

enum class Command : std::uint8_t {
  view_mine,
  view_unassigned,
  view_open,
  view_pending,
  view_solved,
  view_all,
  row_down,
  row_up,
  row_open,
  back,
  search,
  new_ticket,
  take,
  reply,
  note,
  state_menu,
  send,
  sync_panel,
  shortcuts,
  theme,
  sign_out,
};
inline constexpr std::size_t kCommandCount = static_cast<std::size_t>(Command::sign_out) + 1;

/// Where a command means something.
enum class CommandPlace : std::uint8_t { everywhere, inbox, ticket };

enum class CommandGroup : std::uint8_t { move, ticket, general };

/// A physical key (KeyboardEvent.code), so that it works on a Russian or Chinese layout too.
struct Shortcut {
  std::string_view code;  // "KeyJ"; empty: none
  bool primary = false;   // Ctrl, or Command on a Mac
  bool shift = false;
};

struct CommandInfo {
  Command id;
  Text name;
  CommandGroup group;
  CommandPlace place;
  Shortcut first;
  Shortcut second;
  bool in_fields = false;  // works while a text field has focus
};

[[nodiscard]] std::span<const CommandInfo> commands();
[[nodiscard]] const CommandInfo& info(Command command);

struct KeyPress {
  std::string_view code;
  bool shift = false;
};
/// The key as the table names it. Signs go by their meaning, since "/" and "?" are elsewhere on
/// other layouts and on the number pad; letters and digits by their place.
[[nodiscard]] KeyPress key_press_of(std::string_view code, std::string_view key, bool shift);

/// The command of a key press in a place; nullopt when the key means nothing there. A shortcut
/// without the primary modifier is ignored while `in_field`.
[[nodiscard]] std::optional<Command> command_of_key(std::string_view code, bool primary, bool shift,
                                                    CommandPlace place, bool in_field);

/// "Ctrl+Enter" or "⌘Enter" for people.
[[nodiscard]] std::string shortcut_words(const Shortcut& shortcut, bool mac);
/// "Control+Enter" or "Meta+Enter": aria-keyshortcuts.
[[nodiscard]] std::string shortcut_aria(const Shortcut& shortcut, bool mac);

}  // namespace firsthand::ui
