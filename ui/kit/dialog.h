// A modal dialog over a scrim. The record marks it modal; the mirror keeps focus inside and
// everything else inert. Draw it last in the frame. Escape and the close button ask to close.
//
//   if (state.open) {
//     kit::Dialog dialog(ui, "discard", ui.tr(Text::discard_title));
//     kit::text(ui, …);
//     { kit::Flow buttons(ui, kit::Align::end); if (kit::button(…)) … }
//     if (dialog.close_asked()) state.open = false;
//   }
#pragma once

#include <memory>
#include <string_view>

#include "ui/kit/layout.h"

namespace firsthand::ui::kit {

struct DialogOptions {
  float width = 480;             // logical
  std::string_view description;  // what it asks
  bool closable = true;
  bool side = false;  // a full-height panel at the right edge instead of the middle
};

/// Focus goes to the dialog when it appears (unless a field inside has autofocus) and back to where
/// it was when it is gone.
class Dialog {
 public:
  Dialog(Ui& ui, std::string_view key, std::string_view title, const DialogOptions& options = {});
  ~Dialog();
  Dialog(const Dialog&) = delete;
  Dialog& operator=(const Dialog&) = delete;
  [[nodiscard]] bool close_asked() const;

 private:
  struct Inside;
  void put_dialog_title(std::string_view title);
  Ui& ui_;
  std::unique_ptr<Inside> inside_;
};

}  // namespace firsthand::ui::kit
