#include "shell/web/root.h"

#include <emscripten/heap.h>
#include <imgui.h>

#include "shell/web/events.h"
#include "shell/web/font_loader.h"
#include "shell/web/js_imports.h"

namespace firsthand::web {

Root::Root(const Json& boot)
    : boot_(boot),
      host_(object_of(boot, "settings")),
      app_(host_, fonts_),
      session_(app_, host_, files_) {
  host_.connect(session_);
}

bool Root::start() {
  if (!renderer_.start()) return false;
  if (fh_canvas_is_honest() == 0) tell_page({{"do", "canvas_scrambled"}});
  if (const auto events = boot_.find("events"); events != boot_.end() && events->is_array()) {
    for (const Json& record : *events) {
      if (const auto event = event_from(record)) on_event(*event);
    }
  }
  session_.start(boot_);
  after_logic();
  host_.request_frame(0);
  return true;
}

void Root::receive(const Json& message) {
  if (const auto event = event_from(message)) {
    on_event(*event);
  } else if (!session_.on_message(message)) {
    const std::string type = text_of(message, "type");
    if (type == "stats") report_stats(number_of(message, "request"));
    if (type == "context_lost") renderer_.on_context_lost();
    if (type == "context_restored") {
      renderer_.on_context_restored();
      host_.request_frame(0);
    }
    if (type == "mirror_all") {
      mirror_.reset();
      frames_mirrored_ = 0;
    }
  }
  after_logic();
}

void Root::on_event(const ui::Event& event) {
  if (const auto* resize = std::get_if<ui::ResizeEvent>(&event)) {
    renderer_.resize(static_cast<int>(resize->width_px), static_cast<int>(resize->height_px));
  }
  if (const auto* online = std::get_if<ui::OnlineEvent>(&event))
    session_.set_online(online->online);
  if (const auto* visibility = std::get_if<ui::VisibilityEvent>(&event)) {
    session_.set_visible(visibility->visible);
  }
  app_.on_event(event);
  if (!is_only_visual(event)) session_.pump();
}

void Root::frame(bool draw) {
  app_.logic();
  if (draw_new_glyphs(*ImGui::GetIO().Fonts)) app_.logic();
  after_logic();
  if (draw && renderer_.draw(app_.draw_data())) ++draws_;
}

void Root::after_logic() {
  if (app_.frames() == frames_mirrored_) return;
  frames_mirrored_ = app_.frames();
  ImFontAtlas& fonts = *ImGui::GetIO().Fonts;
  if (draw_new_glyphs(fonts)) host_.request_frame(0);
  if (host_.take_language_change()) {
    forget_glyphs(fonts);
    host_.request_frame(0);
  }
  renderer_.update_textures(app_.draw_data());
  const std::string diff = mirror_.update(app_.semantics().nodes());
  if (diff.empty()) return;
  const std::string message = R"({"do":"mirror","diff":)" + diff + "}";
  fh_tell_page(message.data(), static_cast<int>(message.size()));
}

void Root::wake() {
  session_.pump();
  after_logic();
}

void Root::on_response(std::uint32_t id, const sync::HttpResponse& response) {
  session_.on_response(id, response);
  after_logic();
}

void Root::on_stream_line(std::uint32_t id, std::string_view line) {
  session_.on_stream_line(id, line);
  after_logic();
}

void Root::report_stats(double request) {
  Json stats = session_.stats();
  stats["frames"] = draws_;
  stats["logic"] = app_.frames();
  stats["submit_times_ms"] = app_.submit_times_ms();
  stats["flush_times_ms"] = files_.flush_times_ms();
  stats["wasm_bytes"] = emscripten_get_heap_size();
  stats["gate"] = static_cast<int>(app_.gate());
  stats["mirror_nodes"] = app_.semantics().nodes().size();
  tell_page({{"do", "stats"}, {"request", request}, {"stats", stats}});
}

}  // namespace firsthand::web
