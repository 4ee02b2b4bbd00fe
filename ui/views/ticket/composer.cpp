// The composer: a reply to the customer or a note for the team.
#include <array>
#include <string>

#include "core/model/limits.h"
#include "ui/kit/kit.h"
#include "ui/views/controls.h"
#include "ui/views/ticket/ticket.h"

namespace firsthand::ui {

namespace {

constexpr float kStateWidth = 300;
constexpr float kStateLabelWidth = 104;
constexpr float kHintWidth = 220;  // from this much room the hint beside Send fits
constexpr std::array kNextStates = {TicketState::open, TicketState::pending, TicketState::hold,
                                    TicketState::solved};

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

void draw_tabs(Ui& ui, TicketViewState& state) {
  const std::array options = {
      kit::Option{.key = "reply", .label = ui.tr(Text::compose_reply), .icon = Icon::reply},
      kit::Option{.key = "note", .label = ui.tr(Text::compose_note), .icon = Icon::lock}};
  const auto chosen = kit::tabs(ui, "mode", ui.tr(Text::compose_mode), options,
                                state.note_tab ? 1 : 0, kit::TabsLook::segmented);
  if (chosen) {
    state.note_tab = *chosen == 1;
    state.focus_composer = true;
  }
}

/// TKT-3, said before it happens.
void draw_takes(Ui& ui) {
  kit::text(ui, ui.tr(Text::compose_takes),
            {.size = FontSize::caption,
             .colour = Colour::text_muted,
             .align = kit::Align::end,
             .lines_max = 1});
}

kit::FieldResult draw_field(Ui& ui, float height_px, const TicketModel& model,
                            TicketViewState& state, const std::string& reason) {
  const auto& requester = model.page.customer.requester;
  const std::string reply_hint = requester && !requester->name.empty()
                                     ? ui.lang().text(Text::compose_reply_hint, {requester->name})
                                     : std::string(ui.tr(Text::compose_reply_hint_nobody));
  const bool note = state.note_tab;
  return kit::text_field(
      ui, note ? "note" : "reply", note ? state.draft.note : state.draft.reply,
      {.label = ui.tr(note ? Text::compose_note : Text::compose_reply),
       .label_hidden = true,
       .placeholder = note ? ui.tr(Text::compose_note_hint) : std::string_view(reply_hint),
       .input = TextInput::multiline,
       .disabled_reason = reason,
       .height_px = height_px,
       .bytes_max = limits::kTextBytesMax,
       .back = note ? Colour::note_back : Colour::sunken});
}

void draw_next_state(Ui& ui, const TicketModel& model, TicketViewState& state) {
  std::array<kit::Option, kNextStates.size()> options;
  std::array<std::string, kNextStates.size()> reasons;
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < kNextStates.size(); ++i) {
    const auto index = static_cast<std::size_t>(kNextStates[i]);
    reasons[i] = reason_words(ui, model.permits.reply_state[index]);
    options[i] = {.key = text_of(kNextStates[i]),
                  .label = ui.tr(text_of_state(kNextStates[i])),
                  .disabled_reason = reasons[i]};
    if (kNextStates[i] == state.next_state) chosen = i;
  }
  const auto picked = kit::select(ui, "next_state",
                                  {.label = ui.tr(Text::compose_next_state),
                                   .label_beside = true,
                                   .label_width = kStateLabelWidth,
                                   .chosen = chosen},
                                  options);
  if (picked) state.next_state = kNextStates[*picked];
}

/// True when Send was pressed.
bool draw_foot(Ui& ui, const TicketModel& model, TicketViewState& state, const std::string& reason,
               bool composing, Sink& sink) {
  const bool note = state.note_tab;
  const std::string_view label = ui.tr(note ? Text::compose_add_note : Text::compose_send);
  const Shortcut& key = info(Command::send).first;
  const std::string words = shortcut_words(key, ui.mac());
  const std::string aria = shortcut_aria(key, ui.mac());
  const kit::ButtonOptions options{.kind = kit::ButtonKind::primary,
                                   .icon = note ? Icon::note : Icon::send,
                                   .disabled_reason = reason,
                                   .disabled = composing,
                                   .shortcut = words,
                                   .shortcut_aria = aria};
  const float send = kit::button_width(ui, label, options);
  const float room = kit::available_width(ui) / ui.scale() - send - 2 * space::s;
  const bool share = !note && !is_blank(state.draft.reply) && !model.permits.draft;
  const float shared = share ? kit::button_width(ui, ui.tr(Text::desk_share_draft)) : 0;
  kit::Row row(ui, {std::min(kStateWidth, room - shared), kit::fill(), shared, send},
               size::control);
  if (note || !reason.empty()) {
    row.cell();
  } else {
    draw_next_state(ui, model, state);
  }
  const bool takes = !note && reason.empty() && model.page.ticket.owner.is_nil() &&
                     room - shared > kStateWidth + kHintWidth;
  if (takes) {
    draw_takes(ui);
  } else {
    row.cell();
  }
  if (!share) {
    row.cell();
  } else if (kit::button(ui, "share", ui.tr(Text::desk_share_draft),
                         {.kind = kit::ButtonKind::ghost, .disabled = composing})) {
    sink.push_back(ShareDraft{});
  }
  return kit::button(ui, "send", label, options);
}

}  // namespace

void draw_composer(Ui& ui, const Rect& rect, const TicketModel& model, TicketViewState& state,
                   Sink& sink) {
  kit::Panel panel(ui, "composer", rect,
                   {.role = SemRole::form,
                    .name = ui.tr(Text::compose_mode),
                    .look = kit::PanelLook::surface,
                    .padding_x = space::l,
                    .padding_y = space::m,
                    .gap = space::s,
                    .border_top = true});
  {
    kit::Flow flow(ui);
    draw_tabs(ui, state);
  }
  const bool note = state.note_tab;
  const std::string reason = reason_words(ui, note ? model.permits.note : model.permits.reply);
  const float foot = ui.px(size::control + space::s);
  const float height = std::max(ui.px(size::control), kit::remaining(ui).h - foot);
  const kit::FieldResult field = draw_field(ui, height, model, state, reason);
  (note ? state.draft.note_composing : state.draft.reply_composing) = field.composing;
  if (state.focus_composer && reason.empty()) ui.focus(field.id);
  state.focus_composer = false;
  const bool pressed = draw_foot(ui, model, state, reason, field.composing, sink);
  if (!(pressed || field.submitted) || field.composing || !reason.empty()) return;
  if (is_blank(note ? state.draft.note : state.draft.reply)) {
    ui.announce(ui.tr(Text::compose_empty), true);
    ui.focus(field.id);
    return;
  }
  sink.push_back(SendEntry{.note = note});
}

}  // namespace firsthand::ui
