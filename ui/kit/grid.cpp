#include "ui/kit/grid.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/model/assert.h"
#include "ui/kit/inside/ui_state.h"

namespace firsthand::ui::kit {

namespace {

constexpr float kHeadHeight = 36, kCellPadding = 12, kFillMin = 80;

std::vector<float> column_widths(Ui& ui, std::span<const GridColumn> columns, float room) {
  float fixed = 0, shares = 0;
  for (const GridColumn& column : columns) {
    fixed += column.width > 0 ? ui.px(column.width) : 0;
    shares += column.width < 0 ? -column.width : 0;
  }
  // When the room is short, fixed columns shrink before the filling ones vanish.
  const float fills_min = shares > 0 ? ui.px(kFillMin) : 0;
  const float squeeze = fixed > 0 ? std::min(1.0f, std::max(0.0f, room - fills_min) / fixed) : 1;
  const float free = std::max(0.0f, room - fixed * squeeze);
  std::vector<float> widths;
  for (const GridColumn& column : columns) {
    widths.push_back(std::floor(column.width > 0 ? ui.px(column.width) * squeeze
                                                 : free * -column.width / shares));
  }
  return widths;
}

}  // namespace

std::uint64_t key_of(std::string_view bytes) { return hash_of(bytes); }

struct Grid::Inside {
  std::vector<GridColumn> columns;
  std::vector<float> widths;
  GridOptions options;
  GridResult result;
  Rect rect, body;
  ScrollPass pass;
  std::uint64_t id = 0;
  float row_h = 1;
  std::size_t current = 0;
  std::size_t first = 0, end = 0;
  std::uint64_t current_row_id = 0;
  std::size_t node_at = 0;
  bool finished = false;
  bool focus_shown = false;

  void draw_head(Ui& ui, const Rect& head);
  void handle_keys(Ui& ui);
  void reveal_current(Ui& ui);
};

void Grid::Inside::draw_head(Ui& ui, const Rect& head) {
  const Theme& theme = ui.theme();
  fill_rect(ui, head, theme[Colour::surface]);
  fill_rect(ui, {head.x, bottom(head) - ui.px(space::hair), head.w, ui.px(space::hair)},
            theme[Colour::border]);
  open_node(ui, {.id = mix(id, 0x4EAD), .role = SemRole::row, .rect = head, .row_index = 1});
  Rect rest = head;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const GridColumn& column = columns[i];
    const Rect cell = cut_left(rest, widths[i]);
    const std::uint64_t cell_id = mix(mix(id, 0xC01), hash_of(column.key));
    Press state;
    if (column.sortable) state = press(ui, cell_id, cell, false);
    if (state.hovered) fill_rect(ui, inset(cell, 0, ui.px(4)), theme[Colour::hover], radius::small);
    const bool sorted = i == options.sort_column;
    Rect inner = inset(cell, ui.px(kCellPadding), 0);
    const TextOptions style{
        .size = FontSize::caption, .weight = FontWeight::strong, .align = column.align};
    const Rgba ink = theme[sorted ? Colour::text : Colour::text_muted];
    if (sorted) {
      const Rect at =
          column.align == Align::end
              ? cut_left(inner, ui.px(14))
              : Rect{std::min(inner.x + text_width(ui, column.title, style) + ui.px(space::xs),
                              right(inner) - ui.px(14)),
                     inner.y, ui.px(14), inner.h};
      draw_icon(ui.state().list(), options.descending ? Icon::sort_down : Icon::sort_up, at,
                ui.px(12), ink);
    }
    draw_text(ui, inner, column.title, style, ink);
    if (state.focused) focus_ring(ui, cell, radius::small);
    SemNode node{.id = cell_id,
                 .role = SemRole::columnheader,
                 .name = std::string(column.title),
                 .rect = cell,
                 .focusable = column.sortable,
                 .column_index = static_cast<std::int32_t>(i) + 1};
    if (column.sortable)
      node.sort = !sorted ? "none" : options.descending ? "descending" : "ascending";
    add_node(ui, std::move(node));
    if (state.pressed) result.sorted = i;
  }
  close_node(ui);
}

void Grid::Inside::handle_keys(Ui& ui) {
  const std::uint64_t focus = ui.focused();
  const bool here = focus == id || (options.keys_everywhere && focus == 0);
  if (!options.keys || !here || ui.popup_open() || ui.modal_open() || options.rows == 0) return;
  const std::size_t last = options.rows - 1;
  const auto page = std::max<std::size_t>(1, static_cast<std::size_t>(body.h / row_h));
  const std::size_t before = current;
  const auto down = [&](std::size_t by) { current = std::min(last, current + by); };
  const auto up = [&](std::size_t by) { current -= std::min(current, by); };
  while (ui.take_key("ArrowDown") || ui.take_key("KeyJ")) down(1);
  while (ui.take_key("ArrowUp") || ui.take_key("KeyK")) up(1);
  while (ui.take_key("PageDown")) down(page);
  while (ui.take_key("PageUp")) up(page);
  if (ui.take_key("Home") || ui.take_key("Home", kModCtrl)) current = 0;
  if (ui.take_key("End") || ui.take_key("End", kModCtrl)) current = last;
  if (ui.take_key("Enter") || ui.take_key("NumpadEnter")) result.opened = current;
  if (current == before) return;
  result.current = current;
  options.reveal = true;
}

void Grid::Inside::reveal_current(Ui& ui) {
  ScrollMemory& memory = ui.state().scrolls[mix(id, 0x5C)];
  const float top = row_h * static_cast<float>(current);
  // One row of context above and below.
  const float margin = std::min(row_h, std::max(0.0f, body.h - row_h) / 2);
  if (top - margin < memory.offset) memory.offset = top - margin;
  if (top + row_h + margin > memory.offset + body.h) memory.offset = top + row_h + margin - body.h;
  const float limit = std::max(0.0f, row_h * static_cast<float>(options.rows) - body.h);
  memory.offset = std::clamp(memory.offset, 0.0f, limit);
}

Grid::Grid(Ui& ui, std::string_view key, const Rect& rect, std::span<const GridColumn> columns,
           const GridOptions& options)
    : ui_(ui),
      inside_(new Inside{.columns = {columns.begin(), columns.end()}, .options = options}) {
  Inside& in = *inside_;
  in.id = ui.id(key);
  in.rect = rect;
  in.body = rect;
  in.row_h = ui.px(options.row_height);
  in.widths = column_widths(ui, columns, rect.w);
  in.current = options.rows == 0 ? 0 : std::min(options.current, options.rows - 1);
  const Rect head = cut_top(in.body, ui.px(kHeadHeight));
  fill_rect(ui, in.body, ui.theme()[Colour::surface]);
  in.node_at = ui.state().record.size();
  open_node(ui, {.id = in.id,
                 .role = SemRole::grid,
                 .name = std::string(options.name),
                 .rect = rect,
                 .focusable = true,
                 .row_count = static_cast<std::int32_t>(options.rows) + 1});
  in.draw_head(ui, head);
  in.handle_keys(ui);
  if (in.options.reveal) in.reveal_current(ui);
  in.focus_shown = ui.state().focus_visible && ui.is_focused(in.id);
  const std::uint64_t scroll_id = mix(in.id, 0x5C);
  // A list that became shorter must not show empty room.
  ScrollMemory& memory = ui.state().scrolls[scroll_id];
  const float limit = std::max(0.0f, in.row_h * static_cast<float>(options.rows) - in.body.h);
  memory.offset = std::clamp(memory.offset, 0.0f, limit);
  in.pass = begin_scroll(ui, scroll_id, in.body);
  in.first = std::min(options.rows, static_cast<std::size_t>(in.pass.offset / in.row_h));
  const auto shown = static_cast<std::size_t>(std::ceil(in.body.h / in.row_h)) + 1;
  in.end = std::min(options.rows, in.first + shown);
}

Grid::~Grid() { finish(); }

std::size_t Grid::first() const { return inside_->first; }
std::size_t Grid::end() const { return inside_->end; }
std::size_t Grid::page() const {
  return std::max<std::size_t>(1, static_cast<std::size_t>(inside_->body.h / inside_->row_h));
}

GridResult Grid::finish() {
  Inside& in = *inside_;
  if (in.finished) return in.result;
  in.finished = true;
  end_scroll(ui_, in.pass, in.row_h * static_cast<float>(in.options.rows), false);
  close_node(ui_);
  ui_.state().record.set_active_descendant(in.node_at, in.current_row_id);
  if (in.focus_shown) focus_ring(ui_, in.rect, radius::small);
  return in.result;
}

GridRow::GridRow(Grid& grid, std::size_t index, std::uint64_t key, std::string_view name)
    : grid_(grid) {
  Grid::Inside& in = *grid.inside_;
  Ui& ui = grid.ui_;
  FH_ASSERT(index < in.options.rows);
  id_ = mix(mix(in.id, 0x10), key);
  rect_ = {in.body.x, in.body.y - in.pass.offset + in.row_h * static_cast<float>(index), in.body.w,
           in.row_h};
  const Press state = press(ui, id_, rect_, false);
  if (state.pressed) {
    in.result.opened = index;
    in.result.current = index;
  }
  const Theme& theme = ui.theme();
  const bool current = index == in.current;
  if (current) in.current_row_id = id_;
  if (current) fill_rect(ui, rect_, theme[Colour::selected]);
  if (state.hovered && !current) fill_rect(ui, rect_, theme[Colour::hover]);
  if (current) fill_rect(ui, {rect_.x, rect_.y, ui.px(3), rect_.h}, theme[Colour::accent]);
  fill_rect(ui, {rect_.x, bottom(rect_) - ui.px(space::hair), rect_.w, ui.px(space::hair)},
            theme[Colour::border]);
  open_node(ui, {.id = id_,
                 .role = SemRole::row,
                 .name = std::string(name),
                 .rect = rect_,
                 .selected = current,
                 .row_index = static_cast<std::int32_t>(index) + 2});
}

GridRow::~GridRow() { close_node(grid_.ui_); }

Rect GridRow::cell(std::string_view name, std::string_view description) {
  Grid::Inside& in = *grid_.inside_;
  Ui& ui = grid_.ui_;
  if (column_ >= in.widths.size()) return {right(rect_), rect_.y, 0, rect_.h};
  float x = rect_.x;
  for (std::size_t i = 0; i < column_; ++i) x += in.widths[i];
  const Rect whole{x, rect_.y, in.widths[column_], rect_.h};
  ++column_;
  const std::uint64_t id = mix(id_, column_);
  add_node(ui, {.id = id,
                .role = SemRole::gridcell,
                .name = std::string(name),
                .description = std::string(description),
                .rect = whole,
                .column_index = static_cast<std::int32_t>(column_)});
  if (!description.empty()) {
    const ImGuiContext& g = *ui.state().imgui;
    const bool over =
        g.HoveredWindow == g.CurrentWindow &&
        contains(intersect(whole, ui.state().clip()), g.IO.MousePos.x, g.IO.MousePos.y);
    tooltip(ui, id, {.hovered = over}, whole, description);
  }
  return inset(whole, ui.px(kCellPadding), 0);
}

void GridRow::text(std::string_view words, const TextOptions& options) {
  const std::size_t column = column_;
  const Rect rect = cell(words, options.description);
  TextOptions style = options;
  const auto& columns = grid_.inside_->columns;
  if (column < columns.size() && columns[column].align != Align::start) {
    style.align = columns[column].align;
  }
  draw_text(grid_.ui_, rect, words, style, grid_.ui_.theme()[options.colour]);
}

void GridRow::badge(std::string_view words, Tone tone, const BadgeOptions& options) {
  const Rect rect = cell(words, options.description);
  if (!words.empty()) draw_badge(grid_.ui_, rect, words, tone, options);
}

}  // namespace firsthand::ui::kit
