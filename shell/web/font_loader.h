// Glyphs from the system's own fonts: an ImFontLoader that lets the browser draw each on a 2D
// canvas. So Latin, Cyrillic, Chinese and one-code-point emoji need no download. Not here: shaping
// and right-to-left text (ImGui has neither).
//
// A font's data is its CSS without the size, "600 system-ui, sans-serif"; its size is the CSS font
// size (em), centred in ImGui's line. Reading pixels from a canvas is slow by the call, so a glyph
// only gets its place at first and all new ones are drawn together:
//
//   CanvasFonts fonts;               // given to the app
//   … frames …
//   draw_new_glyphs(*io.Fonts);      // before the textures are uploaded
#pragma once

#include "ui/kit/paint/font_source.h"

struct ImFontLoader;

namespace firsthand::web {

[[nodiscard]] const ImFontLoader& canvas_font_loader();

/// The interface's fonts: the system's own.
class CanvasFonts final : public ui::FontSource {
 public:
  ImFont* add_font(ImFontAtlas& atlas, ui::FontWeight weight) override;
};

/// Draws the glyphs that frames have asked for since the last call. True when one turned out to be
/// in colour or not against the guess: then the frame has to be run again.
[[nodiscard]] bool draw_new_glyphs(ImFontAtlas& atlas);

/// Lets all glyphs be drawn anew; between frames only.
void forget_glyphs(ImFontAtlas& atlas);

}  // namespace firsthand::web
