// Small pieces that several screens are made of, on top of ui/kit. Not here: anything with a
// place of its own on a screen.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/model/enums.h"
#include "core/time/zone.h"
#include "ui/kit/kit.h"
#include "ui/views/ticket/ticket_model.h"
#include "ui/views/words.h"

namespace firsthand::ui {

/// Why it is greyed out, in words; empty when it is not.
[[nodiscard]] std::string reason_words(const Ui& ui, const Refusal& refusal);

/// A moment as people say it now ("5 min ago"), the whole in the tooltip.
void moment(Ui& ui, Instant at, Instant now, const time::Zone* zone);
/// "3 Nov 14:05", or "Never" when it is not set.
[[nodiscard]] std::string moment_words(const Ui& ui, Instant at, Instant now,
                                       const time::Zone* zone);
/// The whole date for tooltips.
[[nodiscard]] std::string full_moment_words(const Ui& ui, Instant at, const time::Zone* zone);

/// A width of text in logical pixels, for the cells of a Row.
[[nodiscard]] float logical_width(Ui& ui, std::string_view words,
                                  const kit::TextOptions& options = {});

/// A select over all values of an enum. Returns the value chosen in this frame, unless it is the
/// one it had.
template <NamedEnum E>
[[nodiscard]] std::optional<E> enum_select(Ui& ui, std::string_view key, kit::SelectOptions options,
                                           E value, Text (*text_of_value)(E)) {
  constexpr std::size_t kCount = EnumText<E>::kNames.size();
  std::array<kit::Option, kCount> choices;
  for (std::size_t i = 0; i < kCount; ++i) {
    choices[i] = {.key = EnumText<E>::kNames[i], .label = ui.tr(text_of_value(static_cast<E>(i)))};
  }
  options.chosen = static_cast<std::size_t>(value);
  const auto chosen = kit::select(ui, key, options, choices);
  if (!chosen || *chosen == options.chosen) return std::nullopt;
  return static_cast<E>(*chosen);
}

}  // namespace firsthand::ui
