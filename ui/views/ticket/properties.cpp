// The ticket's properties, each changed where it stands. What the person may not change is greyed
// out and says why.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/model/limits.h"
#include "ui/kit/kit.h"
#include "ui/views/controls.h"
#include "ui/views/ticket/ticket.h"

namespace firsthand::ui {

namespace {

constexpr float kLabelWidth = 124;

kit::SelectOptions beside(std::string_view label, std::string_view reason) {
  return {.label = label,
          .label_beside = true,
          .label_width = kLabelWidth,
          .disabled_reason = reason,
          .ghost = true};
}

ops::TicketClassify classify(const Ticket& ticket) {
  ops::TicketClassify op;
  op.ticket = ticket.id;
  return op;
}

void draw_state(Ui& ui, const TicketModel& model, TicketViewState& view, Sink& sink) {
  const Ticket& ticket = model.page.ticket;
  std::array<kit::Option, kTicketStates> options;
  std::array<std::string, kTicketStates> reasons;
  bool any = false;
  for (std::size_t i = 0; i < kTicketStates; ++i) {
    const auto state = static_cast<TicketState>(i);
    reasons[i] = reason_words(ui, model.permits.state[i]);
    options[i] = {
        .key = text_of(state), .label = ui.tr(text_of_state(state)), .disabled_reason = reasons[i]};
    any = any || (state != ticket.state && reasons[i].empty());
  }
  // Merging is another operation; the option only names a ticket that is merged already.
  const std::size_t shown = ticket.state == TicketState::merged ? kTicketStates : kTicketStates - 1;
  const auto open = static_cast<std::size_t>(TicketState::open);
  const auto solved = static_cast<std::size_t>(TicketState::solved);
  const std::string reason =
      any ? std::string() : (reasons[open].empty() ? reasons[solved] : reasons[open]);
  kit::SelectOptions select = beside(ui.tr(Text::prop_state), reason);
  select.chosen = static_cast<std::size_t>(ticket.state);
  const auto chosen = kit::select(ui, "state", select, std::span(options).first(shown));
  if (view.open_state_menu) {
    ui.focus_key("state");
    ui.input().activate(ui.id("state"));
    view.open_state_menu = false;
  }
  if (chosen && *chosen != select.chosen) {
    sink.push_back(state_change(ui, ticket, static_cast<TicketState>(*chosen)));
  }
}

void draw_owner(Ui& ui, const TicketModel& model, TicketViewState& state) {
  const std::string_view nobody = ui.tr(Text::desk_nobody);
  kit::property(ui, ui.tr(Text::prop_owner),
                model.page.owner.empty() ? nobody : std::string_view(model.page.owner),
                kLabelWidth);
  if (!model.page.first_contact.empty() && model.page.first_contact != model.page.owner) {
    kit::property(ui, ui.tr(Text::prop_first_contact), model.page.first_contact, kLabelWidth);
  }
  const std::string reason = reason_words(ui, model.permits.move_owner);
  kit::Flow flow(ui, kit::Align::end);
  if (kit::button(ui, "move_owner", ui.tr(Text::prop_move_owner),
                  {.kind = kit::ButtonKind::ghost, .disabled_reason = reason, .small = true})) {
    state.dialog = TicketDialog::move_owner;
    state.new_owner = {};
    state.reason.clear();
  }
}

/// One select that changes one field of the classification, with its undo.
template <NamedEnum E>
void draw_classified(Ui& ui, std::string_view key, Text label, E value, Text (*words)(E),
                     std::optional<E> ops::TicketClassify::* field, const TicketModel& model,
                     Sink& sink) {
  const std::string reason = reason_words(ui, model.permits.classify);
  const auto chosen = enum_select<E>(ui, key, beside(ui.tr(label), reason), value, words);
  if (!chosen) return;
  const Ticket& ticket = model.page.ticket;
  ops::TicketClassify change = classify(ticket), undo = classify(ticket);
  change.*field = *chosen;
  undo.*field = value;
  // TKT-2: a type brings its class, so taking the type back takes the class back too.
  if (change.type) undo.ticket_class = ticket.ticket_class;
  sink.push_back(Submit{
      .operations = {change}, .done = std::string(ui.tr(Text::done_changed)), .undo = {undo}});
}

void draw_classification(Ui& ui, const TicketModel& model, Sink& sink) {
  using Op = ops::TicketClassify;
  const Ticket& ticket = model.page.ticket;
  draw_classified(ui, "class", Text::prop_class, ticket.ticket_class, text_of_class,
                  &Op::ticket_class, model, sink);
  draw_classified(ui, "type", Text::prop_type, ticket.type, text_of_type, &Op::type, model, sink);
  draw_classified(ui, "segment", Text::prop_segment, ticket.segment, text_of_segment, &Op::segment,
                  model, sink);
  draw_classified(ui, "impact", Text::prop_impact, ticket.impact, text_of_level, &Op::impact, model,
                  sink);
  draw_classified(ui, "urgency", Text::prop_urgency, ticket.urgency, text_of_level, &Op::urgency,
                  model, sink);
}

void draw_priority(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  const Ticket& ticket = model.page.ticket;
  const Lang& lang = ui.lang();
  const std::string reason = reason_words(ui, model.permits.override_priority);
  const std::string_view computed = ui.tr(text_of_priority(ticket.computed_priority));
  kit::property(ui, ui.tr(Text::prop_priority), ui.tr(text_of_priority(ticket.priority)),
                kLabelWidth);
  const bool overridden = !ticket.priority_reason.empty();
  if (overridden) {
    kit::caption(ui, lang.text(Text::prop_priority_reason, {ticket.priority_reason}));
  }
  kit::caption(ui, lang.text(Text::prop_priority_computed, {computed}));
  kit::Flow flow(ui, kit::Align::end);
  if (overridden &&
      kit::button(ui, "computed", lang.text(Text::prop_override_clear, {computed}),
                  {.kind = kit::ButtonKind::ghost, .disabled_reason = reason, .small = true})) {
    sink.push_back(Submit{
        .operations = {ops::TicketOverridePriority{
            .ticket = ticket.id, .priority = {}, .reason = {}}},
        .done = std::string(ui.tr(Text::done_changed)),
        .undo = {ops::TicketOverridePriority{
            .ticket = ticket.id, .priority = ticket.priority, .reason = ticket.priority_reason}}});
  }
  if (kit::button(ui, "override", ui.tr(Text::prop_override),
                  {.kind = kit::ButtonKind::ghost, .disabled_reason = reason, .small = true})) {
    state.dialog = TicketDialog::override_priority;
    state.new_priority = ticket.priority;
    state.reason.clear();
  }
}

void draw_tags(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  const Ticket& ticket = model.page.ticket;
  const std::string reason = reason_words(ui, model.permits.tag);
  const auto change = [&](const std::vector<std::string>& add,
                          const std::vector<std::string>& remove) {
    sink.push_back(
        Submit{.operations = {ops::TicketTag{.ticket = ticket.id, .add = add, .remove = remove}},
               .done = std::string(ui.tr(Text::done_changed)),
               .undo = {ops::TicketTag{.ticket = ticket.id, .add = remove, .remove = add}}});
  };
  kit::caption(ui, ui.tr(Text::prop_tags));
  if (!ticket.tags.empty()) {
    IdScope scope(ui, "tags");
    kit::Flow flow(ui, kit::Align::start, space::xs);
    for (const std::string& tag : ticket.tags) {
      const std::string words = ui.lang().text(Text::prop_remove_tag, {tag});
      if (kit::button(ui, tag, tag,
                      {.icon_end = Icon::close,
                       .disabled_reason = reason,
                       .small = true,
                       .description = words})) {
        change({}, {tag});
      }
    }
  }
  const auto field = kit::text_field(ui, "tag", state.tag,
                                     {.label = ui.tr(Text::prop_add_tag),
                                      .label_hidden = true,
                                      .placeholder = ui.tr(Text::prop_add_tag),
                                      .disabled_reason = reason,
                                      .icon = Icon::tag,
                                      .bytes_max = limits::kTagBytesMax});
  if (field.submitted && !field.composing && !state.tag.empty()) {
    const bool has = std::ranges::find(ticket.tags, state.tag) != ticket.tags.end();
    if (!has) change({state.tag}, {});
    state.tag.clear();
  }
}

void draw_language(Ui& ui, const TicketModel& model, Sink& sink) {
  const Ticket& ticket = model.page.ticket;
  const std::string reason = reason_words(ui, model.permits.classify);
  std::vector<kit::Option> options;
  std::size_t chosen = SIZE_MAX;
  for (const Language language : kLanguages) {
    if (tag_of(language) == ticket.language) chosen = options.size();
    options.push_back({.key = tag_of(language), .label = name_of(language)});
  }
  if (chosen == SIZE_MAX && !ticket.language.empty()) {
    chosen = options.size();
    options.push_back({.key = ticket.language, .label = ticket.language});
  }
  kit::SelectOptions select = beside(ui.tr(Text::prop_language), reason);
  select.chosen = chosen;
  const auto picked = kit::select(ui, "language", select, options);
  if (!picked || *picked == chosen) return;
  ops::TicketClassify change = classify(ticket), undo = classify(ticket);
  change.language = std::string(options[*picked].key);
  undo.language = ticket.language;
  sink.push_back(Submit{
      .operations = {change}, .done = std::string(ui.tr(Text::done_changed)), .undo = {undo}});
}

void draw_release(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  const Ticket& ticket = model.page.ticket;
  const std::string reason = reason_words(ui, model.permits.classify);
  const auto field = kit::text_field(ui, "release", state.release,
                                     {.label = ui.tr(Text::prop_release),
                                      .disabled_reason = reason,
                                      .bytes_max = limits::kNameBytesMax});
  // The field follows the ticket unless somebody writes in it.
  if (!field.focused && !field.changed && !field.submitted) {
    state.release = ticket.release;
    return;
  }
  if (!field.submitted || field.composing || state.release == ticket.release) return;
  ops::TicketClassify change = classify(ticket), undo = classify(ticket);
  change.release = state.release;
  undo.release = ticket.release;
  sink.push_back(Submit{
      .operations = {change}, .done = std::string(ui.tr(Text::done_changed)), .undo = {undo}});
}

void draw_times(Ui& ui, const TicketModel& model) {
  const Ticket& ticket = model.page.ticket;
  const auto line = [&](Text label, Instant at) {
    if (!at.is_set()) return;
    kit::property(ui, ui.tr(label), moment_words(ui, at, model.now, model.zone), kLabelWidth);
  };
  kit::property(ui, ui.tr(Text::prop_channel), ui.tr(text_of_channel(ticket.channel)), kLabelWidth);
  line(Text::prop_created, ticket.created_at);
  line(Text::prop_updated, ticket.updated_at);
  line(Text::prop_first_response, ticket.first_response_at);
  line(Text::prop_solved, ticket.solved_at);
  line(Text::prop_closed, ticket.closed_at);
}

}  // namespace

void draw_properties(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  kit::Panel panel(ui, "properties",
                   {.role = SemRole::region,
                    .name = ui.tr(Text::ticket_properties),
                    .look = kit::PanelLook::card,
                    .padding_x = space::m,
                    .padding_y = space::m,
                    .gap = space::xs});
  kit::heading(ui, 2, ui.tr(Text::ticket_properties), FontSize::body);
  draw_state(ui, model, state, sink);
  draw_owner(ui, model, state);
  kit::divider(ui);
  draw_classification(ui, model, sink);
  draw_priority(ui, model, state, sink);
  kit::divider(ui);
  draw_tags(ui, model, state, sink);
  draw_language(ui, model, sink);
  draw_release(ui, model, state, sink);
  kit::divider(ui);
  draw_times(ui, model);
}

}  // namespace firsthand::ui
