// The semantic record: what is on the screen, for those who do not look at pixels. Every widget of
// ui/kit adds its node as it is drawn. One record, three uses: the DOM mirror for screen readers,
// keyboards and browser tests; native UI tests; "show me the button" for trainees.
//
// Reading order is the order of adding; nesting is by open() and close().
//
//   const auto list = record.open({.id = id, .role = SemRole::list, .name = "Conversation"});
//   record.add({.id = id2, .role = SemRole::listitem, .name = "Anna: Hello", .rect = r});
//   record.close();
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace firsthand::ui {

/// Named as ARIA names them (WAI-ARIA 1.2); `text` is plain text without a role.
enum class SemRole : std::uint8_t {
  text,
  heading,
  paragraph,
  button,
  link,
  textbox,
  searchbox,
  checkbox,
  radio,
  radiogroup,
  combobox,
  listbox,
  option,
  tab,
  tablist,
  tabpanel,
  menu,
  menuitem,
  grid,
  row,
  columnheader,
  gridcell,
  list,
  listitem,
  article,
  dialog,
  alert,
  status,
  navigation,
  main,
  complementary,
  banner,
  region,
  form,
  group,
  toolbar,
  separator,
  progressbar,
  img,
  definition,
  term,
};

/// The role's ARIA name ("columnheader"); "" for text.
[[nodiscard]] std::string_view aria_name(SemRole role);

struct SemRect {  // physical pixels on the canvas
  float x = 0, y = 0, w = 0, h = 0;
  friend bool operator==(const SemRect&, const SemRect&) = default;
};

enum class TextInput : std::uint8_t { none, line, multiline, password, email, search };

/// How a text field looks when the host lays its real DOM field over the canvas.
struct FieldLook {
  float font_px = 14;  // physical pixels
  std::uint32_t text_rgba = 0;
  std::uint32_t back_rgba = 0;
  float padding_x = 0, padding_y = 0;
  friend bool operator==(const FieldLook&, const FieldLook&) = default;
};

struct SemNode {
  std::uint64_t id = 0;      // stable while the thing is on the screen; unique in the record
  std::uint64_t parent = 0;  // filled by the record; 0: top level
  SemRole role = SemRole::text;
  std::string name;
  std::string value;        // what a field holds, what a combobox shows
  std::string description;  // hint, reason why it is greyed out, error of a field
  SemRect rect;
  std::string shortcut;  // aria-keyshortcuts syntax
  bool disabled = false;
  bool selected = false;
  bool current = false;  // aria-current
  std::optional<bool> checked;
  std::optional<bool> expanded;
  bool invalid = false;
  bool required = false;
  bool modal = false;
  bool focusable = false;                     // Tab stops here
  std::int32_t level = 0;                     // headings, 1 …
  std::int32_t row_index = 0, row_count = 0;  // grids: 1-based, over all rows, not the visible
  std::int32_t column_index = 0;
  std::string sort;  // columnheader: "ascending", "descending", "none"; else empty
  std::uint64_t active_descendant = 0;
  TextInput input = TextInput::none;
  std::string autocomplete;  // HTML autocomplete token: "username", "current-password"
  std::string placeholder;
  std::size_t max_bytes = 0;  // 0: no limit
  FieldLook look;

  friend bool operator==(const SemNode&, const SemNode&) = default;
};

class SemRecord {
 public:
  void begin_frame();
  /// Adds a node that others will be inside of; returns its id.
  std::uint64_t open(SemNode node);
  void close();
  void add(SemNode node);
  /// Puts what follows inside of the node added last.
  void enter(std::uint64_t id);
  /// Nodes of this frame so far; the next add() gets this index.
  [[nodiscard]] std::size_t size() const { return building_.size(); }
  /// For a box whose height is known when its content is.
  void set_rect(std::size_t index, const SemRect& rect);
  /// For a grid, which knows its current row when the rows are drawn.
  void set_active_descendant(std::size_t index, std::uint64_t id);
  /// Ends the frame; asserts that every open() was closed.
  void end_frame();

  /// The last complete frame, in reading order, parents before children.
  [[nodiscard]] const std::vector<SemNode>& nodes() const { return shown_; }

 private:
  std::vector<SemNode> building_;
  std::vector<SemNode> shown_;
  std::vector<std::uint64_t> open_ids_;
};

/// The change from one frame to the next as compact JSON for the DOM mirror; empty string when
/// nothing changed. Format: see shell/web/README.md, "mirror".
class SemDiff {
 public:
  [[nodiscard]] std::string update(const std::vector<SemNode>& nodes);
  /// Forgets what the other side has, so that the next update sends everything.
  void reset() { sent_.clear(); }

 private:
  std::vector<SemNode> sent_;
};

}  // namespace firsthand::ui
