// Why a button is greyed out: asks the operations' own permit (ROLE-2) about what the ticket
// screen offers. Run when the data changed, not in the frame.
#pragma once

#include "core/sync/replica.h"
#include "ui/views/ticket/ticket_model.h"

namespace firsthand::ui {

[[nodiscard]] TicketPermits ticket_permits(const sync::Replica& replica, const Ticket& ticket);

}  // namespace firsthand::ui
