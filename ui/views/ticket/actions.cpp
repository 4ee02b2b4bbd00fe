// What else can be done with a ticket: the menu in its head, and the way out of a merge (TKT-5).
#include <algorithm>
#include <string>
#include <vector>

#include "ui/kit/kit.h"
#include "ui/views/controls.h"
#include "ui/views/ticket/ticket.h"

namespace firsthand::ui {

namespace {

void open_dialog(TicketViewState& state, TicketDialog dialog) {
  state.dialog = dialog;
  state.find.clear();
  state.target.reset();
  state.reason.clear();
  state.text.clear();
  state.new_owner = {};
  state.entry = {};
  state.tried = false;
}

Submit watch(const Ui& ui, const TicketModel& model, bool watching) {
  const TicketId id = model.page.ticket.id;
  const auto change = [&](bool on) {
    return ops::TicketWatch{.ticket = id, .person = model.me, .watching = on};
  };
  return {.operations = {change(watching)},
          .done = std::string(ui.tr(Text::done_changed)),
          .undo = {change(!watching)}};
}

Submit calm(const Ui& ui, const Ticket& ticket) {
  return {.operations = {ops::TicketUpset{.ticket = ticket.id, .upset = false, .text = {}}},
          .done = std::string(ui.tr(Text::done_changed)),
          .undo = {ops::TicketUpset{.ticket = ticket.id, .upset = true, .text = {}}}};
}

struct Action {
  std::string_view key;
  std::string label;
  Refusal refusal;
  Icon icon = Icon::none;
  bool separator_before = false;
};

std::vector<Action> actions_of(const Ui& ui, const TicketModel& model, bool watching) {
  const TicketPermits& may = model.permits;
  const Ticket& ticket = model.page.ticket;
  const auto words = [&ui](Text text) { return std::string(ui.tr(text)); };
  std::vector<Action> actions = {
      {"upset", words(ticket.upset ? Text::desk_calm : Text::desk_upset), may.upset, Icon::flag},
      {"watch", words(watching ? Text::desk_unwatch : Text::desk_watch), may.watch, Icon::eye},
      {"assign", words(Text::desk_assign), may.assign, Icon::user},
  };
  if (!ticket.assigned_to.is_nil()) {
    actions.push_back(
        {"unassign", ui.lang().text(Text::desk_unassign, {model.page.assigned_to}), may.assign});
  }
  actions.push_back({"merge", words(Text::desk_merge), may.merge, Icon::none, true});
  actions.push_back({"link", words(Text::desk_link), may.link, Icon::link});
  actions.push_back({"set_customer", words(Text::desk_set_customer), may.customer, Icon::building});
  actions.push_back({"log_time", words(Text::desk_log_time), may.log_time, Icon::clock, true});
  return actions;
}

void perform(Ui& ui, std::string_view key, const TicketModel& model, bool watching,
             TicketViewState& state, Sink& sink) {
  const Ticket& ticket = model.page.ticket;
  if (key == "upset") {
    if (ticket.upset) {
      sink.push_back(calm(ui, ticket));
    } else {
      open_dialog(state, TicketDialog::upset);
    }
  } else if (key == "watch") {
    sink.push_back(watch(ui, model, !watching));
  } else if (key == "assign") {
    open_dialog(state, TicketDialog::assign);
  } else if (key == "unassign") {
    sink.push_back(
        Submit{.operations = {ops::TicketAssign{.ticket = ticket.id, .person = {}, .reason = {}}},
               .done = std::string(ui.tr(Text::done_changed)),
               .undo = {ops::TicketAssign{
                   .ticket = ticket.id, .person = ticket.assigned_to, .reason = {}}}});
  } else if (key == "merge") {
    open_dialog(state, TicketDialog::merge);
  } else if (key == "link") {
    open_dialog(state, TicketDialog::link);
  } else if (key == "set_customer") {
    open_dialog(state, TicketDialog::set_customer);
  } else if (key == "log_time") {
    open_log_time(state, model.timer_ms);
  }
}

}  // namespace

void open_log_time(TicketViewState& state, std::int64_t timer_ms) {
  constexpr std::int64_t kMinuteMs = 60'000;
  open_dialog(state, TicketDialog::log_time);
  // What the timer counted, rounded to minutes (TKT-9); less than one is not worth an entry.
  const std::int64_t minutes = (timer_ms + kMinuteMs / 2) / kMinuteMs;
  state.minutes = timer_ms < kMinuteMs ? std::string() : std::to_string(minutes);
  state.billable = true;
}

void open_entry_dialog(TicketViewState& state, TicketDialog dialog, const Entry& entry) {
  open_dialog(state, dialog);
  state.entry = entry.id;
  if (dialog == TicketDialog::revise) state.text = entry.text;
  if (dialog == TicketDialog::log_time) {
    state.minutes = std::to_string(entry.minutes);
    state.billable = entry.billable;
    state.text = entry.text;
  }
}

void draw_more(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  const bool watching = std::ranges::binary_search(model.page.ticket.watchers, model.me);
  const bool pressed = kit::icon_button(
      ui, "more", Icon::more, ui.tr(Text::desk_more),
      {.kind = kit::ButtonKind::ghost, .expanded = kit::menu_open(ui, "more_menu")});
  const std::vector<Action> actions = actions_of(ui, model, watching);
  std::vector<std::string> reasons;
  reasons.reserve(actions.size());
  std::vector<kit::Option> options;
  for (const Action& action : actions) {
    reasons.push_back(reason_words(ui, action.refusal));
    options.push_back({.key = action.key,
                       .label = action.label,
                       .disabled_reason = reasons.back(),
                       .icon = action.icon,
                       .separator_before = action.separator_before});
  }
  const auto chosen = kit::menu(ui, "more_menu", ui.tr(Text::desk_more), pressed, options);
  if (chosen) perform(ui, actions[*chosen].key, model, watching, state, sink);
}

void draw_merged_banner(Ui& ui, const TicketModel& model, Sink& sink) {
  const auto& survivor = model.page.survivor;
  if (!survivor) return;
  const Lang& lang = ui.lang();
  const std::string number = number_words(survivor->number, lang);
  const std::string open = lang.text(Text::desk_open_other, {number});
  const std::string_view undo =
      model.permits.unmerge ? std::string_view() : ui.tr(Text::desk_unmerge);
  const auto pressed =
      kit::banner(ui, "merged", lang.text(Text::desk_merged_banner, {number, survivor->subject}),
                  {.tone = Tone::info, .action = open, .second_action = undo});
  if (pressed == kit::BannerResult::action) {
    sink.push_back(OpenTicket{.ticket = survivor->id, .number = survivor->number});
  }
  if (pressed == kit::BannerResult::second_action) {
    sink.push_back(unmerge(ui, model.page.ticket.id, survivor->id));
  }
}

Submit unmerge(const Ui& ui, TicketId ticket, TicketId survivor) {
  return {.operations = {ops::TicketUnmerge{.ticket = ticket, .from = survivor, .reason = {}}},
          .done = std::string(ui.tr(Text::done_changed)),
          .undo = {ops::TicketMerge{.ticket = ticket, .into = survivor, .reason = {}}}};
}

std::string related_words(const query::RelatedTicket& ticket, const Lang& lang) {
  return number_words(ticket.number, lang) + " " + ticket.subject;
}

}  // namespace firsthand::ui
