#include "ui/views/sign_in/sign_in.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/kit.h"
#include "ui/views/preferences.h"

namespace firsthand::ui {

namespace {

constexpr float kCardWidth = 400;
constexpr float kTopShare = 0.14f;  // of the height, above the card

/// A banner is an alert: it is read out when it appears.
void draw_problem(Ui& ui, const SignInModel& model) {
  if (!model.online) {
    kit::banner(ui, "offline", ui.tr(Text::sign_in_offline), {.tone = Tone::warning});
  } else if (model.error) {
    kit::banner(ui, "error", ui.lang().error(*model.error), {.tone = Tone::danger});
  }
}

void draw_fields(Ui& ui, const SignInModel& model, SignInState& state, Sink& sink) {
  const bool email_missing = state.tried && state.email.empty();
  const bool password_missing = state.tried && state.password.empty();
  const auto email = kit::text_field(
      ui, "email", state.email,
      {.label = ui.tr(Text::sign_in_email),
       .error = email_missing ? ui.tr(Text::sign_in_need_email) : std::string_view(),
       .input = TextInput::email,
       .autocomplete = "username",
       .required = true,
       .autofocus = true});
  const auto password = kit::text_field(
      ui, "password", state.password,
      {.label = ui.tr(Text::sign_in_password),
       .error = password_missing ? ui.tr(Text::sign_in_need_password) : std::string_view(),
       .input = TextInput::password,
       .autocomplete = "current-password",
       .required = true});
  kit::gap(ui, space::xs);
  const bool pressed =
      kit::button(ui, "submit", ui.tr(model.busy ? Text::sign_in_busy : Text::sign_in_submit),
                  {.kind = kit::ButtonKind::primary, .stretch = true, .busy = model.busy});
  if (model.busy || !(pressed || email.submitted || password.submitted)) return;
  state.tried = true;
  if (state.email.empty()) {
    ui.focus(email.id);
  } else if (state.password.empty()) {
    ui.focus(password.id);
  } else {
    sink.push_back(SignIn{.email = state.email, .password = state.password});
  }
}

}  // namespace

void draw_sign_in(Ui& ui, const SignInModel& model, SignInState& state, ThemeChoice theme,
                  Sink& sink) {
  const Rect screen = ui.screen();
  kit::Panel back(ui, "sign_in", screen,
                  {.role = SemRole::main,
                   .name = ui.tr(Text::sign_in_title),
                   .look = kit::PanelLook::back,
                   .padding_x = 0,
                   .padding_y = 0});
  const float width = std::min(ui.px(kCardWidth), screen.w - 2 * ui.px(space::l));
  const float top = std::max(ui.px(space::l), std::floor(screen.h * kTopShare));
  const Rect rect{std::floor((screen.w - width) / 2), top, width, screen.h - top};
  kit::Column column(ui, rect, space::l);
  {
    kit::Row row(ui, {size::icon, kit::fill()}, 0, space::s);
    kit::icon(ui, Icon::inbox, Colour::accent_text);
    kit::text(ui, model.workspace_name.empty() ? ui.tr(Text::app_name) : model.workspace_name,
              {.size = FontSize::title, .weight = FontWeight::strong, .lines_max = 1});
  }
  {
    kit::Panel card(ui, "form",
                    {.role = SemRole::form,
                     .name = ui.tr(Text::sign_in_title),
                     .look = kit::PanelLook::card,
                     .padding_x = space::xl,
                     .padding_y = space::xl,
                     .gap = space::m});
    kit::heading(ui, 1, ui.tr(Text::sign_in_title), FontSize::display);
    kit::muted(ui, ui.tr(Text::app_tagline));
    draw_problem(ui, model);
    draw_fields(ui, model, state, sink);
  }
  draw_preferences(ui, theme, sink);
}

void draw_sign_in_again(Ui& ui, const SignInModel& model, SignInState& state, bool& open,
                        Sink& sink) {
  if (!open) return;
  kit::Dialog dialog(ui, "sign_in_again", ui.tr(Text::sign_in_again),
                     {.width = kCardWidth, .description = ui.tr(Text::sign_in_again_hint)});
  kit::text(ui, ui.tr(Text::sign_in_again_hint), {.colour = Colour::text_muted});
  draw_problem(ui, model);
  draw_fields(ui, model, state, sink);
  if (dialog.close_asked()) open = false;
}

}  // namespace firsthand::ui
