// Carries out what the views and the keyboard ask for: the only place of ui that changes anything.
#include <utility>

#include "core/model/assert.h"

#include "ui/app/app_state.h"
#include "ui/views/ticket/ticket.h"

namespace firsthand::ui {

namespace {

// TKT-10a, default.
constexpr std::int64_t kUndoSendMs = 10'000;

template <class... F>
struct Overload : F... {
  using F::operator()...;
};
template <class... F>
Overload(F...) -> Overload<F...>;

}  // namespace

Instant App::State::server_now() const {
  return workspace.sync != nullptr ? workspace.sync->server_now(host.now()) : host.now();
}

CommandPlace App::State::place() const {
  return route.screen == Screen::inbox ? CommandPlace::inbox : CommandPlace::ticket;
}

// ---- where one is ----

void App::State::show(const Route& to) {
  if (to.screen == Screen::inbox) {
    last_view = to.view;
  } else if (route.screen == Screen::ticket && to != route) {
    save_draft();
  }
  if (to == route) return;
  route = to;
  ui.focus(0);
}

void App::State::go(const Route& to, bool replace) {
  if (to == route) return;
  show(to);
  host.set_route(route_text(to), replace);
}

// ---- what happens ----

void App::State::say(std::string words) { toasts.add(ui, std::move(words)); }

void App::State::complain(const Error& error) {
  toasts.add(ui, ui.lang().error(error), Tone::danger);
}

void App::State::give_ids(ops::OpBody& op) {
  const auto give = [this](auto& id) {
    if (id.is_nil()) id = std::remove_reference_t<decltype(id)>{host.random_id()};
  };
  if (auto* split = std::get_if<ops::TicketSplit>(&op)) {
    give(split->new_ticket);
    give(split->new_entry);
  } else if (auto* revise = std::get_if<ops::TicketRevise>(&op)) {
    give(revise->revision);
  } else if (auto* time = std::get_if<ops::TicketLogTime>(&op)) {
    give(time->entry);
  } else if (auto* draft = std::get_if<ops::DraftSave>(&op)) {
    give(draft->draft);
  } else if (auto* view = std::get_if<ops::ViewSave>(&op)) {
    give(view->id);
  }
}

bool App::State::submit(const Submit& asked) {
  constexpr std::size_t kTimesMax = 256;
  const double began_ms = host.precise_mono_ms();
  Submit change = asked;
  for (ops::OpBody& op : change.operations) give_ids(op);
  const Instant now = server_now();
  const Instant hold_until = change.hold_ms > 0 ? now + Duration{change.hold_ms} : Instant{};
  const auto done = workspace.replica->submit(change.operations, now, hold_until);
  if (submit_times_ms.size() == kTimesMax) submit_times_ms.erase(submit_times_ms.begin());
  submit_times_ms.push_back(host.precise_mono_ms() - began_ms);
  if (!done) {
    complain(done.error());
    return false;
  }
  models.invalidate();
  for (const ops::OpBody& op : change.operations) {
    const auto* time = std::get_if<ops::TicketLogTime>(&op);
    if (time != nullptr && time->revises.is_nil()) logged_time(time->ticket);
  }
  bool can_undo = !change.undo.empty();
  for (const ops::OpBody& op : change.undo) {
    can_undo = can_undo && workspace.replica->can(op).has_value();
  }
  if (change.done.empty()) return true;
  if (change.hold_ms > 0) {
    const auto* reply = std::get_if<ops::TicketReply>(&change.operations.front());
    FH_ASSERT(reply != nullptr);
    const std::uint64_t held = toasts.add(ui, change.done, Tone::success,
                                          std::string(ui.tr(Text::common_undo)), change.hold_ms);
    held_replies.insert_or_assign(held, *reply);
    return true;
  }
  const std::string action(can_undo ? ui.tr(Text::common_undo) : std::string_view());
  const std::uint64_t toast = toasts.add(ui, change.done, Tone::success, action);
  if (can_undo) undo[toast] = change.undo;
  return true;
}

void App::State::send(bool note) {
  if (models.ticket.status != TicketModel::Status::ready) return;
  std::string& text = note ? ticket.draft.note : ticket.draft.reply;
  if (text.empty()) return;
  const TicketId id = models.ticket.page.ticket.id;
  const EntryId entry{host.random_id()};
  if (note) {
    if (!submit({.operations = {ops::TicketNote{.ticket = id, .entry = entry, .text = text}},
                 .done = std::string(ui.tr(Text::compose_noted)),
                 .undo = {}})) {
      return;
    }
  } else {
    ops::TicketReply reply{
        .ticket = id, .entry = entry, .text = text, .next_state = ticket.next_state};
    reply.seen = ticket.seen;
    reply.draft = ticket.shared_draft;
    if (!send_reply(std::move(reply))) return;
  }
  text.clear();
  ticket.scroll_to_end = true;
  if (!note) reply_sent();
}

void App::State::reply_sent() {
  ticket.next_state = TicketState::pending;
  ticket.shared_draft = {};
  ticket.seen = {};
  ticket.held.reset();
  if (ticket.dialog == TicketDialog::stale) ticket.dialog = TicketDialog::none;
}

bool App::State::send_reply(ops::TicketReply reply) {
  // TKT-10a: asked before it is queued, so that what came meanwhile stops it here and now.
  if (const auto allowed = workspace.replica->can(reply); !allowed) {
    if (allowed.error().code == "reply.stale") {
      ticket.held = std::move(reply);
      ticket.dialog = TicketDialog::stale;
      return false;
    }
  }
  const bool reachable = models.sync.status.link == LinkState::online;
  const Text done = reachable ? Text::compose_sent : Text::compose_queued;
  return submit({.operations = {std::move(reply)},
                 .done = std::string(ui.tr(done)),
                 .undo = {},
                 .hold_ms = kUndoSendMs});
}

void App::State::withdraw(const ops::TicketReply& reply) {
  constexpr std::size_t kLookedThrough = 1'000;
  const std::string entry = reply.entry.text();
  for (const sync::OutboxItem& item : workspace.replica->outbox(kLookedThrough)) {
    if (!item.hold_until.is_set() || item.body.find(entry) == std::string::npos) continue;
    if (const auto done = workspace.replica->withdraw(item.client_seq); !done) {
      return complain(done.error());
    }
    models.invalidate();
    if (ticket.ticket == reply.ticket) {
      const std::string since = ticket.draft.reply;
      ticket.draft.reply = since.empty() ? reply.text : reply.text + "\n\n" + since;
      ticket.next_state = reply.next_state;
      ticket.shared_draft = reply.draft;
      ticket.seen = reply.seen;
      ticket.focus_composer = true;
    } else {
      keep_reply(reply.ticket, reply.text);
      go(ticket_route(reply.ticket, 0));
    }
    return say(std::string(ui.tr(Text::done_withdrawn)));
  }
  complain(Error{"outbox.sent", "It is too late: this was sent already.", ""});
}

void App::State::send_held() {
  if (!ticket.held) return;
  ops::TicketReply reply = *ticket.held;
  reply.anyway = true;
  if (!send_reply(std::move(reply))) return;
  ticket.draft.reply.clear();
  ticket.scroll_to_end = true;
  reply_sent();
}

void App::State::share_draft() {
  if (models.ticket.status != TicketModel::Status::ready || ticket.draft.reply.empty()) return;
  if (ticket.shared_draft.is_nil()) ticket.shared_draft = DraftId{host.random_id()};
  submit({.operations = {ops::DraftSave{.ticket = models.ticket.page.ticket.id,
                                        .draft = ticket.shared_draft,
                                        .text = ticket.draft.reply}},
          .done = std::string(ui.tr(Text::desk_shared)),
          .undo = {}});
}

void App::State::take_draft(DraftId id) {
  const query::TicketPage& open = models.ticket.page;
  for (const query::SharedDraft& shared : open.drafts) {
    if (shared.draft.id != id) continue;
    const bool own = shared.draft.author == models.ticket.me;
    const std::string text = shared.draft.text;
    if (!own && !submit({.operations = {ops::DraftTakeOver{.ticket = open.ticket.id, .draft = id}},
                         .done = std::string(ui.tr(Text::desk_taken_over)),
                         .undo = {}})) {
      return;
    }
    // What stood in the composer is kept below it: nobody's words are lost.
    const std::string before = ticket.draft.reply;
    ticket.draft.reply = before.empty() || before == text ? text : text + "\n\n" + before;
    ticket.shared_draft = id;
    ticket.note_tab = false;
    ticket.focus_composer = true;
    return;
  }
}

void App::State::create_ticket() {
  const TicketId id{host.random_id()};
  ops::TicketCreate create;
  create.id = id;
  create.entry = EntryId{host.random_id()};
  create.subject = new_ticket.subject;
  create.text = new_ticket.text;
  create.channel = new_ticket.channel;
  create.type = new_ticket.type;
  create.language = new_ticket.language;
  if (new_ticket.customer) {
    create.organisation = new_ticket.customer->organisation;
    create.requester = new_ticket.customer->contact;
  }
  if (!submit(
          {.operations = {create}, .done = std::string(ui.tr(Text::create_created)), .undo = {}})) {
    return;
  }
  new_ticket = {};
  go(ticket_route(id, 0));
}

// ---- commands ----

void App::State::perform_in_list(Command command) {
  const std::size_t size = models.inbox_rows.size();
  if (size == 0) return;
  if (command == Command::row_down && inbox.current + 1 < size) ++inbox.current;
  if (command == Command::row_up && inbox.current > 0) --inbox.current;
  inbox.reveal = true;
  if (command != Command::row_open && route.screen == Screen::inbox) return;
  const query::InboxRow& row = models.inbox_rows.row(inbox.current);
  go(ticket_route(row.id, row.number));
}

void App::State::perform_in_ticket(Command command) {
  const TicketModel& shown = models.ticket;
  if (shown.status != TicketModel::Status::ready) return;
  switch (command) {
    case Command::take:
      if (shown.page.ticket.owner == shown.me) return;
      submit({.operations = {ops::TicketTake{.ticket = shown.page.ticket.id}},
              .done = std::string(ui.tr(Text::done_taken)),
              .undo = {}});
      return;
    case Command::reply:
    case Command::note:
      ticket.note_tab = command == Command::note;
      ticket.details = false;
      ticket.focus_composer = true;
      return;
    case Command::state_menu:
      ticket.details = true;  // on narrow screens the properties are behind a tab
      ticket.open_state_menu = true;
      return;
    case Command::send:
      send(ticket.note_tab);
      return;
    default:
      return;
  }
}

void App::State::perform(Command command) {
  switch (command) {
    case Command::view_mine:
    case Command::view_unassigned:
    case Command::view_open:
    case Command::view_pending:
    case Command::view_solved:
    case Command::view_all:
      sink.push_back(OpenView{static_cast<query::InboxView>(command)});
      return;
    case Command::row_down:
    case Command::row_up:
    case Command::row_open:
      perform_in_list(command);
      return;
    case Command::back:
      if (route.screen == Screen::ticket) {
        go(inbox_route(last_view));
        inbox.reveal = true;
      } else if (!inbox.search.empty()) {
        sink.push_back(Search{});
      }
      return;
    case Command::search:
      shell.focus_search = true;
      return;
    case Command::new_ticket:
      new_ticket = {};
      new_ticket.open = true;
      new_ticket.language = tag_of(ui.preferences().language);
      return;
    case Command::take:
    case Command::reply:
    case Command::note:
    case Command::state_menu:
    case Command::send:
      perform_in_ticket(command);
      return;
    case Command::sync_panel:
      sync.open = !sync.open;
      return;
    case Command::shortcuts:
      shell.shortcuts_open = !shell.shortcuts_open;
      return;
    case Command::theme:
      choose_theme(ui.preferences().theme == ThemeName::dark ? ThemeChoice::light
                                                             : ThemeChoice::dark);
      return;
    case Command::sign_out:
      shell.sign_out_open = true;
      return;
  }
}

// ---- intents ----

void App::State::carry_out() {
  // What is carried out may ask for more (a command that opens a view).
  constexpr int kRoundsMax = 4;
  for (int round = 0; round < kRoundsMax && !sink.empty(); ++round) {
    const Sink asked = std::exchange(sink, {});
    for (const Intent& intent : asked) carry_out_one(intent);
  }
}

void App::State::carry_out_one(const Intent& intent) {
  std::visit(Overload{
                 [&](const Run& run) { perform(run.command); },
                 [&](const OpenView& open) {
                   inbox.search.clear();
                   shell.search_text.clear();
                   inbox.current = 0;
                   inbox.reveal = true;
                   go(inbox_route(open.view));
                 },
                 [&](const Search& search) {
                   inbox.search = search.text;
                   if (search.text.empty()) shell.search_text.clear();
                   inbox.reveal = true;
                   if (route.screen != Screen::inbox) {
                     const std::uint64_t field = ui.focused();
                     go(inbox_route(last_view));
                     ui.focus(field);  // one goes on typing
                   }
                 },
                 [&](const OpenTicket& open) { go(ticket_route(open.ticket, open.number)); },
                 [&](const Submit& change) { submit(change); },
                 [&](const SendEntry& entry) { send(entry.note); },
                 [&](const CreateTicket&) { create_ticket(); },
                 [&](const SendHeld&) { send_held(); },
                 [&](const ShareDraft&) { share_draft(); },
                 [&](const TakeDraft& draft) { take_draft(draft.draft); },
                 [&](const RunTimer& timer_asked) { pause_timer(timer_asked.run); },
                 [&](const CopyText& copy) {
                   host.copy_text(copy.text);
                   say(std::string(ui.tr(Text::common_copied)));
                 },
                 [&](const SetLanguage& choice) { choose_language(choice.tag); },
                 [&](const SetTheme& choice) { choose_theme(choice.theme); },
                 [&](const auto&) { carry_out_session(intent); },
             },
             intent);
}

void App::State::carry_out_session(const Intent& intent) {
  std::visit(Overload{
                 [&](const SignIn& entered) {
                   sign_in_model.busy = true;
                   sign_in_model.error.reset();
                   host.sign_in(entered.email, entered.password);
                 },
                 [&](const SignOut& out) {
                   if (out.forget) forget_drafts();
                   host.sign_out(out.forget);
                 },
                 [&](const TakeOverStore&) {
                   taking_over = true;
                   host.take_over_store();
                 },
                 [&](const Reload&) { host.reload(); },
                 [&](const SyncNow&) { workspace.sync->wake(); },
                 [&](const RetryOperation& retry) {
                   const auto done = workspace.replica->retry(retry.client_seq, server_now());
                   models.invalidate();
                   if (!done) return complain(done.error());
                   say(std::string(ui.tr(Text::done_retried)));
                 },
                 [&](const EditOperation& edit) { edit_rejected(edit.client_seq); },
                 [&](const SendOvertaken& send) { send_overtaken(send.client_seq); },
                 [&](const DiscardOperation& discard) {
                   const auto done = workspace.replica->discard(discard.client_seq);
                   models.invalidate();
                   if (!done) return complain(done.error());
                   say(std::string(ui.tr(Text::done_discarded)));
                 },
                 [](const auto&) {},
             },
             intent);
}

}  // namespace firsthand::ui
