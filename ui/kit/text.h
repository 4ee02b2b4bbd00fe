// Text on the screen: paragraphs, labels, headings. Each is a node of the record.
//
//   kit::heading(ui, 1, ui.tr(Text::sign_in_title), FontSize::display);
//   kit::text(ui, body);                               // wraps in the room there is
//   kit::text(ui, subject, {.weight = FontWeight::strong, .lines_max = 1});
#pragma once

#include <cstdint>
#include <string_view>

#include "ui/kit/layout.h"

namespace firsthand::ui::kit {

struct TextOptions {
  FontSize size = FontSize::body;
  FontWeight weight = FontWeight::regular;
  Colour colour = Colour::text;
  Align align = Align::start;
  int lines_max = 0;    // 0: all; else cut with "…" (the record has the whole)
  bool shrink = false;  // in a Column too, no wider than its text
  SemRole role = SemRole::text;
  std::string_view description;  // tooltip and description: the full time of a short one
  bool hidden = false;           // decoration: not in the record
  int level = 0;                 // of a heading
};

/// Returns where it stands. Wraps at the room of the scope.
Rect text(Ui& ui, std::string_view words, const TextOptions& options = {});
/// Muted, small.
Rect caption(Ui& ui, std::string_view words);
/// Muted, body size.
Rect muted(Ui& ui, std::string_view words);
/// A heading of level 1 … 6 for screen readers, in the size that the design gives it.
Rect heading(Ui& ui, int level, std::string_view words, FontSize size = FontSize::title);
/// A name and its value below or beside one another: one row of a property list (term and
/// definition).
Rect property(Ui& ui, std::string_view name, std::string_view value, float name_width = 112);

/// How high wrapped text would be (physical), for laying out what is not drawn.
[[nodiscard]] float text_height(Ui& ui, std::string_view words, float width_px,
                                const TextOptions& options = {});
[[nodiscard]] float text_width(Ui& ui, std::string_view words, const TextOptions& options = {});

/// Draws one line in `rect`, cut with "…", without a node: inside of widgets that have one.
void draw_text(Ui& ui, const Rect& rect, std::string_view words, const TextOptions& options,
               Rgba colour);

}  // namespace firsthand::ui::kit
