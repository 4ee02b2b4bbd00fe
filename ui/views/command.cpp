#include "ui/views/command.h"

#include <array>

#include "core/model/assert.h"

namespace firsthand::ui {

namespace {

using Place = CommandPlace;
using Group = CommandGroup;

constexpr auto kCommands = std::to_array<CommandInfo>({
    {Command::view_mine, Text::view_mine, Group::move, Place::everywhere, {"Digit1"}, {}},
    {Command::view_unassigned,
     Text::view_unassigned,
     Group::move,
     Place::everywhere,
     {"Digit2"},
     {}},
    {Command::view_open, Text::view_open, Group::move, Place::everywhere, {"Digit3"}, {}},
    {Command::view_pending, Text::view_pending, Group::move, Place::everywhere, {"Digit4"}, {}},
    {Command::view_solved, Text::view_solved, Group::move, Place::everywhere, {"Digit5"}, {}},
    {Command::view_all, Text::view_all, Group::move, Place::everywhere, {"Digit6"}, {}},
    {Command::row_down,
     Text::command_down,
     Group::move,
     Place::everywhere,
     {"KeyJ"},
     {"ArrowDown"}},
    {Command::row_up, Text::command_up, Group::move, Place::everywhere, {"KeyK"}, {"ArrowUp"}},
    {Command::row_open, Text::command_open, Group::move, Place::inbox, {"Enter"}, {"KeyO"}},
    {Command::back, Text::command_back, Group::move, Place::everywhere, {"KeyU"}, {"Escape"}},
    {Command::search, Text::command_search, Group::move, Place::everywhere, {"Slash"}, {}},
    {Command::new_ticket, Text::shell_new_ticket, Group::ticket, Place::everywhere, {"KeyC"}, {}},
    {Command::take, Text::ticket_take, Group::ticket, Place::ticket, {"KeyT"}, {}},
    {Command::reply, Text::command_reply, Group::ticket, Place::ticket, {"KeyR"}, {}},
    {Command::note, Text::command_note, Group::ticket, Place::ticket, {"KeyN"}, {}},
    {Command::state_menu, Text::command_state_menu, Group::ticket, Place::ticket, {"KeyS"}, {}},
    {.id = Command::send,
     .name = Text::compose_send,
     .group = Group::ticket,
     .place = Place::ticket,
     .first = {.code = "Enter", .primary = true},
     .second = {},
     .in_fields = true},
    {Command::sync_panel, Text::sync_title, Group::general, Place::everywhere, {"KeyY"}, {}},
    {Command::shortcuts,
     Text::shell_shortcuts,
     Group::general,
     Place::everywhere,
     {.code = "Slash", .primary = false, .shift = true},
     {}},
    {Command::theme,
     Text::command_theme,
     Group::general,
     Place::everywhere,
     {.code = "KeyD", .primary = false, .shift = true},
     {}},
    {Command::sign_out, Text::shell_sign_out, Group::general, Place::everywhere, {}, {}},
});
static_assert(kCommands.size() == kCommandCount, "one row for each command");

constexpr bool in_order() {
  for (std::size_t i = 0; i < kCommands.size(); ++i) {
    if (static_cast<std::size_t>(kCommands[i].id) != i) return false;
  }
  return true;
}
static_assert(in_order(), "the table follows the order of the enum");

bool pressed(const Shortcut& shortcut, std::string_view code, bool primary, bool shift) {
  return !shortcut.code.empty() && shortcut.code == code && shortcut.primary == primary &&
         shortcut.shift == shift;
}

/// What is printed on the key: "KeyJ" is J, "Digit1" is 1.
std::string_view key_cap(const Shortcut& shortcut) {
  const std::string_view code = shortcut.code;
  if (code.starts_with("Key")) return code.substr(3);
  if (code.starts_with("Digit")) return code.substr(5);
  if (code == "Slash") return shortcut.shift ? "?" : "/";
  if (code == "ArrowDown") return "↓";
  if (code == "ArrowUp") return "↑";
  if (code == "Escape") return "Esc";
  return code;
}

}  // namespace

std::span<const CommandInfo> commands() { return kCommands; }

const CommandInfo& info(Command command) {
  const auto index = static_cast<std::size_t>(command);
  FH_ASSERT(index < kCommands.size());
  return kCommands[index];
}

KeyPress key_press_of(std::string_view code, std::string_view key, bool shift) {
  if (key == "/") return {.code = "Slash", .shift = false};
  if (key == "?") return {.code = "Slash", .shift = true};
  if (code == "NumpadEnter") return {.code = "Enter", .shift = shift};
  return {.code = code, .shift = shift};
}

std::optional<Command> command_of_key(std::string_view code, bool primary, bool shift,
                                      CommandPlace place, bool in_field) {
  for (const CommandInfo& command : kCommands) {
    if (command.place != Place::everywhere && command.place != place) continue;
    if (in_field && !command.in_fields) continue;
    if (pressed(command.first, code, primary, shift) ||
        pressed(command.second, code, primary, shift)) {
      return command.id;
    }
  }
  return std::nullopt;
}

std::string shortcut_words(const Shortcut& shortcut, bool mac) {
  if (shortcut.code.empty()) return {};
  std::string words;
  if (shortcut.primary) words += mac ? "⌘" : "Ctrl+";
  // The question mark already says that Shift is held.
  if (shortcut.shift && shortcut.code != "Slash") words += mac ? "⇧" : "Shift+";
  words += key_cap(shortcut);
  return words;
}

std::string shortcut_aria(const Shortcut& shortcut, bool mac) {
  if (shortcut.code.empty()) return {};
  std::string words;
  if (shortcut.primary) words += mac ? "Meta+" : "Control+";
  if (shortcut.code == "Slash") return words + (shortcut.shift ? "?" : "/");
  if (shortcut.shift) words += "Shift+";
  if (shortcut.code.starts_with("Arrow")) return words + std::string(shortcut.code);
  if (shortcut.code == "Escape") return words + "Escape";
  words += key_cap(shortcut);
  return words;
}

}  // namespace firsthand::ui
