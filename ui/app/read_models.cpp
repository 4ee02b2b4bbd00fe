#include "ui/app/read_models.h"

#include <algorithm>
#include <span>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/sync/protocol.h"
#include "ui/app/permits.h"
#include "ui/views/words.h"

namespace firsthand::ui {

namespace {

constexpr std::size_t kCustomerHitsMax = 5;

/// What a person wrote in an operation, for Copy.
std::string written_text(const ops::OpBody& op) {
  if (const auto* reply = std::get_if<ops::TicketReply>(&op)) return reply->text;
  if (const auto* note = std::get_if<ops::TicketNote>(&op)) return note->text;
  if (const auto* create = std::get_if<ops::TicketCreate>(&op)) {
    return create->subject + "\n\n" + create->text;
  }
  if (const auto* rename = std::get_if<ops::TicketRename>(&op)) return rename->subject;
  return {};
}

SyncFacts facts_of(const sync::SyncStatus& status) {
  static_assert(static_cast<int>(LinkState::signed_out) ==
                    static_cast<int>(sync::Link::signed_out) &&
                static_cast<int>(LinkState::offline) == static_cast<int>(sync::Link::offline));
  return {.link = static_cast<LinkState>(status.link),
          .syncing = status.syncing,
          .bootstrapping = status.bootstrapping,
          .cursor = status.cursor,
          .head = status.head,
          .unsent = status.unsent,
          .needs_attention = status.needs_attention,
          .last_error = status.last_error,
          .last_success_at = status.last_success_at};
}

bool may_see_revenue(Role role) {
  return role == Role::csm || role == Role::lead || role == Role::admin;
}

}  // namespace

void ReadModels::attach(const Workspace& workspace, const time::Zone* zone) {
  detach();
  workspace_ = workspace;
  sync.durable = workspace.durable;
  set_zone(zone);
}

void ReadModels::detach() {
  workspace_ = {};
  const bool update_ready = sync.update_ready;
  inbox = {};
  ticket = {};
  sync = {};
  sync.update_ready = update_ready;
  new_ticket = {};
  inbox_rows.reset(nullptr, {});
  inbox_filter_.reset();
  ticket_route_.reset();
  customer_search_.reset();
  invalidate();
}

void ReadModels::set_zone(const time::Zone* zone) {
  inbox.zone = zone;
  ticket.zone = zone;
  sync.zone = zone;
}

std::string ReadModels::own_email() const {
  const auto me = workspace_.replica->tables().person(workspace_.replica->actor().person);
  return me ? me->email : std::string();
}

std::uint64_t ReadModels::version() const {
  return workspace_.replica->database().data_version() + generation_;
}

void ReadModels::refresh_counts() {
  const std::uint64_t seen = version();
  if (counts_version_ == seen) return;
  counts_version_ = seen;
  ++queries;
  inbox.counts =
      query::inbox_counts(workspace_.replica->database(), workspace_.replica->actor().person);
}

void ReadModels::refresh_inbox(InboxViewState& state, query::InboxView view, Instant now) {
  inbox.now = now;
  query::InboxFilter filter{.view = view,
                            .me = workspace_.replica->actor().person,
                            .search = state.search,
                            .sort = state.sort,
                            .descending = state.descending};
  const std::uint64_t seen = version();
  if (inbox_filter_ == filter && inbox_version_ == seen) return;
  const bool same_question = inbox_filter_ == filter;
  inbox_filter_ = filter;
  inbox_version_ = seen;
  ++queries;
  store::Database& db = workspace_.replica->database();
  inbox.filter = std::move(filter);
  inbox.rows = &inbox_rows;
  const std::int64_t current = inbox_rows.row_id(state.current);
  auto list = query::inbox_list(db, inbox.filter);
  inbox.error = list ? std::optional<Error>() : std::optional<Error>(list.error());
  inbox.capped = list && list->capped;
  inbox_rows.reset(&db, list ? std::move(list->rows) : std::vector<std::int64_t>());
  // During the first pull the newest rows come last; following one row would end far down.
  const bool follows = same_question && !workspace_.sync->status().bootstrapping;
  if (follows) state.current = inbox_rows.index_of(current, state.current);
  if (!same_question) state.current = 0;
}

void ReadModels::refresh_ticket(const Route& route, const Lang& lang, Instant now) {
  ticket.now = now;
  const sync::SyncStatus status = workspace_.sync->status();
  ticket.online = status.link == sync::Link::online;
  ticket.cursor = status.cursor;
  ticket.head = status.head;
  const std::uint64_t seen = version();
  if (ticket_route_ == route && ticket_version_ == seen) return;
  ticket_route_ = route;
  ticket_version_ = seen;
  ++queries;
  store::Database& db = workspace_.replica->database();
  std::optional<TicketId> id = route.ticket;
  if (route.number != 0) id = query::ticket_by_number(db, route.number);
  std::optional<query::TicketPage> page;
  if (id) page = query::ticket_page(db, *id);
  if (!page) {
    ticket.status =
        status.bootstrapping ? TicketModel::Status::not_yet : TicketModel::Status::missing;
    ticket.label = route.number != 0 ? number_words(route.number, lang)
                                     : std::string(lang.text(Text::ticket_draft));
    return;
  }
  ticket.status = TicketModel::Status::ready;
  ticket.page = std::move(*page);
  ticket.label = number_words(ticket.page.ticket.number, lang);
  ticket.permits = ticket_permits(*workspace_.replica, ticket.page.ticket);
  ticket.people = query::people(db);
  const ops::Actor actor = workspace_.replica->actor();
  ticket.me = actor.person;
  ticket.sees_revenue = may_see_revenue(actor.role);
}

void ReadModels::refresh_ticket_dialog(const TicketViewState& state) {
  const bool for_tickets =
      state.dialog == TicketDialog::merge || state.dialog == TicketDialog::link;
  const bool for_customers = state.dialog == TicketDialog::set_customer;
  const std::string asked = for_tickets     ? "t" + state.find
                            : for_customers ? "c" + state.find
                                            : std::string();
  const std::uint64_t seen = version();
  if (dialog_search_ == asked && dialog_version_ == seen) return;
  dialog_search_ = asked;
  dialog_version_ = seen;
  ticket.found.clear();
  ticket.customers.clear();
  if (state.find.empty()) return;
  ++queries;
  store::Database& db = workspace_.replica->database();
  if (for_customers) ticket.customers = query::find_customers(db, state.find, kCustomerHitsMax);
  if (!for_tickets) return;
  auto list = query::inbox_list(db, {.view = query::InboxView::all,
                                     .me = workspace_.replica->actor().person,
                                     .search = state.find});
  if (!list) return;
  constexpr std::size_t kFoundMax = 6;
  const std::size_t count = std::min(list->rows.size(), kFoundMax + 1);
  for (const query::InboxRow& row : query::inbox_rows(db, std::span(list->rows).first(count))) {
    const bool itself = row.id == ticket.page.ticket.id;
    if (itself || row.state == TicketState::merged || ticket.found.size() == kFoundMax) continue;
    ticket.found.push_back(
        {.id = row.id, .number = row.number, .subject = row.subject, .state = row.state});
  }
}

OutboxLine ReadModels::line_of(const sync::OutboxItem& item, const Lang& lang) {
  OutboxLine line{.client_seq = item.client_seq,
                  .what = operation_words(item.name, lang),
                  .where = {},
                  .text = {},
                  .written_at = item.written_at,
                  .reason = {}};
  if (item.state == sync::OutboxState::rejected) line.reason = lang.error(item.error);
  line.editable = item.name == "ticket.reply" || item.name == "ticket.note";
  line.overtaken = item.name == "ticket.reply" && item.error.code == "reply.stale";
  for (const store::AggregateRef& ref : item.touched) {
    if (ref.kind != store::AggregateKind::ticket) continue;
    const auto found = workspace_.replica->tables().ticket(TicketId(ref.id));
    if (found) line.where = number_words(found->number, lang) + " " + found->subject;
    break;
  }
  if (const auto json = sync::parse_json(item.body)) {
    if (const auto op = ops::decode(item.name, *json)) line.text = written_text(*op);
  }
  if (line.text.empty()) line.text = line.what + " " + line.where;
  return line;
}

void ReadModels::refresh_sync(const Lang& lang, bool with_lines, Instant now) {
  sync.now = now;
  sync.status = facts_of(workspace_.sync->status());
  inbox.bootstrapping = sync.status.bootstrapping;
  inbox.cursor = sync.status.cursor;
  inbox.head = sync.status.head;
  if (!with_lines) {
    sync_version_ = 0;
    return;
  }
  const std::uint64_t seen = version();
  if (sync_version_ == seen) return;
  sync_version_ = seen;
  ++queries;
  sync.unsent.clear();
  sync.refused.clear();
  for (const sync::OutboxItem& item : workspace_.replica->outbox(kOutboxLinesMax)) {
    if (item.state == sync::OutboxState::queued) sync.unsent.push_back(line_of(item, lang));
    if (item.state == sync::OutboxState::rejected) sync.refused.push_back(line_of(item, lang));
  }
}

void ReadModels::refresh_new_ticket(const NewTicketState& state) {
  const std::uint64_t seen = version();
  if (customer_search_ == state.customer_search && new_version_ == seen) return;
  customer_search_ = state.customer_search;
  new_version_ = seen;
  ++queries;
  new_ticket.hits = query::find_customers(workspace_.replica->database(), state.customer_search,
                                          kCustomerHitsMax);
  const auto allowed = workspace_.replica->can(ops::TicketCreate{});
  new_ticket.refusal = allowed ? Refusal{} : Refusal{allowed.error()};
}

}  // namespace firsthand::ui
