#include "core/desk/roles.h"

#include <array>
#include <string>
#include <string_view>

namespace firsthand::desk {
namespace {

struct Row {
  // trainee, agent, csm, engineer, lead, admin, system, intake
  std::array<Grant, EnumText<Role>::kNames.size()> grants;
  std::string_view refusal;
};

// In the order of Capability.
constexpr auto kTable = [] {
  constexpr Grant n = Grant::no;
  constexpr Grant y = Grant::yes;
  constexpr Grant o = Grant::as_owner;
  return std::to_array<Row>({
      {{y, y, y, y, y, y, y, n}, "Your role may not write notes"},
      {{n, y, y, n, y, y, n, n},
       "Your role may not own tickets; an agent, customer success manager or lead can take it"},
      {{n, y, y, o, y, y, y, n},
       "Your role may not reply to customers; write a note for the owner instead"},
      {{n, y, y, n, y, y, y, n},
       "Your role may not change a ticket's properties; write a note for the owner instead"},
      {{n, y, y, n, y, y, y, n},
       "Your role may not change a ticket's state; write a note for the owner instead"},
      {{n, y, y, n, y, y, y, n},
       "Your role may not solve or close tickets; write a note for the owner instead"},
      {{n, y, y, n, y, y, y, y}, "Your role may not open tickets; ask an agent to open it"},
      {{n, y, y, n, y, y, y, y},
       "Your role may not record customers' messages; ask an agent to record it"},
      {{n, y, y, n, y, y, y, y}, "Your role may not add contacts; ask an agent to add it"},
      {{n, y, y, n, y, y, y, n}, "Your role may not change contacts; ask an agent to change it"},
      {{n, n, y, n, y, y, y, n},
       "Your role may not change customer records; ask a customer success manager or a lead"},
      {{n, n, n, n, n, y, y, n}, "Your role may not manage people; ask an admin"},
      {{n, n, n, n, y, y, n, n}, "Only a lead moves a ticket to another owner; ask a lead"},
      {{n, y, y, n, y, y, y, n},
       "Your role may not merge, split or link tickets; write a note for the owner instead"},
      {{n, n, n, n, y, y, y, n}, "Only a lead puts a ticket on somebody's queue; ask a lead"},
      {{y, y, y, y, y, y, n, n}, "Programs watch no tickets; a person does"},
      {{y, y, y, y, y, y, y, n}, "Your role may not flag customers as upset"},
      {{y, y, y, y, y, y, n, n}, "Programs log no time; a person does"},
      {{y, y, y, y, y, y, n, n}, "Programs revise no entries; a person does"},
      {{n, n, n, n, y, y, n, n}, "Only a lead changes what others wrote; ask a lead"},
      {{y, y, y, y, y, y, n, n}, "Programs share no drafts; a person does"},
      {{y, y, y, y, y, y, n, n}, "Programs keep no views; a person does"},
      {{n, y, y, y, y, y, n, n}, "Your role may not share views; keep it for yourself"},
  });
}();
static_assert(kTable.size() == EnumText<Capability>::kNames.size());

}  // namespace

Grant grant_of(Role role, Capability capability) {
  return kTable[static_cast<std::size_t>(capability)].grants[static_cast<std::size_t>(role)];
}

Expected<void> check_role(Role role, Capability capability, bool owner) {
  const Grant grant = grant_of(role, capability);
  if (grant == Grant::yes || (grant == Grant::as_owner && owner)) return {};
  if (grant == Grant::as_owner) {
    return fail("permit.owner_only",
                "An engineer replies only on tickets they own; write a note and ask the owner");
  }
  return fail("permit." + std::string(text_of(capability)),
              std::string(kTable[static_cast<std::size_t>(capability)].refusal));
}

}  // namespace firsthand::desk
