#include "ui/views/sync/sync_panel.h"

#include <algorithm>
#include <string>

#include "ui/kit/kit.h"
#include "ui/views/controls.h"

namespace firsthand::ui {

namespace {

constexpr float kWidth = 460;
constexpr float kLabelWidth = 170;

void draw_facts(Ui& ui, const SyncModel& model, std::string_view state_words) {
  const Lang& lang = ui.lang();
  const SyncFacts& status = model.status;
  kit::property(ui, ui.tr(Text::sync_state), state_words, kLabelWidth);
  kit::property(ui, ui.tr(Text::sync_last_success),
                moment_words(ui, status.last_success_at, model.now, model.zone), kLabelWidth);
  kit::property(ui, ui.tr(Text::sync_received),
                lang.text(Text::sync_of, {lang.number(status.cursor),
                                          lang.number(std::max(status.head, status.cursor))}),
                kLabelWidth);
  if (status.bootstrapping && status.head > 0) {
    kit::progress(ui, ui.tr(Text::inbox_loading),
                  static_cast<float>(status.cursor) / static_cast<float>(status.head));
  }
  if (status.last_error) {
    kit::property(ui, ui.tr(Text::sync_last_error), lang.error(*status.last_error), kLabelWidth);
  }
}

void draw_line_head(Ui& ui, const SyncModel& model, const OutboxLine& line) {
  kit::text(ui, line.what, {.weight = FontWeight::strong, .lines_max = 1});
  if (!line.where.empty()) {
    kit::text(ui, line.where, {.colour = Colour::text_muted, .lines_max = 1});
  }
  kit::caption(ui, moment_words(ui, line.written_at, model.now, model.zone));
}

void draw_unsent(Ui& ui, const SyncModel& model) {
  kit::heading(ui, 2, ui.tr(Text::sync_unsent_title), FontSize::body);
  if (model.unsent.empty()) {
    kit::muted(ui, ui.tr(Text::sync_unsent_none));
    return;
  }
  kit::Semantic list(ui, "unsent", SemRole::list, ui.tr(Text::sync_unsent_title));
  for (const OutboxLine& line : model.unsent) {
    kit::Panel item(
        ui, "unsent" + std::to_string(line.client_seq),
        {.role = SemRole::listitem, .padding_x = space::m, .padding_y = space::s, .gap = 0});
    draw_line_head(ui, model, line);
  }
  const auto hidden = model.status.unsent - static_cast<std::int64_t>(model.unsent.size());
  if (hidden > 0) {
    kit::caption(ui, ui.lang().text(Text::sync_more, {ui.lang().number(hidden)}));
  }
}

void draw_discard_question(Ui& ui, const OutboxLine& line, SyncViewState& state, Sink& sink) {
  kit::text(ui, ui.tr(Text::sync_discard_title), {.weight = FontWeight::strong});
  kit::Flow buttons(ui, kit::Align::end);
  if (kit::button(ui, "keep", ui.tr(Text::common_cancel), {.small = true})) state.discarding = 0;
  if (kit::button(ui, "discard_now", ui.tr(Text::sync_discard_now),
                  {.kind = kit::ButtonKind::danger, .small = true})) {
    state.discarding = 0;
    sink.push_back(DiscardOperation{line.client_seq});
  }
}

void draw_refused_line(Ui& ui, const SyncModel& model, const OutboxLine& line, SyncViewState& state,
                       Sink& sink) {
  kit::Panel item(ui, "refused" + std::to_string(line.client_seq),
                  {.role = SemRole::listitem,
                   .padding_x = space::m,
                   .padding_y = space::s,
                   .gap = space::xs,
                   .accent = Tone::danger});
  draw_line_head(ui, model, line);
  kit::text(ui, line.reason, {.colour = Colour::danger_text});
  if (state.discarding == line.client_seq) {
    draw_discard_question(ui, line, state, sink);
    return;
  }
  kit::Flow buttons(ui, kit::Align::start, space::xs);
  if (line.overtaken) {
    if (kit::button(ui, "send", ui.tr(Text::stale_send), {.icon = Icon::send, .small = true})) {
      sink.push_back(SendOvertaken{line.client_seq});
    }
  } else if (kit::button(ui, "retry", ui.tr(Text::sync_retry),
                         {.icon = Icon::sync, .small = true})) {
    sink.push_back(RetryOperation{line.client_seq});
  }
  if (line.editable &&
      kit::button(ui, "edit", ui.tr(Text::desk_edit_entry),
                  {.kind = kit::ButtonKind::ghost, .icon = Icon::edit, .small = true})) {
    sink.push_back(EditOperation{line.client_seq});
  }
  if (kit::button(ui, "copy", ui.tr(Text::common_copy),
                  {.kind = kit::ButtonKind::ghost, .icon = Icon::copy, .small = true})) {
    sink.push_back(CopyText{line.text});
  }
  if (kit::button(ui, "discard", ui.tr(Text::sync_discard),
                  {.kind = kit::ButtonKind::ghost, .icon = Icon::trash, .small = true})) {
    state.discarding = line.client_seq;
  }
}

void draw_refused(Ui& ui, const SyncModel& model, SyncViewState& state, Sink& sink) {
  if (model.refused.empty()) return;
  kit::heading(ui, 2, ui.tr(Text::sync_attention_title), FontSize::body);
  kit::caption(ui, ui.tr(Text::sync_attention_hint));
  kit::Semantic list(ui, "refused", SemRole::list, ui.tr(Text::sync_attention_title));
  for (const OutboxLine& line : model.refused) draw_refused_line(ui, model, line, state, sink);
}

}  // namespace

void draw_sync_panel(Ui& ui, const SyncModel& model, SyncViewState& state,
                     std::string_view state_words, Sink& sink) {
  if (!state.open) return;
  kit::Dialog dialog(ui, "sync", ui.tr(Text::sync_title), {.width = kWidth, .side = true});
  draw_facts(ui, model, state_words);
  {
    kit::Flow buttons(ui);
    if (model.status.link == LinkState::signed_out) {
      if (kit::button(ui, "sign_in", ui.tr(Text::sign_in_again),
                      {.kind = kit::ButtonKind::primary})) {
        state.sign_in_open = true;
        state.open = false;
      }
    } else if (kit::button(ui, "try_now", ui.tr(Text::sync_try_now), {.icon = Icon::sync})) {
      sink.push_back(SyncNow{});
    }
  }
  kit::divider(ui);
  draw_refused(ui, model, state, sink);
  draw_unsent(ui, model);
  if (dialog.close_asked()) {
    state.open = false;
    state.discarding = 0;
  }
}

}  // namespace firsthand::ui
