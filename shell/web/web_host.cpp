#include "shell/web/web_host.h"

#include <utility>

#include "core/model/assert.h"
#include "shell/web/js_imports.h"

namespace firsthand::web {

namespace {

// CSS names, in the order of ui::Cursor.
constexpr const char* kCursorNames[] = {"default",    "pointer",    "text",
                                        "col-resize", "row-resize", "progress"};
static_assert(std::size(kCursorNames) == static_cast<std::size_t>(ui::Cursor::wait) + 1);

}  // namespace

WebHost::WebHost(const Json& settings) {
  if (!settings.is_object()) return;
  for (const auto& [key, value] : settings.items()) {
    if (value.is_string()) settings_[key] = value.get<std::string>();
  }
}

bool WebHost::take_language_change() { return std::exchange(language_changed_, false); }

Instant WebHost::now() const { return {static_cast<std::int64_t>(fh_now_ms())}; }

double WebHost::precise_mono_ms() const { return fh_mono_ms(); }

std::int64_t WebHost::mono_ms() const { return static_cast<std::int64_t>(fh_mono_ms()); }

Id128 WebHost::random_id() {
  Id128 id;
  fh_random(id.bytes.data(), static_cast<int>(id.bytes.size()));
  return id;
}

void WebHost::request_frame(std::int64_t delay_ms) {
  fh_request_frame(static_cast<double>(delay_ms));
}

void WebHost::copy_text(std::string_view text) { tell_page({{"do", "copy"}, {"text", text}}); }

void WebHost::set_cursor(ui::Cursor cursor) {
  if (cursor == cursor_) return;
  cursor_ = cursor;
  tell_page({{"do", "cursor"}, {"cursor", kCursorNames[static_cast<std::size_t>(cursor)]}});
}

void WebHost::set_title(std::string_view title) {
  if (title == title_) return;
  title_ = title;
  tell_page({{"do", "title"}, {"title", title}});
}

void WebHost::set_route(std::string_view route, bool replace) {
  tell_page({{"do", "route"}, {"route", route}, {"replace", replace}});
}

void WebHost::focus(std::uint64_t id) { tell_page({{"do", "focus"}, {"id", std::to_string(id)}}); }

void WebHost::set_field(std::uint64_t id, std::string_view value) {
  tell_page({{"do", "field"}, {"id", std::to_string(id)}, {"value", value}});
}

void WebHost::announce(std::string_view text, bool assertive) {
  tell_page({{"do", "announce"}, {"text", text}, {"assertive", assertive}});
}

void WebHost::set_page(std::string_view language, bool dark) {
  if (language == language_ && dark == dark_) return;
  language_changed_ = language_changed_ || (language != language_ && !language_.empty());
  language_ = language;
  dark_ = dark;
  // The worker draws the glyphs, and Chinese characters differ by language.
  tell_worker({{"do", "language"}, {"language", language}});
  tell_page({{"do", "page"}, {"language", language}, {"dark", dark}});
}

void WebHost::save_setting(std::string_view key, std::string_view value) {
  settings_[std::string(key)] = value;
  tell_page({{"do", "save"}, {"key", key}, {"value", value}});
}

std::string WebHost::setting(std::string_view key) const {
  const auto found = settings_.find(key);
  return found == settings_.end() ? std::string() : found->second;
}

void WebHost::sign_in(std::string_view email, std::string_view password) {
  FH_ASSERT(session_ != nullptr);
  session_->sign_in(email, password);
}

void WebHost::sign_out(bool forget) {
  FH_ASSERT(session_ != nullptr);
  session_->sign_out(forget);
}

void WebHost::take_over_store() {
  FH_ASSERT(session_ != nullptr);
  session_->take_over_store();
}

void WebHost::reload() {
  FH_ASSERT(session_ != nullptr);
  session_->prepare_reload();
  tell_page({{"do", "reload"}});
}

}  // namespace firsthand::web
