// One complete example of every operation, with each field set, for tests that go over all.
#pragma once

#include <vector>

#include "core/ops/operation.h"

namespace firsthand::test {

/// In the order of ops::OpBody. They name the rows of a TestDesk and the given ticket.
[[nodiscard]] std::vector<ops::OpBody> examples(TicketId ticket);

}  // namespace firsthand::test
