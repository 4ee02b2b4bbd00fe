// Beside the conversation: logged time with its timer (TKT-9), needed skills (ROLE-1), shared
// drafts (TKT-10a) and related tickets (TKT-5).
#include <algorithm>
#include <string>
#include <vector>

#include "core/model/limits.h"
#include "ui/kit/kit.h"
#include "ui/views/controls.h"
#include "ui/views/ticket/ticket.h"

namespace firsthand::ui {

namespace {

constexpr float kLabelWidth = 124;
constexpr std::int64_t kMinuteMs = 60'000;

void draw_timer(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  const Lang& lang = ui.lang();
  kit::caption(ui, lang.text(Text::desk_timer, {lang.number(model.timer_ms / kMinuteMs)}));
  const std::string reason = reason_words(ui, model.permits.log_time);
  kit::Flow flow(ui, kit::Align::end);
  if (kit::button(ui, "timer",
                  ui.tr(model.timer_runs ? Text::desk_timer_pause : Text::desk_timer_go),
                  {.kind = kit::ButtonKind::ghost, .disabled_reason = reason, .small = true})) {
    sink.push_back(RunTimer{.run = !model.timer_runs});
  }
  if (kit::button(ui, "log_time", ui.tr(Text::desk_log_time),
                  {.kind = kit::ButtonKind::ghost,
                   .icon = Icon::clock,
                   .disabled_reason = reason,
                   .small = true})) {
    open_log_time(state, model.timer_ms);
  }
}

void draw_skills(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  const Ticket& ticket = model.page.ticket;
  const std::string reason = reason_words(ui, model.permits.skills);
  using Texts = std::vector<std::string>;
  const auto change = [&](const Texts& add, const Texts& remove) {
    const auto op = [&](const Texts& more, const Texts& less) {
      return ops::TicketNeedSkill{.ticket = ticket.id, .add = more, .remove = less};
    };
    sink.push_back(Submit{.operations = {op(add, remove)},
                          .done = std::string(ui.tr(Text::done_changed)),
                          .undo = {op(remove, add)}});
  };
  kit::caption(ui, ui.tr(Text::desk_skills));
  if (!ticket.skills.empty()) {
    IdScope scope(ui, "skills");
    kit::Flow flow(ui, kit::Align::start, space::xs);
    for (const std::string& skill : ticket.skills) {
      const std::string words = ui.lang().text(Text::desk_remove_skill, {skill});
      if (kit::button(ui, skill, skill,
                      {.icon_end = Icon::close,
                       .disabled_reason = reason,
                       .small = true,
                       .description = words})) {
        change({}, {skill});
      }
    }
  }
  const auto field = kit::text_field(ui, "skill", state.skill,
                                     {.label = ui.tr(Text::desk_add_skill),
                                      .label_hidden = true,
                                      .placeholder = ui.tr(Text::desk_add_skill),
                                      .disabled_reason = reason,
                                      .icon = Icon::tag,
                                      .bytes_max = limits::kTagBytesMax});
  if (!field.submitted || field.composing || state.skill.empty()) return;
  const bool has = std::ranges::find(ticket.skills, state.skill) != ticket.skills.end();
  if (!has) change({state.skill}, {});
  state.skill.clear();
}

/// A link to the ticket, with a button at its end. True when that button was pressed.
bool draw_related_line(Ui& ui, const query::RelatedTicket& ticket, Icon icon, std::string_view name,
                       const std::string& reason, Sink& sink) {
  IdScope scope(ui, kit::key_of(ticket.id.view()));
  kit::Semantic item(ui, "item", SemRole::listitem);
  kit::Row row(ui, {kit::fill(), size::control_small}, size::control_small);
  if (kit::button(ui, "open", related_words(ticket, ui.lang()),
                  {.kind = kit::ButtonKind::ghost,
                   .small = true,
                   .stretch = true,
                   .description = ui.tr(text_of_state(ticket.state)),
                   .role = SemRole::link,
                   .align = kit::Align::start})) {
    sink.push_back(OpenTicket{.ticket = ticket.id, .number = ticket.number});
  }
  return kit::icon_button(
      ui, "remove", icon, name,
      {.kind = kit::ButtonKind::ghost, .disabled_reason = reason, .small = true});
}

void draw_links(Ui& ui, const TicketModel& model, Sink& sink) {
  const TicketId id = model.page.ticket.id;
  const std::string reason = reason_words(ui, model.permits.link);
  for (const query::RelatedTicket& link : model.page.links) {
    kit::caption(ui, ui.tr(text_of_link(link.kind)));
    const std::string number = number_words(link.number, ui.lang());
    const bool split = link.kind == LinkKind::split_from || link.kind == LinkKind::split_into;
    const std::string why = split ? ui.lang().error(Error{"link.by_split", "", ""}) : reason;
    if (draw_related_line(ui, link, Icon::close, ui.lang().text(Text::desk_unlink, {number}), why,
                          sink)) {
      sink.push_back(
          Submit{.operations = {ops::TicketUnlink{.ticket = id, .other = link.id}},
                 .done = std::string(ui.tr(Text::done_changed)),
                 .undo = {ops::TicketLinkTo{.ticket = id, .other = link.id, .kind = link.kind}}});
    }
  }
}

void draw_merged(Ui& ui, const TicketModel& model, Sink& sink) {
  if (model.page.merged.empty()) return;
  kit::caption(ui, ui.tr(Text::field_merged));
  const std::string reason = reason_words(ui, model.permits.link);
  for (const query::RelatedTicket& merged : model.page.merged) {
    if (draw_related_line(ui, merged, Icon::undo, ui.tr(Text::desk_unmerge), reason, sink)) {
      sink.push_back(unmerge(ui, merged.id, model.page.ticket.id));
    }
  }
}

void draw_draft(Ui& ui, const query::SharedDraft& shared, const TicketModel& model, Sink& sink) {
  IdScope scope(ui, kit::key_of(shared.draft.id.view()));
  kit::Semantic item(ui, "item", SemRole::listitem);
  kit::caption(ui, ui.lang().text(Text::desk_draft_of, {shared.author}) + " · " +
                       moment_words(ui, shared.draft.saved_at, model.now, model.zone));
  kit::text(ui, shared.draft.text, {.lines_max = 3});
  const bool own = shared.draft.author == model.me;
  kit::Flow flow(ui, kit::Align::end);
  if (kit::button(ui, "take", ui.tr(own ? Text::desk_use_draft : Text::desk_take_over),
                  {.kind = kit::ButtonKind::ghost, .small = true})) {
    sink.push_back(TakeDraft{.draft = shared.draft.id});
  }
  const std::string reason = own ? std::string() : reason_words(ui, model.permits.revise_any);
  if (kit::icon_button(
          ui, "discard", Icon::trash, ui.tr(Text::desk_discard_draft),
          {.kind = kit::ButtonKind::ghost, .disabled_reason = reason, .small = true})) {
    const TicketId id = model.page.ticket.id;
    sink.push_back(Submit{.operations = {ops::DraftDiscard{.ticket = id, .draft = shared.draft.id}},
                          .done = std::string(ui.tr(Text::done_discarded)),
                          .undo = {}});
  }
}

kit::PanelOptions card(std::string_view name) {
  return {.role = SemRole::region,
          .name = name,
          .look = kit::PanelLook::card,
          .padding_x = space::m,
          .padding_y = space::m,
          .gap = space::xs};
}

}  // namespace

void draw_work(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink) {
  const Ticket& ticket = model.page.ticket;
  const Lang& lang = ui.lang();
  kit::Panel panel(ui, "work", card(ui.tr(Text::desk_time)));
  kit::heading(ui, 2, ui.tr(Text::desk_time), FontSize::body);
  kit::text(ui, lang.text(Text::desk_time_sum,
                          {lang.number(ticket.time_min), lang.number(ticket.billable_min)}));
  draw_timer(ui, model, state, sink);
  kit::divider(ui);
  draw_skills(ui, model, state, sink);
}

void draw_relations(Ui& ui, const TicketModel& model, Sink& sink) {
  const query::TicketPage& page = model.page;
  if (!page.drafts.empty()) {
    kit::Panel panel(ui, "drafts", card(ui.tr(Text::desk_drafts)));
    kit::heading(ui, 2, ui.tr(Text::desk_drafts), FontSize::body);
    kit::Semantic list(ui, "list", SemRole::list, ui.tr(Text::desk_drafts));
    for (const query::SharedDraft& draft : page.drafts) draw_draft(ui, draft, model, sink);
  }
  const bool any = !page.links.empty() || !page.merged.empty() || !page.watchers.empty() ||
                   !page.assigned_to.empty();
  if (!any) return;
  kit::Panel panel(ui, "relations", card(ui.tr(Text::desk_relations)));
  kit::heading(ui, 2, ui.tr(Text::desk_relations), FontSize::body);
  if (!page.assigned_to.empty()) {
    kit::property(ui, ui.tr(Text::desk_assigned_to), page.assigned_to, kLabelWidth);
  }
  if (!page.watchers.empty()) {
    std::string names;
    for (const std::string& name : page.watchers) names += (names.empty() ? "" : ", ") + name;
    kit::property(ui, ui.tr(Text::desk_watchers), names, kLabelWidth);
  }
  if (page.links.empty() && page.merged.empty()) return;
  kit::Semantic list(ui, "list", SemRole::list, ui.tr(Text::desk_relations));
  draw_links(ui, model, sink);
  draw_merged(ui, model, sink);
}

}  // namespace firsthand::ui
