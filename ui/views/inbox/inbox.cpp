#include "ui/views/inbox/inbox.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "ui/kit/kit.h"
#include "ui/views/controls.h"

namespace firsthand::ui {

namespace {

using query::InboxSort;
using query::InboxView;

constexpr float kHeadHeight = 56;
constexpr float kAllColumnsFrom = 960;  // logical width of the list
constexpr float kSomeColumnsFrom = 620;

struct Column {
  InboxSort sort;
  kit::GridColumn grid;
};

std::vector<Column> columns_for(const Ui& ui, float width_logical) {
  const auto title = [&](Text text) { return ui.tr(text); };
  const bool narrow = width_logical < kSomeColumnsFrom;
  const Column number{InboxSort::number,
                      {"number", title(Text::inbox_number), narrow ? 76.0f : 92.0f}};
  const Column state{InboxSort::state,
                     {"state", title(Text::inbox_state), narrow ? 100.0f : 128.0f}};
  const Column priority{InboxSort::priority, {"priority", title(Text::inbox_priority), 104}};
  const Column subject{InboxSort::subject, {"subject", title(Text::inbox_subject), kit::fill(3)}};
  const Column customer{InboxSort::customer,
                        {"customer", title(Text::inbox_customer), kit::fill(2)}};
  const Column owner{InboxSort::owner, {"owner", title(Text::inbox_owner), kit::fill(1.3f)}};
  const Column updated{InboxSort::updated, {"updated", title(Text::inbox_updated), 116}};
  if (width_logical >= kAllColumnsFrom) {
    return {number, state, priority, subject, customer, owner, updated};
  }
  if (width_logical >= kSomeColumnsFrom)
    return {number, state, priority, subject, customer, updated};
  return {number, state, subject};
}

void draw_customer(Ui& ui, kit::GridRow& row, const query::InboxRow& ticket) {
  const bool has_tier = ticket.tier != CustomerTier::normal && !ticket.customer.empty();
  const std::string_view tier = ui.tr(text_of_tier(ticket.tier));
  std::string name = ticket.customer;
  if (has_tier) name += ", " + std::string(tier);
  Rect room = row.cell(name);
  if (has_tier) {
    const Tone tone = tone_of(ticket.tier);
    const float badge = kit::badge_width(ui, tier);
    const float words = kit::text_width(ui, ticket.customer);
    const float free = std::max(0.0f, room.w - badge - ui.px(space::s));
    const Rect text = cut_left(room, std::min(words, free));
    kit::draw_text(ui, text, ticket.customer, {}, ui.theme()[Colour::text]);
    cut_left(room, ui.px(space::s));
    kit::draw_badge(ui, cut_left(room, badge), tier, tone);
    return;
  }
  kit::draw_text(ui, room, ticket.customer, {}, ui.theme()[Colour::text]);
}

void draw_cell(Ui& ui, kit::GridRow& row, const query::InboxRow& ticket, InboxSort what,
               const InboxModel& model) {
  switch (what) {
    case InboxSort::number: {
      const std::string number = number_words(ticket.number, ui.lang());
      if (ticket.unsent) {
        row.badge(number, Tone::warning, {.description = ui.tr(Text::inbox_not_sent), .dot = true});
      } else {
        row.text(number, {.colour = Colour::text_muted});
      }
      return;
    }
    case InboxSort::state:
      row.badge(ui.tr(text_of_state(ticket.state)), tone_of(ticket.state));
      return;
    case InboxSort::priority:
      row.badge(ui.tr(text_of_priority(ticket.priority)), tone_of(ticket.priority));
      return;
    case InboxSort::subject:
      row.text(ticket.subject,
               {.weight =
                    ticket.state == TicketState::fresh ? FontWeight::strong : FontWeight::regular});
      return;
    case InboxSort::customer:
      draw_customer(ui, row, ticket);
      return;
    case InboxSort::owner:
      if (ticket.owner.empty()) {
        row.text(ui.tr(Text::desk_nobody), {.colour = Colour::text_muted});
      } else {
        row.text(ticket.owner);
      }
      return;
    case InboxSort::updated:
    case InboxSort::created:
      row.text(ui.lang().relative(ticket.updated_at, model.now),
               {.colour = Colour::text_muted,
                .description = full_moment_words(ui, ticket.updated_at, model.zone)});
      return;
  }
}

void act_on(const kit::GridResult& result, const InboxModel& model, InboxViewState& state,
            const std::vector<Column>& columns, Sink& sink) {
  if (result.current) state.current = *result.current;
  if (result.opened) {
    state.current = *result.opened;
    const query::InboxRow& row = model.rows->row(*result.opened);
    sink.push_back(OpenTicket{.ticket = row.id, .number = row.number});
  }
  if (!result.sorted) return;
  const InboxSort sort = columns[*result.sorted].sort;
  if (state.sort == sort) {
    state.descending = !state.descending;
  } else {
    state.sort = sort;
    state.descending = sort == InboxSort::updated || sort == InboxSort::number;
  }
  state.current = 0;
  state.reveal = true;
}

void draw_grid(Ui& ui, const Rect& rect, const InboxModel& model, InboxViewState& state, bool keys,
               Sink& sink) {
  const std::vector<Column> columns = columns_for(ui, rect.w / ui.scale());
  std::vector<kit::GridColumn> grid_columns;
  std::size_t sort_column = SIZE_MAX;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    grid_columns.push_back(columns[i].grid);
    if (columns[i].sort == state.sort) sort_column = i;
  }
  kit::Grid grid(ui, "tickets", rect, grid_columns,
                 {.name = ui.tr(Text::inbox_grid),
                  .rows = model.rows->size(),
                  .current = state.current,
                  .reveal = state.reveal,
                  .sort_column = sort_column,
                  .descending = state.descending,
                  .keys_everywhere = keys});
  state.reveal = false;
  for (std::size_t i = grid.first(); i < grid.end(); ++i) {
    const query::InboxRow& ticket = model.rows->row(i);
    kit::GridRow row(grid, i, kit::key_of(ticket.id.view()));
    for (const Column& column : columns) draw_cell(ui, row, ticket, column.sort, model);
  }
  act_on(grid.finish(), model, state, columns, sink);
}

void draw_empty(Ui& ui, const Rect& rect, const InboxModel& model, Sink& sink) {
  struct Words {
    Text title, hint;
  };
  constexpr std::array<Words, 6> kWords = {{
      {Text::inbox_empty_mine, Text::inbox_empty_mine_hint},
      {Text::inbox_empty_unassigned, Text::inbox_empty_unassigned_hint},
      {Text::inbox_empty_open, Text::inbox_empty_open_hint},
      {Text::inbox_empty_pending, Text::inbox_empty_pending_hint},
      {Text::inbox_empty_solved, Text::inbox_empty_solved_hint},
      {Text::inbox_empty_all, Text::inbox_empty_all_hint},
  }};
  if (!model.filter.search.empty()) {
    const std::string title = ui.lang().text(Text::inbox_no_hits, {model.filter.search});
    if (kit::empty_state(ui, "no_hits", rect, title,
                         {.icon = Icon::search,
                          .words = ui.tr(Text::inbox_no_hits_hint),
                          .action = ui.tr(Text::shell_clear_search)})) {
      sink.push_back(Search{});
    }
    return;
  }
  const Words& words = kWords[static_cast<std::size_t>(model.filter.view)];
  const bool all = model.filter.view == InboxView::all;
  if (kit::empty_state(ui, "empty", rect, ui.tr(words.title),
                       {.icon = all ? Icon::ticket : Icon::check,
                        .words = ui.tr(words.hint),
                        .action = all ? ui.tr(Text::shell_new_ticket) : std::string_view()})) {
    sink.push_back(Run{Command::new_ticket});
  }
}

void draw_loading(Ui& ui, const InboxModel& model) {
  const Lang& lang = ui.lang();
  const float share =
      model.head > 0 ? static_cast<float>(model.cursor) / static_cast<float>(model.head) : 0;
  kit::Semantic status(ui, "loading", SemRole::status);
  kit::caption(ui, lang.text(Text::inbox_loading_progress,
                             {lang.number(model.cursor), lang.number(model.head)}));
  kit::progress(ui, ui.tr(Text::inbox_loading), share);
}

/// Name of the view, how many, and what is special about this list.
float draw_head(Ui& ui, const Rect& rect, const InboxModel& model, std::string_view title) {
  const Lang& lang = ui.lang();
  kit::Column column(ui, rect, space::xs);
  {
    const auto rows = static_cast<std::int64_t>(model.rows->size());
    const bool searching = !model.filter.search.empty();
    const std::string count =
        lang.plural(searching ? Plural::common_results : Plural::common_tickets, rows);
    const float name =
        logical_width(ui, title, {.size = FontSize::title, .weight = FontWeight::strong});
    kit::Row row(ui, {name + space::xs, kit::fill()}, size::control);
    kit::heading(ui, 1, title);
    kit::Semantic status(ui, "count", SemRole::status);
    kit::text(ui, count, {.colour = Colour::text_muted, .lines_max = 1});
  }
  if (model.error) {
    kit::banner(ui, "search_error", lang.error(*model.error), {.tone = Tone::danger});
  }
  if (model.capped) {
    kit::banner(
        ui, "capped",
        lang.text(Text::inbox_capped, {lang.number(static_cast<std::int64_t>(model.rows->size()))}),
        {.tone = Tone::info});
  }
  if (model.bootstrapping) draw_loading(ui, model);
  return column.used();
}

}  // namespace

void draw_inbox(Ui& ui, const Rect& rect, const InboxModel& model, InboxViewState& state,
                std::string_view title, bool keys, Sink& sink) {
  kit::Panel main(ui, "inbox", rect,
                  {.role = SemRole::main,
                   .name = title,
                   .look = kit::PanelLook::back,
                   .padding_x = 0,
                   .padding_y = 0});
  Rect rest = rect;
  Rect head = inset(rect, ui.px(space::l), 0);
  cut_top(head, ui.px(space::s));
  const float used = draw_head(ui, head, model, title);
  cut_top(rest, std::max(ui.px(kHeadHeight), used + ui.px(space::l)));
  if (model.rows->size() > 0) {
    draw_grid(ui, rest, model, state, keys, sink);
  } else if (model.bootstrapping) {
    kit::Column column(ui, inset(rest, ui.px(space::l), 0));
    kit::skeleton(ui, ui.tr(Text::inbox_loading), 8);
  } else if (!model.error) {
    draw_empty(ui, rest, model, sink);
  }
}

}  // namespace firsthand::ui
