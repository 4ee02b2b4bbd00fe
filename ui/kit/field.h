// Text fields. The host lays a real DOM field over the box while it has focus (input methods,
// spelling, undo for nothing); the kit draws the box, and the value when it has none.
//
//   const auto email = kit::text_field(ui, "email", state.email,
//                                      {.label = ui.tr(Text::sign_in_email), .input =
//                                      TextInput::email});
//   if (email.submitted) …
#pragma once

#include <string>
#include <string_view>

#include "ui/kit/layout.h"

namespace firsthand::ui::kit {

struct FieldOptions {
  std::string_view label;     // above the box; the name
  bool label_hidden = false;  // only a name, no words (search box)
  std::string_view placeholder;
  std::string_view hint;   // below; description
  std::string_view error;  // below, instead of the hint; invalid
  TextInput input = TextInput::line;
  std::string_view autocomplete;  // "username", "current-password"
  std::string_view shortcut;      // for people: a key cap at the end of an empty field
  std::string_view shortcut_aria;
  std::string_view disabled_reason;
  bool disabled = false;
  bool required = false;
  bool autofocus = false;  // takes focus when it appears
  Icon icon = Icon::none;
  int rows = 4;               // height of a multi-line field, in lines
  float height_px = 0;        // or physical pixels
  std::size_t bytes_max = 0;  // 0: no limit; longer values are cut at a character
  Colour back = Colour::sunken;
};

struct FieldResult {
  bool changed = false;    // the value is another than before, and no input method is at work
  bool composing = false;  // an input method is at work: do not act on the value
  bool submitted = false;
  bool focused = false;
  std::uint64_t id = 0;
  Rect rect;  // of the box
};

/// `value` follows the DOM field; when the program changes it, the DOM field follows.
FieldResult text_field(Ui& ui, std::string_view key, std::string& value,
                       const FieldOptions& options);

}  // namespace firsthand::ui::kit
