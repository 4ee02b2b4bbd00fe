// Where widgets go. A scope says how its widgets are placed: below one another (Column), in cells
// beside one another (Row), or flowing with line breaks (Flow). Screens cut their Rects first
// (paint/geometry.h), then open a Panel or Column in each.
//
//   Rect rest = ui.screen();
//   kit::Panel side(ui, "side", cut_left(rest, ui.px(240)), {.role = SemRole::navigation, …});
//   kit::text(ui, …);                                  // in the side panel, from the top
//   { kit::Row row(ui, {kit::fill(), 80}); kit::text(…); kit::button(…); }
//
// Lengths in options are logical pixels. Scopes end in reverse order (RAII).
#pragma once

#include <initializer_list>
#include <memory>
#include <string_view>

#include "ui/kit/ui.h"

namespace firsthand::ui::kit {

enum class Align : std::uint8_t { start, centre, end };

/// The rectangle for a widget of this size (physical) in the current scope, which moves on.
/// `stretch`: as wide as there is room.
Rect place(Ui& ui, Size natural, bool stretch);
/// Room that is left to the right for the next widget (physical).
[[nodiscard]] float available_width(const Ui& ui);
/// What is left of the current scope below the cursor (physical); zero height without a fixed one.
[[nodiscard]] Rect remaining(const Ui& ui);
/// Leaves `logical` pixels free.
void gap(Ui& ui, float logical = space::s);
/// A line across; not in the record.
void divider(Ui& ui);

/// Below one another in `rect`.
class Column {
 public:
  Column(Ui& ui, const Rect& rect, float gap = space::s);
  /// In the next place of the current scope, as wide as it; as high as its widgets.
  explicit Column(Ui& ui, float gap = space::s);
  ~Column();
  Column(const Column&) = delete;
  Column& operator=(const Column&) = delete;
  /// Height used so far (physical).
  [[nodiscard]] float used() const;

 private:
  Ui& ui_;
  bool nested_;
};

/// A cell that takes a share of the room which fixed cells leave.
[[nodiscard]] constexpr float fill(float share = 1) { return -share; }

/// Beside one another: each width is a cell, fill() or logical pixels. One widget a cell, centred
/// across. Height 0: a control's.
class Row {
 public:
  Row(Ui& ui, std::initializer_list<float> widths, float height = 0, float gap = space::s);
  ~Row();
  Row(const Row&) = delete;
  Row& operator=(const Row&) = delete;
  /// The next cell's rectangle without a widget: for a Column inside or own placing.
  Rect cell();

 private:
  Ui& ui_;
};

/// From the start, line after line, each widget in its natural width. With Align::end the lines
/// stand at the right (dialog buttons).
class Flow {
 public:
  explicit Flow(Ui& ui, Align align = Align::start, float gap = space::s);
  ~Flow();
  Flow(const Flow&) = delete;
  Flow& operator=(const Flow&) = delete;

 private:
  Ui& ui_;
};

enum class PanelLook : std::uint8_t {
  plain,    // no background
  back,     // background, no border
  surface,  // surface, no border: bars and side panels
  card,     // surface, border, round
  raised,   // with a shadow
  note,     // paper of internal notes, border, round
};

struct PanelOptions {
  SemRole role = SemRole::group;  // region, navigation, main, complementary, banner, form …
  std::string_view name;          // landmark's name; without name and with role group: no node
  PanelLook look = PanelLook::card;
  float padding_x = space::l, padding_y = space::l;
  float gap = space::s;
  Tone accent = Tone::neutral;  // other than neutral: a stripe of this tone at the left
  bool border_left = false, border_right = false, border_top = false, border_bottom = false;
};

/// A box with a background, and a Column inside. Opens an IdScope with its key.
class Panel {
 public:
  Panel(Ui& ui, std::string_view key, const Rect& rect, const PanelOptions& options = {});
  /// In the next place of the current scope, as high as its content.
  Panel(Ui& ui, std::string_view key, const PanelOptions& options = {});
  ~Panel();
  Panel(const Panel&) = delete;
  Panel& operator=(const Panel&) = delete;
  /// The room inside the padding.
  [[nodiscard]] Rect inner() const;

 private:
  struct Box;
  void begin(bool grows);
  Ui& ui_;
  std::unique_ptr<Box> box_;
};

/// A node around widgets without any drawing: lists, list items, articles, groups, toolbars. An
/// IdScope as well.
class Semantic {
 public:
  Semantic(Ui& ui, std::string_view key, SemRole role, std::string_view name = {},
           std::int32_t level = 0);
  ~Semantic();
  Semantic(const Semantic&) = delete;
  Semantic& operator=(const Semantic&) = delete;

 private:
  Ui& ui_;
  std::size_t at_;
  Rect from_;
  IdScope scope_;
};

}  // namespace firsthand::ui::kit
