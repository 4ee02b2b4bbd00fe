#include "ui/views/shell/banners.h"

#include "ui/kit/kit.h"

namespace firsthand::ui {

namespace {

using kit::BannerResult;

bool nothing_to_say(const SyncModel& model, const SyncViewState& state) {
  const bool link_is_fine =
      model.status.link == LinkState::online || model.status.link == LinkState::starting;
  return link_is_fine && model.durable && (!model.update_ready || state.update_dismissed);
}

void draw_link(Ui& ui, const SyncModel& model, SyncViewState& state) {
  if (model.status.link == LinkState::offline) {
    kit::banner(ui, "offline", ui.tr(Text::banner_offline),
                {.tone = Tone::neutral, .icon = Icon::cloud_off});
  }
  if (model.status.link == LinkState::signed_out &&
      kit::banner(ui, "signed_out", ui.tr(Text::banner_signed_out),
                  {.tone = Tone::warning, .action = ui.tr(Text::sign_in_again)}) ==
          BannerResult::action) {
    state.sign_in_open = true;
  }
}

}  // namespace

void draw_banners(Ui& ui, const SyncModel& model, SyncViewState& state, Rect& rest, Sink& sink) {
  if (nothing_to_say(model, state)) return;
  float used = 0;
  {
    Rect room = inset(rest, ui.px(space::l), 0);
    cut_top(room, ui.px(space::xs));
    kit::Column column(ui, room, space::xs);
    draw_link(ui, model, state);
    if (!model.durable) {
      kit::banner(ui, "memory", ui.tr(Text::banner_memory), {.tone = Tone::warning});
    }
    if (model.update_ready && !state.update_dismissed) {
      const auto result = kit::banner(
          ui, "update", ui.tr(Text::banner_update),
          {.tone = Tone::accent, .action = ui.tr(Text::desk_reload), .dismissible = true});
      if (result == BannerResult::action) sink.push_back(Reload{});
      if (result == BannerResult::dismissed) state.update_dismissed = true;
    }
    used = column.used();
  }
  cut_top(rest, used + ui.px(space::xs + space::s));
}

}  // namespace firsthand::ui
