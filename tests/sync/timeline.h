// Virtual time: what is to happen, in order. Two events of one instant keep the order in which
// they were set.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

namespace firsthand::simulation {

class Timeline {
 public:
  [[nodiscard]] std::int64_t now_ms() const { return now_ms_; }
  void after(std::int64_t delay_ms, std::move_only_function<void()> event) {
    events_.emplace(std::pair(now_ms_ + (delay_ms > 0 ? delay_ms : 0), order_++), std::move(event));
  }
  /// Lets the next event happen when it comes before `end_ms`; false when none does.
  bool step(std::int64_t end_ms) {
    if (events_.empty() || events_.begin()->first.first > end_ms) {
      now_ms_ = end_ms;
      return false;
    }
    auto node = events_.extract(events_.begin());
    now_ms_ = node.key().first;
    node.mapped()();
    return true;
  }

 private:
  std::int64_t now_ms_ = 1'000'000;
  std::uint64_t order_ = 0;
  std::map<std::pair<std::int64_t, std::uint64_t>, std::move_only_function<void()>> events_;
};

}  // namespace firsthand::simulation
