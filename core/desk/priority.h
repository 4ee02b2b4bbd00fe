// TKT-2 and TKT-4: what follows from a ticket's type, impact and urgency by default.
// Not here: overrides and their audit (core/ops).
//
//   default_priority(Level::high, Level::medium);   // Priority::p2
#pragma once

#include <array>

#include "core/model/enums.h"

namespace firsthand::desk {

/// TKT-4, the default matrix: HH → P1; HM, MH → P2; HL, MM, LH → P3; ML, LM, LL → P4.
[[nodiscard]] constexpr Priority default_priority(Level impact, Level urgency) {
  using enum Priority;
  // Rows: impact high, medium, low; columns: urgency high, medium, low.
  constexpr std::array<std::array<Priority, 3>, 3> kMatrix{{
      {p1, p2, p3},
      {p2, p3, p4},
      {p3, p4, p4},
  }};
  return kMatrix[static_cast<std::size_t>(impact)][static_cast<std::size_t>(urgency)];
}

/// TKT-2: the class that a type has unless someone says otherwise. What broke is technical, what
/// is asked or wished for is answered with the application.
[[nodiscard]] constexpr TicketClass default_class(TicketType type) {
  switch (type) {
    case TicketType::incident:
    case TicketType::problem:
    case TicketType::fault:
      return TicketClass::technical;
    case TicketType::question:
    case TicketType::change:
    case TicketType::requirement:
      break;
  }
  return TicketClass::application;
}

}  // namespace firsthand::desk
