// Goal: deep links mean what they say, and anything odd is the inbox.
// Method: parse and format, there and back.
#include "ui/app/route.h"

#include <catch_amalgamated.hpp>

namespace firsthand::ui::test {

TEST_CASE("Route: a ticket is named by its number, a draft by its id") {
  CHECK(parse_route("/t/1042").number == 1042);
  CHECK(parse_route("#/t/1042").number == 1042);
  const std::string id = "00112233445566778899aabbccddeeff";
  CHECK(parse_route("/t/" + id).ticket.text() == id);
  CHECK(route_text(parse_route("/t/" + id)) == "/t/" + id);
  CHECK(route_text(parse_route("/t/1042")) == "/t/1042");
}

TEST_CASE("Route: each view has a path of its own") {
  for (const auto view :
       {query::InboxView::mine, query::InboxView::unassigned, query::InboxView::open,
        query::InboxView::pending, query::InboxView::solved, query::InboxView::all}) {
    CHECK(parse_route(route_text(inbox_route(view))) == inbox_route(view));
  }
}

TEST_CASE("Route: what cannot be understood is the inbox") {
  for (const char* text :
       {"", "/", "/t/", "/t/0", "/t/12x", "/t/99999999999", "/nowhere", "////"}) {
    INFO(text);
    CHECK(parse_route(text) == Route{});
  }
}

}  // namespace firsthand::ui::test
