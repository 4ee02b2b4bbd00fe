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
  note_what_was_seen();
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

void App::State::keep_text(TicketId id, bool note, const std::string& text) {
  const std::string key = key_of_draft(id.text(), note);
  const std::string since = host.setting(key);
  host.save_setting(key, since.empty() ? text : text + "\n\n" + since);
  const std::string index = host.setting(kIndex);
  if (index.find(id.text()) == std::string::npos) host.save_setting(kIndex, index + id.text());
}

void App::State::note_what_was_seen() {
  // TKT-10a: whoever writes has seen what was there when the writing began; what comes later is
  // news to them even if it is on the screen, until they say so.
  if (ticket.draft.reply.empty()) {
    ticket.seen = {};
  } else if (ticket.seen.is_nil() && models.ticket.page.ticket.id == ticket.ticket) {
    const std::string saved = host.setting("seen/" + ticket.ticket.text());
    const auto before = EntryId::parse(saved);
    ticket.seen = before ? *before : models.ticket.page.newest_public;
  }
  const std::string text = ticket.seen.is_nil() ? std::string() : ticket.seen.text();
  const std::string key = "seen/" + ticket.ticket.text();
  if (host.setting(key) != text) host.save_setting(key, text);
}

void App::State::forget_drafts() {
  const std::string index = host.setting(kIndex);
  for (std::size_t at = 0; at + kIdDigits <= index.size(); at += kIdDigits) {
    const std::string_view id = std::string_view(index).substr(at, kIdDigits);
    host.save_setting(key_of_draft(id, false), "");
    host.save_setting(key_of_draft(id, true), "");
    host.save_setting("seen/" + std::string(id), "");
  }
  host.save_setting(kIndex, "");
  ticket.draft = {};
  saved_draft = {};
}

}  // namespace firsthand::ui
