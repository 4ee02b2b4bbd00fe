// TKT-10a: what one writes on a ticket is kept as one types, and is there again after switching
// tickets and after a reload. What an input method has not finished is not kept.
#include "ui/app/app_state.h"

namespace firsthand::ui {

namespace {

// The ids of tickets with drafts, so that they can be forgotten.
constexpr std::string_view kIndex = "drafts";
constexpr std::size_t kIdDigits = 32;

std::string key_of_draft(std::string_view ticket, bool note) {
  return "draft/" + std::string(ticket) + (note ? "/note" : "/reply");
}

}  // namespace

void App::State::load_draft(TicketId id) {
  const std::string ticket_id = id.text();
  ticket.draft = {.reply = host.setting(key_of_draft(ticket_id, false)),
                  .note = host.setting(key_of_draft(ticket_id, true))};
  saved_draft = ticket.draft;
}

void App::State::save_draft() {
  if (ticket.ticket.is_nil()) return;
  const std::string id = ticket.ticket.text();
  if (!ticket.draft.reply_composing && ticket.draft.reply != saved_draft.reply) {
    host.save_setting(key_of_draft(id, false), ticket.draft.reply);
    saved_draft.reply = ticket.draft.reply;
  }
  if (!ticket.draft.note_composing && ticket.draft.note != saved_draft.note) {
    host.save_setting(key_of_draft(id, true), ticket.draft.note);
    saved_draft.note = ticket.draft.note;
  }
  const std::string index = host.setting(kIndex);
  const bool empty = saved_draft.reply.empty() && saved_draft.note.empty();
  const auto at = index.find(id);
  if (!empty && at == std::string::npos) host.save_setting(kIndex, index + id);
  if (empty && at != std::string::npos) {
    host.save_setting(kIndex, index.substr(0, at) + index.substr(at + kIdDigits));
  }
}

void App::State::forget_drafts() {
  const std::string index = host.setting(kIndex);
  for (std::size_t at = 0; at + kIdDigits <= index.size(); at += kIdDigits) {
    const std::string_view id = std::string_view(index).substr(at, kIdDigits);
    host.save_setting(key_of_draft(id, false), "");
    host.save_setting(key_of_draft(id, true), "");
  }
  host.save_setting(kIndex, "");
  ticket.draft = {};
  saved_draft = {};
}

}  // namespace firsthand::ui
