// What the sign-in form shows and holds.
#pragma once

#include <optional>
#include <string>

#include "core/model/error.h"

namespace firsthand::ui {

struct SignInModel {
  std::string workspace_name;  // empty: not known before the first sign-in
  bool busy = false;
  bool online = true;
  std::optional<Error> error;
};

struct SignInState {
  std::string email, password;
  bool tried = false;
};

}  // namespace firsthand::ui
