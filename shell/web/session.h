// Who is signed in on this computer and whose store is open: signs in and out, opens and closes
// the store in the order of SYNC §4, drives the sync client, and tells the app. Sans-IO beside the
// messages it sends: the worker's JavaScript holds locks, file handles and sockets.
//
//   starting ─▶ (account known) opening ─▶ open ◀─▶ waiting (another tab owns the store)
//        └────▶ signed out ─ sign-in ─▶ opening
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/store/database.h"
#include "core/sync/client.h"
#include "core/sync/replica.h"
#include "shell/web/messages.h"
#include "shell/web/net.h"
#include "shell/web/opfs_vfs.h"
#include "shell/web/web_host.h"
#include "ui/app/app.h"

namespace firsthand::web {

/// A person of a workspace who has signed in on this computer.
struct Account {
  std::string folder;  // of the store; follows from the two ids
  std::string person_id, person_name;
  std::string workspace_id, workspace_name;
  std::string email;
};

[[nodiscard]] std::optional<Account> account_from(const Json& json);
[[nodiscard]] Json to_json(const Account& account);

class Session final : public SessionControl {
 public:
  /// All must outlive it.
  Session(ui::App& app, WebHost& host, OpfsFiles& files);
  ~Session() override;

  /// `boot`: {"account": the last one or null, "online": bool, "rescued": operations to offer
  /// again}.
  void start(const Json& boot);

  void sign_in(std::string_view email, std::string_view password) override;
  void sign_out(bool forget) override;
  void take_over_store() override;
  void prepare_reload() override;

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
  enum class Closing : std::uint8_t { none, sign_out, forget, other_tab, other_account };

  void open_store(const Account& account);
  void on_store_opened(bool durable);
  [[nodiscard]] Expected<void> open_database(bool durable);
  [[nodiscard]] Expected<void> open_replica();
  [[nodiscard]] Expected<void> recover_from_damage(const Error& damage);
  void keep_outbox_for_later();
  void offer_rescued_again();
  void close_store(Closing why);
  void on_store_closed();
  void on_sign_in_answer(const sync::HttpResponse& response);
  void tell_app_of_changes();
  void schedule();
  void maintain_when_idle();

  ui::App& app_;
  WebHost& host_;
  OpfsFiles& files_;
  Net net_;

  std::optional<Account> account_;       // whose store is open or being opened
  std::optional<Account> next_account_;  // to be opened when the store is closed
  std::string email_;                    // of the sign-in under way
  Closing closing_ = Closing::none;
  bool durable_ = true;
  bool online_ = true;
  bool visible_ = true;
  bool check_later_ = false;  // the last owner left uncleanly and the store is large
  Json rescued_;              // operations of a damaged store's outbox

  std::unique_ptr<store::Database> database_;
  std::unique_ptr<sync::Replica> replica_;
  std::unique_ptr<sync::SyncClient> sync_;

  std::uint64_t data_version_told_ = 0;
  sync::SyncStatus status_told_;
  std::int64_t idle_since_ms_ = 0;
  bool maintained_ = false;
};

}  // namespace firsthand::web
