#include "ui/kit/paint/text_layout.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/model/assert.h"
#include "ui/kit/paint/hash.h"

namespace firsthand::ui {

namespace {

// Entries that were not used for this many frames are dropped.
constexpr std::uint64_t kKeepFrames = 240;
constexpr std::size_t kEntriesMax = 8'192;

bool in(std::uint32_t c, std::uint32_t from, std::uint32_t to) { return c >= from && c <= to; }

/// Characters between which a line may break without a space (UAX #14 class ID and its like).
bool is_ideographic(std::uint32_t c) {
  return in(c, 0x2E80, 0x303F) || in(c, 0x3041, 0x33FF) || in(c, 0x3400, 0x4DBF) ||
         in(c, 0x4E00, 0x9FFF) || in(c, 0xF900, 0xFAFF) || in(c, 0xFE30, 0xFE4F) ||
         in(c, 0xFF01, 0xFF60) || in(c, 0xFFE0, 0xFFE6) || in(c, 0x1F300, 0x1FAFF) ||
         in(c, 0x20000, 0x3FFFF);
}

bool is_any_of(std::uint32_t c, std::u32string_view set) { return set.find(c) != set.npos; }

/// Must not begin a line: closing marks, small kana, what joins to the character before.
bool joins_before(std::uint32_t c) {
  return is_any_of(c,
                   U"。，、．！？；：）」』】》〉〕］｝”’…‥—～ー々ゝゞ・％‰℃"
                   U"ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.!?;:)]}%\u200D\uFE0F\u20E3") ||
         in(c, 0x0300, 0x036F) || in(c, 0x1F3FB, 0x1F3FF);
}

/// Must not end a line: opening marks.
bool joins_after(std::uint32_t c) { return is_any_of(c, U"（「『【《〈〔［｛“‘([{¥￥$№#\u200D"); }

bool is_space(std::uint32_t c) { return c == ' ' || c == '\t' || c == 0x3000; }

/// Whether a line may end between these two (neither a space nor a line end).
bool may_break(std::uint32_t before, std::uint32_t after) {
  if (joins_before(after) || joins_after(before)) return false;
  if (is_ideographic(before) || is_ideographic(after)) return true;
  return (before == '-' || before == 0x2013 || before == '/' || before == '?' || before == '&') &&
         after != before;
}

std::uint64_t cache_key(std::string_view text, FontWeight weight, float font_px, float width) {
  return mix(hash_of(text), static_cast<std::uint64_t>(font_px * 16) << 40 |
                                static_cast<std::uint64_t>(weight) << 36 |
                                static_cast<std::uint64_t>(std::max(0.0f, width) * 16));
}

template <class Map>
void drop_unused(Map& map, std::uint64_t frame) {
  if (map.size() < kEntriesMax / 2) return;
  const bool all = map.size() > kEntriesMax;
  std::erase_if(map, [&](const auto& entry) {
    return entry.second.used_in + (all ? 1 : kKeepFrames) < frame;
  });
}

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
  };
  const std::uint32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (bytes == 0 || first > 0xF4) return {0xFFFD, 1};
  std::uint32_t value = first & (0xFFu >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {0xFFFD, 1};
    value = value << 6 | (byte(i) & 0x3F);
  }
  return {value, bytes};
}

void TextLayout::set_fonts(ImFont* regular, ImFont* strong) {
  regular_ = regular;
  strong_ = strong;
  clear();
}

void TextLayout::clear() {
  wrapped_.clear();
  widths_.clear();
}

void TextLayout::end_frame() {
  ++frame_;
  drop_unused(wrapped_, frame_);
  drop_unused(widths_, frame_);
}

ImFont* TextLayout::font(FontWeight weight) const {
  return weight == FontWeight::strong ? strong_ : regular_;
}

float TextLayout::measure(std::string_view text, FontWeight weight, float font_px) {
  ++measured_;
  FH_ASSERT(font(weight) != nullptr);
  ImFontBaked* baked = font(weight)->GetFontBaked(font_px);
  float width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    width += baked->GetCharAdvance(static_cast<ImWchar>(point.value));
    at += point.bytes;
  }
  return width;
}

float TextLayout::width(std::string_view text, FontWeight weight, float font_px) {
  if (text.empty()) return 0;
  const auto [entry, fresh] = widths_.try_emplace(cache_key(text, weight, font_px, 0));
  if (fresh) entry->second.width = measure(text, weight, font_px);
  entry->second.used_in = frame_;
  return entry->second.width;
}

const std::vector<TextLine>& TextLayout::wrap(std::string_view text, FontWeight weight,
                                              float font_px, float width) {
  const auto [entry, fresh] = wrapped_.try_emplace(cache_key(text, weight, font_px, width));
  if (fresh) entry->second.lines = break_lines(text, weight, font_px, width);
  entry->second.used_in = frame_;
  return entry->second.lines;
}

std::vector<TextLine> TextLayout::break_lines(std::string_view text, FontWeight weight,
                                              float font_px, float width) {
  ++measured_;
  FH_ASSERT(font(weight) != nullptr);
  ImFontBaked* baked = font(weight)->GetFontBaked(font_px);
  const float limit = width > 0 ? width : HUGE_VALF;
  std::vector<TextLine> lines;
  TextLine line;             // end and width leave out trailing spaces
  float pen = 0;             // with them
  std::size_t break_at = 0;  // where the next line would begin; 0: nowhere yet
  TextLine broken;           // the line if it ended there
  float pen_at_break = 0;
  std::uint32_t previous = 0;
  const auto start = [&](std::size_t at) {
    line = {at, at, 0};
    pen = 0;
    break_at = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    const std::uint32_t c = point.value;
    if (c == '\n') {
      lines.push_back(line);
      start(at + 1);
      previous = 0;
      at += 1;
      continue;
    }
    const float advance = c == '\r' ? 0 : baked->GetCharAdvance(static_cast<ImWchar>(c));
    const bool space = is_space(c) || c == '\r';
    const bool after_space = previous != 0 && is_space(previous);
    if (!space && at > line.begin && (after_space || may_break(previous, c))) {
      break_at = at;
      broken = line;
      pen_at_break = pen;
    }
    if (!space && pen + advance > limit && at > line.begin) {
      if (break_at > line.begin) {
        lines.push_back(broken);
        const float kept = pen - pen_at_break;
        line = {break_at, at, kept};
        pen = kept;
        break_at = 0;
        // What is left of the word may be wider than a line itself.
        if (pen + advance > limit && at > line.begin) {
          lines.push_back(line);
          start(at);
        }
      } else {
        lines.push_back(line);
        start(at);
      }
    }
    pen += advance;
    at += point.bytes;
    previous = c;
    if (!space) {
      line.end = at;
      line.width = pen;
    }
  }
  lines.push_back(line);
  return lines;
}

std::string TextLayout::ellipsis(std::string_view text, FontWeight weight, float font_px,
                                 float limit) {
  const std::size_t first_end = std::min(text.find('\n'), text.size());
  if (first_end == text.size() && width(text, weight, font_px) <= limit) return std::string(text);
  ImFontBaked* baked = font(weight)->GetFontBaked(font_px);
  const float dots = baked->GetCharAdvance(0x2026);
  float pen = 0;
  std::size_t end = 0;
  for (std::size_t at = 0; at < first_end;) {
    const CodePoint point = decode_utf8(text, at);
    pen += baked->GetCharAdvance(static_cast<ImWchar>(point.value));
    if (pen + dots > limit) break;
    at += point.bytes;
    end = at;
  }
  while (end > 0 && text[end - 1] == ' ') --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace firsthand::ui
