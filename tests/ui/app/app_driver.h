// Goal: use the whole app as a person does, headless: find by role and name, click, type, press.
// Method: a real App on a real Replica (desk.h), with a FakeHost whose part the driver plays.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/ui/app/desk.h"
#include "tests/ui/app/fake_host.h"
#include "tests/ui/support/fake_fonts.h"
#include "tests/ui/support/record_finder.h"
#include "ui/app/app.h"
#include "ui/kit/kit.h"

namespace firsthand::ui::test {

class AppDriver {
 public:
  AppDriver();
  /// Attached as this person, everything pulled; the inbox is open.
  explicit AppDriver(PersonId me);

  /// A desk for this person whose store is not opened yet.
  void make_desk(PersonId me);
  void attach(bool durable = true);
  /// Exchanges with the server until all is said, and shows it.
  void exchange();

  void settle();
  void go(std::string_view route);
  void send(const Event& event);
  void click(SemRole role, std::string_view name);
  void click(const SemNode& node);
  void activate(SemRole role, std::string_view name);
  void type(SemRole role, std::string_view name, std::string value, bool composing = false);
  void submit(SemRole role, std::string_view name);
  void press(std::string code, std::uint32_t modifiers = 0);
  void choose(std::string_view combobox, std::string_view option);

  [[nodiscard]] const SemNode& find(SemRole role, std::string_view name);
  [[nodiscard]] const SemNode* try_find(SemRole role, std::string_view name);
  [[nodiscard]] bool shows(std::string_view words);
  /// The names of the cells of a column, in rows that are drawn.
  [[nodiscard]] std::vector<std::string> column(std::int32_t index);
  /// `role "name"` of what has keyboard focus.
  [[nodiscard]] std::string focused();
  [[nodiscard]] std::string tree() { return tree_of(app->semantics()); }

  FakeFonts fonts;
  FakeHost host;
  std::unique_ptr<Desk> desk;
  std::unique_ptr<App> app;
};

}  // namespace firsthand::ui::test
