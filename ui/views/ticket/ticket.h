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
void draw_work(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink);
void draw_relations(Ui& ui, const TicketModel& model, Sink& sink);
/// The menu of what else can be done with the ticket.
void draw_more(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink);
/// On a merged ticket: where it went.
void draw_merged_banner(Ui& ui, const TicketModel& model, Sink& sink);
/// merge, link, split, upset, assign, log_time, revise, set_customer, stale.
void draw_desk_dialogs(Ui& ui, const TicketModel& model, TicketViewState& state, Sink& sink);
void draw_customer(Ui& ui, const TicketModel& model, Sink& sink);
void draw_recent_tickets(Ui& ui, const TicketModel& model, Sink& sink);

/// Opens the dialog for a new time entry, filled with what the timer has counted.
void open_log_time(TicketViewState& state, std::int64_t timer_ms);
/// Opens a dialog about one entry: split, revise or log_time (which corrects it).
void open_entry_dialog(TicketViewState& state, TicketDialog dialog, const Entry& entry);
[[nodiscard]] Submit unmerge(const Ui& ui, TicketId ticket, TicketId survivor);
/// "#1042 Printer does not start".
[[nodiscard]] std::string related_words(const query::RelatedTicket& ticket, const Lang& lang);
/// A change of the state as one unit, with its undo.
[[nodiscard]] Submit state_change(const Ui& ui, const Ticket& ticket, TicketState state);

}  // namespace firsthand::ui
