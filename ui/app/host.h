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

/// Requests that the platform numbers itself (a file dropped on the page) begin here.
inline constexpr std::uint32_t kFirstDroppedRequest = 1U << 30;

/// A file that a person chose for `request`, or dropped on the page. Nothing but its beginning was
/// read. It stays readable until close_file.
struct FilePickedEvent {
  std::uint32_t request = 0;
  std::string name;
  std::int64_t size_bytes = 0;
  /// "utf-8", "utf-16le", "utf-16be", "windows-1251" or "gb18030"; a guess unless it is UTF-8.
  std::string suspected_encoding;
  bool cancelled = false;
};
/// The next piece of a file as UTF-8, 1 MiB at most, never cut inside a character; what cannot be
/// decoded is U+FFFD. A byte order mark is left out.
struct FileTextEvent {
  std::uint32_t request = 0;
  std::string text;
  bool done = false;                // this was the last piece
  std::int64_t progress_bytes = 0;  // of the file, read so far
  std::optional<Error> error;       // file.unreadable (it changed or is gone), file.encoding
};
enum class NotificationPermission : std::uint8_t { unsupported, undecided, granted, denied };
/// What the browser lets us do; told at the start and after ask_notifications.
struct NotificationsEvent {
  NotificationPermission permission;
};
/// known_workspaces() has changed.
struct WorkspacesEvent {};

using Event = std::variant<ResizeEvent, PointerEvent, WheelEvent, KeyEvent, TextEvent, SubmitEvent,
                           ActivateEvent, FocusEvent, RouteEvent, VisibilityEvent, OnlineEvent,
                           SystemEvent, UpdateReadyEvent, FilePickedEvent, FileTextEvent,
                           NotificationsEvent, WorkspacesEvent>;

/// Shown by the system while nobody looks at the page. A later one of the same tag takes the place
/// of the earlier. A click goes to the route in a tab of ours.
struct Notification {
  std::string tag;
  std::string title;
  std::string body;
  std::string route;  // as in RouteEvent
};

/// A person of a workspace who has worked on this computer.
struct KnownWorkspace {
  std::string folder;  // of the store: the key of it here
  std::string workspace_name;
  std::string person_name;
  std::string email;        // empty for a local one
  bool local = false;       // lives on this computer only, with no server
  bool signed_out = false;  // opening it asks for the password first
  bool open = false;        // the one that the app is attached to
  std::int64_t unsent = 0;  // when its store was last open
};

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

  // ---- files ----
  /// Lets a person choose a file; to be called while handling a click or a key. `accept` is that of
  /// an HTML file field (".csv,.jsonl"; empty: any). Answered by FilePickedEvent.
  virtual void pick_file(std::uint32_t request, std::string_view accept) = 0;
  /// Reads a picked file from its beginning; an encoding as the WHATWG Encoding Standard names it.
  /// Answered by one FileTextEvent; the next piece comes only after more_file.
  virtual void read_file(std::uint32_t request, std::string_view encoding) = 0;
  virtual void more_file(std::uint32_t request) = 0;
  /// Forgets the file; nothing more comes for this request.
  virtual void close_file(std::uint32_t request) = 0;
  /// Puts a file among the person's downloads.
  virtual void save_file(std::string_view name, std::string_view mime, std::string_view bytes) = 0;

  // ---- notifications ----
  /// Asks the person for the permission; to be called while handling a click or a key. Answered by
  /// NotificationsEvent.
  virtual void ask_notifications() = 0;
  [[nodiscard]] virtual NotificationPermission notification_permission() const = 0;
  /// Does nothing while the page can be seen, or without the permission.
  virtual void notify(const Notification& notification) = 0;

  // ---- workspaces of this computer ----
  /// The one used last comes first; kKnownWorkspacesMax at most.
  [[nodiscard]] virtual std::vector<KnownWorkspace> known_workspaces() const = 0;
  /// Closes the open store, in order, and opens this one: answered by App::detach and App::attach,
  /// or, for a signed-out one, by App::ask_sign_in. One person at a time has a session with the
  /// server: the others work on what is here and are asked to sign in again to send and receive.
  virtual void open_workspace(std::string_view folder) = 0;
  /// Removes what is on this computer of it, also what was not sent. A workspace that another tab
  /// holds stays.
  virtual void forget_workspace(std::string_view folder) = 0;
  /// Closes the open store and shows the sign-in form, which leads to one more workspace.
  virtual void add_workspace() = 0;
  /// Opens a new workspace with sample data that needs no server; the person is its admin.
  /// `workspace_name` and `person_name` are in the person's language. Answered by App::attach.
  virtual void open_local_workspace(std::string_view workspace_name,
                                    std::string_view person_name) = 0;
};

inline constexpr std::size_t kKnownWorkspacesMax = 16;

/// An open workspace, handed to the app when its store is open.
struct Workspace {
  sync::Replica* replica = nullptr;
  sync::SyncClient* sync = nullptr;
  std::string person_name;
  std::string workspace_name;
  bool durable = true;  // false: memory only, unsent work dies with the tab (a banner says so)
  bool local = false;   // no server: everything is accepted at once and stays on this computer
};

}  // namespace firsthand::ui
