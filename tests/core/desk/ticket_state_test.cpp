// Goal: a ticket moves only as TKT-5 says. Method: every pair of states against a table of
// refusal codes that is written apart from the code's own.
#include "core/desk/ticket_state.h"

#include <map>
#include <string>

#include <catch_amalgamated.hpp>

namespace firsthand::desk {
namespace {

// Legal moves by state; everything else is refused.
const std::map<std::string, std::string> kLegal = {
    {"new", "open pending hold solved"},
    {"open", "pending hold solved"},
    {"pending", "open hold solved closed"},
    {"hold", "open pending solved"},
    {"solved", "open pending hold closed"},
    {"closed", ""},
    {"merged", ""},
};

std::string refusal_of(const std::string& from, const std::string& to) {
  if (from == to) return "ticket.same_state";
  if (from == "merged") return "ticket.merged";
  if (to == "merged") return "ticket.illegal_move";
  if (from == "closed") return "ticket.closed";
  return "ticket.illegal_move";
}

}  // namespace

TEST_CASE("TKT-5: a move of state is legal or refused with its reason") {
  for (const std::string_view from : EnumText<TicketState>::kNames) {
    for (const std::string_view to : EnumText<TicketState>::kNames) {
      CAPTURE(from, to);
      const auto moved = check_move(*parse_enum<TicketState>(from), *parse_enum<TicketState>(to));
      const std::string legal = " " + kLegal.at(std::string(from)) + " ";
      if (legal.find(" " + std::string(to) + " ") != std::string::npos) {
        CHECK(moved.has_value());
        continue;
      }
      REQUIRE_FALSE(moved.has_value());
      CHECK(moved.error().code == refusal_of(std::string(from), std::string(to)));
      CHECK_FALSE(moved.error().message.empty());
      CHECK(moved.error().field == "state");
    }
  }
}

TEST_CASE("TKT-5: a customer's message reopens what waits, and leaves new what is new") {
  CHECK(after_customer_message(TicketState::fresh) == TicketState::fresh);
  for (const TicketState state :
       {TicketState::open, TicketState::pending, TicketState::hold, TicketState::solved}) {
    CHECK(after_customer_message(state) == TicketState::open);
  }
}

TEST_CASE("TKT-5: closed and merged tickets no longer change") {
  CHECK(check_changeable(TicketState::solved).has_value());
  CHECK(check_changeable(TicketState::closed).error().code == "ticket.closed");
  CHECK(check_changeable(TicketState::merged).error().code == "ticket.merged");
}

}  // namespace firsthand::desk
