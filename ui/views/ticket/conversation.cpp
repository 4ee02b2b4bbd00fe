// The conversation: what customers, colleagues and the system said, oldest first. Long histories
// lay out only what is in view.
#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "ui/kit/kit.h"
#include "ui/views/controls.h"
#include "ui/views/ticket/ticket.h"

namespace firsthand::ui {

namespace {

// Shorter histories are always whole in the record, so that assistive technology reads on.
constexpr std::size_t kVirtualFrom = 60;
constexpr float kTimeWidthMax = 120;

struct Looks {
  kit::PanelLook panel;
  Tone accent;
  Text kind;
};

Looks looks_of(EntryKind kind) {
  switch (kind) {
    case EntryKind::reply:
      return {kit::PanelLook::card, Tone::accent, Text::ticket_public_reply};
    case EntryKind::note:
      return {kit::PanelLook::note, Tone::neutral, Text::ticket_internal};
    case EntryKind::draft:
      return {kit::PanelLook::note, Tone::info, Text::ticket_draft_entry};
    case EntryKind::customer_message:
    case EntryKind::event:
    case EntryKind::revision:
    case EntryKind::time:
      break;
  }
  return {kit::PanelLook::card, Tone::neutral, Text::ticket_from_customer};
}

std::string author_of(const Ui& ui, const query::ConversationEntry& entry) {
  return entry.author.empty() ? std::string(ui.tr(Text::ticket_system)) : entry.author;
}

/// What one event changed: "State: New → Open".
std::string event_words(const Ui& ui, const query::ConversationEntry& shown) {
  const Lang& lang = ui.lang();
  const Entry& entry = shown.entry;
  const std::string from = field_value_words(entry.field, shown.from, lang);
  const std::string to = field_value_words(entry.field, shown.to, lang);
  std::string words =
      shown.from.empty() && !shown.to.empty()
          ? field_words(entry.field, lang) + ": " + to
          : lang.text(Text::ticket_event, {field_words(entry.field, lang), from, to});
  if (!entry.text.empty()) words += " (" + entry.text + ")";
  return words;
}

/// Whether an event came of the same deed as the one before it, so that they share a line.
bool continues(const Entry& before, const Entry& entry) {
  return before.kind == EntryKind::event && entry.kind == EntryKind::event &&
         before.at == entry.at && before.person == entry.person;
}

using Entries = std::span<const query::ConversationEntry>;

/// All that one deed changed, in one line.
void draw_events(Ui& ui, Entries events, const TicketModel& model) {
  kit::Semantic item(ui, "event", SemRole::paragraph);
  const query::ConversationEntry& shown = events.front();
  std::string words = author_of(ui, shown);
  for (const query::ConversationEntry& event : events) words += " · " + event_words(ui, event);
  words += " · " + moment_words(ui, shown.entry.at, model.now, model.zone);
  if (shown.unsent) words += " · " + std::string(ui.tr(Text::ticket_unsent));
  kit::text(ui, words,
            {.size = FontSize::caption,
             .colour = Colour::text_muted,
             .description = full_moment_words(ui, shown.entry.at, model.zone)});
}

/// What can be done with one entry, besides copying it.
void draw_entry_menu(Ui& ui, const query::ConversationEntry& shown, const TicketModel& model,
                     TicketViewState& state) {
  const Entry& entry = shown.entry;
  const bool own = entry.person == model.me;
  const std::string split = reason_words(ui, model.permits.split);
  const bool is_reply = entry.kind == EntryKind::reply;
  const std::string sent = is_reply ? ui.lang().error(Error{"entry.sent", "", ""}) : std::string();
  const std::string revise =
      is_reply ? sent : reason_words(ui, own ? model.permits.revise_own : model.permits.revise_any);
  const bool open = state.histories.contains(entry.id);
  const std::array options = {
      kit::Option{.key = "edit",
                  .label = ui.tr(Text::desk_edit_entry),
                  .disabled_reason = revise,
                  .icon = Icon::edit},
      kit::Option{.key = "split", .label = ui.tr(Text::desk_split), .disabled_reason = split},
      kit::Option{.key = "history",
                  .label = ui.tr(open ? Text::desk_hide_history : Text::desk_show_history),
                  .icon = Icon::clock}};
  const bool pressed = kit::icon_button(ui, "entry_more", Icon::more, ui.tr(Text::desk_more_entry),
                                        {.kind = kit::ButtonKind::ghost,
                                         .small = true,
                                         .expanded = kit::menu_open(ui, "entry_menu")});
  // Entries of merged tickets are worked on there.
  const std::size_t count = shown.older.empty() ? 2 : 3;
  const auto chosen = kit::menu(ui, "entry_menu", ui.tr(Text::desk_more_entry), pressed,
                                std::span(options).first(count));
  if (!chosen) return;
  if (*chosen == 0) open_entry_dialog(state, TicketDialog::revise, entry);
  if (*chosen == 1) {
    state.subject.clear();
    open_entry_dialog(state, TicketDialog::split, entry);
  }
  if (*chosen == 2 && !state.histories.erase(entry.id)) state.histories.insert(entry.id);
}

void draw_older(Ui& ui, const query::ConversationEntry& shown, const TicketModel& model) {
  for (const query::OlderText& older : shown.older) {
    const std::string when = moment_words(ui, older.at, model.now, model.zone);
    kit::text(ui, ui.lang().text(Text::desk_earlier_text, {older.author, when, older.text}),
              {.size = FontSize::caption, .colour = Colour::text_muted});
  }
}

/// TKT-9: one line, as an event.
void draw_time(Ui& ui, const query::ConversationEntry& shown, const TicketModel& model,
               TicketViewState& state) {
  const Lang& lang = ui.lang();
  const Entry& entry = shown.entry;
  std::string words =
      author_of(ui, shown) + " · " + lang.text(Text::desk_time_entry, {lang.number(entry.minutes)});
  if (entry.billable) words += " · " + std::string(ui.tr(Text::desk_time_billable));
  if (!entry.text.empty()) words += " · " + entry.text;
  words += " · " + moment_words(ui, entry.at, model.now, model.zone);
  if (!shown.older.empty()) words += " · " + std::string(ui.tr(Text::desk_edited));
  if (shown.unsent) words += " · " + std::string(ui.tr(Text::ticket_unsent));
  kit::Semantic item(ui, "time", SemRole::group);
  kit::Row row(ui, {kit::fill(), size::control_small}, size::control_small);
  kit::text(ui, words, {.size = FontSize::caption, .colour = Colour::text_muted, .lines_max = 1});
  const Refusal& refusal =
      entry.person == model.me ? model.permits.log_time : model.permits.revise_any;
  const std::string reason = reason_words(ui, refusal);
  if (kit::icon_button(
          ui, "correct", Icon::edit, ui.tr(Text::desk_correct_time),
          {.kind = kit::ButtonKind::ghost, .disabled_reason = reason, .small = true})) {
    open_entry_dialog(state, TicketDialog::log_time, entry);
  }
}

void draw_message_head(Ui& ui, const query::ConversationEntry& shown, const Looks& looks,
                       const TicketModel& model, TicketViewState& state, Sink& sink) {
  const std::string author = author_of(ui, shown);
  const std::string when = moment_words(ui, shown.entry.at, model.now, model.zone);
  const std::string_view kind = ui.tr(looks.kind);
  const kit::TextOptions strong{.weight = FontWeight::strong, .lines_max = 1};
  const kit::TextOptions muted{
      .size = FontSize::caption, .colour = Colour::text_muted, .lines_max = 1};
  const float room = kit::available_width(ui) / ui.scale();
  const float time = std::min(kTimeWidthMax, logical_width(ui, when, muted) + space::xs);
  const float fixed = size::avatar + time + 2 * size::control_small + 6 * space::s;
  const float name = std::clamp(logical_width(ui, author, strong) + space::xxs, size::avatar,
                                std::max(size::avatar, (room - fixed) * 0.6f));
  kit::Row row(ui,
               {size::avatar, name, kit::fill(), time, size::control_small, size::control_small},
               size::avatar);
  kit::avatar(ui, author);
  kit::text(ui, author, strong);
  std::string detail(kind);
  if (shown.merged_from != 0) {
    const std::string number = number_words(shown.merged_from, ui.lang());
    detail += " · " + ui.lang().text(Text::desk_merged_from, {number});
  }
  if (!shown.older.empty()) detail += " · " + std::string(ui.tr(Text::desk_edited));
  if (shown.unsent) detail += " · " + std::string(ui.tr(Text::ticket_unsent));
  kit::text(ui, detail,
            {.size = FontSize::caption,
             .colour = shown.unsent ? Colour::warning_text : Colour::text_muted,
             .lines_max = 1});
  kit::text(ui, when,
            {.size = FontSize::caption,
             .colour = Colour::text_muted,
             .align = kit::Align::end,
             .lines_max = 1,
             .description = full_moment_words(ui, shown.entry.at, model.zone)});
  if (kit::icon_button(ui, "copy", Icon::copy, ui.tr(Text::ticket_copy_message),
                       {.kind = kit::ButtonKind::ghost, .small = true})) {
    sink.push_back(CopyText{shown.entry.text});
  }
  if (shown.merged_from == 0) {
    draw_entry_menu(ui, shown, model, state);
  } else {
    row.cell();
  }
}

void draw_message(Ui& ui, const query::ConversationEntry& shown, const TicketModel& model,
                  TicketViewState& state, Sink& sink) {
  const Looks looks = looks_of(shown.entry.kind);
  kit::Panel card(ui, "message",
                  {.role = SemRole::article,
                   .look = looks.panel,
                   .padding_x = space::m,
                   .padding_y = space::s,
                   .gap = space::xs,
                   .accent = looks.accent});
  draw_message_head(ui, shown, looks, model, state, sink);
  kit::text(ui, shown.entry.text, {.role = SemRole::paragraph});
  if (state.histories.contains(shown.entry.id)) draw_older(ui, shown, model);
}

float estimated_height(Ui& ui, const query::ConversationEntry& shown, float width_px) {
  if (shown.entry.kind == EntryKind::event) return ui.px(kLinePx[0]);
  if (shown.entry.kind == EntryKind::time) return ui.px(size::control_small);
  const float inner = width_px - 2 * ui.px(space::m);
  return kit::text_height(ui, shown.entry.text, inner) +
         ui.px(size::avatar + space::xs + 2 * space::s);
}

void draw_entries(Ui& ui, Entries together, const TicketModel& model, TicketViewState& state,
                  Sink& sink) {
  if (together.front().entry.kind == EntryKind::event) {
    draw_events(ui, together, model);
  } else if (together.front().entry.kind == EntryKind::time) {
    draw_time(ui, together.front(), model, state);
  } else {
    draw_message(ui, together.front(), model, state, sink);
  }
}

/// The entry at the front, with the events that belong on its line.
Entries take_together(Entries& rest) {
  std::size_t count = 1;
  while (count < rest.size() && continues(rest[count - 1].entry, rest[count].entry)) ++count;
  const Entries together = rest.first(count);
  rest = rest.subspan(count);
  return together;
}

}  // namespace

void draw_conversation(Ui& ui, const Rect& rect, const TicketModel& model, TicketViewState& state,
                       Sink& sink) {
  const auto& entries = model.page.conversation;
  kit::ScrollArea area(ui, "conversation", rect,
                       {.name = ui.tr(Text::ticket_conversation),
                        .padding_x = space::l,
                        .padding_y = space::s,
                        .gap = space::s,
                        .to_end = state.scroll_to_end});
  state.scroll_to_end = false;
  const float width_px = kit::available_width(ui);
  if (width_px != state.heights_width) {
    state.heights.clear();
    state.heights_width = width_px;
  }
  const bool is_virtual = entries.size() >= kVirtualFrom;
  for (Entries rest = entries; !rest.empty();) {
    const Entries together = take_together(rest);
    const query::ConversationEntry& shown = together.front();
    IdScope scope(ui, kit::key_of(shown.entry.id.view()));
    const auto known = state.heights.find(shown.entry.id);
    if (is_virtual) {
      const float height =
          known != state.heights.end() ? known->second : estimated_height(ui, shown, width_px);
      if (known == state.heights.end()) state.heights.emplace(shown.entry.id, height);
      if (!area.in_view(height)) {
        area.leave_out(height);
        continue;
      }
    }
    kit::Column item(ui, 0);
    draw_entries(ui, together, model, state, sink);
    state.heights[shown.entry.id] = item.used();
  }
}

}  // namespace firsthand::ui
