// The daily desk's dialogs about one ticket: joining it with others (TKT-5), who looks at it
// (TKT-3, TKT-8), time (TKT-9), revisions (TKT-7), another customer.
#include <array>
#include <charconv>
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

kit::FieldResult draw_optional_reason(Ui& ui, TicketViewState& state, bool first = false) {
  return kit::text_field(ui, "reason", state.reason,
                         {.label = ui.tr(Text::desk_reason),
                          .autofocus = first,
                          .bytes_max = limits::kReasonBytesMax});
}

void finish(TicketViewState& state, Sink& sink, const Ui& ui, ops::OpBody op,
            std::vector<ops::OpBody> undo = {}) {
  sink.push_back(Submit{.operations = {std::move(op)},
                        .done = std::string(ui.tr(Text::done_changed)),
                        .undo = std::move(undo)});
  state.dialog = TicketDialog::none;
}

/// Finding another ticket by its number or by words.
void draw_find(Ui& ui, const TicketModel& model, TicketViewState& state) {
  kit::text_field(ui, "find", state.find,
                  {.label = ui.tr(Text::desk_find_ticket),
                   .placeholder = ui.tr(Text::desk_find_ticket_hint),
                   .input = TextInput::search,
                   .autofocus = true,
                   .icon = Icon::search});
  if (state.find.empty()) return;
  if (model.found.empty()) {
    kit::muted(ui, ui.tr(Text::desk_no_ticket_found));
    return;
  }
  kit::Semantic list(ui, "found", SemRole::list, ui.tr(Text::desk_find_ticket));
  for (const query::RelatedTicket& ticket : model.found) {
    IdScope scope(ui, kit::key_of(ticket.id.view()));
    kit::Semantic item(ui, "item", SemRole::listitem);
    if (kit::button(ui, "choose", related_words(ticket, ui.lang()),
                    {.kind = kit::ButtonKind::ghost,
                     .stretch = true,
                     .description = ui.tr(text_of_state(ticket.state)),
                     .pressed = state.target && state.target->id == ticket.id,
                     .align = kit::Align::start})) {
      state.target = ticket;
    }
  }
}

void draw_target(Ui& ui, const TicketViewState& state) {
  if (!state.target) return;
  const std::string words = related_words(*state.target, ui.lang());
  kit::text(ui, ui.lang().text(Text::desk_chosen_ticket, {words}), {.weight = FontWeight::strong});
}

void draw_merge(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  kit::Dialog dialog(ui, "merge", ui.tr(Text::desk_merge_title));
  kit::text(ui, ui.tr(Text::desk_merge_hint), {.colour = Colour::text_muted});
  draw_find(ui, model, state);
  draw_target(ui, state);
  draw_optional_reason(ui, state);
  if (draw_buttons(ui, state, ui.tr(Text::desk_merge_submit), state.target.has_value())) {
    const TicketId id = model.page.ticket.id;
    finish(state, sink, ui,
           ops::TicketMerge{.ticket = id, .into = state.target->id, .reason = state.reason},
           {ops::TicketUnmerge{.ticket = id, .from = state.target->id, .reason = {}}});
  }
  if (dialog.close_asked()) state.dialog = TicketDialog::none;
}

void draw_link(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  kit::Dialog dialog(ui, "link", ui.tr(Text::desk_link_title));
  draw_find(ui, model, state);
  draw_target(ui, state);
  constexpr std::array kKinds = {LinkKind::related, LinkKind::problem_of, LinkKind::incident_of};
  std::array<kit::Option, kKinds.size()> options;
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    options[i] = {.key = text_of(kKinds[i]), .label = ui.tr(text_of_link(kKinds[i]))};
    if (kKinds[i] == state.link_kind) chosen = i;
  }
  const auto picked =
      kit::select(ui, "kind", {.label = ui.tr(Text::desk_link_kind), .chosen = chosen}, options);
  if (picked) state.link_kind = kKinds[*picked];
  if (draw_buttons(ui, state, ui.tr(Text::desk_link_submit), state.target.has_value())) {
    const TicketId id = model.page.ticket.id;
    finish(state, sink, ui,
           ops::TicketLinkTo{.ticket = id, .other = state.target->id, .kind = state.link_kind},
           {ops::TicketUnlink{.ticket = id, .other = state.target->id}});
  }
  if (dialog.close_asked()) state.dialog = TicketDialog::none;
}

void draw_split(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  kit::Dialog dialog(ui, "split", ui.tr(Text::desk_split_title));
  kit::text(ui, ui.tr(Text::desk_split_hint), {.colour = Colour::text_muted});
  if (!state.tried && state.subject.empty()) state.subject = model.page.ticket.subject;
  state.tried = true;
  const auto field = kit::text_field(ui, "subject", state.subject,
                                     {.label = ui.tr(Text::prop_subject),
                                      .required = true,
                                      .autofocus = true,
                                      .bytes_max = limits::kSubjectBytesMax});
  const bool ready = !state.subject.empty() && !field.composing;
  const bool pressed = draw_buttons(ui, state, ui.tr(Text::desk_split_submit), ready);
  if (ready && (pressed || field.submitted)) {
    finish(state, sink, ui,
           ops::TicketSplit{.ticket = model.page.ticket.id,
                            .entry = state.entry,
                            .new_ticket = {},
                            .new_entry = {},
                            .subject = state.subject});
  }
  if (dialog.close_asked()) state.dialog = TicketDialog::none;
}

void draw_upset(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  kit::Dialog dialog(ui, "upset", ui.tr(Text::desk_upset_title));
  kit::text(ui, ui.tr(Text::desk_upset_hint), {.colour = Colour::text_muted});
  const auto field = draw_optional_reason(ui, state, true);
  const bool pressed = draw_buttons(ui, state, ui.tr(Text::desk_upset_submit), true);
  if ((pressed || field.submitted) && !field.composing) {
    const TicketId id = model.page.ticket.id;
    finish(state, sink, ui, ops::TicketUpset{.ticket = id, .upset = true, .text = state.reason},
           {ops::TicketUpset{.ticket = id, .upset = false, .text = {}}});
  }
  if (dialog.close_asked()) state.dialog = TicketDialog::none;
}

void draw_assign(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  const Ticket& ticket = model.page.ticket;
  kit::Dialog dialog(ui, "assign", ui.tr(Text::desk_assign_title));
  kit::text(ui, ui.tr(Text::desk_assign_hint), {.colour = Colour::text_muted});
  std::vector<std::string> keys;
  std::vector<kit::Option> options;
  std::size_t chosen = SIZE_MAX;
  for (const Person& person : model.people) keys.push_back(person.id.text());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const Person& person = model.people[i];
    if (person.id == state.new_owner) chosen = i;
    options.push_back(
        {.key = keys[i], .label = person.name, .detail = ui.tr(text_of_role(person.role))});
  }
  const auto picked = kit::select(
      ui, "person", {.label = ui.tr(Text::desk_assign_person), .chosen = chosen}, options);
  if (picked) state.new_owner = model.people[*picked].id;
  draw_optional_reason(ui, state);
  if (draw_buttons(ui, state, ui.tr(Text::desk_assign_submit), !state.new_owner.is_nil())) {
    finish(
        state, sink, ui,
        ops::TicketAssign{.ticket = ticket.id, .person = state.new_owner, .reason = state.reason},
        {ops::TicketAssign{.ticket = ticket.id, .person = ticket.assigned_to, .reason = {}}});
  }
  if (dialog.close_asked()) state.dialog = TicketDialog::none;
}

/// Whole minutes within the limits, or nothing.
std::optional<std::int64_t> minutes_of(const std::string& text, bool corrects) {
  std::int64_t minutes = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), minutes);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  const std::int64_t least = corrects ? 0 : 1;
  if (!whole || minutes < least || minutes > limits::kLoggedMinutesMax) return std::nullopt;
  return minutes;
}

void draw_log_time(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  const bool corrects = !state.entry.is_nil();
  kit::Dialog dialog(ui, "log_time",
                     ui.tr(corrects ? Text::desk_correct_time_title : Text::desk_log_time_title));
  const auto minutes = minutes_of(state.minutes, corrects);
  const bool wrong = !minutes && (state.tried || !state.minutes.empty());
  const auto field = kit::text_field(
      ui, "minutes", state.minutes,
      {.label = ui.tr(Text::desk_minutes),
       .error = wrong ? ui.tr(corrects ? Text::desk_minutes_error_0 : Text::desk_minutes_error)
                      : std::string_view(),
       .required = true,
       .autofocus = true,
       .bytes_max = 8});
  kit::checkbox(ui, "billable", ui.tr(Text::desk_time_billable), state.billable);
  const auto what =
      kit::text_field(ui, "what", state.text,
                      {.label = ui.tr(Text::desk_time_what), .bytes_max = limits::kReasonBytesMax});
  const bool pressed = draw_buttons(ui, state, ui.tr(Text::desk_time_submit), minutes.has_value());
  if (minutes && !what.composing && (pressed || field.submitted || what.submitted)) {
    finish(state, sink, ui,
           ops::TicketLogTime{.ticket = model.page.ticket.id,
                              .entry = {},
                              .minutes = *minutes,
                              .billable = state.billable,
                              .text = state.text,
                              .revises = state.entry});
  }
  if (dialog.close_asked()) state.dialog = TicketDialog::none;
}

void draw_revise(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  kit::Dialog dialog(ui, "revise", ui.tr(Text::desk_edit_entry_title), {.width = 640});
  kit::text(ui, ui.tr(Text::desk_edit_entry_hint), {.colour = Colour::text_muted});
  const auto field = kit::text_field(ui, "text", state.text,
                                     {.label = ui.tr(Text::desk_entry_text),
                                      .input = TextInput::multiline,
                                      .required = true,
                                      .autofocus = true,
                                      .rows = 8,
                                      .bytes_max = limits::kTextBytesMax});
  const bool ready = !state.text.empty() && !field.composing;
  const bool pressed = draw_buttons(ui, state, ui.tr(Text::common_save), ready);
  if (ready && (pressed || field.submitted)) {
    finish(state, sink, ui,
           ops::TicketRevise{.ticket = model.page.ticket.id,
                             .entry = state.entry,
                             .revision = {},
                             .text = state.text});
  }
  if (dialog.close_asked()) state.dialog = TicketDialog::none;
}

std::string name_of_hit(const query::CustomerHit& hit) {
  if (hit.contact.is_nil()) return hit.organisation_name;
  if (hit.organisation_name.empty()) return hit.contact_name;
  return hit.contact_name + " · " + hit.organisation_name;
}

void draw_set_customer(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  kit::Dialog dialog(ui, "set_customer", ui.tr(Text::desk_set_customer_title));
  kit::text_field(ui, "find", state.find,
                  {.label = ui.tr(Text::create_find_customer),
                   .placeholder = ui.tr(Text::create_find_hint),
                   .input = TextInput::search,
                   .autofocus = true,
                   .icon = Icon::search});
  const Ticket& ticket = model.page.ticket;
  if (!state.find.empty() && model.customers.empty()) {
    kit::muted(ui, ui.tr(Text::create_no_match));
  }
  {
    kit::Semantic list(ui, "hits", SemRole::list, ui.tr(Text::create_find_customer));
    for (const query::CustomerHit& hit : model.customers) {
      const Id128& id = hit.contact.is_nil() ? Id128(hit.organisation) : Id128(hit.contact);
      IdScope scope(ui, kit::key_of(id.view()));
      kit::Semantic item(ui, "item", SemRole::listitem);
      if (kit::button(ui, "choose", name_of_hit(hit),
                      {.kind = kit::ButtonKind::ghost,
                       .icon = hit.contact.is_nil() ? Icon::building : Icon::user,
                       .stretch = true,
                       .description = hit.email,
                       .align = kit::Align::start})) {
        finish(state, sink, ui,
               ops::TicketSetCustomer{
                   .ticket = ticket.id, .organisation = hit.organisation, .requester = hit.contact},
               {ops::TicketSetCustomer{.ticket = ticket.id,
                                       .organisation = ticket.organisation,
                                       .requester = ticket.requester}});
      }
    }
  }
  {
    kit::Flow buttons(ui, kit::Align::end);
    if (kit::button(ui, "cancel", ui.tr(Text::common_cancel))) state.dialog = TicketDialog::none;
  }
  if (dialog.close_asked()) state.dialog = TicketDialog::none;
}

/// TKT-10a: what came while the reply was written, and the reply; nothing is lost whatever one
/// does.
void draw_stale(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  if (!state.held) {
    state.dialog = TicketDialog::none;
    return;
  }
  kit::Dialog dialog(ui, "stale", ui.tr(Text::stale_title), {.width = 640});
  kit::text(ui, ui.tr(Text::stale_hint), {.colour = Colour::text_muted});
  bool is_new = state.held->seen.is_nil();
  for (const query::ConversationEntry& shown : model.page.conversation) {
    const EntryKind kind = shown.entry.kind;
    const bool is_public = kind == EntryKind::customer_message || kind == EntryKind::reply;
    if (is_new && is_public && shown.merged_from == 0) {
      kit::caption(ui,
                   shown.author + " · " + moment_words(ui, shown.entry.at, model.now, model.zone));
      kit::text(ui, shown.entry.text, {.role = SemRole::paragraph});
    }
    is_new = is_new || shown.entry.id == state.held->seen;
  }
  kit::divider(ui);
  kit::caption(ui, ui.tr(Text::stale_yours));
  kit::text(ui, state.held->text, {.role = SemRole::paragraph});
  {
    kit::Flow buttons(ui, kit::Align::end);
    if (kit::button(ui, "discard", ui.tr(Text::stale_discard), {.kind = kit::ButtonKind::danger})) {
      state.draft.reply.clear();
      state.held.reset();
      state.dialog = TicketDialog::none;
    }
    if (kit::button(ui, "edit", ui.tr(Text::stale_edit))) {
      state.seen = model.page.newest_public;
      state.held.reset();
      state.dialog = TicketDialog::none;
      state.focus_composer = true;
    }
    if (kit::button(ui, "send", ui.tr(Text::stale_send), {.kind = kit::ButtonKind::primary})) {
      sink.push_back(SendHeld{});
    }
  }
  if (!dialog.close_asked()) return;
  state.held.reset();
  state.dialog = TicketDialog::none;
}

}  // namespace

void draw_desk_dialogs(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  switch (state.dialog) {
    case TicketDialog::merge:
      return draw_merge(ui, model, state, sink);
    case TicketDialog::link:
      return draw_link(ui, model, state, sink);
    case TicketDialog::split:
      return draw_split(ui, model, state, sink);
    case TicketDialog::upset:
      return draw_upset(ui, model, state, sink);
    case TicketDialog::assign:
      return draw_assign(ui, model, state, sink);
    case TicketDialog::log_time:
      return draw_log_time(ui, model, state, sink);
    case TicketDialog::revise:
      return draw_revise(ui, model, state, sink);
    case TicketDialog::set_customer:
      return draw_set_customer(ui, model, state, sink);
    case TicketDialog::stale:
      return draw_stale(ui, model, state, sink);
    case TicketDialog::none:
    case TicketDialog::rename:
    case TicketDialog::override_priority:
    case TicketDialog::move_owner:
      return;
  }
}

}  // namespace firsthand::ui
