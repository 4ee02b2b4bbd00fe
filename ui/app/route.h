// What the address bar says and which screen it means. Not here: how the address is shown (Host).
//
//   parse_route("/t/1042")          → {Screen::ticket, .number = 1042}
//   route_text(view of unassigned)  → "/unassigned"
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/model/ids.h"
#include "core/query/inbox.h"

namespace firsthand::ui {

enum class Screen : std::uint8_t { inbox, ticket };

struct Route {
  Screen screen = Screen::inbox;
  query::InboxView view = query::InboxView::mine;  // inbox
  std::uint32_t number = 0;                        // ticket: its number, or 0 and
  TicketId ticket;                                 // its id (a draft has no number)
  friend bool operator==(const Route&, const Route&) = default;
};

/// Anything that is not understood is the inbox with its first view.
[[nodiscard]] Route parse_route(std::string_view text);
[[nodiscard]] std::string route_text(const Route& route);
[[nodiscard]] Route inbox_route(query::InboxView view);
/// By number when there is one, else by id.
[[nodiscard]] Route ticket_route(TicketId id, std::uint32_t number);
/// The path word of a view: "mine", "unassigned" …
[[nodiscard]] std::string_view view_path(query::InboxView view);

}  // namespace firsthand::ui
