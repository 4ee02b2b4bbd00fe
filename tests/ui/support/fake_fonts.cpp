#include "tests/ui/support/fake_fonts.h"

#include <imgui.h>
#include <imgui_internal.h>

namespace firsthand::ui::test {

namespace {

float advance_of(ImWchar c, float size) {
  const bool wide = c >= 0x2E80;
  return wide ? size : size / 2;
}

const ImFontLoader& loader() {
  static const ImFontLoader kLoader = [] {
    ImFontLoader made;
    made.Name = "fake";
    made.FontSrcContainsGlyph = [](ImFontAtlas*, ImFontConfig*, ImWchar) { return true; };
    made.FontBakedInit = [](ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
      baked->Ascent = baked->Size * 0.8f;
      baked->Descent = -baked->Size * 0.2f;
      return true;
    };
    made.FontBakedLoadGlyph = [](ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*, ImWchar c,
                                 ImFontGlyph* glyph, float* advance_x) {
      if (advance_x != nullptr) {
        *advance_x = advance_of(c, baked->Size);
        return true;
      }
      glyph->Codepoint = c & 0x1FFFFF;
      glyph->AdvanceX = advance_of(c, baked->Size);
      glyph->Visible = false;
      return true;
    };
    return made;
  }();
  return kLoader;
}

}  // namespace

ImFont* FakeFonts::add_font(ImFontAtlas& atlas, FontWeight) {
  static char nothing = 0;
  ImFontConfig config;
  config.FontData = &nothing;
  config.FontDataSize = 1;
  config.FontDataOwnedByAtlas = false;
  config.FontLoader = &loader();
  config.SizePixels = 14;
  return atlas.AddFont(&config);
}

}  // namespace firsthand::ui::test
