// Small marks: badges, avatars, key caps, progress, things that are loading.
#pragma once

#include <string_view>

#include "ui/kit/layout.h"

namespace firsthand::ui::kit {

struct BadgeOptions {
  Icon icon = Icon::none;
  std::string_view description;  // tooltip
  bool dot = false;              // a dot of the tone before the words, no filled back
};
Rect badge(Ui& ui, std::string_view words, Tone tone, const BadgeOptions& options = {});
[[nodiscard]] float badge_width(Ui& ui, std::string_view words, const BadgeOptions& options = {});
/// Without a node, in the middle of `rect`'s height: inside of widgets that have one.
void draw_badge(Ui& ui, const Rect& rect, std::string_view words, Tone tone,
                const BadgeOptions& options = {});

/// A circle with the first letters of a name; colour by the name. Not in the record, since the name
/// stands beside it.
Rect avatar(Ui& ui, std::string_view name, float size_logical = size::avatar);
void draw_avatar(Ui& ui, const Rect& rect, std::string_view name);
/// "Анна Петрова" → "АП", "王小明" → "王".
[[nodiscard]] std::string initials_of(std::string_view name);

Rect icon(Ui& ui, Icon icon, Colour colour = Colour::text_muted, float size_logical = size::icon);
/// A key cap: "Ctrl+Enter" as one cap a key.
Rect key_hint(Ui& ui, std::string_view keys);
/// Something is going on, for how long nobody knows. Stands still with reduced motion.
Rect spinner(Ui& ui, std::string_view name, float size_logical = 20);
/// A bar; share 0 … 1.
Rect progress(Ui& ui, std::string_view name, float share);
/// Grey bars where text will be; `name` says what is loading.
Rect skeleton(Ui& ui, std::string_view name, int lines = 3);

}  // namespace firsthand::ui::kit
