// Goal: a table of 100,000 rows costs what its visible rows cost, and keyboard and screen reader
// know where one is. Method: count the rows asked for; drive it by keys, wheel and pointer.
#include <array>

#include <catch_amalgamated.hpp>

#include "tests/ui/support/ui_driver.h"

namespace firsthand::ui::test {

namespace {

struct Table {
  std::array<kit::GridColumn, 3> columns = {
      kit::GridColumn{.key = "number", .title = "Number", .width = 90, .align = kit::Align::end},
      kit::GridColumn{.key = "subject", .title = "Subject"},
      kit::GridColumn{.key = "tags", .title = "Tags", .width = 120, .sortable = false}};
  std::size_t rows = 100'000, current = 0, sort_column = 0;
  std::optional<std::size_t> opened, sorted;
  std::size_t drawn = 0;
  bool reveal = false, everywhere = false;
  UiDriver driver{[this](Ui& ui) {
    drawn = 0;
    kit::Grid grid(ui, "tickets", {0, 100, 1'000, 436}, columns,
                   {.name = "Tickets",
                    .rows = rows,
                    .current = current,
                    .reveal = reveal,
                    .sort_column = sort_column,
                    .descending = true,
                    .keys_everywhere = everywhere});
    reveal = false;
    for (std::size_t i = grid.first(); i < grid.end(); ++i) {
      kit::GridRow row(grid, i, i * 7 + 1);
      row.text("#" + std::to_string(i + 1));
      row.text("Subject of " + std::to_string(i + 1));
      row.badge("printer", Tone::neutral);
      ++drawn;
    }
    const kit::GridResult result = grid.finish();
    if (result.current) current = *result.current;
    if (result.opened) opened = result.opened;
    if (result.sorted) sorted = result.sorted;
  }};
  void press(std::string code) { driver.press(code, code); }
};

}  // namespace

TEST_CASE("Kit: of 100,000 rows only those in view are asked for") {
  Table table;
  CHECK(table.drawn == 11);
  const SemNode& grid = table.driver.find(SemRole::grid, "Tickets");
  CHECK(grid.row_count == 100'001);
  CHECK(find_all(table.driver.ui.record(), SemRole::gridcell).size() == 33);
  CHECK(table.driver.find(SemRole::gridcell, "#1").column_index == 1);
}

TEST_CASE("Kit: arrows, j, k, pages, Home and End move the current row and keep it in view") {
  Table table;
  table.driver.focus(SemRole::grid, "Tickets");
  table.press("ArrowDown");
  table.press("KeyJ");
  CHECK(table.current == 2);
  table.press("KeyK");
  CHECK(table.current == 1);
  table.press("PageDown");
  CHECK(table.current == 11);
  table.press("End");
  CHECK(table.current == 99'999);
  const SemNode& last = table.driver.find(SemRole::gridcell, "#100000");
  CHECK(last.rect.h > 0);
  const auto rows = find_all(table.driver.ui.record(), SemRole::row);
  CHECK(rows.back()->row_index == 100'001);
  CHECK(rows.back()->selected);
  CHECK(table.driver.find(SemRole::grid, "Tickets").active_descendant == rows.back()->id);
  table.press("ArrowDown");
  CHECK(table.current == 99'999);
  table.press("Home");
  CHECK(table.current == 0);
  table.press("ArrowUp");
  CHECK(table.current == 0);
  table.press("Enter");
  CHECK(table.opened == 0);
  CHECK(table.driver.unused_keys.empty());
}

TEST_CASE("Kit: keys pass by a grid without focus, unless it listens everywhere") {
  Table table;
  table.press("KeyJ");
  CHECK(table.current == 0);
  CHECK(table.driver.unused_keys.size() == 1);
  table.everywhere = true;
  table.press("KeyJ");
  CHECK(table.current == 1);
}

TEST_CASE("Kit: the wheel scrolls and stops at both ends") {
  Table table;
  table.driver.wheel_at(SemRole::grid, "Tickets", 400);
  CHECK(try_find_node(table.driver.ui.record(), SemRole::gridcell, "#1") == nullptr);
  CHECK(shows(table.driver.ui.record(), "#11"));
  table.driver.wheel_at(SemRole::grid, "Tickets", -9'999);
  CHECK(shows(table.driver.ui.record(), "#1"));
  table.driver.wheel_at(SemRole::grid, "Tickets", 1e9f);
  CHECK(shows(table.driver.ui.record(), "#100000"));
}

TEST_CASE("Kit: the scrollbar can be dragged") {
  Table table;
  auto& input = table.driver.ui.input();
  input.pointer_down(996, 140, 0);
  table.driver.settle();
  input.pointer_move(996, 330);
  table.driver.settle();
  input.pointer_up(996, 330, 0);
  table.driver.settle();
  CHECK(try_find_node(table.driver.ui.record(), SemRole::gridcell, "#1") == nullptr);
  CHECK(!table.opened);
}

TEST_CASE("Kit: a click opens a row and makes it current") {
  Table table;
  const SemRect rect = table.driver.find(SemRole::gridcell, "Subject of 4").rect;
  table.driver.click_at(rect.x + 20, rect.y + 10);
  CHECK(table.opened == 3);
  CHECK(table.current == 3);
}

TEST_CASE("Kit: column heads say the order and ask for another") {
  Table table;
  CHECK(table.driver.find(SemRole::columnheader, "Number").sort == "descending");
  CHECK(table.driver.find(SemRole::columnheader, "Subject").sort == "none");
  CHECK(table.driver.find(SemRole::columnheader, "Tags").sort.empty());
  table.driver.click(SemRole::columnheader, "Subject");
  CHECK(table.sorted == 1);
  table.driver.activate(SemRole::columnheader, "Number");
  CHECK(table.sorted == 0);
  table.sorted.reset();
  table.driver.click(SemRole::columnheader, "Tags");
  CHECK(!table.sorted);
}

TEST_CASE("Kit: a list that becomes short or empty shows no emptiness above") {
  Table table;
  table.current = 90'000;
  table.reveal = true;
  table.driver.settle();
  CHECK(shows(table.driver.ui.record(), "#90001"));
  table.rows = 5;
  table.driver.settle();
  CHECK(table.drawn == 5);
  table.rows = 0;
  table.driver.settle();
  CHECK(table.drawn == 0);
  table.driver.focus(SemRole::grid, "Tickets");
  table.press("KeyJ");
  CHECK(table.driver.find(SemRole::grid, "Tickets").active_descendant == 0);
}

}  // namespace firsthand::ui::test
