// The ticket's dialogs: subject, priority against its computation (TKT-4), another owner (TKT-6).
#include <array>
#include <string>
#include <vector>

#include "core/model/limits.h"
#include "ui/kit/kit.h"
#include "ui/views/controls.h"
#include "ui/views/ticket/ticket.h"

namespace firsthand::ui {

namespace {

/// Cancel and the one that does it. True when the latter was pressed.
bool draw_buttons(Ui& ui, TicketViewState& state, std::string_view label, bool ready) {
  kit::Flow buttons(ui, kit::Align::end);
  if (kit::button(ui, "cancel", ui.tr(Text::common_cancel))) state.dialog = TicketDialog::none;
  return kit::button(ui, "ok", label,
                     {.kind = kit::ButtonKind::primary,
                      .disabled_reason = ready ? std::string_view() : ui.tr(Text::desk_fill_in)});
}

kit::FieldResult draw_reason(Ui& ui, TicketViewState& state) {
  return kit::text_field(
      ui, "reason", state.reason,
      {.label = ui.tr(Text::desk_reason), .required = true, .bytes_max = limits::kReasonBytesMax});
}

void draw_rename(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  kit::Dialog dialog(ui, "rename", ui.tr(Text::ticket_rename_title));
  const auto field = kit::text_field(ui, "subject", state.subject,
                                     {.label = ui.tr(Text::prop_subject),
                                      .required = true,
                                      .autofocus = true,
                                      .bytes_max = limits::kSubjectBytesMax});
  const bool ready = !state.subject.empty() && !field.composing;
  const bool pressed = draw_buttons(ui, state, ui.tr(Text::common_save), ready);
  if (ready && (pressed || field.submitted)) {
    const Ticket& ticket = model.page.ticket;
    sink.push_back(
        Submit{.operations = {ops::TicketRename{.ticket = ticket.id, .subject = state.subject}},
               .done = std::string(ui.tr(Text::done_changed)),
               .undo = {ops::TicketRename{.ticket = ticket.id, .subject = ticket.subject}}});
    state.dialog = TicketDialog::none;
  }
  if (dialog.close_asked()) state.dialog = TicketDialog::none;
}

void draw_override(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  const Ticket& ticket = model.page.ticket;
  kit::Dialog dialog(ui, "override", ui.tr(Text::prop_override_title));
  const std::string_view computed = ui.tr(text_of_priority(ticket.computed_priority));
  kit::text(ui, ui.lang().text(Text::prop_priority_computed, {computed}),
            {.colour = Colour::text_muted});
  const auto chosen = enum_select<Priority>(ui, "priority", {.label = ui.tr(Text::prop_priority)},
                                            state.new_priority, text_of_priority);
  if (chosen) state.new_priority = *chosen;
  const auto field = draw_reason(ui, state);
  const bool ready = !state.reason.empty() && !field.composing;
  const bool pressed = draw_buttons(ui, state, ui.tr(Text::prop_override_submit), ready);
  if (ready && (pressed || field.submitted)) {
    sink.push_back(
        Submit{.operations = {ops::TicketOverridePriority{
                   .ticket = ticket.id, .priority = state.new_priority, .reason = state.reason}},
               .done = std::string(ui.tr(Text::done_changed)),
               .undo = {}});
    state.dialog = TicketDialog::none;
  }
  if (dialog.close_asked()) state.dialog = TicketDialog::none;
}

void draw_move_owner(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  const Ticket& ticket = model.page.ticket;
  kit::Dialog dialog(ui, "move_owner", ui.tr(Text::prop_move_owner_title));
  kit::text(ui, ui.tr(Text::prop_move_owner_hint), {.colour = Colour::text_muted});
  std::vector<std::string> keys;
  std::vector<const Person*> people;
  for (const Person& person : model.people) {
    if (person.id == ticket.owner) continue;
    keys.push_back(person.id.text());
    people.push_back(&person);
  }
  std::vector<kit::Option> options;
  std::size_t chosen = SIZE_MAX;
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (people[i]->id == state.new_owner) chosen = i;
    options.push_back(
        {.key = keys[i], .label = people[i]->name, .detail = ui.tr(text_of_role(people[i]->role))});
  }
  const auto picked =
      kit::select(ui, "owner", {.label = ui.tr(Text::prop_new_owner), .chosen = chosen}, options);
  if (picked) state.new_owner = people[*picked]->id;
  const auto field = draw_reason(ui, state);
  const bool ready = !state.new_owner.is_nil() && !state.reason.empty() && !field.composing;
  const bool pressed = draw_buttons(ui, state, ui.tr(Text::prop_move), ready);
  if (ready && (pressed || field.submitted)) {
    sink.push_back(
        Submit{.operations = {ops::TicketMoveOwner{
                   .ticket = ticket.id, .owner = state.new_owner, .reason = state.reason}},
               .done = std::string(ui.tr(Text::done_moved)),
               .undo = {}});
    state.dialog = TicketDialog::none;
  }
  if (dialog.close_asked()) state.dialog = TicketDialog::none;
}

}  // namespace

void draw_ticket_dialogs(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  if (model.status != TicketModel::Status::ready) return;
  switch (state.dialog) {
    case TicketDialog::none:
      return;
    case TicketDialog::rename:
      draw_rename(ui, model, state, sink);
      return;
    case TicketDialog::override_priority:
      draw_override(ui, model, state, sink);
      return;
    case TicketDialog::move_owner:
      draw_move_owner(ui, model, state, sink);
      return;
    default:
      draw_desk_dialogs(ui, model, state, sink);
      return;
  }
}

}  // namespace firsthand::ui
