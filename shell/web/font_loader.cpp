#include "shell/web/font_loader.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shell/web/js_imports.h"

namespace firsthand::web {

namespace {

constexpr int kSheetWidthPx = 1024;
constexpr int kSheetHeightPxMax = 2048;
constexpr int kGapPx = 1;  // around each glyph, for antialiasing past the measured box

struct Metrics {
  float advance, left, right, ascent, descent, font_ascent, font_descent;
};

/// A glyph that has its place in the atlas and waits for its pixels.
struct NewGlyph {
  std::string font;
  ImFontBaked* baked;
  ImGuiID baked_id;  // the baked font's place may have been given to another meanwhile
  ImWchar code_point;
  ImFontAtlasRectId place;
  int width_px, height_px;
  int origin_x, origin_y;  // of the pen inside its rectangle
};

struct LoaderData {
  std::vector<NewGlyph> waiting;
};

struct SourceData {
  std::string weight;  // "600"
  std::string families;
};

std::string css_font(const SourceData& source, float size_px) {
  std::array<char, 16> digits{};
  const int hundredths = static_cast<int>(std::lround(size_px * 100));
  auto end = std::to_chars(digits.data(), digits.data() + digits.size(), hundredths / 100).ptr;
  *end++ = '.';
  *end++ = static_cast<char>('0' + hundredths / 10 % 10);
  *end++ = static_cast<char>('0' + hundredths % 10);
  std::string css = source.weight;
  css.append(" ").append(digits.data(), end).append("px ").append(source.families);
  return css;
}

Metrics measure(const std::string& font, ImWchar code_point) {
  Metrics m{};
  static_assert(sizeof(Metrics) == 7 * sizeof(float));
  fh_glyph_measure(font.data(), static_cast<int>(font.size()), static_cast<int>(code_point),
                   &m.advance);
  return m;
}

float raster_px(const ImFontConfig& source, const ImFontBaked& baked) {
  return baked.Size * source.RasterizerDensity * baked.RasterizerDensity;
}

// Emoji come in their own colours; which glyph does is only known from pixels, but these blocks
// hold all that could.
bool may_be_coloured(ImWchar c) {
  return c >= 0x1F000 || (c >= 0x2300 && c <= 0x27BF) || (c >= 0x2B00 && c <= 0x2BFF);
}

bool loader_init(ImFontAtlas* atlas) {
  atlas->FontLoaderData = new LoaderData;
  return true;
}

void loader_shutdown(ImFontAtlas* atlas) {
  delete static_cast<LoaderData*>(atlas->FontLoaderData);
  atlas->FontLoaderData = nullptr;
}

bool source_init(ImFontAtlas*, ImFontConfig* config) {
  const auto* text = static_cast<const char*>(config->FontData);
  std::string_view css(text, static_cast<std::size_t>(config->FontDataSize));
  css = css.substr(0, css.find('\0'));
  auto source = std::make_unique<SourceData>();
  const std::size_t space = css.find(' ');
  const bool has_weight = !css.empty() && css[0] >= '1' && css[0] <= '9';
  source->weight = has_weight ? css.substr(0, space) : "400";
  source->families = has_weight && space != std::string_view::npos ? css.substr(space + 1) : css;
  config->FontLoaderData = source.release();
  return true;
}

void source_destroy(ImFontAtlas*, ImFontConfig* config) {
  delete static_cast<SourceData*>(config->FontLoaderData);
  config->FontLoaderData = nullptr;
}

// The browser has something to show for every character, if only an empty box. Private-use code
// points are left to icon fonts.
bool contains_glyph(ImFontAtlas*, ImFontConfig*, ImWchar c) {
  return c >= 0x20 && c != 0x7F && !(c >= 0xE000 && c <= 0xF8FF);
}

bool baked_init(ImFontAtlas*, ImFontConfig* config, ImFontBaked* baked, void*) {
  if (config->MergeMode) return true;
  const auto& source = *static_cast<SourceData*>(config->FontLoaderData);
  const float px = raster_px(*config, *baked);
  const Metrics m = measure(css_font(source, px), 'x');
  const float density = px / baked->Size;
  const float ascent = m.font_ascent / density, descent = m.font_descent / density;
  // ImGui's line is Size high; an em-sized font is higher, so its middle goes to the line's.
  baked->Ascent = std::round(ascent - (ascent + descent - baked->Size) / 2);
  baked->Descent = -(baked->Size - baked->Ascent);
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* config, ImFontBaked* baked, void*, ImWchar c,
                ImFontGlyph* out, float* out_advance) {
  if (!contains_glyph(atlas, config, c)) return false;
  const auto& source = *static_cast<SourceData*>(config->FontLoaderData);
  const float px = raster_px(*config, *baked);
  const float density = px / baked->Size;
  const std::string font = css_font(source, px);
  Metrics m = measure(font, c);
  // Some systems mismeasure emoji; they are about an em wide and high.
  if (may_be_coloured(c)) {
    m.left = std::max(m.left, px * 0.1f);
    m.right = std::max(m.right, std::max(m.advance, px) * 1.1f);
    m.ascent = std::clamp(m.ascent, px, px * 1.3f);
    m.descent = std::clamp(m.descent, px * 0.3f, px * 0.5f);
  }
  const float advance = std::round(m.advance) / density;
  if (out_advance != nullptr) {
    *out_advance = advance;
    return true;
  }
  out->Codepoint = c;
  out->AdvanceX = advance;
  const int left = static_cast<int>(std::ceil(m.left)) + kGapPx;
  const int right = static_cast<int>(std::ceil(m.right)) + kGapPx;
  const int up = static_cast<int>(std::ceil(m.ascent)) + kGapPx;
  const int down = static_cast<int>(std::ceil(m.descent)) + kGapPx;
  const bool has_ink = m.left + m.right > 0 && m.ascent + m.descent > 0;
  if (!has_ink) return true;

  const int width = std::min(left + right, kSheetWidthPx);
  const int height = std::min(up + down, kSheetHeightPxMax);
  const ImFontAtlasRectId place = ImFontAtlasPackAddRect(atlas, width, height);
  if (place == ImFontAtlasRectId_Invalid) return false;
  out->X0 = static_cast<float>(-left) / density + config->GlyphOffset.x;
  out->Y0 = baked->Ascent + static_cast<float>(-up) / density + config->GlyphOffset.y;
  out->X1 = out->X0 + static_cast<float>(width) / density;
  out->Y1 = out->Y0 + static_cast<float>(height) / density;
  out->Visible = true;
  out->Colored = may_be_coloured(c);
  out->PackId = place;
  auto& waiting = static_cast<LoaderData*>(atlas->FontLoaderData)->waiting;
  waiting.push_back({font, baked, baked->BakedId, c, place, width, height, left, up});
  return true;
}

/// Where each glyph of a batch is on the sheet.
struct Sheet {
  std::vector<const NewGlyph*> glyphs;
  std::vector<int> jobs;  // code point, pen x, pen y for each
  std::vector<ImVec2> corners;
  int x = 0, y = 0, line_height = 0;

  bool add(const NewGlyph& glyph) {
    if (x + glyph.width_px > kSheetWidthPx) {
      x = 0;
      y += line_height;
      line_height = 0;
    }
    if (y + glyph.height_px > kSheetHeightPxMax) return false;
    glyphs.push_back(&glyph);
    corners.emplace_back(static_cast<float>(x), static_cast<float>(y));
    jobs.insert(jobs.end(),
                {static_cast<int>(glyph.code_point), x + glyph.origin_x, y + glyph.origin_y});
    x += glyph.width_px;
    line_height = std::max(line_height, glyph.height_px);
    return true;
  }
};

// True when the glyph has colours of its own. Otherwise makes it all white with alpha, since
// browsers round the colour of nearly transparent pixels.
bool settle_colour(ImFontGlyph& glyph, std::uint8_t* pixels, int stride, int width, int height) {
  bool coloured = false;
  if (glyph.Colored) {
    for (int row = 0; row < height && !coloured; ++row) {
      const std::uint8_t* p = pixels + row * stride;
      for (int i = 0; i < width && !coloured; ++i, p += 4) {
        coloured = p[3] == 255 && (p[0] < 250 || p[1] < 250 || p[2] < 250);
      }
    }
  }
  for (int row = 0; row < height && !coloured; ++row) {
    std::uint8_t* p = pixels + row * stride;
    for (int i = 0; i < width; ++i, p += 4) p[0] = p[1] = p[2] = 255;
  }
  return coloured;
}

// True when the glyph's colour was guessed wrong.
bool place_pixels(ImFontAtlas& atlas, const NewGlyph& waiting, std::uint8_t* pixels, int stride) {
  if (waiting.baked->BakedId != waiting.baked_id || waiting.baked->WantDestroy) return false;
  ImFontGlyph* glyph = waiting.baked->FindGlyphNoFallback(waiting.code_point);
  if (glyph == nullptr || glyph->PackId != waiting.place) return false;
  ImTextureRect* rect = ImFontAtlasPackGetRectSafe(&atlas, waiting.place);
  if (rect == nullptr || rect->w != waiting.width_px || rect->h != waiting.height_px) return false;
  const bool guess = glyph->Colored;
  const bool coloured = settle_colour(*glyph, pixels, stride, rect->w, rect->h);
  glyph->Colored = coloured;
  ImTextureData* texture = atlas.TexData;
  ImFontAtlasTextureBlockConvert(
      pixels, ImTextureFormat_RGBA32, stride,
      static_cast<unsigned char*>(texture->GetPixelsAt(rect->x, rect->y)), texture->Format,
      texture->GetPitch(), rect->w, rect->h);
  ImFontAtlasTextureBlockQueueUpload(&atlas, texture, rect->x, rect->y, rect->w, rect->h);
  return coloured != guess;
}

bool draw_sheet(ImFontAtlas& atlas, const std::string& font, Sheet& sheet,
                std::vector<std::uint8_t>& pixels) {
  const int height = sheet.y + sheet.line_height;
  constexpr int kStride = kSheetWidthPx * 4;
  pixels.resize(static_cast<std::size_t>(height) * kStride);
  fh_glyphs_draw(font.data(), static_cast<int>(font.size()), sheet.jobs.data(),
                 static_cast<int>(sheet.glyphs.size()), kSheetWidthPx, height, pixels.data());
  bool any_wrong = false;
  for (std::size_t i = 0; i < sheet.glyphs.size(); ++i) {
    const auto offset = static_cast<std::size_t>(sheet.corners[i].y) * kStride +
                        static_cast<std::size_t>(sheet.corners[i].x) * 4;
    any_wrong |= place_pixels(atlas, *sheet.glyphs[i], pixels.data() + offset, kStride);
  }
  sheet = {};
  return any_wrong;
}

}  // namespace

const ImFontLoader& canvas_font_loader() {
  static const ImFontLoader loader = [] {
    ImFontLoader made;
    made.Name = "canvas";
    made.LoaderInit = loader_init;
    made.LoaderShutdown = loader_shutdown;
    made.FontSrcInit = source_init;
    made.FontSrcDestroy = source_destroy;
    made.FontSrcContainsGlyph = contains_glyph;
    made.FontBakedInit = baked_init;
    made.FontBakedLoadGlyph = load_glyph;
    return made;
  }();
  return loader;
}

ImFont* CanvasFonts::add_font(ImFontAtlas& atlas, ui::FontWeight weight) {
  // The worker puts the Chinese family that fits the page's language behind these.
  static constexpr char kRegular[] =
      "400 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
  static constexpr char kStrong[] =
      "600 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
  static_assert(sizeof kRegular == sizeof kStrong);
  if (atlas.FontLoader != &canvas_font_loader()) atlas.SetFontLoader(&canvas_font_loader());
  ImFontConfig config;
  // ImGui takes a pointer that is not const, and only reads.
  config.FontData = const_cast<char*>(weight == ui::FontWeight::strong ? kStrong : kRegular);
  config.FontDataSize = sizeof kRegular;
  config.FontDataOwnedByAtlas = false;
  return atlas.AddFont(&config);
}

bool draw_new_glyphs(ImFontAtlas& atlas) {
  if (atlas.FontLoader != &canvas_font_loader() || atlas.FontLoaderData == nullptr) return false;
  auto& waiting = static_cast<LoaderData*>(atlas.FontLoaderData)->waiting;
  if (waiting.empty()) return false;
  std::vector<NewGlyph> batch;
  batch.swap(waiting);
  std::stable_sort(batch.begin(), batch.end(),
                   [](const NewGlyph& a, const NewGlyph& b) { return a.font < b.font; });
  std::vector<std::uint8_t> pixels;
  Sheet sheet;
  bool any_wrong = false;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (!sheet.add(batch[i])) {
      any_wrong |= draw_sheet(atlas, batch[i].font, sheet, pixels);
      sheet.add(batch[i]);
    }
    const bool is_last = i + 1 == batch.size() || batch[i + 1].font != batch[i].font;
    if (is_last) any_wrong |= draw_sheet(atlas, batch[i].font, sheet, pixels);
  }
  return any_wrong;
}

void forget_glyphs(ImFontAtlas& atlas) { ImFontAtlasBuildDiscardBakes(&atlas, 0); }

}  // namespace firsthand::web
