// The application: takes events, runs ImGui frames, shows the screens, keeps the read models
// fresh. Owned by the shell as its one root object. Knows no browser and no network.
//
//   app.on_event(KeyEvent{…});     // runs logic at once for keys, clicks and text (DESIGN §4)
//   if (app.wants_frame()) draw(app.draw_data());
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ui/app/host.h"
#include "ui/kit/paint/font_source.h"
#include "ui/kit/semantics.h"

struct ImDrawData;

namespace firsthand::ui {

/// What stands between the person and the desk.
enum class Gate : std::uint8_t {
  starting,   // the store is being opened
  sign_in,    // nobody is signed in on this computer
  other_tab,  // another tab owns the store: "Use it here"
  open,       // the desk
  failed,     // the store cannot be opened; the error says why
};

class App {
 public:
  /// Both must outlive it. ImGui's context is made here and is the current one afterwards.
  App(Host& host, FontSource& fonts);
  ~App();

  void on_event(const Event& event);
  /// Runs one ImGui frame without drawing; handles queued input to the end (at most 16 rounds).
  void logic();
  /// Of the last logic(); valid until the next. Null before the first.
  [[nodiscard]] ImDrawData* draw_data();
  [[nodiscard]] const SemRecord& semantics() const;

  // The shell tells what happened to the session and the store.
  void attach(Workspace workspace);
  void detach();  // to the sign-in screen
  void sign_in_failed(const Error& error);
  void other_tab_owns_store();
  void failed(const Error& error);
  /// New confirmed data, or another sync state: look again.
  void data_changed();

  [[nodiscard]] Gate gate() const;
  /// The kit's context, for tests and the renderer.
  [[nodiscard]] class Ui& ui();
  /// How long the newest changes took from the command to their commit, oldest first.
  [[nodiscard]] const std::vector<double>& submit_times_ms() const;
  [[nodiscard]] std::uint64_t frames() const;  // logic runs so far, for tests of idleness

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace firsthand::ui
