// Goal: priority and class follow from what is known of a ticket. Method: the whole matrix, spelt
// out as DOMAIN writes it.
#include "core/desk/priority.h"

#include <catch_amalgamated.hpp>

namespace firsthand::desk {

TEST_CASE("TKT-4: impact and urgency give the priority of the default matrix") {
  using enum Level;
  struct Cell {
    Level impact;
    Level urgency;
    Priority priority;
  };
  const auto cells = std::to_array<Cell>({{high, high, Priority::p1},
                                          {high, medium, Priority::p2},
                                          {medium, high, Priority::p2},
                                          {high, low, Priority::p3},
                                          {medium, medium, Priority::p3},
                                          {low, high, Priority::p3},
                                          {medium, low, Priority::p4},
                                          {low, medium, Priority::p4},
                                          {low, low, Priority::p4}});
  for (const Cell& cell : cells) {
    CAPTURE(text_of(cell.impact), text_of(cell.urgency));
    CHECK(text_of(default_priority(cell.impact, cell.urgency)) == text_of(cell.priority));
  }
}

TEST_CASE("TKT-2: what broke is technical, what is asked for is application") {
  CHECK(default_class(TicketType::question) == TicketClass::application);
  CHECK(default_class(TicketType::change) == TicketClass::application);
  CHECK(default_class(TicketType::requirement) == TicketClass::application);
  CHECK(default_class(TicketType::incident) == TicketClass::technical);
  CHECK(default_class(TicketType::problem) == TicketClass::technical);
  CHECK(default_class(TicketType::fault) == TicketClass::technical);
}

}  // namespace firsthand::desk
