// Goal: fonts for headless tests: no files, every advance known, nothing drawn.
// Method: an ImFontLoader whose letters are half an em wide, and Chinese ones a whole em.
#pragma once

#include "ui/kit/paint/font_source.h"

namespace firsthand::ui::test {

class FakeFonts : public FontSource {
 public:
  ImFont* add_font(ImFontAtlas& atlas, FontWeight weight) override;
};

}  // namespace firsthand::ui::test
