#include "ui/kit/layout.h"

#include <algorithm>
#include <cmath>

#include "core/model/assert.h"
#include "ui/kit/inside/ui_state.h"

namespace firsthand::ui::kit {

namespace {

PlaceScope& top(Ui& ui) {
  FH_ASSERT(!ui.state().places.empty());
  return ui.state().places.back();
}
const PlaceScope& top(const Ui& ui) {
  FH_ASSERT(!ui.state().places.empty());
  return ui.state().places.back();
}

Rect place_in_column(PlaceScope& scope, Size natural, bool stretch) {
  const float w = stretch ? scope.area.w : std::min(natural.w, scope.area.w);
  const Rect rect{scope.area.x, scope.y, w, natural.h};
  scope.y += natural.h + scope.gap;
  scope.used = scope.y - scope.area.y - scope.gap;
  return rect;
}

Rect next_cell(PlaceScope& scope) {
  if (scope.next_cell < scope.cells.size()) return scope.cells[scope.next_cell++];
  return {right(scope.area), scope.area.y, 0, scope.area.h};
}

Rect place_in_row(PlaceScope& scope, Size natural, bool stretch) {
  const Rect cell = next_cell(scope);
  const float w = stretch ? cell.w : std::min(natural.w, cell.w);
  return {cell.x, std::round(cell.y + (cell.h - natural.h) / 2), w, natural.h};
}

Rect place_in_flow(PlaceScope& scope, Size natural) {
  const float w = std::min(natural.w, scope.area.w);
  if (scope.x > 0 && scope.x + w > scope.area.w + 0.5f) {
    scope.y += scope.line_height + scope.gap;
    scope.x = scope.line_height = 0;
  }
  const Rect rect{scope.area.x + scope.shift + scope.x, scope.y, w, natural.h};
  scope.x += w + scope.gap;
  scope.line_height = std::max(scope.line_height, natural.h);
  scope.widest = std::max(scope.widest, scope.x - scope.gap);
  scope.used = scope.y + scope.line_height - scope.area.y;
  return rect;
}

/// The room that a nested scope gets; in a Row it takes the cell.
Rect room_of(Ui& ui) {
  PlaceScope& scope = top(ui);
  switch (scope.kind) {
    case PlaceScope::Kind::row:
      return next_cell(scope);
    case PlaceScope::Kind::flow:
      return {scope.area.x + scope.x, scope.y, std::max(0.0f, scope.area.w - scope.x), 0};
    case PlaceScope::Kind::column:
      break;
  }
  return remaining(ui);
}

/// Tells the parent of a nested scope how high that became.
void give_back(Ui& ui, const Rect& area, float used) {
  PlaceScope& scope = top(ui);
  if (scope.kind == PlaceScope::Kind::row) return;
  if (scope.kind == PlaceScope::Kind::flow) {
    place_in_flow(scope, {area.w, used});
    return;
  }
  if (used <= 0) return;
  place_in_column(scope, {area.w, used}, false);
}

}  // namespace

void push_place(Ui& ui, PlaceScope scope) {
  scope.y = scope.area.y;
  ui.state().places.push_back(std::move(scope));
}

PlaceScope pop_place(Ui& ui) {
  PlaceScope scope = std::move(top(ui));
  ui.state().places.pop_back();
  return scope;
}

Rect place(Ui& ui, Size natural, bool stretch) {
  PlaceScope& scope = top(ui);
  natural.w = std::ceil(natural.w);
  natural.h = std::ceil(natural.h);
  switch (scope.kind) {
    case PlaceScope::Kind::row:
      return place_in_row(scope, natural, stretch);
    case PlaceScope::Kind::flow:
      return place_in_flow(scope, natural);
    case PlaceScope::Kind::column:
      break;
  }
  return place_in_column(scope, natural, stretch);
}

float available_width(const Ui& ui) {
  const PlaceScope& scope = top(ui);
  if (scope.kind == PlaceScope::Kind::row) {
    return scope.next_cell < scope.cells.size() ? scope.cells[scope.next_cell].w : 0;
  }
  return scope.area.w;
}

Rect remaining(const Ui& ui) {
  const PlaceScope& scope = top(ui);
  if (scope.kind == PlaceScope::Kind::row && scope.next_cell < scope.cells.size()) {
    return scope.cells[scope.next_cell];
  }
  return {scope.area.x, scope.y, scope.area.w, std::max(0.0f, bottom(scope.area) - scope.y)};
}

void gap(Ui& ui, float logical) {
  PlaceScope& scope = top(ui);
  const float px = ui.px(logical);
  if (scope.kind == PlaceScope::Kind::row) {
    next_cell(scope);
  } else if (scope.kind == PlaceScope::Kind::flow) {
    scope.x += px;
  } else {
    scope.y += px;
    scope.used = std::max(0.0f, scope.y - scope.area.y - scope.gap);
  }
}

void divider(Ui& ui) {
  const Rect rect = place(ui, {available_width(ui), ui.px(space::hair)}, true);
  fill_rect(ui, rect, ui.theme()[Colour::border]);
}

Column::Column(Ui& ui, const Rect& rect, float gap_logical) : ui_(ui), nested_(false) {
  push_place(ui, {.area = rect, .gap = ui.px(gap_logical)});
}
Column::Column(Ui& ui, float gap_logical) : ui_(ui), nested_(true) {
  push_place(ui, {.area = room_of(ui), .gap = ui.px(gap_logical)});
}
Column::~Column() {
  const PlaceScope scope = pop_place(ui_);
  if (nested_) give_back(ui_, scope.area, scope.used);
}
float Column::used() const { return top(ui_).used; }

Row::Row(Ui& ui, std::initializer_list<float> widths, float height, float gap_logical) : ui_(ui) {
  const float h = ui.px(height > 0 ? height : size::control), space = ui.px(gap_logical);
  const Rect line = place(ui, {available_width(ui), h}, true);
  float fixed = widths.size() > 0 ? space * static_cast<float>(widths.size() - 1) : 0, shares = 0;
  for (const float w : widths) {
    fixed += w > 0 ? ui.px(w) : 0;
    shares += w < 0 ? -w : 0;
  }
  const float free = std::max(0.0f, line.w - fixed);
  PlaceScope scope{.kind = PlaceScope::Kind::row, .area = line, .gap = space};
  float x = line.x;
  for (const float w : widths) {
    const float cell_w = w > 0 ? ui.px(w) : std::floor(shares > 0 ? free * -w / shares : 0);
    scope.cells.push_back({x, line.y, std::min(cell_w, std::max(0.0f, right(line) - x)), h});
    x += cell_w + space;
  }
  push_place(ui, std::move(scope));
}
Row::~Row() { pop_place(ui_); }
Rect Row::cell() { return next_cell(top(ui_)); }

Flow::Flow(Ui& ui, Align align, float gap_logical) : ui_(ui) {
  Ui::State& s = ui.state();
  PlaceScope scope{.kind = PlaceScope::Kind::flow, .area = room_of(ui), .gap = ui.px(gap_logical)};
  scope.align = align;
  scope.flow_id = mix(s.seeds.back(), ++s.ordinals.back());
  if (align != Align::start) {
    const auto known = s.flow_widths.find(scope.flow_id);
    const float free = scope.area.w - (known == s.flow_widths.end() ? 0 : known->second);
    scope.shift = std::max(0.0f, std::floor(align == Align::end ? free : free / 2));
  }
  push_place(ui, std::move(scope));
}
Flow::~Flow() {
  Ui::State& s = ui_.state();
  const PlaceScope scope = pop_place(ui_);
  if (scope.align != Align::start && s.flow_widths[scope.flow_id] != scope.widest) {
    s.flow_widths[scope.flow_id] = scope.widest;
    ui_.request_frame(0);
  }
  give_back(ui_, scope.area, scope.used);
}

struct Panel::Box {
  IdScope ids;
  ImDrawListSplitter splitter;
  PanelOptions options;
  Rect rect;
  Rect inside;
  bool grows = false;
  bool node = false;
  std::size_t node_at = 0;
};

namespace {

void draw_panel(Ui& ui, const Rect& rect, const PanelOptions& options) {
  const Theme& theme = ui.theme();
  const bool card = options.look == PanelLook::card || options.look == PanelLook::note ||
                    options.look == PanelLook::raised;
  const float round = card ? radius::card : 0;
  if (options.look == PanelLook::raised) shadow(ui, rect, round);
  if (options.look == PanelLook::back) fill_rect(ui, rect, theme[Colour::background]);
  if (options.look == PanelLook::surface) fill_rect(ui, rect, theme[Colour::surface]);
  if (card) {
    const Colour back = options.look == PanelLook::note     ? Colour::note_back
                        : options.look == PanelLook::raised ? Colour::raised
                                                            : Colour::surface;
    fill_rect(ui, rect, theme[back], round);
    stroke_rect(ui, rect, theme[Colour::border], round);
  }
  if (options.accent != Tone::neutral) {
    const Rect stripe{rect.x, rect.y + ui.px(space::s), ui.px(3),
                      std::max(0.0f, rect.h - 2 * ui.px(space::s))};
    fill_rect(ui, stripe, theme[options.accent].text, radius::pill);
  }
  const float hair = ui.px(space::hair);
  const Rgba line = theme[Colour::border];
  if (options.border_left) fill_rect(ui, {rect.x, rect.y, hair, rect.h}, line);
  if (options.border_right) fill_rect(ui, {right(rect) - hair, rect.y, hair, rect.h}, line);
  if (options.border_top) fill_rect(ui, {rect.x, rect.y, rect.w, hair}, line);
  if (options.border_bottom) fill_rect(ui, {rect.x, bottom(rect) - hair, rect.w, hair}, line);
}

}  // namespace

Panel::Panel(Ui& ui, std::string_view key, const Rect& rect, const PanelOptions& options)
    : ui_(ui), box_(new Box{.ids = IdScope(ui, key), .options = options, .rect = rect}) {
  begin(false);
}
Panel::Panel(Ui& ui, std::string_view key, const PanelOptions& options)
    : ui_(ui), box_(new Box{.ids = IdScope(ui, key), .options = options, .rect = room_of(ui)}) {
  begin(true);
}

void Panel::begin(bool grows) {
  Box& box = *box_;
  box.grows = grows;
  const Rect& rect = box.rect;
  box.node = !box.options.name.empty() || box.options.role != SemRole::group;
  if (box.node) {
    SemNode node{.id = ui_.id("panel"),
                 .role = box.options.role,
                 .name = std::string(box.options.name),
                 .rect = rect};
    if (grows) {
      // The rectangle is known at the end; the record takes it then.
      box.node_at = ui_.state().record.size();
      ui_.state().record.open(std::move(node));
    } else {
      open_node(ui_, std::move(node));
    }
  }
  const float dx = ui_.px(box.options.padding_x), dy = ui_.px(box.options.padding_y);
  if (grows) {
    box.splitter.Split(&ui_.state().list(), 2);
    box.splitter.SetCurrentChannel(&ui_.state().list(), 1);
    box.inside = {rect.x + dx, rect.y + dy, std::max(0.0f, rect.w - 2 * dx), 0};
  } else {
    draw_panel(ui_, rect, box.options);
    box.inside = inset(rect, dx, dy);
  }
  push_place(ui_, {.area = box.inside, .gap = ui_.px(box.options.gap)});
}

Panel::~Panel() {
  Box& box = *box_;
  const PlaceScope scope = pop_place(ui_);
  if (box.node) close_node(ui_);
  if (!box.grows) return;
  box.rect.h = scope.used + 2 * ui_.px(box.options.padding_y);
  box.splitter.SetCurrentChannel(&ui_.state().list(), 0);
  draw_panel(ui_, box.rect, box.options);
  box.splitter.Merge(&ui_.state().list());
  if (box.node) ui_.state().record.set_rect(box.node_at, intersect(box.rect, ui_.state().clip()));
  give_back(ui_, box.rect, box.rect.h);
}

Rect Panel::inner() const { return box_->inside; }

Semantic::Semantic(Ui& ui, std::string_view key, SemRole role, std::string_view name,
                   std::int32_t level)
    : ui_(ui), at_(ui.state().record.size()), from_(remaining(ui)), scope_(ui, key) {
  ui.state().record.open({.id = mix(ui.state().seeds.back(), 0x5E3A),
                          .role = role,
                          .name = std::string(name),
                          .level = level});
}
Semantic::~Semantic() {
  close_node(ui_);
  const float end = ui_.state().places.empty() ? from_.y : remaining(ui_).y;
  ui_.state().record.set_rect(
      at_,
      intersect({from_.x, from_.y, from_.w, std::max(0.0f, end - from_.y)}, ui_.state().clip()));
}

}  // namespace firsthand::ui::kit
