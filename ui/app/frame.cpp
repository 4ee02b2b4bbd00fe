// One frame: read models, views, what they asked for, what the platform shall do.
#include <algorithm>
#include <utility>

#include "ui/app/app_state.h"
#include "ui/views/gates/gates.h"
#include "ui/views/inbox/inbox.h"
#include "ui/views/new_ticket/new_ticket.h"
#include "ui/views/sign_in/sign_in.h"
#include "ui/views/sync/sync_panel.h"
#include "ui/views/ticket/ticket.h"

namespace firsthand::ui {

namespace {

constexpr int kRoundsMax = 16;
// "5 min ago" grows older: look again each minute.
constexpr std::int64_t kMinuteMs = 60'000;

Cursor cursor_of(PointerShape shape) {
  switch (shape) {
    case PointerShape::pointer:
      return Cursor::pointer;
    case PointerShape::text:
      return Cursor::text;
    case PointerShape::resize_columns:
      return Cursor::resize_columns;
    case PointerShape::resize_rows:
      return Cursor::resize_rows;
    case PointerShape::wait:
      return Cursor::wait;
    case PointerShape::normal:
      break;
  }
  return Cursor::normal;
}

std::string report_of(const Error& error, Instant now) {
  return "Firsthand: " + error.code + "\n" + error.message + "\n" +
         (error.field.empty() ? std::string() : error.field + "\n") + time::format_utc(now) + "\n";
}

}  // namespace

void App::State::run() {
  for (int round = 0; round < kRoundsMax; ++round) {
    refresh();
    run_timer();
    frame.mono_ms = host.mono_ms();
    frame.now = host.now();
    ui.begin_frame(frame);
    draw();
    ui.end_frame();
    ++frames;
    bool again = !sink.empty();
    carry_out();
    save_draft();
    again = forward_outputs() || again;
    if (!again && !ui.input_waits()) break;
  }
  tell_title();
  if (gate == Gate::open && visible) host.request_frame(kMinuteMs);
}

void App::State::refresh() {
  if (!models.attached()) return;
  const Instant now = server_now();
  models.refresh_sync(ui.lang(), sync.open, now);
  if (models.sync.status.link != LinkState::signed_out && sync.sign_in_open) {
    sync.sign_in_open = false;
    sign_in = {};
    sign_in_model.busy = false;
    sign_in_model.error.reset();
  }
  if (sync.sign_in_open && !signing_in_again) sign_in.email = models.own_email();
  signing_in_again = sync.sign_in_open;
  models.refresh_counts();
  if (route.screen == Screen::inbox) {
    models.refresh_inbox(inbox, route.view, now);
  } else {
    models.refresh_ticket(route, ui.lang(), now);
    models.refresh_ticket_dialog(ticket);
    const TicketModel& shown = models.ticket;
    if (shown.status == TicketModel::Status::ready && ticket.ticket != shown.page.ticket.id) {
      ticket = {};
      ticket.ticket = shown.page.ticket.id;
      ticket.release = shown.page.ticket.release;
      ticket.note_tab = shown.permits.reply && !shown.permits.note;
      load_draft(ticket.ticket);
    }
    // A draft that got its number shows it in the address too.
    if (shown.status == TicketModel::Status::ready && route.number == 0 &&
        shown.page.ticket.number != 0) {
      go(ticket_route(shown.page.ticket.id, shown.page.ticket.number), true);
      models.refresh_ticket(route, ui.lang(), now);
    }
  }
  if (new_ticket.open) models.refresh_new_ticket(new_ticket);
}

void App::State::draw() {
  switch (gate) {
    case Gate::starting:
      draw_starting(ui);
      return;
    case Gate::sign_in:
      sign_in_model.online = online;
      draw_sign_in(ui, sign_in_model, sign_in, theme, sink);
      return;
    case Gate::other_tab:
      draw_other_tab(ui, taking_over, sink);
      return;
    case Gate::failed: {
      const Error error = failure.value_or(Error{"store.open", "The store cannot be opened.", {}});
      draw_failed(ui, error, report_of(error, frame.now), sink);
      return;
    }
    case Gate::open:
      draw_desk();
      return;
  }
}

void App::State::draw_desk() {
  const ShellModel shell_model{.workspace_name = workspace.workspace_name,
                               .person_name = workspace.person_name,
                               .role = workspace.replica->actor().role,
                               .counts = models.inbox.counts,
                               .inbox_shown = route.screen == Screen::inbox,
                               .view = route.view,
                               .theme = theme,
                               .sync = &models.sync};
  const Rect room = draw_shell(ui, shell_model, shell, sync, sink);
  if (route.screen == Screen::inbox) {
    draw_inbox(ui, room, models.inbox, inbox, ui.tr(text_of_view(route.view)),
               !ui.modal_open() && !ui.popup_open(), sink);
  } else {
    draw_ticket(ui, room, models.ticket, ticket, sink);
    draw_ticket_dialogs(ui, models.ticket, ticket, sink);
  }
  draw_new_ticket(ui, models.new_ticket, new_ticket, sink);
  draw_sync_panel(ui, models.sync, sync, sync_words(ui, models.sync.status), sink);
  draw_sign_in_again(ui, sign_in_model, sign_in, sync.sign_in_open, sink);
  draw_shell_dialogs(ui, shell_model, shell, sink);
  if (const auto pressed = toasts.draw(ui)) {
    if (const auto held = held_replies.find(*pressed); held != held_replies.end()) {
      const ops::TicketReply reply = held->second;
      held_replies.erase(held);
      withdraw(reply);
    }
    const auto found = undo.find(*pressed);
    if (found != undo.end()) {
      sink.push_back(Submit{.operations = std::move(found->second), .done = {}, .undo = {}});
      undo.erase(found);
    }
  }
  if (toasts.size() == 0) {
    undo.clear();
    held_replies.clear();
  }
}

bool App::State::forward_outputs() {
  const Outputs out = ui.take_outputs();
  for (const auto& [id, value] : out.set_fields) host.set_field(id, value);
  if (out.focus) host.focus(*out.focus);
  for (const auto& said : out.announcements) host.announce(said.text, said.assertive);
  for (const std::string& text : out.copies) host.copy_text(text);
  host.set_cursor(cursor_of(out.pointer));
  if (out.frame_in_ms) host.request_frame(*out.frame_in_ms);
  bool any = false;
  for (const Key& key : out.keys) {
    if (gate != Gate::open || ui.modal_open() || ui.popup_open()) continue;
    if ((key.modifiers & kModAlt) != 0) continue;
    const std::uint32_t primary = ui.mac() ? kModMeta : kModCtrl;
    const std::uint32_t other = ui.mac() ? kModCtrl : kModMeta;
    if ((key.modifiers & other) != 0) continue;
    if (key.code == "Escape" && ui.in_field()) {
      ui.focus(0);
      any = true;
      continue;
    }
    const KeyPress press = key_press_of(key.code, key.key, (key.modifiers & kModShift) != 0);
    const auto command = command_of_key(press.code, (key.modifiers & primary) != 0, press.shift,
                                        place(), ui.in_field());
    if (!command) continue;
    perform(*command);
    carry_out();
    any = true;
  }
  return any;
}

void App::State::tell_title() {
  std::string words = workspace.workspace_name.empty() ? std::string(ui.tr(Text::app_name))
                                                       : workspace.workspace_name;
  if (gate == Gate::open) {
    const bool ready = models.ticket.status == TicketModel::Status::ready;
    if (route.screen == Screen::inbox) {
      words = std::string(ui.tr(text_of_view(route.view))) + " · " + words;
    } else if (ready) {
      words = models.ticket.label + " " + models.ticket.page.ticket.subject + " · " + words;
    } else {
      words = models.ticket.label + " · " + words;
    }
  }
  if (words == title) return;
  title = std::move(words);
  host.set_title(title);
}

}  // namespace firsthand::ui
