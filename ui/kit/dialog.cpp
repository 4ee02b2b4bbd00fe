#include "ui/kit/dialog.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/button.h"
#include "ui/kit/inside/ui_state.h"
#include "ui/kit/text.h"

namespace firsthand::ui::kit {

struct Dialog::Inside {
  IdScope ids;
  DialogOptions options;
  std::uint64_t id = 0;
  std::unique_ptr<Overlay> scrim, window;
  ScrollPass pass;
  float chrome = 0;    // height without the content
  bool fresh = false;  // appeared in this frame
  bool close_pressed = false;
};

namespace {

OpenDialog& memory_of(Ui& ui, std::uint64_t id, bool& fresh) {
  auto& dialogs = ui.state().dialogs;
  const auto found = std::ranges::find(dialogs, id, &OpenDialog::id);
  fresh = found == dialogs.end();
  if (!fresh) return *found;
  dialogs.push_back({.id = id, .focus_back = ui.focused()});
  return dialogs.back();
}

}  // namespace

Dialog::Dialog(Ui& ui, std::string_view key, std::string_view title, const DialogOptions& options)
    : ui_(ui), inside_(new Inside{.ids = IdScope(ui, key), .options = options}) {
  Inside& in = *inside_;
  Ui::State& s = ui.state();
  in.id = ui.id("dialog");
  OpenDialog& memory = memory_of(ui, in.id, in.fresh);
  memory.seen_frame = s.frame;
  const Rect screen = ui.screen();
  const Theme& theme = ui.theme();
  const float pad = ui.px(space::xl), edge = ui.px(space::l), head_h = ui.px(size::control);
  in.chrome = 2 * pad + head_h + ui.px(space::m);
  const float w = std::min(ui.px(options.width), std::max(1.0f, screen.w - 2 * edge));
  const float h = std::min(in.chrome + memory.height, std::max(1.0f, screen.h - 2 * edge));
  const Rect box = options.side ? Rect{screen.w - w, 0, w, screen.h} : centred(screen, {w, h});

  in.scrim = std::make_unique<Overlay>(ui, mix(in.id, 1), screen);
  fill_rect(ui, screen, theme[Colour::scrim]);
  in.window = std::make_unique<Overlay>(ui, mix(in.id, 2), box);
  // The height is known after one frame; until then nothing is shown.
  if (in.fresh && !options.side) in.window->hide();
  shadow(ui, box, radius::card);
  fill_rect(ui, box, theme[Colour::raised], options.side ? 0 : radius::card);
  if (!options.side) stroke_rect(ui, box, theme[Colour::border], radius::card);

  open_node(ui, {.id = in.id,
                 .role = SemRole::dialog,
                 .name = std::string(title),
                 .description = std::string(options.description),
                 .rect = box,
                 .modal = true,
                 .focusable = true});
  Rect inner = inset(box, pad);
  Rect head = cut_top(inner, head_h);
  cut_top(inner, ui.px(space::m));
  const Rect close = options.closable ? cut_right(head, head_h) : Rect{};
  {
    const float line = s.line_px(FontSize::title);
    const Column column(ui, centred(head, {head.w, line}));
    put_dialog_title(title);
  }
  if (options.closable) {
    const Column column(ui, close);
    in.close_pressed = icon_button(ui, "close", Icon::close, ui.tr(Text::common_close));
  }
  in.pass = begin_scroll(ui, mix(in.id, 3), inner);
  push_place(
      ui, {.area = {inner.x, inner.y - in.pass.offset, inner.w, inner.h}, .gap = ui.px(space::m)});
  if (!options.description.empty()) {
    text(ui, options.description, {.colour = Colour::text_muted});
  }
}

void Dialog::put_dialog_title(std::string_view title) {
  text(ui_, title,
       {.size = FontSize::title,
        .weight = FontWeight::strong,
        .lines_max = 1,
        .role = SemRole::heading,
        .level = 2});
}

Dialog::~Dialog() {
  Inside& in = *inside_;
  Ui::State& s = ui_.state();
  const PlaceScope scope = pop_place(ui_);
  end_scroll(ui_, in.pass, scope.used, ui_.is_focused(in.id));
  close_node(ui_);
  in.window.reset();
  in.scrim.reset();
  bool fresh = false;
  OpenDialog& memory = memory_of(ui_, in.id, fresh);
  if (memory.height != scope.used) {
    memory.height = scope.used;
    ui_.request_frame(0);
  }
  if (in.fresh && !s.outputs.focus) ui_.focus(in.id);
}

bool Dialog::close_asked() const {
  const Inside& in = *inside_;
  if (!in.options.closable) return false;
  if (in.close_pressed) return true;
  const auto& dialogs = ui_.state().dialogs;
  return !ui_.popup_open() && dialogs.back().id == in.id && ui_.take_key("Escape");
}

}  // namespace firsthand::ui::kit
