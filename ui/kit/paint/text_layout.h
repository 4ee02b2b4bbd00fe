// Breaking text into lines: spaces and hyphens in Latin and Cyrillic, between characters in Chinese
// and Japanese (no closing mark at the start of a line, no opening mark at its end), inside words
// only when a word is wider than the line. Not for bidirectional or shaped scripts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ui/kit/paint/geometry.h"
#include "ui/kit/paint/tokens.h"

struct ImFont;

namespace firsthand::ui {

/// One line as bytes [begin, end) of the text, without the space or line end that closed it.
struct TextLine {
  std::size_t begin = 0, end = 0;
  float width = 0;
};

class TextLayout {
 public:
  void set_fonts(ImFont* regular, ImFont* strong);
  /// Forgets measured widths: another scale, other fonts.
  void clear();
  /// Keeps the caches small; call once a frame.
  void end_frame();

  /// Width in physical pixels of text in one line.
  [[nodiscard]] float width(std::string_view text, FontWeight weight, float font_px);
  /// At least one line. `width` <= 0: breaks only at line ends.
  [[nodiscard]] const std::vector<TextLine>& wrap(std::string_view text, FontWeight weight,
                                                  float font_px, float width);
  /// The text, or its longest beginning that fits with "…" behind it.
  [[nodiscard]] std::string ellipsis(std::string_view text, FontWeight weight, float font_px,
                                     float width);
  [[nodiscard]] ImFont* font(FontWeight weight) const;
  /// How often text was measured, not found in the cache; for tests.
  [[nodiscard]] std::uint64_t measured() const { return measured_; }

 private:
  struct Wrapped {
    std::vector<TextLine> lines;
    std::uint64_t used_in = 0;
  };
  struct Width {
    float width = 0;
    std::uint64_t used_in = 0;
  };
  float measure(std::string_view text, FontWeight weight, float font_px);
  std::vector<TextLine> break_lines(std::string_view text, FontWeight weight, float font_px,
                                    float width);

  ImFont* regular_ = nullptr;
  ImFont* strong_ = nullptr;
  std::unordered_map<std::uint64_t, Wrapped> wrapped_;
  std::unordered_map<std::uint64_t, Width> widths_;
  std::uint64_t frame_ = 0;
  std::uint64_t measured_ = 0;
};

/// The code point at `at` (a byte offset) and how many bytes it has; a broken byte is U+FFFD, 1.
struct CodePoint {
  std::uint32_t value = 0;
  std::size_t bytes = 1;
};
[[nodiscard]] CodePoint decode_utf8(std::string_view text, std::size_t at);

}  // namespace firsthand::ui
