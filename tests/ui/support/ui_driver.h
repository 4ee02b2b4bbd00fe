// Goal: use widgets as a person does, without a screen: find by role and name, click, type, press.
// Method: runs frames of a real Ui with virtual time and plays the host's part (focus, fields).
//
//   UiDriver driver([&](Ui& ui) { pressed += kit::button(ui, "send", "Send"); });
//   driver.click(SemRole::button, "Send");
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/ui/support/fake_fonts.h"
#include "tests/ui/support/record_finder.h"
#include "ui/kit/kit.h"

namespace firsthand::ui::test {

class UiDriver {
 public:
  explicit UiDriver(std::function<void(Ui&)> draw);

  /// One round of logic, as the app runs it: frames until no input waits.
  void frame();
  /// Frames until nobody asks for one at once (at most 20), without letting time pass.
  void settle();
  /// Lets virtual time pass, then settles.
  void advance(std::int64_t ms);

  const SemNode& find(SemRole role, std::string_view name);
  void click(SemRole role, std::string_view name);
  void click_at(float x, float y);
  void hover(SemRole role, std::string_view name);
  void activate(SemRole role, std::string_view name);
  void focus(SemRole role, std::string_view name);
  /// Moves focus to the next Tab stop in reading order; returns its name.
  std::string tab();
  void type(SemRole role, std::string_view name, std::string value, bool composing = false);
  void submit(SemRole role, std::string_view name);
  void press(std::string code, std::string key = {}, std::uint32_t modifiers = 0);
  void wheel_at(SemRole role, std::string_view name, float dy_px);
  /// The node with keyboard focus, as `role "name"`.
  std::string focused();

  FakeFonts fonts;
  Ui ui;
  FrameInfo info{.width_px = 1280,
                 .height_px = 800,
                 .scale = 1,
                 .mono_ms = 10'000,
                 .now = Instant{1'790'000'000'000}};
  std::vector<Outputs::Announcement> announcements;
  std::vector<std::pair<std::uint64_t, std::string>> fields_set;
  std::vector<Key> unused_keys;
  std::optional<std::int64_t> wants_frame_in_ms;  // of the last round
  PointerShape pointer = PointerShape::normal;
  int rounds = 0;

 private:
  std::function<void(Ui&)> draw_;
};

}  // namespace firsthand::ui::test
