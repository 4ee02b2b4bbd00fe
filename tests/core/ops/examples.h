// One complete example of every operation, with each field set, for tests that go over all.
#pragma once

#include <vector>

#include "core/ops/operation.h"

namespace firsthand::test {

/// In the order of ops::OpBody. They name the rows of a TestDesk and the given ticket.
[[nodiscard]] std::vector<ops::OpBody> examples(TicketId ticket);

/// Makes what the examples name besides: a colleague with a time entry and a draft on the ticket
/// and a view, another ticket, a customer whose hand-over is under way.
void prepare_examples(class TestDesk& desk, TicketId ticket);

}  // namespace firsthand::test
