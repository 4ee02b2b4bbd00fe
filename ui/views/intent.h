// What a view asks for: the only way out of a view (STYLE 21). ui/app carries it out.
//
//   sink.push_back(Submit{.operations = {TicketTake{id}}, .done = "The ticket is yours"});
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/ops/operation.h"
#include "core/query/inbox.h"
#include "ui/views/command.h"

namespace firsthand::ui {

/// Do what the command does wherever it comes from.
struct Run {
  Command command;
};
struct OpenView {
  query::InboxView view;
};
/// The search words changed; shows the inbox.
struct Search {
  std::string text;
};
struct OpenTicket {
  TicketId ticket;
  std::uint32_t number = 0;
};
/// One unit of operations. `done` is shown and announced when it was accepted here; with `undo`
/// a button beside it takes it back. Ids of new things (EntryId, DraftId, a split ticket) may be
/// nil: they are made when it is carried out.
struct Submit {
  std::vector<ops::OpBody> operations;
  std::string done;
  std::vector<ops::OpBody> undo;
  std::int64_t hold_ms = 0;  // not sent before this has passed (TKT-10a)
};
/// The composer's text as a reply or a note.
struct SendEntry {
  bool note = false;
};
/// The reply that was held is sent as it is (TKT-10a).
struct SendHeld {};
/// The composer's reply where colleagues see it; taking a colleague's draft into the composer.
struct ShareDraft {};
struct TakeDraft {
  DraftId draft;
};
/// TKT-9: the timer of the ticket that is open.
struct RunTimer {
  bool run;
};
/// The new-ticket form's content.
struct CreateTicket {};
struct CopyText {
  std::string text;
};
struct SetLanguage {
  std::string tag;
};
enum class ThemeChoice : std::uint8_t { system, light, dark };
struct SetTheme {
  ThemeChoice theme;
};
struct SignIn {
  std::string email, password;
};
struct SignOut {
  bool forget = false;
};
struct TakeOverStore {};
struct Reload {};
struct SyncNow {};
struct RetryOperation {
  std::int64_t client_seq;
};
/// Puts a rejected reply or note back into its ticket's composer.
struct EditOperation {
  std::int64_t client_seq;
};
/// Sends a reply that was held as it is.
struct SendOvertaken {
  std::int64_t client_seq;
};
struct DiscardOperation {
  std::int64_t client_seq;
};

using Intent = std::variant<Run, OpenView, Search, OpenTicket, Submit, SendEntry, SendHeld,
                            ShareDraft, TakeDraft, RunTimer, CreateTicket, CopyText, SetLanguage,
                            SetTheme, SignIn, SignOut, TakeOverStore, Reload, SyncNow,
                            RetryOperation, EditOperation, SendOvertaken, DiscardOperation>;
using Sink = std::vector<Intent>;

}  // namespace firsthand::ui
