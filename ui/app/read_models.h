// Keeps what the views show in step with the store: each query runs again only when the data, the
// sync state or its own parameters changed (DESIGN §4). The only place of ui that reads the store.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "ui/app/host.h"
#include "ui/app/inbox_source.h"
#include "ui/app/route.h"
#include "ui/kit/lang.h"
#include "ui/views/inbox/inbox_model.h"
#include "ui/views/new_ticket/new_ticket_model.h"
#include "ui/views/sync/sync_model.h"
#include "ui/views/ticket/ticket_model.h"

namespace firsthand::ui {

class ReadModels {
 public:
  void attach(const Workspace& workspace, const time::Zone* zone);
  void detach();
  [[nodiscard]] bool attached() const { return workspace_.replica != nullptr; }

  /// Everything may be different: new data, another link state.
  void invalidate() { ++generation_; }

  /// The numbers beside the views' names.
  void refresh_counts();
  /// Keeps `state.current` on the same ticket when the list changed under it, and goes back to the
  /// first row when something else is asked for.
  void refresh_inbox(InboxViewState& state, query::InboxView view, Instant now);
  /// `route` names the ticket by id or number.
  void refresh_ticket(const Route& route, const Lang& lang, Instant now);
  /// What the ticket's dialogs have found for the words typed into them.
  void refresh_ticket_dialog(const TicketViewState& state);
  void refresh_sync(const Lang& lang, bool with_lines, Instant now);
  void refresh_new_ticket(const NewTicketState& state);
  void set_zone(const time::Zone* zone);
  /// The person's sign-in name; empty before the first pull.
  [[nodiscard]] std::string own_email() const;

  InboxModel inbox;
  TicketModel ticket;
  SyncModel sync;
  NewTicketModel new_ticket;
  InboxSource inbox_rows;
  std::uint64_t queries = 0;  // how often SQL ran, for tests of "only when something changed"

 private:
  [[nodiscard]] std::uint64_t version() const;
  OutboxLine line_of(const sync::OutboxItem& item, const Lang& lang);

  Workspace workspace_;
  std::uint64_t generation_ = 1;
  std::optional<query::InboxFilter> inbox_filter_;
  std::uint64_t inbox_version_ = 0, counts_version_ = 0, ticket_version_ = 0, sync_version_ = 0,
                new_version_ = 0;
  std::optional<Route> ticket_route_;
  std::optional<std::string> customer_search_;
  std::optional<std::string> dialog_search_;
  std::uint64_t dialog_version_ = 0;
};

}  // namespace firsthand::ui
