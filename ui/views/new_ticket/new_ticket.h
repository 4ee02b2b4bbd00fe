// Opening a ticket for a customer who called or wrote elsewhere.
#pragma once

#include "ui/kit/ui.h"
#include "ui/views/intent.h"
#include "ui/views/new_ticket/new_ticket_model.h"

namespace firsthand::ui {

void draw_new_ticket(Ui& ui, const NewTicketModel& model, NewTicketState& state, Sink& sink);

}  // namespace firsthand::ui
