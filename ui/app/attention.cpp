// Mending what the server refused (SYNC §1): back into the composer, or sent as it is. Nothing is
// dropped before its text is kept elsewhere.
#include "ui/app/app_state.h"

namespace firsthand::ui {

void App::State::edit_rejected(std::int64_t client_seq) {
  const auto op = workspace.replica->rejected_operation(client_seq);
  if (!op) return complain(op.error());
  const auto* reply = std::get_if<ops::TicketReply>(&*op);
  const auto* note = std::get_if<ops::TicketNote>(&*op);
  if (reply == nullptr && note == nullptr) return;
  const TicketId id = reply != nullptr ? reply->ticket : note->ticket;
  save_draft();
  keep_text(id, note != nullptr, reply != nullptr ? reply->text : note->text);
  // What the writer had seen then: sending again shows what has come since (TKT-10a).
  if (reply != nullptr && !reply->seen.is_nil()) {
    host.save_setting("seen/" + id.text(), reply->seen.text());
  }
  if (const auto done = workspace.replica->discard(client_seq); !done) complain(done.error());
  models.invalidate();
  if (ticket.ticket == id) {
    load_draft(id);
    ticket.seen = reply != nullptr ? reply->seen : ticket.seen;
  }
  sync.open = false;
  go(ticket_route(id, 0));
  ticket.note_tab = note != nullptr;
  ticket.focus_composer = true;
}

void App::State::send_overtaken(std::int64_t client_seq) {
  const auto op = workspace.replica->rejected_operation(client_seq);
  if (!op) return complain(op.error());
  const auto* reply = std::get_if<ops::TicketReply>(&*op);
  if (reply == nullptr) return;
  ops::TicketReply again = *reply;
  again.anyway = true;
  const auto done = workspace.replica->replace(client_seq, again, server_now());
  models.invalidate();
  if (!done) return complain(done.error());
  say(std::string(ui.tr(Text::done_retried)));
}

}  // namespace firsthand::ui
