// Goal: signing in, and what stands between the person and the desk, are told in words.
// Method: a real App with a FakeHost; everything found by role and name.
#include <catch_amalgamated.hpp>

#include "tests/ui/app/app_driver.h"

namespace firsthand::ui::test {

TEST_CASE("App: before the store is open a status says that it is being opened") {
  AppDriver driver;
  CHECK(driver.app->gate() == Gate::starting);
  CHECK(driver.shows("Opening your workspace"));
}

TEST_CASE("Sign-in: email and password are real fields that a password manager knows") {
  AppDriver driver;
  driver.app->detach();
  driver.settle();
  CHECK(driver.find(SemRole::textbox, "Email").autocomplete == "username");
  CHECK(driver.find(SemRole::textbox, "Email").input == TextInput::email);
  CHECK(driver.find(SemRole::textbox, "Password").autocomplete == "current-password");
  CHECK(driver.find(SemRole::textbox, "Password").input == TextInput::password);
  CHECK(driver.find(SemRole::heading, "Sign in").level == 1);
}

TEST_CASE("Sign-in: Enter in the password sends both, and the button is busy until the answer") {
  AppDriver driver;
  driver.app->detach();
  driver.settle();
  driver.type(SemRole::textbox, "Email", "anna@desk.test");
  driver.type(SemRole::textbox, "Password", "secret words");
  driver.submit(SemRole::textbox, "Password");
  REQUIRE(driver.host.sign_ins.size() == 1);
  CHECK(driver.host.sign_ins[0] ==
        std::pair<std::string, std::string>("anna@desk.test", "secret words"));
  CHECK(driver.find(SemRole::button, "Signing in…").disabled);
  driver.submit(SemRole::textbox, "Password");
  CHECK(driver.host.sign_ins.size() == 1);
}

TEST_CASE("Sign-in: a wrong password is an alert in words, and one can try again") {
  AppDriver driver;
  driver.app->detach();
  driver.settle();
  driver.type(SemRole::textbox, "Email", "anna@desk.test");
  driver.type(SemRole::textbox, "Password", "wrong");
  driver.click(SemRole::button, "Sign in");
  driver.app->sign_in_failed({"auth.wrong", "The e-mail address or the password is wrong", {}});
  driver.settle();
  CHECK(!find_all(driver.app->semantics(), SemRole::alert).empty());
  CHECK(driver.shows("Email or password is wrong"));
  driver.click(SemRole::button, "Sign in");
  CHECK(driver.host.sign_ins.size() == 2);
}

TEST_CASE("Sign-in: an unknown error keeps its own sentence") {
  AppDriver driver;
  driver.app->detach();
  driver.app->sign_in_failed({"auth.odd_thing", "Something odd happened", {}});
  driver.settle();
  CHECK(driver.shows("Something odd happened"));
}

TEST_CASE("Sign-in: what is missing is said at its field and nothing is sent") {
  AppDriver driver;
  driver.app->detach();
  driver.settle();
  driver.click(SemRole::button, "Sign in");
  CHECK(driver.host.sign_ins.empty());
  CHECK(driver.find(SemRole::textbox, "Email").invalid);
  CHECK(driver.shows("Enter your email") ==
        driver.find(SemRole::textbox, "Email").description.empty());
}

TEST_CASE("Sign-in: offline it says that the network is needed") {
  AppDriver driver;
  driver.app->detach();
  driver.send(OnlineEvent{false});
  CHECK(driver.shows("Signing in needs the network"));
  driver.send(OnlineEvent{true});
  CHECK(!driver.shows("Signing in needs the network"));
}

TEST_CASE("Sign-in: the language can be changed there, is kept and told to the page") {
  AppDriver driver;
  driver.app->detach();
  driver.settle();
  driver.choose("Language", "Русский");
  CHECK(driver.host.settings["language"] == "ru");
  CHECK(driver.host.page_language == "ru");
  CHECK(driver.find(SemRole::button, "Войти").role == SemRole::button);
}

TEST_CASE("App: with another tab on the store one can ask for it") {
  AppDriver driver;
  driver.app->other_tab_owns_store();
  driver.settle();
  CHECK(driver.shows("open in another tab"));
  driver.click(SemRole::button, "Use it here");
  CHECK(driver.host.take_overs == 1);
}

TEST_CASE("App: a store that fails shows why, and a report to copy") {
  AppDriver driver;
  driver.app->failed({"store.damaged", "The database is damaged", "page 7"});
  driver.settle();
  CHECK(driver.shows("The local store is damaged"));
  driver.click(SemRole::button, "Copy report");
  CHECK(driver.host.copied.find("store.damaged") != std::string::npos);
  CHECK(driver.host.copied.find("page 7") != std::string::npos);
  driver.click(SemRole::button, "Reload");
  CHECK(driver.host.reloads == 1);
}

}  // namespace firsthand::ui::test
