// The app's seam to the platform, by messages to the page and the worker.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "shell/web/messages.h"
#include "ui/app/host.h"

namespace firsthand::web {

/// What the app asks of the session; Session implements it.
class SessionControl {
 public:
  virtual ~SessionControl() = default;
  virtual void sign_in(std::string_view email, std::string_view password) = 0;
  virtual void sign_out(bool forget) = 0;
  virtual void take_over_store() = 0;
  virtual void prepare_reload() = 0;
};

class WebHost final : public ui::Host {
 public:
  /// `settings`: the small settings of this browser, as the page read them at the start.
  explicit WebHost(const Json& settings);
  /// Must be called before the app asks for anything of the session.
  void connect(SessionControl& session) { session_ = &session; }

  /// Whether the page's language changed since the last call: glyphs differ by language.
  [[nodiscard]] bool take_language_change();

  [[nodiscard]] Instant now() const override;
  [[nodiscard]] std::int64_t mono_ms() const override;
  [[nodiscard]] double precise_mono_ms() const override;
  [[nodiscard]] Id128 random_id() override;

  void request_frame(std::int64_t delay_ms) override;
  void copy_text(std::string_view text) override;
  void set_cursor(ui::Cursor cursor) override;
  void set_title(std::string_view title) override;
  void set_route(std::string_view route, bool replace) override;
  void focus(std::uint64_t id) override;
  void set_field(std::uint64_t id, std::string_view value) override;
  void announce(std::string_view text, bool assertive) override;
  void set_page(std::string_view language, bool dark) override;
  void save_setting(std::string_view key, std::string_view value) override;
  [[nodiscard]] std::string setting(std::string_view key) const override;

  void sign_in(std::string_view email, std::string_view password) override;
  void sign_out(bool forget) override;
  void take_over_store() override;
  void reload() override;

 private:
  SessionControl* session_ = nullptr;
  std::map<std::string, std::string, std::less<>> settings_;
  ui::Cursor cursor_ = ui::Cursor::normal;
  std::string title_;
  std::string language_;
  bool dark_ = false;
  bool language_changed_ = false;
};

}  // namespace firsthand::web
