#include "shell/web/renderer.h"

#include <GLES3/gl3.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include "shell/web/js_imports.h"

// The backend saves and restores GL state around each frame, and asks for it by this function
// (see the build's third-party file). Nobody else uses our context, so what costs a round trip to
// the browser's GPU process is answered with constants: nothing relies on what is restored.
extern "C" void fast_glGetIntegerv(GLenum name, GLint* to) {
  switch (name) {
    case GL_SCISSOR_BOX:
    case GL_VIEWPORT:
      to[0] = to[1] = to[2] = to[3] = 0;
      return;
    case GL_BLEND_SRC_RGB:
    case GL_BLEND_SRC_ALPHA:
    case GL_BLEND_DST_RGB:
    case GL_BLEND_DST_ALPHA:
      *to = GL_ONE;
      return;
    case GL_BLEND_EQUATION_RGB:
    case GL_BLEND_EQUATION_ALPHA:
      *to = GL_FUNC_ADD;
      return;
    default:
      glGetIntegerv(name, to);
  }
}

namespace firsthand::web {

bool Renderer::start() {
  has_context_ = fh_gl_create() != 0 && ImGui_ImplOpenGL3_Init("#version 300 es");
  return has_context_;
}

void Renderer::resize(int width_px, int height_px) {
  resized_ = resized_ || width_px != width_px_ || height_px != height_px_;
  width_px_ = width_px;
  height_px_ = height_px;
}

void Renderer::update_textures(ImDrawData* data) {
  if (!has_context_ || data == nullptr || data->Textures == nullptr) return;
  for (ImTextureData* texture : *data->Textures) {
    if (texture->Status != ImTextureStatus_OK) ImGui_ImplOpenGL3_UpdateTexture(texture);
  }
}

bool Renderer::draw(ImDrawData* data) {
  if (!has_context_ || data == nullptr || width_px_ == 0) return false;
  if (resized_) {
    fh_gl_resize(width_px_, height_px_);
    resized_ = false;
  }
  ImGui_ImplOpenGL3_NewFrame();
  glViewport(0, 0, width_px_, height_px_);
  glDisable(GL_SCISSOR_TEST);
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(data);
  return true;
}

void Renderer::on_context_lost() { has_context_ = false; }

void Renderer::on_context_restored() {
  ImGui_ImplOpenGL3_Shutdown();
  has_context_ = ImGui_ImplOpenGL3_Init("#version 300 es");
  resized_ = true;
}

}  // namespace firsthand::web
