// TKT-9: the timer counts while a ticket is open and the page visible, survives switching tickets
// and reloads, and begins anew when time was logged.
#include <algorithm>
#include <charconv>

#include "ui/app/app_state.h"

namespace firsthand::ui {

namespace {

// Saved in steps, so that a crash loses little and typing is not slowed by saving.
constexpr std::int64_t kSaveEveryMs = 15'000;
// Nobody works at a ticket in a gap between frames that is longer; the computer slept.
constexpr std::int64_t kGapMaxMs = 120'000;

std::string key_of(TicketId ticket) { return "timer/" + ticket.text(); }

std::int64_t number_in(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::max<std::int64_t>(number, 0);
}

}  // namespace

void App::State::keep_timer() {
  if (timer.ticket.is_nil() || timer.counted_ms == timer.saved_ms) return;
  host.save_setting(key_of(timer.ticket),
                    timer.counted_ms == 0 ? std::string() : std::to_string(timer.counted_ms));
  timer.saved_ms = timer.counted_ms;
}

void App::State::run_timer() {
  const bool shown = gate == Gate::open && route.screen == Screen::ticket &&
                     models.ticket.status == TicketModel::Status::ready;
  const TicketId open = shown ? models.ticket.page.ticket.id : TicketId{};
  const std::int64_t mono_ms = host.mono_ms();
  if (timer.since_ms != 0) {
    const std::int64_t gap_ms = mono_ms - timer.since_ms;
    if (gap_ms > 0 && gap_ms <= kGapMaxMs) timer.counted_ms += gap_ms;
    timer.since_ms = 0;
  }
  if (timer.ticket != open) {
    keep_timer();
    timer = {};
    timer.ticket = open;
    if (!open.is_nil()) timer.counted_ms = timer.saved_ms = number_in(host.setting(key_of(open)));
  }
  const bool runs = !open.is_nil() && visible && !timer.paused && !models.ticket.permits.log_time;
  if (runs) timer.since_ms = mono_ms;
  if (!runs || timer.counted_ms - timer.saved_ms >= kSaveEveryMs) keep_timer();
  models.ticket.timer_ms = timer.counted_ms;
  models.ticket.timer_runs = runs;
}

void App::State::pause_timer(bool run) { timer.paused = !run; }

void App::State::logged_time(TicketId id) {
  if (timer.ticket != id) return;
  timer.counted_ms = 0;
  keep_timer();
}

}  // namespace firsthand::ui
