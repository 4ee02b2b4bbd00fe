// The one root object of the module: owns the app and all around it, and runs the frame.
//
// A frame has two halves (DESIGN §4): the app's logic runs at once in the handler of a key, a
// click or an answer; drawing waits for the animation frame.
#pragma once

#include <cstdint>
#include <memory>

#include "shell/web/font_loader.h"
#include "shell/web/messages.h"
#include "shell/web/opfs_vfs.h"
#include "shell/web/renderer.h"
#include "shell/web/session.h"
#include "shell/web/web_host.h"
#include "ui/app/app.h"
#include "ui/kit/semantics.h"

namespace firsthand::web {

class Root {
 public:
  /// `boot`: what the page knows at the start (web/src/messages.ts, Boot).
  explicit Root(const Json& boot);

  /// False when the browser gives no WebGL 2 context.
  [[nodiscard]] bool start();
  void receive(const Json& message);
  /// In an animation frame; `draw` is false when the tab is hidden.
  void frame(bool draw);
  void wake();
  void on_response(std::uint32_t id, const sync::HttpResponse& response);
  void on_stream_line(std::uint32_t id, std::string_view line);

 private:
  void on_event(const ui::Event& event);
  void after_logic();
  void report_stats(double request);

  Json boot_;
  OpfsFiles files_;
  WebHost host_;
  CanvasFonts fonts_;
  ui::App app_;
  Session session_;
  Renderer renderer_;
  ui::SemDiff mirror_;
  std::uint64_t frames_mirrored_ = 0;
  std::uint64_t draws_ = 0;
};

}  // namespace firsthand::web
