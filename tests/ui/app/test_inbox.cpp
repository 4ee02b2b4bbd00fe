// Goal: the inbox can be worked by keyboard and mouse, finds tickets in three languages and says
// what is going on when it is empty.
// Method: a real App on a real Replica that has pulled from a real Authority.
#include <catch_amalgamated.hpp>

#include "tests/ui/app/app_driver.h"

namespace firsthand::ui::test {

namespace {

constexpr std::int32_t kSubjectColumn = 4;

/// Three customers wrote; the newest is the third.
struct ThreeTickets {
  explicit ThreeTickets(PersonId me = Desk::agent()) {
    driver.make_desk(me);
    english =
        driver.desk->customer_opens(40, "Printer does not start", "It only hums", Desk::petrova());
    russian = driver.desk->customer_opens(41, "Не работает вход", "После обновления ошибка",
                                          Desk::petrova());
    chinese = driver.desk->customer_opens(42, "发票打印失败", "请尽快处理", Desk::wang());
    driver.desk->exchange();
    driver.host.clock = driver.desk->clock;
    driver.attach();
  }
  AppDriver driver;
  TicketId english, russian, chinese;
};

}  // namespace

TEST_CASE("Inbox: it opens on one's own tickets and says when there are none") {
  AppDriver driver(Desk::agent());
  CHECK(driver.find(SemRole::heading, "My tickets").level == 1);
  CHECK(driver.shows("Nothing waits for you"));
  CHECK(driver.host.title == "My tickets · Aurora desk");
}

TEST_CASE("Inbox: each view is a link that shows its tickets, with its count") {
  ThreeTickets desk;
  const SemNode* unassigned = nullptr;
  for (const SemNode& node : desk.driver.app->semantics().nodes()) {
    if (node.role == SemRole::link && node.name.starts_with("Unassigned")) unassigned = &node;
  }
  REQUIRE(unassigned != nullptr);
  desk.driver.click(SemNode(*unassigned));
  CHECK(desk.driver.host.route == "/unassigned");
  CHECK(desk.driver.column(kSubjectColumn) ==
        std::vector<std::string>{"发票打印失败", "Не работает вход", "Printer does not start"});
  CHECK(desk.driver.find(SemRole::grid, "Tickets").row_count >= 3);
}

TEST_CASE("Inbox: j, k and Enter walk the list and open a ticket, u returns to the same row") {
  ThreeTickets desk;
  AppDriver& driver = desk.driver;
  driver.press("Digit2");
  driver.press("KeyJ");
  driver.press("KeyJ");
  driver.press("KeyK");
  driver.press("Enter");
  CHECK(driver.shows("Не работает вход"));
  CHECK(driver.host.route == "/t/1002");
  driver.press("KeyU");
  CHECK(driver.host.route == "/unassigned");
  driver.press("KeyO");
  CHECK(driver.host.route == "/t/1002");
  driver.press("KeyJ");
  CHECK(driver.host.route == "/t/1001");
  driver.press("Escape");
  CHECK(driver.host.route == "/unassigned");
}

TEST_CASE("Inbox: a head sorts by its column, pressed again it turns the order") {
  ThreeTickets desk;
  AppDriver& driver = desk.driver;
  driver.press("Digit6");
  driver.click(SemRole::columnheader, "Number");
  CHECK(driver.column(1) == std::vector<std::string>{"#1003", "#1002", "#1001"});
  driver.click(SemRole::columnheader, "Number");
  CHECK(driver.column(1) == std::vector<std::string>{"#1001", "#1002", "#1003"});
  CHECK(driver.find(SemRole::columnheader, "Number").sort == "ascending");
}

TEST_CASE("Search: words are found as one types in English, Russian and Chinese") {
  ThreeTickets desk;
  AppDriver& driver = desk.driver;
  driver.press("Digit6");
  driver.press("Slash");
  CHECK(driver.focused() == "searchbox \"Search\"");
  driver.type(SemRole::searchbox, "Search", "print");
  CHECK(driver.column(kSubjectColumn) == std::vector<std::string>{"Printer does not start"});
  driver.type(SemRole::searchbox, "Search", "обновления");
  CHECK(driver.column(kSubjectColumn) == std::vector<std::string>{"Не работает вход"});
  driver.type(SemRole::searchbox, "Search", "发票");
  CHECK(driver.column(kSubjectColumn) == std::vector<std::string>{"发票打印失败"});
  driver.submit(SemRole::searchbox, "Search");
  CHECK(driver.host.route == "/t/1003");
}

TEST_CASE("Search: composing text does not search, nothing found is said, Escape clears") {
  ThreeTickets desk;
  AppDriver& driver = desk.driver;
  driver.press("Digit6");
  driver.type(SemRole::searchbox, "Search", "fa pia", true);
  CHECK(driver.column(kSubjectColumn).size() == 3);
  driver.type(SemRole::searchbox, "Search", "zebra");
  CHECK(driver.shows("No ticket matches “zebra”"));
  driver.press("Escape");
  CHECK(driver.column(kSubjectColumn).size() == 3);
  CHECK(driver.focused() == "");
}

TEST_CASE("Inbox: plain letters in the search field are text, not shortcuts") {
  ThreeTickets desk;
  AppDriver& driver = desk.driver;
  driver.press("Digit6");
  driver.press("Slash");
  driver.press("KeyC");
  CHECK(driver.try_find(SemRole::dialog, "New ticket") == nullptr);
  driver.press("Escape");
  driver.press("KeyC");
  CHECK(driver.try_find(SemRole::dialog, "New ticket") != nullptr);
}

TEST_CASE("Search: the slash puts focus into the search field from every screen") {
  ThreeTickets desk;
  AppDriver& driver = desk.driver;
  driver.press("Digit6");
  driver.press("Enter");
  driver.press("KeyU");
  driver.press("Slash");
  const std::uint64_t search = driver.find(SemRole::searchbox, "Search").id;
  CHECK(driver.focused() == "searchbox \"Search\"");
  CHECK(driver.host.focused == search);
  driver.press("Escape");
  CHECK(driver.host.focused == 0);
  driver.press("Slash");
  CHECK(driver.host.focused == search);
}

TEST_CASE("Inbox: while the first pull runs it shows how far it is") {
  AppDriver driver;
  driver.make_desk(Desk::agent());
  driver.desk->set_online(false);
  driver.attach();
  CHECK(driver.shows("Changes received: 0"));
}

TEST_CASE("Inbox: queries run when the data or the question changed, not in each frame") {
  ThreeTickets desk;
  AppDriver& driver = desk.driver;
  driver.press("Digit6");
  const std::uint64_t version = driver.desk->replica().database().data_version();
  for (int i = 0; i < 5; ++i) driver.settle();
  CHECK(driver.desk->replica().database().data_version() == version);
}

TEST_CASE("App: at rest it asks for no frame before the minute is over") {
  ThreeTickets desk;
  for (const auto ms : desk.driver.host.frame_requests) CHECK(ms >= 60'000);
  desk.driver.press("Digit2");
  desk.driver.press("Enter");
  desk.driver.host.mono += 60'000;  // past any tooltip or toast
  desk.driver.settle();
  desk.driver.settle();
  for (const auto ms : desk.driver.host.frame_requests) CHECK(ms >= 60'000);
}

}  // namespace firsthand::ui::test
