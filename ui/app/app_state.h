// What the app is made of. Internal to ui/app: the pieces in app.cpp (life and events),
// frame.cpp (drawing), commands.cpp (carrying out), drafts.cpp and settings.cpp.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ui/app/app.h"
#include "ui/app/read_models.h"
#include "ui/app/route.h"
#include "ui/kit/kit.h"
#include "ui/views/intent.h"
#include "ui/views/shell/shell.h"
#include "ui/views/sign_in/sign_in_model.h"

namespace firsthand::ui {

/// TKT-9: how long a ticket was worked on since time was last logged.
struct TicketTimer {
  TicketId ticket;
  std::int64_t counted_ms = 0;
  std::int64_t saved_ms = 0;  // as the host has it
  std::int64_t since_ms = 0;  // of the host's monotonic clock; 0: stands
  bool paused = false;        // by the person
};

struct App::State {
  State(Host& its_host, FontSource& fonts);

  Host& host;
  Ui ui;
  FrameInfo frame;
  SystemEvent system;
  ThemeChoice theme = ThemeChoice::system;
  std::optional<Language> language;  // the person's own choice

  Gate gate = Gate::starting;
  Workspace workspace;
  Route route;
  query::InboxView last_view = query::InboxView::mine;
  ReadModels models;
  bool online = true;
  bool visible = true;
  bool taking_over = false;
  bool signing_in_again = false;  // the dialog was open in the last frame
  std::optional<Error> failure;
  std::string title;
  std::string page;  // language and theme as the host was last told
  std::uint64_t frames = 0;
  std::vector<double> submit_times_ms;

  // What the views remember.
  SignInModel sign_in_model;
  SignInState sign_in;
  ShellState shell;
  InboxViewState inbox;
  TicketViewState ticket;
  NewTicketState new_ticket;
  SyncViewState sync;
  TicketDraft saved_draft;  // as the host has it
  TicketTimer timer;

  Sink sink;
  kit::Toasts toasts;
  std::map<std::uint64_t, std::vector<ops::OpBody>> undo;  // by toast
  std::map<std::uint64_t, ops::TicketReply> held_replies;  // likewise

  // frame.cpp
  void run();  // frames until nothing waits
  void draw();
  void draw_desk();
  void refresh();
  bool forward_outputs();  // true when a key was a command
  void tell_title();

  // commands.cpp
  void carry_out();
  void perform(Command command);
  void perform_in_list(Command command);
  void perform_in_ticket(Command command);
  [[nodiscard]] CommandPlace place() const;
  void go(const Route& to, bool replace = false);
  /// Shows the route without telling the host.
  void show(const Route& to);
  bool submit(const Submit& change);
  void send(bool note);
  bool send_reply(ops::TicketReply reply);
  void reply_sent();
  /// TKT-10a: takes a reply back that the server has not been offered, into the composer.
  void withdraw(const ops::TicketReply& reply);
  void edit_rejected(std::int64_t client_seq);
  void send_overtaken(std::int64_t client_seq);
  /// Random ids for the new things of an operation that a view left nil.
  void give_ids(ops::OpBody& op);
  void send_held();
  void share_draft();
  void take_draft(DraftId id);
  void create_ticket();
  void complain(const Error& error);
  void say(std::string words);
  void carry_out_one(const Intent& intent);
  void carry_out_session(const Intent& intent);
  [[nodiscard]] Instant server_now() const;

  // timer.cpp
  /// Counts the time since the last frame for the ticket that is open, while the page is visible.
  void run_timer();
  void keep_timer();
  void pause_timer(bool run);
  void logged_time(TicketId id);

  // drafts.cpp
  void load_draft(TicketId id);
  void save_draft();
  void forget_drafts();
  void note_what_was_seen();
  /// Puts a text before what is kept as the ticket's reply.
  void keep_reply(TicketId id, const std::string& text) { keep_text(id, false, text); }
  void keep_text(TicketId id, bool note, const std::string& text);

  // settings.cpp
  void load_settings();
  void choose_language(std::string_view tag);
  void choose_theme(ThemeChoice choice);
  void apply_preferences();
  [[nodiscard]] const time::Zone* zone() const;
};

}  // namespace firsthand::ui
