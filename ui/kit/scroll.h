// An area that scrolls, with its own thin scrollbar. A Column inside.
//
//   kit::ScrollArea area(ui, "conversation", rect, {.name = ui.tr(Text::ticket_conversation)});
#pragma once

#include <memory>
#include <string_view>

#include "ui/kit/layout.h"

namespace firsthand::ui::kit {

struct ScrollOptions {
  std::string_view name;  // needed: the area is a Tab stop, so that keys can scroll it
  SemRole role = SemRole::region;
  float padding_x = 0, padding_y = 0;
  float gap = space::s;
  bool to_end = false;  // jump to the end in this frame (after a send)
};

class ScrollArea {
 public:
  ScrollArea(Ui& ui, std::string_view key, const Rect& rect, const ScrollOptions& options);
  ~ScrollArea();
  ScrollArea(const ScrollArea&) = delete;
  ScrollArea& operator=(const ScrollArea&) = delete;

  /// Whether something `height_px` high at the cursor would be seen; else leave_out() it.
  [[nodiscard]] bool in_view(float height_px) const;
  /// Room for something that is not drawn since it is out of view.
  void leave_out(float height_px);
  /// Scrolls so that the area at the cursor, `height_px` high, is in view.
  void reveal(float height_px);
  [[nodiscard]] float scroll_px() const;
  [[nodiscard]] bool at_end() const;

 private:
  struct Inside;
  Ui& ui_;
  IdScope ids_;
  std::unique_ptr<Inside> inside_;
};

}  // namespace firsthand::ui::kit
