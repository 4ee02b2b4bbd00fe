// Goal: each role may what DOMAIN §1 says. Method: the table again, by role, and every refusal.
#include "core/desk/roles.h"

#include <map>
#include <string>

#include <catch_amalgamated.hpp>

namespace firsthand::desk {
namespace {

// Of all people, whatever their role.
const std::string kEverybody = "watch flag_upset log_time revise draft save_view ";
const std::string kAgent =
    std::string(
        " note own reply classify move_state solve create_ticket customer_message add_contact "
        "change_contact ") +
    kEverybody + "arrange share_view ";

const std::map<Role, std::string> kMay = {
    {Role::trainee, " note " + kEverybody},
    {Role::agent, kAgent},
    {Role::csm, kAgent + "customers "},
    {Role::engineer, " note " + kEverybody + "share_view "},
    {Role::lead, kAgent + "customers move_owner assign revise_any "},
    {Role::admin, kAgent + "customers move_owner people assign revise_any "},
    {Role::system,
     " note reply classify move_state solve create_ticket customer_message add_contact "
     "change_contact customers people arrange assign flag_upset "},
    {Role::intake, " create_ticket customer_message add_contact "},
};

}  // namespace

TEST_CASE("ROLE: a role has the capabilities of its row and no other") {
  for (const auto& [role, may] : kMay) {
    for (std::size_t i = 0; i < EnumText<Capability>::kNames.size(); ++i) {
      const std::string_view name = EnumText<Capability>::kNames[i];
      const auto capability = static_cast<Capability>(i);
      CAPTURE(text_of(role), name);
      const bool expected = may.find(" " + std::string(name) + " ") != std::string::npos;
      const auto checked = check_role(role, capability);
      CHECK(checked.has_value() == expected);
      if (checked) continue;
      const bool owner_only = grant_of(role, capability) == Grant::as_owner;
      CHECK(checked.error().code ==
            (owner_only ? "permit.owner_only" : "permit." + std::string(name)));
      CHECK_FALSE(checked.error().message.empty());
    }
  }
}

TEST_CASE("ROLE: an engineer replies only on a ticket that they own") {
  CHECK(check_role(Role::engineer, Capability::reply, true).has_value());
  CHECK(check_role(Role::engineer, Capability::reply, false).error().code == "permit.owner_only");
  CHECK_FALSE(check_role(Role::trainee, Capability::reply, true).has_value());
}

}  // namespace firsthand::desk
