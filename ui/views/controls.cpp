#include "ui/views/controls.h"

namespace firsthand::ui {

namespace {

const time::Zone& zone_or_utc(const time::Zone* zone) {
  return zone != nullptr ? *zone : time::utc_zone();
}

}  // namespace

std::string reason_words(const Ui& ui, const Refusal& refusal) {
  return refusal ? ui.lang().error(*refusal) : std::string();
}

std::string full_moment_words(const Ui& ui, Instant at, const time::Zone* zone) {
  if (!at.is_set()) return std::string(ui.tr(Text::desk_never));
  return ui.lang().full_date_time(at, zone_or_utc(zone));
}

std::string moment_words(const Ui& ui, Instant at, Instant now, const time::Zone* zone) {
  if (!at.is_set()) return std::string(ui.tr(Text::desk_never));
  return ui.lang().date_time(at, now, zone_or_utc(zone));
}

void moment(Ui& ui, Instant at, Instant now, const time::Zone* zone) {
  const std::string words =
      at.is_set() ? ui.lang().relative(at, now) : std::string(ui.tr(Text::desk_never));
  kit::text(ui, words,
            {.size = FontSize::caption,
             .colour = Colour::text_muted,
             .lines_max = 1,
             .description = full_moment_words(ui, at, zone)});
}

float logical_width(Ui& ui, std::string_view words, const kit::TextOptions& options) {
  return kit::text_width(ui, words, options) / ui.scale();
}

}  // namespace firsthand::ui
