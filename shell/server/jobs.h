// Threads that work off a bounded queue, each with a state of its own (a reader's connection, the
// writer). A job that finds the queue full is dropped, and its Reply answers "busy" by itself.
//
//   Jobs<Reader> readers(1000);
//   readers.start(std::move(states));
//   readers.post([reply = std::move(reply)](Reader& reader) mutable { reply(…); });
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "shell/server/http/log.h"

namespace firsthand::server {

template <class State>
class Jobs {
 public:
  using Job = std::move_only_function<void(State&)>;

  explicit Jobs(std::size_t capacity) : capacity_(capacity) {}
  ~Jobs() { stop(); }
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  /// One thread for each state.
  void start(std::vector<State> states) {
    for (State& state : states) {
      threads_.emplace_back([this, own = std::move(state)]() mutable { work(own); });
    }
  }
  /// Set before start: called about once a second by each thread, before each job, and at the end
  /// of each thread.
  void on_tick(std::function<void(State&)> tick) { tick_ = std::move(tick); }
  void before_each(std::function<void(State&)> prepare) { prepare_ = std::move(prepare); }
  void at_end(std::function<void(State&)> finish) { finish_ = std::move(finish); }

  /// False when the queue was full, or has ended, and the job was dropped.
  bool post(Job job) {
    {
      const std::scoped_lock lock(mutex_);
      if (stopping_ || queue_.size() >= capacity_) return false;
      queue_.push_back(std::move(job));
    }
    wake_.notify_one();
    return true;
  }
  /// Finishes what is queued, then ends the threads.
  void stop() {
    {
      const std::scoped_lock lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

 private:
  void work(State& state) {
    auto next_tick = std::chrono::steady_clock::now();
    while (true) {
      if (tick_ && std::chrono::steady_clock::now() >= next_tick) {
        next_tick = std::chrono::steady_clock::now() + std::chrono::seconds(1);
        guarded([&] {
          if (prepare_) prepare_(state);
          tick_(state);
        });
      }
      Job job;
      {
        std::unique_lock lock(mutex_);
        wake_.wait_until(lock, next_tick_or_later(next_tick),
                         [this] { return stopping_ || !queue_.empty(); });
        if (queue_.empty()) {
          if (stopping_) break;
          continue;
        }
        job = std::move(queue_.front());
        queue_.pop_front();
      }
      guarded([&] {
        if (prepare_) prepare_(state);
        job(state);
      });
    }
    guarded([&] {
      if (finish_) finish_(state);
    });
  }

  [[nodiscard]] std::chrono::steady_clock::time_point next_tick_or_later(
      std::chrono::steady_clock::time_point next_tick) const {
    return tick_ ? next_tick : std::chrono::steady_clock::now() + std::chrono::hours(1);
  }

  // The last net: memory that ran out in one job must not end the server.
  template <class Function>
  static void guarded(Function function) {
    try {
      function();
    } catch (const std::exception& error) {
      log_line("job_failed", {{"reason", error.what()}});
    }
  }

  std::size_t capacity_;
  std::function<void(State&)> tick_;
  std::function<void(State&)> prepare_;
  std::function<void(State&)> finish_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace firsthand::server
