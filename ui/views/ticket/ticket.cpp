#include "ui/views/ticket/ticket.h"

#include <algorithm>
#include <array>
#include <string>

#include "ui/kit/kit.h"
#include "ui/views/controls.h"

namespace firsthand::ui {

namespace {

constexpr float kHeadHeight = 84;
constexpr float kSideWidth = 328;
constexpr float kTwoColumnsFrom = 860;  // logical width of the screen's room
constexpr float kComposerHeight = 236;
constexpr float kComposerHeightLow = 188;
constexpr float kLowBelow = 620;  // logical height of the window
constexpr float kTabsHeight = 52;
constexpr float kBannerHeight = 60;

void draw_missing(Ui& ui, const Rect& rect, const TicketModel& model, Sink& sink) {
  const bool coming = model.status == TicketModel::Status::not_yet;
  const std::string title =
      ui.lang().text(coming ? Text::ticket_not_yet : Text::ticket_missing, {model.label});
  if (kit::empty_state(
          ui, "missing", rect, title,
          {.icon = Icon::ticket,
           .words = ui.tr(coming ? Text::ticket_not_yet_hint : Text::ticket_missing_hint),
           .action = ui.tr(Text::ticket_back)})) {
    sink.push_back(Run{Command::back});
  }
}

void draw_take(Ui& ui, const TicketModel& model, Sink& sink) {
  const Shortcut& key = info(Command::take).first;
  const std::string words = shortcut_words(key, ui.mac());
  const std::string aria = shortcut_aria(key, ui.mac());
  const std::string reason = reason_words(ui, model.permits.take);
  if (kit::button(ui, "take", ui.tr(Text::ticket_take),
                  {.kind = kit::ButtonKind::primary,
                   .disabled_reason = reason,
                   .shortcut = words,
                   .shortcut_aria = aria})) {
    sink.push_back(Run{Command::take});
  }
}

void draw_badges(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  const Ticket& ticket = model.page.ticket;
  const auto& organisation = model.page.customer.organisation;
  const bool has_tier = organisation && organisation->tier != CustomerTier::normal;
  const std::string_view moves = ui.tr(text_of_state(ticket.state));
  const std::string_view priority = ui.tr(text_of_priority(ticket.priority));
  const std::string_view tier =
      has_tier ? ui.tr(text_of_tier(organisation->tier)) : std::string_view();
  const auto wide = [&](std::string_view words) {
    return kit::badge_width(ui, words) / ui.scale();
  };
  const std::string_view upset = ui.tr(Text::desk_upset_badge);
  kit::Row row(ui,
               {logical_width(ui, model.label) + space::xxs, wide(moves), wide(priority),
                has_tier ? wide(tier) : 0, ticket.upset ? wide(upset) : 0, size::control_small,
                size::control_small, kit::fill()},
               size::control_small);
  kit::text(ui, model.label, {.colour = Colour::text_muted, .lines_max = 1});
  kit::badge(ui, moves, tone_of(ticket.state));
  kit::badge(ui, priority, tone_of(ticket.priority));
  if (has_tier) {
    kit::badge(ui, tier, tone_of(organisation->tier));
  } else {
    row.cell();
  }
  if (ticket.upset) {
    kit::badge(ui, upset, Tone::danger, {.icon = Icon::flag});
  } else {
    row.cell();
  }
  if (kit::icon_button(ui, "copy_number", Icon::copy, ui.tr(Text::ticket_copy_number),
                       {.kind = kit::ButtonKind::ghost, .small = true})) {
    sink.push_back(CopyText{model.label});
  }
  const std::string reason = reason_words(ui, model.permits.rename);
  if (kit::icon_button(
          ui, "rename", Icon::edit, ui.tr(Text::ticket_rename),
          {.kind = kit::ButtonKind::ghost, .disabled_reason = reason, .small = true})) {
    state.dialog = TicketDialog::rename;
    state.subject = ticket.subject;
  }
}

void draw_head(Ui& ui, const Rect& rect, const TicketModel& model, TicketViewState& state,
               Sink& sink) {
  kit::Panel head(ui, "head", rect,
                  {.look = kit::PanelLook::back,
                   .padding_x = space::l,
                   .padding_y = space::s,
                   .gap = space::xxs});
  const bool may_take = model.page.ticket.owner != model.me;
  const float take = kit::button_width(ui, ui.tr(Text::ticket_take));
  {
    kit::Row row(ui, {size::control, kit::fill(), may_take ? take : 0, size::control},
                 size::control);
    if (kit::icon_button(ui, "back", Icon::arrow_left, ui.tr(Text::ticket_back))) {
      sink.push_back(Run{Command::back});
    }
    kit::text(ui, model.page.ticket.subject,
              {.size = FontSize::title,
               .weight = FontWeight::strong,
               .lines_max = 1,
               .role = SemRole::heading});
    if (may_take) {
      draw_take(ui, model, sink);
    } else {
      row.cell();
    }
    draw_more(ui, model, state, sink);
  }
  Rect below = kit::remaining(ui);
  cut_left(below, ui.px(size::control + space::s));
  kit::Column column(ui, below);
  draw_badges(ui, model, state, sink);
}

void draw_side(Ui& ui, const Rect& rect, const TicketModel& model, TicketViewState& state,
               Sink& sink) {
  kit::ScrollArea area(ui, "side", rect,
                       {.name = ui.tr(Text::ticket_details),
                        .role = SemRole::complementary,
                        .padding_x = space::m,
                        .padding_y = space::xs,
                        .gap = space::m});
  draw_customer(ui, model, sink);
  draw_relations(ui, model, sink);
  draw_properties(ui, model, state, sink);
  draw_work(ui, model, state, sink);
  draw_recent_tickets(ui, model, sink);
}

void draw_talk(Ui& ui, Rect rect, const TicketModel& model, TicketViewState& state, Sink& sink) {
  const bool low = ui.screen().h < ui.px(kLowBelow);
  if (model.page.survivor) {
    const Rect bar = inset(cut_top(rect, ui.px(kBannerHeight)), ui.px(space::l), ui.px(space::xs));
    kit::Column column(ui, bar);
    draw_merged_banner(ui, model, sink);
  }
  const Rect composer = cut_bottom(rect, ui.px(low ? kComposerHeightLow : kComposerHeight));
  draw_conversation(ui, rect, model, state, sink);
  draw_composer(ui, composer, model, state, sink);
}

/// One column: conversation or details, by tabs.
void draw_narrow(Ui& ui, Rect rect, const TicketModel& model, TicketViewState& state, Sink& sink) {
  Rect bar = inset(cut_top(rect, ui.px(kTabsHeight)), ui.px(space::l), ui.px(space::xs));
  {
    kit::Column column(ui, bar);
    const std::array options = {
        kit::Option{.key = "conversation", .label = ui.tr(Text::ticket_conversation)},
        kit::Option{.key = "details", .label = ui.tr(Text::ticket_details)}};
    const auto chosen = kit::tabs(ui, "parts", ui.tr(Text::ticket_parts), options,
                                  state.details ? 1 : 0, kit::TabsLook::underline);
    if (chosen) state.details = *chosen == 1;
  }
  if (state.details) {
    draw_side(ui, rect, model, state, sink);
  } else {
    draw_talk(ui, rect, model, state, sink);
  }
}

}  // namespace

Submit state_change(const Ui& ui, const Ticket& ticket, TicketState state) {
  const std::string_view name = ui.tr(text_of_state(state));
  return {.operations = {ops::TicketSetState{.ticket = ticket.id, .state = state, .reason = {}}},
          .done = ui.lang().text(Text::done_state, {name}),
          .undo = {ops::TicketSetState{.ticket = ticket.id, .state = ticket.state, .reason = {}}}};
}

void draw_ticket(Ui& ui, const Rect& rect, const TicketModel& model, TicketViewState& state,
                 Sink& sink) {
  const bool ready = model.status == TicketModel::Status::ready;
  kit::Panel main(
      ui, "ticket", rect,
      {.role = SemRole::main,
       .name = ready ? std::string_view(model.page.ticket.subject) : std::string_view(model.label),
       .look = kit::PanelLook::back,
       .padding_x = 0,
       .padding_y = 0});
  if (!ready) {
    draw_missing(ui, rect, model, sink);
    return;
  }
  // Two tickets never share ids, so that a field's content stays with its ticket.
  IdScope scope(ui, kit::key_of(model.page.ticket.id.view()));
  Rect rest = rect;
  const bool wide = rect.w / ui.scale() >= kTwoColumnsFrom;
  draw_head(ui, cut_top(rest, ui.px(kHeadHeight)), model, state, sink);
  if (!wide) {
    draw_narrow(ui, rest, model, state, sink);
    return;
  }
  const Rect side = cut_right(rest, ui.px(kSideWidth));
  draw_talk(ui, rest, model, state, sink);
  draw_side(ui, side, model, state, sink);
}

}  // namespace firsthand::ui
