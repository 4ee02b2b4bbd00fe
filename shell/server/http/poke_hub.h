// Wakes everyone who listens for a new head (SYNC §3). Belongs to the network's thread; other
// threads post to it. Each listener costs one timer.
#pragma once

#include <cstdint>
#include <unordered_set>

#include <boost/asio/steady_timer.hpp>

namespace firsthand::server {

class PokeHub {
 public:
  [[nodiscard]] std::int64_t head() const { return head_; }
  [[nodiscard]] bool stopping() const { return stopping_; }
  [[nodiscard]] std::size_t listeners() const { return timers_.size(); }

  /// A smaller head than the last one is an old message and ignored.
  void publish(std::int64_t head) {
    if (head <= head_) return;
    head_ = head;
    wake();
  }
  /// Ends all listening, for good.
  void stop() {
    stopping_ = true;
    wake();
  }

  /// The timer is cancelled when there is news; it must stay alive until remove.
  void add(boost::asio::steady_timer& timer) { timers_.insert(&timer); }
  void remove(boost::asio::steady_timer& timer) { timers_.erase(&timer); }

 private:
  void wake() {
    for (boost::asio::steady_timer* timer : timers_) timer->cancel();
  }

  std::int64_t head_ = 0;
  bool stopping_ = false;
  std::unordered_set<boost::asio::steady_timer*> timers_;
};

}  // namespace firsthand::server
