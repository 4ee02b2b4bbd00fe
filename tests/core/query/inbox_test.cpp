// Goal: the inbox shows the right tickets in the right order with the right words. Method: a small
// desk worked by operations; each view, sort and search read back as ticket numbers.
#include "core/query/inbox.h"

#include <string>

#include <catch_amalgamated.hpp>

#include "tests/core/ops/test_desk.h"
#include "tests/core/query/outbox_row.h"

namespace firsthand::query {
namespace {

using test::TestDesk;

constexpr Duration kMinute{60'000};

/// A desk with one ticket in each situation, opened a minute apart: 1001 is the oldest.
struct Desk : TestDesk {
  Desk() {
    const PersonId agent = person(Role::agent);
    fresh = open("Charlie", TicketState::fresh);
    mine = open("alpha", TicketState::open);
    waiting = open("Bravo", TicketState::pending);
    held = open("Яблоко", TicketState::hold);
    solved = open("delta", TicketState::solved);
    closed = open("Echo", TicketState::closed);
    theirs = open("ёлка", TicketState::fresh);
    must(ops::TicketTake{theirs}, person(Role::csm));
    must(ops::TicketOverridePriority{mine, Priority::p1, "x"}, agent);
    now = now + kMinute;
  }

  TicketId open(const std::string& subject, TicketState state) {
    now = now + kMinute;
    const TicketId id = ticket_in(state);
    must_rename(id, subject);
    return id;
  }
  /// Past what a closed ticket allows, since only the subject matters here.
  void must_rename(TicketId id, const std::string& subject) {
    store::Transaction transaction(database());
    Ticket renamed = ticket(id);
    renamed.subject = subject;
    tables().put(renamed);
    tables().save_hash();
    REQUIRE(transaction.commit().has_value());
  }

  /// "1003 1001", in the list's order.
  std::string numbers(const InboxFilter& filter) {
    const auto list = inbox_list(database(), filter);
    REQUIRE(list.has_value());
    std::string out;
    for (const InboxRow& row : inbox_rows(database(), list->rows)) {
      out += (out.empty() ? "" : " ") + std::to_string(row.number);
    }
    return out;
  }
  std::string found(const std::string& search, InboxView view = InboxView::all) {
    return numbers({.view = view, .me = person(Role::agent), .search = search});
  }

  TicketId fresh, mine, waiting, held, solved, closed, theirs;
};

}  // namespace

TEST_CASE("Inbox: each view holds its tickets, the last changed first") {
  Desk desk;
  const PersonId me = desk.person(Role::agent);
  // 1002 was changed last, by the override.
  CHECK(desk.numbers({.view = InboxView::mine, .me = me}) == "1002 1004 1003");
  CHECK(desk.numbers({.view = InboxView::unassigned, .me = me}) == "1001");
  CHECK(desk.numbers({.view = InboxView::open, .me = me}) == "1007 1002 1001");
  CHECK(desk.numbers({.view = InboxView::pending, .me = me}) == "1004 1003");
  CHECK(desk.numbers({.view = InboxView::solved, .me = me}) == "1006 1005");
  CHECK(desk.numbers({.view = InboxView::all, .me = me}) == "1007 1002 1006 1005 1004 1003 1001");
  CHECK(desk.numbers({.view = InboxView::all, .descending = false}) ==
        "1001 1003 1004 1005 1006 1002 1007");
  CHECK(desk.numbers({.view = InboxView::mine, .me = PersonId{}}).empty());
}

TEST_CASE("Inbox: the counts agree with the views") {
  Desk desk;
  const InboxCounts counts = inbox_counts(desk.database(), desk.person(Role::agent));
  CHECK(counts.mine == 3);
  CHECK(counts.unassigned == 1);
  CHECK(counts.open == 3);
  CHECK(counts.pending == 2);
}

TEST_CASE("Inbox: every sort has its order, and its reverse") {
  Desk desk;
  const auto sorted = [&](InboxSort sort, bool descending) {
    return desk.numbers({.view = InboxView::all, .sort = sort, .descending = descending});
  };
  CHECK(sorted(InboxSort::created, false) == "1001 1002 1003 1004 1005 1006 1007");
  CHECK(sorted(InboxSort::number, true) == "1007 1006 1005 1004 1003 1002 1001");
  // Case does not matter, and ё stands with е.
  CHECK(sorted(InboxSort::subject, false) == "1002 1003 1001 1005 1006 1007 1004");
  CHECK(sorted(InboxSort::subject, true) == "1004 1007 1006 1005 1001 1003 1002");
  // Equal keys: the last changed first, either way.
  CHECK(sorted(InboxSort::priority, false) == "1002 1007 1006 1005 1004 1003 1001");
  CHECK(sorted(InboxSort::state, false) == "1001 1007 1002 1003 1004 1005 1006");
  CHECK(sorted(InboxSort::owner, false) == "1002 1006 1005 1004 1003 1007 1001");
  CHECK(sorted(InboxSort::customer, false) == "1007 1002 1006 1005 1004 1003 1001");
}

TEST_CASE("Inbox: a row says who, whose and what") {
  Desk desk;
  const auto list = inbox_list(desk.database(), {.view = InboxView::all, .search = "#1002"});
  REQUIRE(list.has_value());
  const auto rows = inbox_rows(desk.database(), list->rows);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].id == desk.mine);
  CHECK(rows[0].subject == "alpha");
  CHECK(rows[0].customer == "Acme");
  CHECK(rows[0].tier == CustomerTier::vip);
  CHECK(rows[0].owner == "agent");
  CHECK(rows[0].priority == Priority::p1);
  CHECK(rows[0].state == TicketState::open);
  CHECK_FALSE(rows[0].unsent);
}

TEST_CASE("Inbox: without an organisation the requester is the customer") {
  TestDesk desk;
  const auto contact = desk.fresh_id<ContactId>();
  desk.must(ops::ContactCreate{.id = contact, .name = "Nobody's Bob"}, desk.actor(Role::system));
  const auto id = desk.fresh_id<TicketId>();
  desk.must(ops::TicketCreate{.id = id,
                              .entry = desk.fresh_id<EntryId>(),
                              .subject = "s",
                              .text = "t",
                              .requester = contact},
            desk.actor(Role::intake));
  const auto list = inbox_list(desk.database(), {.view = InboxView::all});
  REQUIRE(list->rows.size() == 1);
  CHECK(inbox_rows(desk.database(), list->rows)[0].customer == "Nobody's Bob");
  CHECK(inbox_rows(desk.database(), list->rows)[0].owner.empty());
}

TEST_CASE(
    "Inbox: a ticket with work that the server does not have is marked, an accepted one not") {
  Desk desk;
  const auto unsent = [&] {
    const auto list = inbox_list(desk.database(), {.view = InboxView::all, .search = "#1001"});
    return inbox_rows(desk.database(), list->rows)[0].unsent;
  };
  CHECK_FALSE(unsent());
  test::add_outbox_row(desk, {.client_seq = 1, .state = 1, .ticket = desk.fresh});
  CHECK_FALSE(unsent());
  test::add_outbox_row(desk, {.client_seq = 2, .state = 0, .ticket = desk.mine});
  CHECK_FALSE(unsent());
  test::add_outbox_row(desk, {.client_seq = 3, .state = 0, .ticket = desk.fresh});
  CHECK(unsent());
}

TEST_CASE("Inbox: a row that went away stays in its place, empty") {
  Desk desk;
  const std::vector<std::int64_t> rows = {999'999};
  const auto read = inbox_rows(desk.database(), rows);
  REQUIRE(read.size() == 1);
  CHECK(read[0].id.is_nil());
}

TEST_CASE("TKT-11: a search finds subjects and conversations in three languages") {
  Desk desk;
  desk.must(ops::TicketNote{desk.held, desk.fresh_id<EntryId>(), "Пользователь не может войти"},
            desk.person(Role::agent));
  desk.must(ops::TicketNote{desk.mine, desk.fresh_id<EntryId>(), "用户无法登录系统"},
            desk.person(Role::agent));
  CHECK(desk.found("яблоко") == "1004");
  CHECK(desk.found("ВОЙТИ") == "1004");
  CHECK(desk.found("登录") == "1002");
  CHECK(desk.found("елка") == "1007");
  CHECK(desk.found("charlie") == "1001");
  CHECK(desk.found("char") == "1001");
  CHECK(desk.found("ch").empty());  // two letters count as a whole word
  CHECK(desk.found("charlie bravo").empty());
  CHECK(desk.found("page stays") == "1004 1002 1007 1006 1005 1003 1001");
  CHECK(desk.found("\"stays page\"").empty());
}

TEST_CASE("TKT-11: a search stays within the view") {
  Desk desk;
  CHECK(desk.found("white", InboxView::mine) == "1002 1004 1003");
  CHECK(desk.found("white", InboxView::unassigned) == "1001");
  CHECK(desk.found("white", InboxView::solved) == "1006 1005");
  CHECK(desk.found("charlie", InboxView::mine).empty());
}

TEST_CASE("TKT-11: a search finds a ticket by its number and customers by part of their name") {
  Desk desk;
  CHECK(desk.found("1003") == "1003");
  CHECK(desk.found(" #1003 ") == "1003");
  CHECK(desk.found("#9999").empty());
  CHECK(desk.found("acm") == "1007 1002 1006 1005 1004 1003 1001");
  CHECK(desk.found("MEI", InboxView::pending) == "1004 1003");
  // A number in a text is found as a word, by "1003" but not by "#1003".
  desk.must(ops::TicketNote{desk.fresh, desk.fresh_id<EntryId>(), "see 1003"},
            desk.person(Role::agent));
  CHECK(desk.found("1003") == "1001 1003");
  CHECK(desk.found("#1003") == "1003");
}

TEST_CASE("TKT-11: an empty search, or one of signs only, finds the whole view") {
  Desk desk;
  for (const char* search : {"", "   ", "?!", "\"\"", "—"}) {
    CAPTURE(search);
    CHECK(desk.found(search, InboxView::pending) == "1004 1003");
  }
}

TEST_CASE("TKT-11: hits are sorted like a list") {
  Desk desk;
  const auto sorted = [&](InboxSort sort, bool descending) {
    return desk.numbers(
        {.view = InboxView::all, .search = "white", .sort = sort, .descending = descending});
  };
  CHECK(sorted(InboxSort::updated, true) == "1007 1002 1006 1005 1004 1003 1001");
  CHECK(sorted(InboxSort::updated, false) == "1001 1003 1004 1005 1006 1002 1007");
  CHECK(sorted(InboxSort::subject, false) == "1002 1003 1001 1005 1006 1007 1004");
  CHECK(sorted(InboxSort::number, true) == "1007 1006 1005 1004 1003 1002 1001");
}

TEST_CASE("TKT-11: a search that is too long is refused, a wild one is not") {
  Desk desk;
  const auto refused =
      inbox_list(desk.database(), {.view = InboxView::all, .search = std::string(1'001, 'x')});
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == "search.too_long");
  for (const char* wild : {"\"", "a AND", "OR OR", "NEAR(", "x:y", "*", "-white", "\xFF\xFE", "'",
                           "#", "{a b}: c", "99999999999999999999999"}) {
    CAPTURE(wild);
    CHECK(inbox_list(desk.database(), {.view = InboxView::all, .search = wild}).has_value());
    CHECK_FALSE(desk.database().failure().has_value());
  }
}

}  // namespace firsthand::query
