// The ticket screen: head, conversation, composer, properties and the customer beside them.
// Each part has a file of its own; ticket.cpp lays them out.
#pragma once

#include "ui/kit/ui.h"
#include "ui/views/intent.h"
#include "ui/views/ticket/ticket_model.h"

namespace firsthand::ui {

void draw_ticket(Ui& ui, const Rect& rect, const TicketModel& model, TicketViewState& state,
                 Sink& sink);
void draw_ticket_dialogs(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink);

// The parts.
void draw_conversation(Ui& ui, const Rect& rect, const TicketModel& model, TicketViewState& state,
                       Sink& sink);
void draw_composer(Ui& ui, const Rect& rect, const TicketModel& model, TicketViewState& state,
                   Sink& sink);
void draw_properties(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink);
void draw_customer(Ui& ui, const TicketModel& model, Sink& sink);
void draw_recent_tickets(Ui& ui, const TicketModel& model, Sink& sink);

/// A change of the state as one unit, with its undo.
[[nodiscard]] Submit state_change(const Ui& ui, const Ticket& ticket, TicketState state);

}  // namespace firsthand::ui
