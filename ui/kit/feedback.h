// Telling people what happened: banners, toasts, empty states.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "ui/kit/button.h"

namespace firsthand::ui::kit {

struct BannerOptions {
  Tone tone = Tone::info;   // danger and warning are alerts, the rest a status
  Icon icon = Icon::none;   // none: the tone's own
  std::string_view action;  // label of a button
  std::string_view second_action;
  bool dismissible = false;
};
enum class BannerResult : std::uint8_t { none, action, second_action, dismissed };
/// In the current scope, full width.
BannerResult banner(Ui& ui, std::string_view key, std::string_view words,
                    const BannerOptions& options = {});

struct EmptyOptions {
  Icon icon = Icon::inbox;
  std::string_view words;
  std::string_view action;
};
/// In the middle of `rect`; true when the action was pressed.
bool empty_state(Ui& ui, std::string_view key, const Rect& rect, std::string_view title,
                 const EmptyOptions& options = {});

/// Short messages at the edge; each goes away by itself unless the pointer rests on it.
class Toasts {
 public:
  /// Shows and announces. Returns the toast's number.
  std::uint64_t add(Ui& ui, std::string words, Tone tone = Tone::success, std::string action = {},
                    std::int64_t stays_ms = duration::toast_ms);
  /// Draws above everything; call last in the frame. Returns the number of the toast whose action
  /// was pressed.
  std::optional<std::uint64_t> draw(Ui& ui);
  [[nodiscard]] std::size_t size() const { return toasts_.size(); }
  void clear() { toasts_.clear(); }

 private:
  struct Toast {
    std::uint64_t number = 0;
    std::string words, action;
    Tone tone = Tone::success;
    std::int64_t until_ms = 0;
  };
  std::deque<Toast> toasts_;
  std::uint64_t last_ = 0;
};
inline constexpr std::size_t kToastsMax = 4;

}  // namespace firsthand::ui::kit
