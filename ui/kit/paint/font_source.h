// Where glyphs come from: the shell gives fonts to the kit (browser: a loader that draws glyphs on
// a 2D canvas; tests: a loader with fixed advances).
#pragma once

#include "ui/kit/paint/tokens.h"

struct ImFont;
struct ImFontAtlas;

namespace firsthand::ui {

class FontSource {
 public:
  virtual ~FontSource() = default;
  /// Adds a font to the atlas and returns it; called once for each weight while the Ui is made. The
  /// font is sized in em: asked for 14, an em is 14 pixels. What this object holds must outlive
  /// the Ui.
  virtual ImFont* add_font(ImFontAtlas& atlas, FontWeight weight) = 0;
};

}  // namespace firsthand::ui
