// Goal: text fields follow the DOM field and the program, and never act on half-composed text.
// Method: send the host's events headless and read the bound string, the record and the outputs.
#include <catch_amalgamated.hpp>

#include "tests/ui/support/ui_driver.h"

namespace firsthand::ui::test {

namespace {

struct Form {
  std::string value;
  kit::FieldOptions options{.label = "Subject"};
  int changes = 0, submits = 0;
  bool composing = false;
  UiDriver driver{[this](Ui& ui) {
    const auto result = kit::text_field(ui, "subject", value, options);
    changes += result.changed;
    submits += result.submitted;
    composing = result.composing;
  }};
};

}  // namespace

TEST_CASE("Kit: what is typed reaches the string and the record") {
  Form form;
  form.driver.type(SemRole::textbox, "Subject", "Принтер горит");
  CHECK(form.value == "Принтер горит");
  CHECK(form.changes == 1);
  CHECK(form.driver.find(SemRole::textbox, "Subject").value == "Принтер горит");
  CHECK(form.driver.fields_set.empty());
}

TEST_CASE("Kit: composed text counts only when the input method is done") {
  Form form;
  form.driver.type(SemRole::textbox, "Subject", "nihao", true);
  CHECK(form.composing);
  CHECK(form.changes == 0);
  form.driver.submit(SemRole::textbox, "Subject");
  CHECK(form.submits == 0);
  form.driver.type(SemRole::textbox, "Subject", "你好", false);
  CHECK(!form.composing);
  CHECK(form.changes == 1);
  CHECK(form.value == "你好");
  CHECK(form.driver.fields_set.empty());
}

TEST_CASE("Kit: a cancelled composition is a change back") {
  Form form;
  form.driver.type(SemRole::textbox, "Subject", "ni", true);
  form.driver.type(SemRole::textbox, "Subject", "", false);
  CHECK(form.value.empty());
  CHECK(form.changes == 1);
}

TEST_CASE("Kit: what the program writes is sent to the DOM field once") {
  Form form;
  form.driver.type(SemRole::textbox, "Subject", "hello");
  form.value.clear();
  form.driver.settle();
  form.driver.settle();
  REQUIRE(form.driver.fields_set.size() == 1);
  CHECK(form.driver.fields_set[0].first == form.driver.find(SemRole::textbox, "Subject").id);
  CHECK(form.driver.fields_set[0].second.empty());
}

TEST_CASE("Kit: a value over the limit is cut at a character, and the DOM field told") {
  Form form;
  form.options.bytes_max = 4;
  form.driver.settle();
  form.driver.type(SemRole::textbox, "Subject", "你好吗");
  CHECK(form.value == "你");
  REQUIRE(form.driver.fields_set.size() == 1);
  CHECK(form.driver.fields_set[0].second == "你");
}

TEST_CASE("Kit: Enter submits; a click asks for focus; focus is said") {
  Form form;
  form.driver.click(SemRole::textbox, "Subject");
  CHECK(form.driver.focused() == "textbox \"Subject\"");
  CHECK(form.driver.ui.in_field());
  CHECK(form.driver.pointer == PointerShape::text);
  form.driver.submit(SemRole::textbox, "Subject");
  CHECK(form.submits == 1);
}

TEST_CASE("Kit: a field says its kind, its error, and how it looks") {
  Form form;
  form.options = {.label = "Password",
                  .hint = "At least 10 letters",
                  .error = "Too short",
                  .input = TextInput::password,
                  .autocomplete = "current-password",
                  .required = true};
  form.driver.settle();
  const SemNode& node = form.driver.find(SemRole::textbox, "Password");
  CHECK(node.input == TextInput::password);
  CHECK(node.invalid);
  CHECK(node.required);
  CHECK(node.description == "Too short");
  CHECK(node.autocomplete == "current-password");
  CHECK(node.look.font_px == 14);
  CHECK(node.look.text_rgba == theme_of(ThemeName::light, false)[Colour::text].value);
}

TEST_CASE("Kit: autofocus asks once, when the field appears") {
  Form form;
  CHECK(form.driver.focused().empty());
  form.driver.ui.input().focus(0);
  form.options.autofocus = true;
  form.driver.settle();
  CHECK(form.driver.focused().empty());
  Form fresh;
  std::string value;
  UiDriver driver([&](Ui& ui) {
    kit::button(ui, "first", "First");
    kit::text_field(ui, "f", value, {.label = "Email", .autofocus = true});
  });
  CHECK(driver.focused() == "textbox \"Email\"");
}

TEST_CASE("Kit: a disabled field cannot be reached and says why") {
  Form form;
  form.options.disabled_reason = "The ticket is closed";
  form.driver.settle();
  const SemNode& node = form.driver.find(SemRole::textbox, "Subject");
  CHECK(node.disabled);
  CHECK(!node.focusable);
  CHECK(node.description == "The ticket is closed");
}

TEST_CASE("Kit: everything doubles at twice the pixel ratio") {
  Form form;
  const SemRect before = form.driver.find(SemRole::textbox, "Subject").rect;
  form.driver.info.scale = 2;
  form.driver.info.width_px = 2'560;
  form.driver.info.height_px = 1'600;
  form.driver.settle();
  const SemNode& node = form.driver.find(SemRole::textbox, "Subject");
  CHECK(node.rect.w == before.w * 2);
  CHECK(node.rect.h == before.h * 2);
  CHECK(node.look.font_px == 28);
}

}  // namespace firsthand::ui::test
