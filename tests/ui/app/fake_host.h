// Goal: a Host for headless tests. Method: remembers everything the app asks for; time is virtual.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ui/app/host.h"

namespace firsthand::ui::test {

class FakeHost : public Host {
 public:
  Instant clock{1'790'000'000'000};  // 2026-09-21
  std::int64_t mono = 1'000;
  std::uint8_t last_id = 0;
  std::vector<std::int64_t> frame_requests;
  std::string copied, title, route, page_language;
  bool page_dark = false;
  std::vector<std::string> routes;
  std::vector<std::string> announced;
  std::vector<std::pair<std::uint64_t, std::string>> fields_set;
  std::uint64_t focused = 0;
  std::map<std::string, std::string> settings;
  std::vector<std::pair<std::string, std::string>> sign_ins;
  int sign_outs = 0, take_overs = 0, reloads = 0;
  bool forgot = false;

  [[nodiscard]] Instant now() const override { return clock; }
  [[nodiscard]] std::int64_t mono_ms() const override { return mono; }
  [[nodiscard]] Id128 random_id() override {
    Id128 id;
    id.bytes.fill(0xA0);
    id.bytes[15] = ++last_id;
    return id;
  }
  void request_frame(std::int64_t delay_ms) override { frame_requests.push_back(delay_ms); }
  void copy_text(std::string_view text) override { copied = text; }
  void set_cursor(Cursor) override {}
  void set_title(std::string_view text) override { title = text; }
  void set_route(std::string_view text, bool) override {
    route = text;
    routes.emplace_back(text);
  }
  void focus(std::uint64_t id) override { focused = id; }
  void set_field(std::uint64_t id, std::string_view value) override {
    fields_set.emplace_back(id, std::string(value));
  }
  void announce(std::string_view text, bool) override { announced.emplace_back(text); }
  void set_page(std::string_view language, bool dark) override {
    page_language = language;
    page_dark = dark;
  }
  void save_setting(std::string_view key, std::string_view value) override {
    settings[std::string(key)] = value;
  }
  [[nodiscard]] std::string setting(std::string_view key) const override {
    const auto found = settings.find(std::string(key));
    return found == settings.end() ? std::string() : found->second;
  }
  void sign_in(std::string_view email, std::string_view password) override {
    sign_ins.emplace_back(email, password);
  }
  void sign_out(bool forget) override {
    ++sign_outs;
    forgot = forget;
  }
  void take_over_store() override { ++take_overs; }
  void reload() override { ++reloads; }

  // Files: what was asked for; answer by sending FilePickedEvent and FileTextEvent to the app.
  std::vector<std::pair<std::uint32_t, std::string>> picks;  // request, accept
  std::vector<std::pair<std::uint32_t, std::string>> reads;  // request, encoding
  std::vector<std::uint32_t> mores, closes;
  struct Saved {
    std::string name, mime, bytes;
  };
  std::vector<Saved> saved;
  void pick_file(std::uint32_t request, std::string_view accept) override {
    picks.emplace_back(request, accept);
  }
  void read_file(std::uint32_t request, std::string_view encoding) override {
    reads.emplace_back(request, encoding);
  }
  void more_file(std::uint32_t request) override { mores.push_back(request); }
  void close_file(std::uint32_t request) override { closes.push_back(request); }
  void save_file(std::string_view name, std::string_view mime, std::string_view bytes) override {
    saved.push_back({std::string(name), std::string(mime), std::string(bytes)});
  }

  int notification_asks = 0;
  NotificationPermission permission = NotificationPermission::undecided;
  std::vector<Notification> notifications;
  void ask_notifications() override { ++notification_asks; }
  [[nodiscard]] NotificationPermission notification_permission() const override {
    return permission;
  }
  void notify(const Notification& notification) override { notifications.push_back(notification); }

  std::vector<KnownWorkspace> workspaces;
  std::vector<std::string> opened, forgotten;  // folders
  int additions = 0;
  std::vector<std::pair<std::string, std::string>> local_workspaces;  // its name, the person's
  [[nodiscard]] std::vector<KnownWorkspace> known_workspaces() const override { return workspaces; }
  void open_workspace(std::string_view folder) override { opened.emplace_back(folder); }
  void forget_workspace(std::string_view folder) override { forgotten.emplace_back(folder); }
  void add_workspace() override { ++additions; }
  void open_local_workspace(std::string_view workspace_name,
                            std::string_view person_name) override {
    local_workspaces.emplace_back(workspace_name, person_name);
  }
};

}  // namespace firsthand::ui::test
