// ROLE (DOMAIN §1): what each role may do, as one table, and the sentence when it may not.
// Not here: what depends on the ticket's state (ticket_state.h) or on other rows (core/ops).
//
//   grant_of(Role::trainee, Capability::reply);   // Grant::no
#pragma once

#include <cstdint>

#include "core/model/enums.h"
#include "core/model/error.h"

namespace firsthand::desk {

enum class Capability : std::uint8_t {
  note,
  own,         // take a ticket, be its owner (TKT-6)
  reply,       // write to the customer
  classify,    // type, class, segment, levels, priority, subject, tags
  move_state,  // open, pending, hold
  solve,       // solved, closed
  create_ticket,
  customer_message,  // record what a customer said
  add_contact,
  change_contact,
  customers,  // organisations
  people,
  move_owner,  // TKT-6: with a reason
  arrange,     // merge, split and link tickets, let others watch (TKT-5)
  assign,      // TKT-3: on top of somebody's queue
  watch,       // follow a ticket oneself
  flag_upset,  // TKT-8
  log_time,    // TKT-9
  revise,      // one's own entries (TKT-7)
  revise_any,  // those of others, also what a customer wrote
  draft,       // TKT-10a: a draft that colleagues see
  save_view,   // TKT-11
  share_view,
};

enum class Grant : std::uint8_t {
  no,
  yes,
  as_owner,  // only on a ticket that one owns
};

[[nodiscard]] Grant grant_of(Role role, Capability capability);

/// Whether the role has the capability; `owner` says that the actor owns the ticket in question.
/// Errors: "permit." and the capability's name, or permit.owner_only.
[[nodiscard]] Expected<void> check_role(Role role, Capability capability, bool owner = false);

/// Roles that a person may have; the others are programs.
[[nodiscard]] constexpr bool is_role_of_people(Role role) {
  return role != Role::system && role != Role::intake;
}

}  // namespace firsthand::desk

namespace firsthand {

template <>
struct EnumText<desk::Capability> {
  static constexpr auto kNames =
      std::to_array<std::string_view>({"note",          "own",
                                       "reply",         "classify",
                                       "move_state",    "solve",
                                       "create_ticket", "customer_message",
                                       "add_contact",   "change_contact",
                                       "customers",     "people",
                                       "move_owner",    "arrange",
                                       "assign",        "watch",
                                       "flag_upset",    "log_time",
                                       "revise",        "revise_any",
                                       "draft",         "save_view",
                                       "share_view"});
  static_assert(kNames.size() == static_cast<std::size_t>(desk::Capability::share_view) + 1);
};

}  // namespace firsthand
