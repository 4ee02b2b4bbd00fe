// The seam to the platform (STYLE 5): what the interface asks of its host, and what the host tells
// it. shell/web implements Host for the browser; tests implement it natively.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/model/error.h"
#include "core/model/ids.h"
#include "core/model/instant.h"
#include "core/sync/client.h"
#include "core/sync/replica.h"

namespace firsthand::ui {

// Modifier bits of keys and clicks.
inline constexpr std::uint32_t kShift = 1, kCtrl = 2, kAlt = 4, kMeta = 8;

// All positions and sizes are physical pixels of the canvas.
struct ResizeEvent {
  float width_px, height_px, pixel_ratio;
};
struct PointerEvent {
  enum class Kind : std::uint8_t { move, down, up, leave } kind;
  float x, y;
  int button = 0;  // 0 left, 1 right, 2 middle
  std::uint32_t modifiers = 0;
  bool touch = false;
};
struct WheelEvent {
  float x, y;
  float dx_px, dy_px;
};
/// A key that no text field took. `code` is the physical key ("KeyJ"), `key` its meaning ("j").
struct KeyEvent {
  bool down;
  std::string code;
  std::string key;
  std::uint32_t modifiers = 0;
};
/// The whole content of a field after an edit. While `composing` an input method is at work: show
/// it, do not save or act on it.
struct TextEvent {
  std::uint64_t id;
  std::string value;
  bool composing = false;
};
/// Enter in a line, or Ctrl/Cmd+Enter in a multi-line field.
struct SubmitEvent {
  std::uint64_t id;
};
/// Activated by keyboard or assistive technology.
struct ActivateEvent {
  std::uint64_t id;
};
/// Keyboard focus moved to this node; 0: nowhere in the workspace.
struct FocusEvent {
  std::uint64_t id;
};
/// The address changed (link, back, forward): "#/t/1042" without the "#".
struct RouteEvent {
  std::string route;
};
struct VisibilityEvent {
  bool visible;
};
struct OnlineEvent {
  bool online;
};
/// What the system prefers; the person's own settings win.
struct SystemEvent {
  bool dark = false;
  bool more_contrast = false;
  bool reduced_motion = false;
  bool mac = false;
  std::vector<std::string> languages;
  std::string time_zone;
};
/// A new version is installed and waits for a reload.
struct UpdateReadyEvent {};

using Event = std::variant<ResizeEvent, PointerEvent, WheelEvent, KeyEvent, TextEvent, SubmitEvent,
                           ActivateEvent, FocusEvent, RouteEvent, VisibilityEvent, OnlineEvent,
                           SystemEvent, UpdateReadyEvent>;

enum class Cursor : std::uint8_t { normal, pointer, text, resize_columns, resize_rows, wait };

class Host {
 public:
  virtual ~Host() = default;

  [[nodiscard]] virtual Instant now() const = 0;
  [[nodiscard]] virtual std::int64_t mono_ms() const = 0;
  /// The same clock with parts of a millisecond, for figures only.
  [[nodiscard]] virtual double precise_mono_ms() const { return static_cast<double>(mono_ms()); }
  [[nodiscard]] virtual Id128 random_id() = 0;

  /// Asks for another frame within `delay_ms` (0: the next one).
  virtual void request_frame(std::int64_t delay_ms) = 0;
  virtual void copy_text(std::string_view text) = 0;
  virtual void set_cursor(Cursor cursor) = 0;
  virtual void set_title(std::string_view title) = 0;
  /// Shows the route in the address bar; `replace` when Back should not return to the old one.
  virtual void set_route(std::string_view route, bool replace) = 0;
  /// Moves keyboard focus to a node of the record; 0 blurs.
  virtual void focus(std::uint64_t id) = 0;
  /// Replaces the content of a field's DOM element (clearing the composer after a send).
  virtual void set_field(std::uint64_t id, std::string_view value) = 0;
  /// Says something to screen readers; `assertive` interrupts.
  virtual void announce(std::string_view text, bool assertive) = 0;
  /// The page's language (BCP 47), for fonts, hyphenation and screen readers; and whether it is
  /// dark.
  virtual void set_page(std::string_view language, bool dark) = 0;
  /// A small setting of this browser ("theme", "language"), kept beside the workspaces.
  virtual void save_setting(std::string_view key, std::string_view value) = 0;
  [[nodiscard]] virtual std::string setting(std::string_view key) const = 0;

  /// Answered by App::attach, or by App::sign_in_failed.
  virtual void sign_in(std::string_view email, std::string_view password) = 0;
  /// Ends the session, closes the store (kept on this computer unless `forget`); answered by
  /// App::detach.
  virtual void sign_out(bool forget) = 0;
  /// Asks the tab that owns the store to let go of it; answered by App::attach.
  virtual void take_over_store() = 0;
  /// Loads the new version now (after a flush).
  virtual void reload() = 0;
};

/// An open workspace, handed to the app when its store is open.
struct Workspace {
  sync::Replica* replica = nullptr;
  sync::SyncClient* sync = nullptr;
  std::string person_name;
  std::string workspace_name;
  bool durable = true;  // false: memory only, unsent work dies with the tab (a banner says so)
};

}  // namespace firsthand::ui
