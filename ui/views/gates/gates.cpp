#include "ui/views/gates/gates.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/kit.h"

namespace firsthand::ui {

namespace {

constexpr float kColumnWidth = 480;
constexpr float kTopShare = 0.25f;  // of the height, above the words

/// The middle column of an otherwise empty screen.
Rect middle(const Ui& ui) {
  const Rect screen = ui.screen();
  const float width = std::min(ui.px(kColumnWidth), screen.w - 2 * ui.px(space::l));
  const float top = std::floor(screen.h * kTopShare);
  return {std::floor((screen.w - width) / 2), top, width, screen.h - top};
}

kit::PanelOptions whole_screen(std::string_view name) {
  return {.role = SemRole::main,
          .name = name,
          .look = kit::PanelLook::back,
          .padding_x = 0,
          .padding_y = 0};
}

}  // namespace

void draw_starting(Ui& ui) {
  kit::Panel back(ui, "starting", ui.screen(), whole_screen(ui.tr(Text::app_name)));
  kit::Column column(ui, middle(ui), space::l);
  kit::heading(ui, 1, ui.tr(Text::app_name), FontSize::display);
  kit::Semantic status(ui, "status", SemRole::status);
  kit::muted(ui, ui.tr(Text::gate_starting));
  kit::skeleton(ui, ui.tr(Text::gate_starting), 4);
}

void draw_other_tab(Ui& ui, bool taking_over, Sink& sink) {
  kit::Panel back(ui, "other_tab", ui.screen(), whole_screen(ui.tr(Text::app_name)));
  kit::Column column(ui, middle(ui), space::m);
  kit::icon(ui, Icon::info, Colour::accent_text, size::avatar);
  kit::heading(ui, 1, ui.tr(Text::gate_other_tab), FontSize::display);
  kit::text(ui, ui.tr(Text::gate_other_tab_hint), {.colour = Colour::text_muted});
  kit::gap(ui, space::xs);
  kit::Flow buttons(ui);
  if (kit::button(ui, "use_here", ui.tr(taking_over ? Text::gate_taking_over : Text::gate_use_here),
                  {.kind = kit::ButtonKind::primary, .busy = taking_over}) &&
      !taking_over) {
    sink.push_back(TakeOverStore{});
  }
}

void draw_failed(Ui& ui, const Error& error, const std::string& report, Sink& sink) {
  kit::Panel back(ui, "failed", ui.screen(), whole_screen(ui.tr(Text::app_name)));
  kit::Column column(ui, middle(ui), space::m);
  kit::icon(ui, Icon::alert, Colour::danger_text, size::avatar);
  kit::heading(ui, 1, ui.tr(Text::gate_failed), FontSize::display);
  {
    kit::Semantic alert(ui, "error", SemRole::alert);
    kit::text(ui, ui.lang().error(error));
  }
  kit::text(ui, ui.tr(Text::gate_failed_hint), {.colour = Colour::text_muted});
  kit::caption(ui, error.code);
  kit::gap(ui, space::xs);
  kit::Flow buttons(ui);
  if (kit::button(ui, "reload", ui.tr(Text::desk_reload), {.kind = kit::ButtonKind::primary})) {
    sink.push_back(Reload{});
  }
  if (kit::button(ui, "copy", ui.tr(Text::gate_copy_report), {.icon = Icon::copy})) {
    sink.push_back(CopyText{report});
  }
}

}  // namespace firsthand::ui
