#include "ui/views/shell/shell.h"

#include <algorithm>
#include <array>
#include <span>

#include "ui/kit/kit.h"
#include "ui/views/shell/account_menu.h"
#include "ui/views/shell/banners.h"
#include "ui/views/words.h"

namespace firsthand::ui {

namespace {

constexpr float kNavigationWidth = 216;
constexpr float kBarHeight = 56;
constexpr float kSearchWidthMax = 440;
constexpr float kPersonHeight = 60;

constexpr std::array kViews = {query::InboxView::mine,   query::InboxView::unassigned,
                               query::InboxView::open,   query::InboxView::pending,
                               query::InboxView::solved, query::InboxView::all};

constexpr std::array<std::string_view, kViews.size()> kViewKeys = {"mine",    "unassigned", "open",
                                                                   "pending", "solved",     "all"};

std::string count_words(const Lang& lang, const query::InboxCounts& counts, query::InboxView view) {
  switch (view) {
    case query::InboxView::mine:
      return lang.number(counts.mine);
    case query::InboxView::unassigned:
      return lang.number(counts.unassigned);
    case query::InboxView::open:
      return lang.number(counts.open);
    case query::InboxView::pending:
      return lang.number(counts.pending);
    case query::InboxView::solved:
    case query::InboxView::all:
      break;
  }
  return {};
}

Command command_of_view(query::InboxView view) {
  return static_cast<Command>(static_cast<std::size_t>(Command::view_mine) +
                              static_cast<std::size_t>(view));
}

void draw_views(Ui& ui, const ShellModel& model, Sink& sink) {
  for (const query::InboxView view : kViews) {
    const std::string count = count_words(ui.lang(), model.counts, view);
    const Shortcut& key = info(command_of_view(view)).first;
    const std::string words = shortcut_words(key, ui.mac());
    const std::string aria = shortcut_aria(key, ui.mac());
    if (kit::button(ui, kViewKeys[static_cast<std::size_t>(view)], ui.tr(text_of_view(view)),
                    {.kind = kit::ButtonKind::ghost,
                     .icon = icon_of_view(view),
                     .stretch = true,
                     .shortcut = words,
                     .shortcut_aria = aria,
                     .selected = model.inbox_shown && model.view == view,
                     .count = count,
                     .role = SemRole::link,
                     .align = kit::Align::start})) {
      sink.push_back(OpenView{view});
    }
  }
}

void draw_person(Ui& ui, const ShellModel& model, const Rect& rect) {
  Rect rest = inset(rect, ui.px(space::m), ui.px(space::m));
  const Rect face = cut_left(rest, ui.px(size::avatar));
  cut_left(rest, ui.px(space::s));
  kit::draw_avatar(ui, centred(face, {face.w, face.w}), model.person_name);
  kit::Column column(ui, rest, 0);
  kit::text(ui, model.person_name,
            {.size = FontSize::caption, .weight = FontWeight::strong, .lines_max = 1});
  kit::text(ui, ui.tr(text_of_role(model.role)),
            {.size = FontSize::caption, .colour = Colour::text_muted, .lines_max = 1});
}

void draw_navigation(Ui& ui, const ShellModel& model, Rect rect, Sink& sink) {
  const Rect person = cut_bottom(rect, ui.px(kPersonHeight));
  {
    kit::Panel panel(ui, "navigation", rect,
                     {.role = SemRole::navigation,
                      .name = ui.tr(Text::shell_navigation),
                      .look = kit::PanelLook::surface,
                      .padding_x = space::s,
                      .padding_y = space::m,
                      .gap = space::xxs,
                      .border_right = true});
    {
      kit::Row row(ui, {space::xxs, size::icon, kit::fill()}, size::control);
      row.cell();
      kit::icon(ui, Icon::inbox, Colour::accent_text);
      kit::text(ui, model.workspace_name, {.weight = FontWeight::strong, .lines_max = 1});
    }
    kit::gap(ui, space::s);
    draw_views(ui, model, sink);
  }
  kit::Panel foot(ui, "person", person,
                  {.role = SemRole::complementary,
                   .name = model.person_name,
                   .look = kit::PanelLook::surface,
                   .padding_x = 0,
                   .padding_y = 0,
                   .border_right = true,
                   .border_top = true});
  draw_person(ui, model, person);
}

void draw_views_menu(Ui& ui, const ShellModel& model, Sink& sink) {
  const bool pressed = kit::icon_button(
      ui, "views", Icon::menu, ui.tr(Text::shell_navigation),
      {.kind = kit::ButtonKind::ghost, .expanded = kit::menu_open(ui, "views_menu")});
  std::array<kit::Option, kViews.size()> options;
  std::array<std::string, kViews.size()> counts;
  for (std::size_t i = 0; i < kViews.size(); ++i) {
    counts[i] = count_words(ui.lang(), model.counts, kViews[i]);
    options[i] = {.key = kViewKeys[i],
                  .label = ui.tr(text_of_view(kViews[i])),
                  .detail = counts[i],
                  .icon = icon_of_view(kViews[i]),
                  .checked = model.inbox_shown && model.view == kViews[i]};
  }
  const auto chosen = kit::menu(ui, "views_menu", ui.tr(Text::shell_navigation), pressed, options);
  if (chosen) sink.push_back(OpenView{kViews[*chosen]});
}

void draw_search(Ui& ui, ShellState& state, bool narrow, Sink& sink) {
  const Shortcut& key = info(Command::search).first;
  const std::string words = shortcut_words(key, ui.mac());
  const std::string aria = shortcut_aria(key, ui.mac());
  const auto field = kit::text_field(ui, "search", state.search_text,
                                     {.label = ui.tr(Text::shell_search),
                                      .label_hidden = true,
                                      .placeholder = ui.tr(Text::shell_search_hint),
                                      .input = TextInput::search,
                                      .shortcut = narrow ? std::string_view() : words,
                                      .shortcut_aria = aria,
                                      .icon = Icon::search});
  if (field.changed) sink.push_back(Search{state.search_text});
  if (field.submitted && !field.composing) sink.push_back(Run{Command::row_open});
  if (state.focus_search) ui.focus(field.id);
  state.focus_search = false;
  if (field.focused && !field.composing && ui.take_key("Escape")) {
    if (!state.search_text.empty()) sink.push_back(Search{});
    state.search_text.clear();
    ui.focus(0);
  }
}

Icon chip_icon(const SyncFacts& status) {
  if (status.needs_attention > 0 || status.link == LinkState::signed_out) return Icon::alert;
  if (status.link == LinkState::offline) return Icon::cloud_off;
  if (status.link == LinkState::starting || status.syncing) return Icon::sync;
  return Icon::check;
}

/// The chip is a live region, so that a change of the link is told.
void draw_chip(Ui& ui, const ShellModel& model, const std::string& words, bool narrow, Sink& sink) {
  kit::Semantic status(ui, "sync_status", SemRole::status);
  const Icon icon = chip_icon(model.sync->status);
  const bool pressed =
      narrow ? kit::icon_button(ui, "sync", icon, words)
             : kit::button(ui, "sync", words, {.kind = kit::ButtonKind::ghost, .icon = icon});
  if (pressed) sink.push_back(Run{Command::sync_panel});
}

void draw_new_ticket(Ui& ui, bool narrow, Sink& sink) {
  const Shortcut& key = info(Command::new_ticket).first;
  const std::string words = shortcut_words(key, ui.mac());
  const std::string aria = shortcut_aria(key, ui.mac());
  const kit::ButtonOptions options{.kind = kit::ButtonKind::primary,
                                   .icon = Icon::plus,
                                   .shortcut = words,
                                   .shortcut_aria = aria};
  const std::string_view label = ui.tr(Text::shell_new_ticket);
  const bool pressed = narrow ? kit::icon_button(ui, "new_ticket", Icon::plus, label, options)
                              : kit::button(ui, "new_ticket", label, options);
  if (pressed) sink.push_back(Run{Command::new_ticket});
}

void draw_bar(Ui& ui, const ShellModel& model, ShellState& state, const Rect& rect, bool narrow,
              Sink& sink) {
  kit::Panel bar(ui, "bar", rect,
                 {.role = SemRole::banner,
                  .name = ui.tr(Text::shell_bar),
                  .look = kit::PanelLook::surface,
                  .padding_x = narrow ? space::s : space::l,
                  .padding_y = (kBarHeight - size::control) / 2});
  const std::string sync = sync_words(ui, model.sync->status);
  if (narrow) {
    kit::Row row(ui, {size::control, kit::fill(), size::control, size::control, size::control},
                 size::control, space::xs);
    draw_views_menu(ui, model, sink);
    draw_search(ui, state, true, sink);
    draw_new_ticket(ui, true, sink);
    draw_chip(ui, model, sync, true, sink);
    draw_account_menu(ui, model, sink);
    return;
  }
  const kit::ButtonOptions with_icon{.icon = Icon::plus};
  const float create = kit::button_width(ui, ui.tr(Text::shell_new_ticket), with_icon);
  const float chip = kit::button_width(ui, sync, with_icon);
  const float room = bar.inner().w / ui.scale() - create - chip - size::control - 4 * space::s;
  kit::Row row(
      ui,
      {std::clamp(room, size::control, kSearchWidthMax), kit::fill(), chip, create, size::control},
      size::control);
  draw_search(ui, state, false, sink);
  row.cell();
  draw_chip(ui, model, sync, false, sink);
  draw_new_ticket(ui, false, sink);
  draw_account_menu(ui, model, sink);
}

}  // namespace

Text text_of_view(query::InboxView view) {
  constexpr std::array kNames = {Text::view_mine,    Text::view_unassigned, Text::view_open,
                                 Text::view_pending, Text::view_solved,     Text::view_all};
  return kNames[static_cast<std::size_t>(view)];
}

Icon icon_of_view(query::InboxView view) {
  constexpr std::array kMarks = {Icon::user,  Icon::users, Icon::inbox,
                                 Icon::clock, Icon::check, Icon::ticket};
  return kMarks[static_cast<std::size_t>(view)];
}

std::string sync_words(const Ui& ui, const SyncFacts& status) {
  const Lang& lang = ui.lang();
  std::string words;
  switch (status.link) {
    case LinkState::starting:
      words = ui.tr(Text::sync_starting);
      break;
    case LinkState::online:
      words = ui.tr(Text::sync_online);
      break;
    case LinkState::offline:
      words = ui.tr(Text::sync_offline);
      break;
    case LinkState::signed_out:
      words = ui.tr(Text::sync_signed_out);
      break;
  }
  if (status.link == LinkState::online && status.bootstrapping && status.head > 0) {
    const std::int64_t share = std::min<std::int64_t>(99, status.cursor * 100 / status.head);
    words = lang.text(Text::sync_loading, {std::to_string(share)});
  }
  if (status.unsent > 0) {
    words += " · " + lang.text(Text::sync_unsent, {lang.number(status.unsent)});
  }
  if (status.needs_attention > 0) {
    words += " · " + lang.text(Text::sync_attention, {lang.number(status.needs_attention)});
  }
  return words;
}

Rect draw_shell(Ui& ui, const ShellModel& model, ShellState& state, SyncViewState& sync_state,
                Sink& sink) {
  Rect rest = ui.screen();
  const bool narrow = ui.width_logical() < kNarrowBelow;
  if (!narrow) draw_navigation(ui, model, cut_left(rest, ui.px(kNavigationWidth)), sink);
  draw_bar(ui, model, state, cut_top(rest, ui.px(kBarHeight)), narrow, sink);
  draw_banners(ui, *model.sync, sync_state, rest, sink);
  return rest;
}

}  // namespace firsthand::ui
