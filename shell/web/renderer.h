// Puts ImGui's draw data on the canvas with WebGL 2, by ImGui's own OpenGL 3 backend. Survives a
// lost context: nothing is drawn until it is restored.
#pragma once

struct ImDrawData;

namespace firsthand::web {

class Renderer {
 public:
  /// Makes the context; false when the browser gives none. The ImGui context must exist.
  [[nodiscard]] bool start();
  /// The size to draw at, in physical pixels; the canvas takes it with the next draw, so that it
  /// never shows an empty one.
  void resize(int width_px, int height_px);
  /// Uploads new glyphs and other textures; also needed after frames that are not drawn.
  void update_textures(ImDrawData* data);
  /// False when there is no context now.
  bool draw(ImDrawData* data);

  void on_context_lost();
  void on_context_restored();

 private:
  bool has_context_ = false;
  bool resized_ = false;
  int width_px_ = 0, height_px_ = 0;
};

}  // namespace firsthand::web
