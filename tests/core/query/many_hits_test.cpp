// Goal: a search with many hits stays bounded and keeps the newest. Method: some thousand tickets
// that all hold one word, more than are looked up one by one and more than are scanned.
#include <string>

#include <catch_amalgamated.hpp>

#include "core/query/inbox.h"
#include "tests/core/ops/test_desk.h"

namespace firsthand::query {
namespace {

void add_tickets(test::TestDesk& desk, int count) {
  store::Transaction transaction(desk.database());
  for (int i = 0; i < count; ++i) {
    Ticket ticket{.id = desk.fresh_id<TicketId>(),
                  .number = static_cast<std::uint32_t>(1 + i),
                  .subject = "common",
                  .state = i % 2 == 0 ? TicketState::open : TicketState::closed,
                  .created_at = desk.now + Duration{i},
                  .updated_at = desk.now + Duration{i}};
    desk.tables().put(ticket);
  }
  desk.tables().save_hash();
  REQUIRE(transaction.commit().has_value());
}

std::vector<std::int64_t> searched(test::TestDesk& desk, const InboxFilter& filter, bool capped) {
  const auto list = inbox_list(desk.database(), filter);
  REQUIRE(list.has_value());
  CHECK(list->capped == capped);
  return list->rows;
}

}  // namespace

TEST_CASE("TKT-11: many hits come in the order of the list") {
  test::TestDesk desk;
  add_tickets(desk, 1'000);
  for (const InboxView view : {InboxView::all, InboxView::open, InboxView::solved}) {
    for (const bool descending : {true, false}) {
      InboxFilter filter{.view = view, .descending = descending};
      const auto listed = inbox_list(desk.database(), filter)->rows;
      filter.search = "common";
      CHECK(searched(desk, filter, false) == listed);
      CHECK(listed.size() == (view == InboxView::all ? 1'000 : 500));
    }
  }
}

TEST_CASE("TKT-11: more hits than the limit are capped, the newest kept") {
  test::TestDesk desk;
  add_tickets(desk, 12'000);
  const auto rows = searched(desk, {.view = InboxView::all, .search = "common"}, true);
  REQUIRE(rows.size() == kSearchHitsMax);
  const std::vector<std::int64_t> first(rows.begin(), rows.begin() + 1);
  CHECK(inbox_rows(desk.database(), first)[0].number == 12'000);
  // A view with fewer has all of its own.
  CHECK(searched(desk, {.view = InboxView::open, .search = "common"}, false).size() == 6'000);
}

}  // namespace firsthand::query
