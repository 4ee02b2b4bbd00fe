// What a simulated person does beside conversations: merging, splitting, linking, time, drafts,
// hand-overs, views (TKT-5 to TKT-11, CUS-2). Often refused, which is part of the game.
#pragma once

#include <string>

#include "core/ops/operation.h"
#include "tests/sync/random.h"

namespace firsthand::simulation {

struct DeskWork {
  store::Tables& tables;
  Random& random;
  PersonId me;
  PersonId colleague;
  OrganisationId organisation;
  ContactId contact;
  TicketId ticket;
  TicketId other;
  std::string text;
  Id128 fresh;  // ids for what is new
  Id128 fresh_entry;
};

[[nodiscard]] ops::OpBody desk_operation(const DeskWork& work);

}  // namespace firsthand::simulation
