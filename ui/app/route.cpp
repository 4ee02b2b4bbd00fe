#include "ui/app/route.h"

#include <array>
#include <charconv>

namespace firsthand::ui {

namespace {

constexpr std::array<std::string_view, 6> kViewPaths = {"mine",    "unassigned", "open",
                                                        "pending", "solved",     "all"};
static_assert(kViewPaths.size() == static_cast<std::size_t>(query::InboxView::all) + 1,
              "one path for each view of the inbox");

Route parse_ticket(std::string_view text) {
  Route route{.screen = Screen::ticket};
  if (const auto id = TicketId::parse(text)) {
    route.ticket = *id;
    return route;
  }
  const char* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, route.number);
  if (problem != std::errc{} || stop != end || route.number == 0) return {};
  return route;
}

}  // namespace

std::string_view view_path(query::InboxView view) {
  return kViewPaths[static_cast<std::size_t>(view)];
}

Route parse_route(std::string_view text) {
  if (text.starts_with('#')) text.remove_prefix(1);
  if (text.starts_with('/')) text.remove_prefix(1);
  if (text.starts_with("t/")) return parse_ticket(text.substr(2));
  for (std::size_t i = 0; i < kViewPaths.size(); ++i) {
    if (text == kViewPaths[i]) return inbox_route(static_cast<query::InboxView>(i));
  }
  return {};
}

std::string route_text(const Route& route) {
  if (route.screen == Screen::inbox) return "/" + std::string(view_path(route.view));
  return "/t/" + (route.number != 0 ? std::to_string(route.number) : route.ticket.text());
}

Route inbox_route(query::InboxView view) { return {.screen = Screen::inbox, .view = view}; }

Route ticket_route(TicketId id, std::uint32_t number) {
  Route route{.screen = Screen::ticket, .number = number};
  if (number == 0) route.ticket = id;
  return route;
}

}  // namespace firsthand::ui
