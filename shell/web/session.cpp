#include "shell/web/session.h"

#include <algorithm>

#include "core/ops/operation.h"
#include "core/store/schema.h"
#include "shell/web/js_imports.h"

namespace firsthand::web {

namespace {

// Checking a store reads all of it; above this it waits until nobody looks.
constexpr std::int64_t kCheckAtOnceBytesMax = 16 * 1024 * 1024;
constexpr std::int64_t kIdleBeforeMaintenanceMs = 1'500;
constexpr std::size_t kRescuedMax = 10'000;

bool is_same(const sync::SyncStatus& a, const sync::SyncStatus& b) {
  return a.link == b.link && a.syncing == b.syncing && a.bootstrapping == b.bootstrapping &&
         a.cursor == b.cursor && a.head == b.head && a.unsent == b.unsent &&
         a.needs_attention == b.needs_attention && a.last_error == b.last_error;
}

Error error_of(const sync::HttpResponse& response) {
  if (response.status == 0) {
    return {"net.unreachable", "The server cannot be reached; check the connection.", ""};
  }
  const Json error = object_of(parse(response.body), "error");
  Error result{text_of(error, "code"), text_of(error, "message"), text_of(error, "field")};
  if (result.code.empty()) result.code = "net.status";
  if (result.message.empty()) {
    result.message = "The server answered " + std::to_string(response.status) + ".";
  }
  return result;
}

bool is_damage(const Error& error) { return error.code == "store.damaged"; }

}  // namespace

std::optional<Account> account_from(const Json& json) {
  Account account{.folder = text_of(json, "folder"),
                  .person_id = text_of(json, "person_id"),
                  .person_name = text_of(json, "person_name"),
                  .workspace_id = text_of(json, "workspace_id"),
                  .workspace_name = text_of(json, "workspace_name"),
                  .email = text_of(json, "email")};
  if (account.folder.empty() || !PersonId::parse(account.person_id)) return std::nullopt;
  return account;
}

Json to_json(const Account& account) {
  return {{"folder", account.folder},
          {"person_id", account.person_id},
          {"person_name", account.person_name},
          {"workspace_id", account.workspace_id},
          {"workspace_name", account.workspace_name},
          {"email", account.email}};
}

Session::Session(ui::App& app, WebHost& host, OpfsFiles& files)
    : app_(app), host_(host), files_(files) {}

Session::~Session() = default;

void Session::start(const Json& boot) {
  online_ = flag_of(boot, "online");
  if (const auto rescued = boot.find("rescued"); rescued != boot.end()) rescued_ = *rescued;
  if (const auto account = account_from(object_of(boot, "account"))) {
    open_store(*account);
  } else {
    app_.detach();
  }
}

// ---- signing in and out ----

void Session::sign_in(std::string_view email, std::string_view password) {
  email_ = email;
  const Json body = {{"email", email}, {"password", password}};
  net_.send({.asker = Asker::sign_in},
            {.method = "POST",
             .path = "/api/v1/sign-in",
             .body = body.dump(-1, ' ', false, Json::error_handler_t::replace)});
}

void Session::on_sign_in_answer(const sync::HttpResponse& response) {
  if (response.status != 200) {
    app_.sign_in_failed(error_of(response));
    return;
  }
  const Json answer = parse(response.body);
  const Json person = object_of(answer, "person"), workspace = object_of(answer, "workspace");
  Account account{.folder = text_of(workspace, "id") + "-" + text_of(person, "id"),
                  .person_id = text_of(person, "id"),
                  .person_name = text_of(person, "name"),
                  .workspace_id = text_of(workspace, "id"),
                  .workspace_name = text_of(workspace, "name"),
                  .email = email_};
  if (!account_from(to_json(account))) {
    app_.sign_in_failed({"net.malformed", "The server's answer cannot be understood.", ""});
    return;
  }
  tell_page({{"do", "signed_in"}, {"account", to_json(account)}});
  if (account_ && account_->folder == account.folder && replica_) {
    account_ = account;  // the session had only expired
    sync_->wake();
    return;
  }
  if (replica_) {
    next_account_ = account;
    close_store(Closing::other_account);
    return;
  }
  open_store(account);
}

void Session::sign_out(bool forget) {
  net_.send({.asker = Asker::sign_out},
            {.method = "POST", .path = "/api/v1/sign-out", .body = "{}"});
  tell_page({{"do", "signed_out"}});
  close_store(forget ? Closing::forget : Closing::sign_out);
}

void Session::take_over_store() {
  if (account_) tell_worker({{"do", "take_over"}, {"folder", account_->folder}});
}

void Session::prepare_reload() { leave(); }

// ---- the store ----

void Session::open_store(const Account& account) {
  account_ = account;
  closing_ = Closing::none;
  tell_worker({{"do", "open_store"}, {"folder", account.folder}});
}

void Session::on_store_opened(bool durable) {
  if (!account_) return;
  durable_ = durable;
  Expected<void> opened = open_database(durable);
  if (opened) opened = open_replica();
  if (!opened && durable && is_damage(opened.error())) opened = recover_from_damage(opened.error());
  if (!opened) {
    sync_.reset();
    replica_.reset();
    database_.reset();
    app_.failed(opened.error());
    return;
  }
  std::uint64_t seed = 0;
  fh_random(reinterpret_cast<unsigned char*>(&seed), sizeof seed);
  sync_ = std::make_unique<sync::SyncClient>(*replica_, seed);
  sync_->set_online(online_);
  data_version_told_ = database_->data_version();
  app_.attach({.replica = replica_.get(),
               .sync = sync_.get(),
               .person_name = account_->person_name,
               .workspace_name = account_->workspace_name,
               .durable = durable});
  tell_page({{"do", "store_open"}});
  pump();
}

Expected<void> Session::open_database(bool durable) {
  if (durable) {
    if (auto opened = files_.open(); !opened) return opened;
  }
  auto database = store::Database::open(
      {.path = durable ? "main" : ":memory:",
       .durability = durable ? store::Durability::browser : store::Durability::memory});
  if (!database) return std::unexpected(database.error());
  database_ = std::move(*database);
  if (durable && files_.was_unclean()) {
    check_later_ = files_.main_bytes() > kCheckAtOnceBytesMax;
    if (!check_later_) {
      if (auto sound = database_->check(); !sound) return sound;
    }
  }
  return store::migrate(*database_);
}

Expected<void> Session::open_replica() {
  const auto me = PersonId::parse(account_->person_id);
  if (!me) return fail("net.malformed", "The account on this computer is damaged; sign in again.");
  auto replica = sync::Replica::open(*database_, *me, [this] { return host_.random_id(); });
  if (!replica) return std::unexpected(replica.error());
  replica_ = std::move(*replica);
  return {};
}

// The server has all but the outbox: what can still be read of that is kept in the page's storage,
// the rest is fetched anew.
Expected<void> Session::recover_from_damage(const Error& damage) {
  if (database_ && (replica_ || open_replica())) keep_outbox_for_later();
  replica_.reset();
  database_.reset();
  if (auto wiped = files_.wipe(); !wiped) return wiped;
  if (auto opened = open_database(true); !opened) return opened;
  if (auto opened = open_replica(); !opened) return opened;
  tell_page({{"do", "store_recovered"}, {"reason", damage.message}});
  return {};
}

void Session::keep_outbox_for_later() {
  rescued_ = Json::array();
  for (const sync::OutboxItem& item : replica_->outbox(kRescuedMax)) {
    if (item.state == sync::OutboxState::accepted) continue;
    rescued_.push_back({{"name", item.name}, {"body", item.body}});
  }
  if (rescued_.empty()) return;
  tell_page({{"do", "rescue"}, {"folder", account_->folder}, {"operations", rescued_}});
}

// As new operations, once the tickets they speak of are here. One that had reached the server is
// refused (its entry is there already), so nothing is done twice.
void Session::offer_rescued_again() {
  if (!rescued_.is_array() || rescued_.empty() || !sync_ || sync_->status().bootstrapping ||
      sync_->status().cursor == 0) {
    return;
  }
  const Json operations = std::move(rescued_);
  rescued_ = Json();
  for (const Json& operation : operations) {
    const Json body = parse(text_of(operation, "body"));
    auto decoded = ops::decode(text_of(operation, "name"), body);
    if (!decoded) continue;
    static_cast<void>(replica_->submit({*decoded}, sync_->server_now(host_.now())));
  }
  tell_page({{"do", "rescued"}, {"folder", account_->folder}});
}

void Session::close_store(Closing why) {
  closing_ = why;
  app_.detach();
  if (why == Closing::other_tab) app_.other_tab_owns_store();
  net_.abort_all();
  sync_.reset();
  replica_.reset();
  if (database_) static_cast<void>(database_->barrier());
  database_.reset();
  if (durable_) files_.close();
  fh_request_wake(-1);
  tell_worker({{"do", "close_store"}, {"forget", why == Closing::forget}});
}

void Session::on_store_closed() {
  const Closing why = closing_;
  closing_ = Closing::none;
  if (why == Closing::other_tab) return;  // the account stays: "Use it here" opens it again
  account_.reset();
  if (next_account_) {
    const Account next = *next_account_;
    next_account_.reset();
    open_store(next);
  }
}

// ---- what happens ----

bool Session::on_message(const Json& message) {
  const std::string type = text_of(message, "type");
  if (type == "store_opened") {
    on_store_opened(flag_of(message, "durable"));
  } else if (type == "store_busy") {
    app_.other_tab_owns_store();
  } else if (type == "store_failed") {
    app_.failed({"store.open", text_of(message, "reason"), ""});
  } else if (type == "store_asked") {
    if (replica_) close_store(Closing::other_tab);
  } else if (type == "store_closed") {
    on_store_closed();
  } else if (type == "leave") {
    leave();
  } else {
    return false;
  }
  return true;
}

void Session::on_response(std::uint32_t wire_id, const sync::HttpResponse& response) {
  const auto ask = net_.take(wire_id);
  if (!ask) return;
  if (ask->asker == Asker::sign_in) on_sign_in_answer(response);
  if (ask->asker == Asker::sync && sync_) {
    sync_->on_response(ask->sync_id, response, host_.now(), host_.mono_ms());
  }
  pump();
}

void Session::on_stream_line(std::uint32_t wire_id, std::string_view line) {
  const auto ask = net_.find(wire_id);
  if (!ask || !sync_) return;
  sync_->on_stream_line(ask->sync_id, line, host_.mono_ms());
  pump();
}

void Session::set_online(bool online) {
  online_ = online;
  if (!sync_) return;
  sync_->set_online(online);
  if (online) sync_->wake();
}

void Session::set_visible(bool visible) {
  visible_ = visible;
  if (!database_) return;
  if (visible) {
    sync_->wake();
    return;
  }
  static_cast<void>(database_->barrier());
  if (!check_later_) return;
  check_later_ = false;
  if (auto sound = database_->check(); !sound && is_damage(sound.error())) {
    tell_page({{"do", "store_damaged"}, {"reason", sound.error().message}});
  }
}

void Session::leave() {
  if (!database_) return;
  static_cast<void>(database_->barrier());
  if (durable_) files_.mark_clean();
}

void Session::pump() {
  if (!sync_) return;
  sync_->tick(host_.now(), host_.mono_ms());
  for (const sync::HttpRequest& request : sync_->take_requests()) {
    // What the server acknowledges must not be lost here (SYNC §4).
    if (request.method == "POST") static_cast<void>(database_->barrier());
    net_.send({.asker = Asker::sync, .sync_id = request.id}, request);
  }
  offer_rescued_again();
  tell_app_of_changes();
  maintain_when_idle();
  schedule();
}

void Session::tell_app_of_changes() {
  const sync::SyncStatus status = sync_->status();
  const bool data_changed = database_->data_version() != data_version_told_;
  if (data_changed) {
    idle_since_ms_ = host_.mono_ms();
    maintained_ = false;
  }
  if (!data_changed && is_same(status, status_told_)) return;
  data_version_told_ = database_->data_version();
  status_told_ = status;
  app_.data_changed();
}

void Session::maintain_when_idle() {
  if (maintained_ || host_.mono_ms() - idle_since_ms_ < kIdleBeforeMaintenanceMs) return;
  // One small step a wake-up, so that a key press waits for one at most.
  maintained_ = !database_->maintain();
  data_version_told_ = database_->data_version();
}

void Session::schedule() {
  const std::int64_t now = host_.mono_ms();
  std::optional<std::int64_t> next = sync_->next_wake_ms();
  if (!maintained_) {
    const std::int64_t maintenance = std::max(idle_since_ms_ + kIdleBeforeMaintenanceMs, now + 5);
    next = next ? std::min(*next, maintenance) : maintenance;
  }
  fh_request_wake(next ? static_cast<double>(std::max<std::int64_t>(*next - now, 0)) : -1);
}

Json Session::stats() const {
  Json stats = {{"store_open", replica_ != nullptr}, {"durable", durable_}};
  const SlotCalls calls = files_.calls();
  stats["opfs_calls"] = {{"reads", calls.reads},
                         {"writes", calls.writes},
                         {"truncates", calls.truncates},
                         {"flushes", calls.flushes}};
  stats["main_bytes"] = files_.main_bytes();
  if (sync_) {
    const sync::SyncStatus status = sync_->status();
    stats["sync"] = {{"link", static_cast<int>(status.link)},
                     {"cursor", status.cursor},
                     {"head", status.head},
                     {"unsent", status.unsent},
                     {"needs_attention", status.needs_attention},
                     {"bootstrapping", status.bootstrapping}};
  }
  return stats;
}

}  // namespace firsthand::web
