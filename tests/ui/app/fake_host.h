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
};

}  // namespace firsthand::ui::test
