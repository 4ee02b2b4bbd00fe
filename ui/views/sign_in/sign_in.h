// The sign-in form. It never sees the network: it emits SignIn.
#pragma once

#include "ui/kit/ui.h"
#include "ui/views/intent.h"
#include "ui/views/sign_in/sign_in_model.h"

namespace firsthand::ui {

void draw_sign_in(Ui& ui, const SignInModel& model, SignInState& state, ThemeChoice theme,
                  Sink& sink);

/// The same fields in a dialog over the desk, when the session ended (the store stays open).
void draw_sign_in_again(Ui& ui, const SignInModel& model, SignInState& state, bool& open,
                        Sink& sink);

}  // namespace firsthand::ui
