// The dialogs of the frame: keyboard shortcuts, signing out.
#include <array>
#include <utility>

#include "ui/kit/kit.h"
#include "ui/views/shell/shell.h"

namespace firsthand::ui {

namespace {

constexpr float kKeysWidth = 150;
constexpr float kShortcutsWidth = 520;

constexpr std::array kGroups = {std::pair{CommandGroup::move, Text::command_group_move},
                                std::pair{CommandGroup::ticket, Text::command_group_ticket},
                                std::pair{CommandGroup::general, Text::command_group_general}};

void draw_command(Ui& ui, const CommandInfo& command) {
  std::string keys = shortcut_words(command.first, ui.mac());
  const std::string second = shortcut_words(command.second, ui.mac());
  kit::Semantic item(ui, std::to_string(static_cast<int>(command.id)), SemRole::listitem);
  kit::Row row(ui, {kit::fill(), kKeysWidth / 2, kKeysWidth / 2}, size::control_small);
  kit::text(ui, ui.tr(command.name), {.lines_max = 1});
  kit::key_hint(ui, keys);
  if (second.empty()) {
    row.cell();
  } else {
    kit::key_hint(ui, second);
  }
}

void draw_shortcuts(Ui& ui, ShellState& state) {
  kit::Dialog dialog(ui, "shortcuts", ui.tr(Text::shell_shortcuts), {.width = kShortcutsWidth});
  for (const auto& [group, title] : kGroups) {
    IdScope scope(ui, static_cast<std::uint64_t>(group));
    kit::heading(ui, 2, ui.tr(title), FontSize::body);
    kit::Semantic list(ui, "list", SemRole::list, ui.tr(title));
    kit::Column column(ui, space::xxs);
    for (const CommandInfo& command : commands()) {
      if (command.group == group && !command.first.code.empty()) draw_command(ui, command);
    }
  }
  if (dialog.close_asked()) state.shortcuts_open = false;
}

void draw_sign_out(Ui& ui, const ShellModel& model, ShellState& state, Sink& sink) {
  kit::Dialog dialog(ui, "sign_out", ui.tr(Text::shell_sign_out_title));
  const Lang& lang = ui.lang();
  const std::int64_t unsent = model.sync->status.unsent + model.sync->status.needs_attention;
  kit::text(ui, ui.tr(Text::shell_sign_out_keep));
  if (unsent > 0) {
    kit::banner(ui, "unsent", lang.text(Text::shell_sign_out_unsent, {lang.number(unsent)}),
                {.tone = Tone::warning});
  }
  kit::caption(ui, ui.tr(Text::shell_sign_out_forget_hint));
  kit::Flow buttons(ui, kit::Align::end);
  if (kit::button(ui, "cancel", ui.tr(Text::common_cancel))) state.sign_out_open = false;
  if (kit::button(ui, "forget", ui.tr(Text::shell_sign_out_forget),
                  {.kind = kit::ButtonKind::danger})) {
    state.sign_out_open = false;
    sink.push_back(SignOut{.forget = true});
  }
  if (kit::button(ui, "sign_out", ui.tr(Text::shell_sign_out_now),
                  {.kind = kit::ButtonKind::primary})) {
    state.sign_out_open = false;
    sink.push_back(SignOut{.forget = false});
  }
  if (dialog.close_asked()) state.sign_out_open = false;
}

}  // namespace

void draw_shell_dialogs(Ui& ui, const ShellModel& model, ShellState& state, Sink& sink) {
  if (state.shortcuts_open) draw_shortcuts(ui, state);
  if (state.sign_out_open) draw_sign_out(ui, model, state, sink);
}

}  // namespace firsthand::ui
