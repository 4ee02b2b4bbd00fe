// What the widgets of the kit share: the inside of Ui. Views never include this.
// Not here: anything of one widget only, save the little that must outlive a frame.
#pragma once

#include <imgui.h>
#include <imgui_internal.h>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ui/kit/layout.h"
#include "ui/kit/paint/colour.h"
#include "ui/kit/paint/hash.h"
#include "ui/kit/ui.h"

namespace firsthand::ui {

/// How the widgets of one scope are placed.
struct PlaceScope {
  enum class Kind : std::uint8_t { column, row, flow } kind = Kind::column;
  Rect area;  // column, flow: x and width count; row: of one line
  float gap = 0;
  float y = 0;     // where the next line begins
  float used = 0;  // height so far, without the last gap
  // row
  std::vector<Rect> cells;
  std::size_t next_cell = 0;
  // flow
  float x = 0, line_height = 0, widest = 0;
  float shift = 0;  // of a flow that stands at the end, from the last frame's width
  std::uint64_t flow_id = 0;
  kit::Align align = kit::Align::start;
};

struct FieldMemory {
  std::string value;  // what the DOM field holds, as far as we know
  bool composing = false;
  std::uint64_t seen_frame = 0;
};

struct ScrollMemory {
  float offset = 0, content = 0, view = 0;
  float drag_from = 0, drag_offset = 0;
  bool dragging = false;  // by touch
  bool bar_held = false;
  std::optional<Rect> reveal;  // on the canvas, to be scrolled into view when the area ends
  std::uint64_t seen_frame = 0;
};

/// The one list or menu that may be open.
struct Popup {
  std::uint64_t id = 0;     // of its list
  std::uint64_t owner = 0;  // gets the focus back
  std::size_t active = SIZE_MAX;
  Rect anchor, rect;
  std::string typed;
  std::int64_t typed_at_ms = 0;
  std::uint64_t seen_frame = 0;
  bool fresh = true;  // opened in this frame
};

struct OpenDialog {
  std::uint64_t id = 0;
  std::uint64_t focus_back = 0;
  float height = 0;
  std::uint64_t seen_frame = 0;
};

struct Hover {
  std::uint64_t id = 0;
  std::int64_t since_ms = 0;
  std::uint64_t seen_frame = 0;
};

struct Tooltip {
  std::string words, keys;
  Rect anchor;
};

struct Ui::State {
  explicit State(FontSource& fonts);
  ~State();

  ImGuiContext* imgui = nullptr;
  TextLayout layout;
  Input input;
  Preferences preferences;
  FrameInfo info;
  std::uint64_t frame = 0;
  bool in_frame = false;

  SemRecord record;
  std::vector<std::uint64_t> seeds;     // of id scopes
  std::vector<std::uint32_t> ordinals;  // texts without a key, a count for each id scope
  std::vector<PlaceScope> places;
  std::vector<std::uint64_t> scroll_scopes;  // areas that we are inside of

  // This frame's input.
  std::vector<Key> keys;
  std::vector<Input::Edit> edits;
  std::vector<std::uint64_t> submits, activations;
  float wheel_dx = 0, wheel_dy = 0;
  std::uint64_t focus_id = 0;
  bool focus_visible = false;
  bool focus_moved = false;  // in this frame
  std::int64_t pointer_down_ms = -1'000;
  std::uint64_t focus_wanted = 0;  // a request that FocusEvent has not answered

  Outputs outputs;

  std::unordered_map<std::uint64_t, FieldMemory> fields;
  std::unordered_map<std::uint64_t, ScrollMemory> scrolls;
  std::unordered_map<std::uint64_t, float> flow_widths;
  std::optional<Popup> popup;
  std::vector<OpenDialog> dialogs;
  Hover hover;
  std::optional<Tooltip> tooltip;
  Rect last_rect;  // of the last widget: menus open below it
  std::uint64_t last_id = 0;

  // The net.
  bool watching = false;
  std::unordered_set<ImGuiID> announced;
  std::vector<ImGuiID> items_seen;
  std::unordered_map<ImGuiID, std::string> item_labels;
  std::vector<std::string> bypassed;

  [[nodiscard]] float px(float logical) const;
  [[nodiscard]] const Theme& theme() const {
    return theme_of(preferences.theme, preferences.more_contrast);
  }
  [[nodiscard]] float font_px(FontSize size) const;
  [[nodiscard]] float line_px(FontSize size) const;
  [[nodiscard]] ImDrawList& list() const { return *ImGui::GetWindowDrawList(); }
  [[nodiscard]] std::uint64_t id(std::string_view key) const;
  [[nodiscard]] std::uint64_t next_text_id();
  [[nodiscard]] Rect clip() const;
  [[nodiscard]] bool activated(std::uint64_t widget) const;
  [[nodiscard]] const SemNode* shown_node(std::uint64_t node) const;
};

namespace kit {

/// What a pressable widget learns of this frame.
struct Press {
  bool hovered = false;
  bool held = false;
  bool pressed = false;  // let go over it, or activated
  bool focused = false;  // has keyboard focus, to be shown
};
/// Makes `rect` pressable. `role` decides which keys the platform presses for us.
/// `overlap`: widgets drawn later inside of it win the pointer.
Press press(Ui& ui, std::uint64_t id, const Rect& rect, bool disabled, bool overlap = false);
[[nodiscard]] ImGuiID im_id(std::uint64_t id);

/// Records nodes with the rectangle cut to what is visible, and reveals what got the focus.
void add_node(Ui& ui, SemNode node);
void open_node(Ui& ui, SemNode node);
void close_node(Ui& ui);

// Drawing with tokens.
[[nodiscard]] ImVec2 im(const Rect& r);
[[nodiscard]] ImVec2 im_end(const Rect& r);
void fill_rect(Ui& ui, const Rect& rect, Rgba colour, float radius_logical = 0);
void stroke_rect(Ui& ui, const Rect& rect, Rgba colour, float radius_logical = 0,
                 float thickness_logical = space::hair);
void shadow(Ui& ui, const Rect& rect, float radius_logical);
void draw_spinner(Ui& ui, const Rect& rect, float size_px, Rgba colour);
/// The ring around what has keyboard focus; inside of `rect` so that nothing cuts it.
void focus_ring(Ui& ui, const Rect& rect, float radius_logical);
/// Words beside a resting pointer or at the focused widget.
void tooltip(Ui& ui, std::uint64_t id, const Press& press, const Rect& anchor,
             std::string_view words, std::string_view keys = {});

/// A window above everything drawn so far in this frame, at `rect`.
class Overlay {
 public:
  Overlay(Ui& ui, std::uint64_t id, const Rect& rect, bool takes_pointer = true);
  ~Overlay();
  Overlay(const Overlay&) = delete;
  Overlay& operator=(const Overlay&) = delete;
  /// Not drawn in this frame: its size is not known yet.
  void hide();
};

/// Clips to `rect`, moves what is drawn by the scroll offset, draws the bar at the end. Without a
/// node. `content_height` is what the scope used.
struct ScrollPass {
  std::uint64_t id = 0;
  Rect rect;
  float offset = 0;
  Press bar;
};
[[nodiscard]] ScrollPass begin_scroll(Ui& ui, std::uint64_t id, const Rect& rect);
void end_scroll(Ui& ui, const ScrollPass& pass, float content_height, bool keys);
/// Scrolls the innermost area so that `rect` is in view.
void reveal_rect(Ui& ui, const Rect& rect);

void push_place(Ui& ui, PlaceScope scope);
PlaceScope pop_place(Ui& ui);

}  // namespace kit

}  // namespace firsthand::ui
