// Who is signed in on this computer and whose store is open: signs in and out, opens and closes
// the store in the order of SYNC §4, drives the sync client, and tells the app. Sans-IO beside the
// messages it sends: the worker's JavaScript holds locks, file handles and sockets.
//
//   starting ─▶ (account known) opening ─▶ open ◀─▶ waiting (another tab owns the store)
//        └────▶ signed out ─ sign-in ─▶ opening
//
// Several accounts may be known here, each with a store of its own; one is open at a time. A
// request names the person of the open store, and the server refuses it when its cookie is
// another's: so a store is never filled or emptied by another person's session. A local account
// has no server at all (local_server.h).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/store/database.h"
#include "core/sync/client.h"
#include "core/sync/replica.h"
#include "shell/web/account.h"
#include "shell/web/local_server.h"
#include "shell/web/messages.h"
#include "shell/web/net.h"
#include "shell/web/opfs_vfs.h"
#include "shell/web/web_host.h"
#include "ui/app/app.h"

namespace firsthand::web {

class Session final : public SessionControl {
 public:
  /// All must outlive it.
  Session(ui::App& app, WebHost& host, OpfsFiles& files);
  ~Session() override;

  /// `boot`: {"accounts": all that are known here, the last used first, "open": the folder of the
  /// one to open or "", "online": bool, "rescued": operations to offer again}.
  void start(const Json& boot);

  void sign_in(std::string_view email, std::string_view password) override;
  void sign_out(bool forget) override;
  void take_over_store() override;
  void prepare_reload() override;
  [[nodiscard]] std::vector<ui::KnownWorkspace> known_workspaces() const override;
  void open_workspace(std::string_view folder) override;
  void forget_workspace(std::string_view folder) override;
  void add_workspace() override;
  void open_local_workspace(std::string_view workspace_name, std::string_view person_name) override;

  /// A message of the worker's services. False when it is none of the session's.
  bool on_message(const Json& message);
  void on_response(std::uint32_t wire_id, const sync::HttpResponse& response);
  void on_stream_line(std::uint32_t wire_id, std::string_view line);
  void set_online(bool online);
  void set_visible(bool visible);
  /// The page is about to go: make everything durable now.
  void leave();
  /// Lets the sync client act and tells the app what changed; after every event that may have
  /// changed the store, and when a wished wake-up comes.
  void pump();

  [[nodiscard]] Json stats() const;

 private:
  /// Where the files of account_ are.
  enum class Files : std::uint8_t { none, opening, held, closing };
  enum class Closing : std::uint8_t { none, sign_out, forget, other_tab, other_account };
  /// What comes after the open store is closed.
  struct Next {
    std::optional<Account> account;  // nullopt: the sign-in form
  };

  // ---- session_accounts.cpp ----
  void on_sign_in_answer(const sync::HttpResponse& response);
  void go_to(const Next& next);
  void show(const Next& next);
  [[nodiscard]] Account* known(std::string_view folder);
  void remember(const Account& account);
  void drop(std::string_view folder);
  void note_unsent(std::int64_t unsent);
  void on_accounts(const Json& message);
  void on_sample(const sync::HttpResponse& response);

  void open_store(const Account& account);
  void on_store_opened(bool durable);
  [[nodiscard]] Expected<void> open_database(bool durable);
  [[nodiscard]] Expected<void> open_replica();
  [[nodiscard]] Expected<void> recover_from_damage(const Error& damage);
  void keep_outbox_for_later();
  void offer_rescued_again();
  void close_store(Closing why);
  void on_store_closed();
  void attach();
  void exchange();
  void exchange_locally();
  void tell_app_of_changes();
  [[nodiscard]] std::optional<std::int64_t> local_wake_ms() const;
  void schedule();
  void maintain_when_idle();

  ui::App& app_;
  WebHost& host_;
  OpfsFiles& files_;
  Net net_;

  std::vector<Account> accounts_;   // known here, the last used first
  std::optional<Account> account_;  // whose store is open or being opened
  Files where_ = Files::none;
  std::optional<Next> next_;  // when the store is closed
  std::string email_;         // of the sign-in under way
  Closing closing_ = Closing::none;
  bool durable_ = true;
  bool online_ = true;
  bool visible_ = true;
  bool check_later_ = false;  // the last owner left uncleanly and the store is large
  Json rescued_;              // operations of a damaged store's outbox

  std::unique_ptr<store::Database> database_;
  std::unique_ptr<sync::Replica> replica_;
  std::unique_ptr<sync::SyncClient> sync_;
  std::unique_ptr<LocalServer> local_;  // of a local account

  std::uint64_t data_version_told_ = 0;
  sync::SyncStatus status_told_;
  std::int64_t idle_since_ms_ = 0;
  bool maintained_ = false;
};

}  // namespace firsthand::web
