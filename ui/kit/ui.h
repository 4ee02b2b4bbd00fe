// Ui is the kit's context, handed to every widget: theme, scale, language, fonts, this frame's
// input, the semantic record and what the platform shall do afterwards. One for the program; no
// globals. Sizes called "logical" are multiplied by the scale (px()); Rects are physical pixels.
//
//   ui.input().pointer_down(x, y, 0);
//   do { ui.begin_frame(frame); draw_screens(ui); ui.end_frame(); } while (ui.input_waits());
//   const Outputs out = ui.take_outputs();   // the app forwards them to its Host
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/instant.h"
#include "ui/kit/lang.h"
#include "ui/kit/paint/font_source.h"
#include "ui/kit/paint/geometry.h"
#include "ui/kit/paint/icons.h"
#include "ui/kit/paint/text_layout.h"
#include "ui/kit/paint/tokens.h"
#include "ui/kit/semantics.h"

struct ImDrawData;
struct ImDrawList;
struct ImGuiContext;

namespace firsthand::ui {

// Modifier bits, as in ui/app/host.h.
inline constexpr std::uint32_t kModShift = 1, kModCtrl = 2, kModAlt = 4, kModMeta = 8;

struct Key {
  std::string code;  // physical: "KeyJ", "ArrowDown"
  std::string key;   // meaning: "j"; for type-ahead
  std::uint32_t modifiers = 0;
};

/// Gathers what happened since the last frame. Events take effect in the next begin_frame().
class Input {
 public:
  void pointer_move(float x, float y, bool touch = false);
  void pointer_down(float x, float y, int button, bool touch = false);
  void pointer_up(float x, float y, int button, bool touch = false);
  void pointer_leave();
  void wheel(float x, float y, float dx_px, float dy_px);
  void key_down(Key key);
  void text(std::uint64_t id, std::string value, bool composing);
  void submit(std::uint64_t id);
  void activate(std::uint64_t id);
  void focus(std::uint64_t id);

  struct Edit {
    std::uint64_t id = 0;
    std::string value;
    bool composing = false;
  };

 private:
  friend class Ui;
  ImGuiContext* context_ = nullptr;
  std::vector<Key> keys_;
  std::vector<Edit> edits_;
  std::vector<std::uint64_t> submits_, activations_;
  std::optional<std::uint64_t> focus_;
  bool pointer_was_down_ = false;
  bool key_was_down_ = false;
  bool touch_ = false;
  float wheel_dx_ = 0, wheel_dy_ = 0;
};

struct FrameInfo {
  float width_px = 1280, height_px = 800;  // physical
  float scale = 1;                         // pixel ratio × density
  std::int64_t mono_ms = 0;                // monotonic
  Instant now;
};

struct Preferences {
  ThemeName theme = ThemeName::light;
  bool more_contrast = false;
  bool reduced_motion = false;
  bool mac = false;
  Language language = Language::en;
};

enum class PointerShape : std::uint8_t { normal, pointer, text, resize_columns, resize_rows, wait };

/// What the platform shall do after a frame.
struct Outputs {
  std::optional<std::uint64_t> focus;  // Host::focus
  std::vector<std::pair<std::uint64_t, std::string>> set_fields;
  struct Announcement {
    std::string text;
    bool assertive = false;
  };
  std::vector<Announcement> announcements;
  std::vector<std::string> copies;
  std::optional<std::int64_t> frame_in_ms;  // something moves: draw again within this time
  PointerShape pointer = PointerShape::normal;
  std::vector<Key> keys;  // that no widget took, for the app's shortcuts
};

class Ui {
 public:
  explicit Ui(FontSource& fonts);
  ~Ui();
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  [[nodiscard]] Input& input();
  void set_preferences(const Preferences& preferences);
  [[nodiscard]] const Preferences& preferences() const;

  void begin_frame(const FrameInfo& info);
  void end_frame();
  /// The pointer's events are handed out one kind a frame: run another frame.
  [[nodiscard]] bool input_waits() const;
  [[nodiscard]] Outputs take_outputs();
  [[nodiscard]] ImDrawData* draw_data();
  [[nodiscard]] const SemRecord& record() const;
  /// Makes the context the current one of ImGui, for the shell's renderer.
  void make_current() const;
  [[nodiscard]] ImGuiContext* context() const;

  // -- for views --
  [[nodiscard]] Rect screen() const;  // the whole canvas
  /// Logical pixels to physical ones, rounded; at least 1 for anything positive.
  [[nodiscard]] float px(float logical) const;
  /// The width of the screen in logical pixels: choose the narrow layout below a limit.
  [[nodiscard]] float width_logical() const;
  [[nodiscard]] float scale() const;
  [[nodiscard]] const Lang& lang() const;
  [[nodiscard]] std::string_view tr(Text key) const { return lang().text(key); }
  [[nodiscard]] const Theme& theme() const;
  [[nodiscard]] Instant now() const;
  [[nodiscard]] std::int64_t mono_ms() const;
  [[nodiscard]] bool mac() const { return preferences().mac; }

  /// The id that a widget with this key has here (inside the current id scopes).
  [[nodiscard]] std::uint64_t id(std::string_view key) const;
  /// Moves keyboard focus after this frame.
  void focus(std::uint64_t id);
  void focus_key(std::string_view key) { focus(id(key)); }
  /// The node with keyboard focus; 0: none.
  [[nodiscard]] std::uint64_t focused() const;
  [[nodiscard]] bool is_focused(std::uint64_t id) const { return id != 0 && id == focused(); }
  /// Whether keyboard focus is in a text field: plain letters are text then.
  [[nodiscard]] bool in_field() const;
  void announce(std::string_view text, bool assertive = false);
  void copy(std::string_view text);
  /// Asks for another frame within this time; without motion when the person wishes so.
  void request_frame(std::int64_t delay_ms);
  /// Takes a key press out of the frame's input; true when there was one. Exact modifiers.
  bool take_key(std::string_view code, std::uint32_t modifiers = 0);
  [[nodiscard]] const std::vector<Key>& keys() const;
  /// Whether a modal dialog is open (shortcuts of the screens rest).
  [[nodiscard]] bool modal_open() const;
  /// Whether a popup (list, menu) is open.
  [[nodiscard]] bool popup_open() const;

  /// Counts interactive ImGui items that no widget of the kit announced (the net under the
  /// record). Off until asked for; tests ask.
  void watch_bypass(bool on);
  [[nodiscard]] const std::vector<std::string>& bypassed() const;

  struct State;
  /// For the kit's own widgets (ui/kit/inside/ui_state.h).
  [[nodiscard]] State& state() { return *state_; }
  [[nodiscard]] const State& state() const { return *state_; }

 private:
  void take_input();
  void close_dialogs();
  void draw_tooltip();
  void find_bypassed();
  std::unique_ptr<State> state_;
};

/// Widgets made while this lives have ids below `key`: rows of a list, parts of a screen.
class IdScope {
 public:
  IdScope(Ui& ui, std::string_view key);
  IdScope(Ui& ui, std::uint64_t key);
  ~IdScope();
  IdScope(const IdScope&) = delete;
  IdScope& operator=(const IdScope&) = delete;

 private:
  Ui& ui_;
};

}  // namespace firsthand::ui
