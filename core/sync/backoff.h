// When to try again after a failure: 1 s, doubling to 60 s, each shortened by up to half at
// random, so that a thousand clients of a restarted server do not come back at once.
//
//   backoff.fail(now_ms, retry_after_s, jitter());
//   if (backoff.is_open(now_ms)) …   // may try
#pragma once

#include <algorithm>
#include <cstdint>

namespace firsthand::sync {

class Backoff {
 public:
  static constexpr std::int64_t kFirstMs = 1'000;
  static constexpr std::int64_t kLongestMs = 60'000;
  /// More than an hour is taken as a mistake of the server.
  static constexpr std::int64_t kRetryAfterMaxS = 3'600;

  /// `random` is any 32 bits. `retry_after_s` is the server's wish (0: none): it is always kept.
  void fail(std::int64_t now_ms, std::int64_t retry_after_s, std::uint32_t random) {
    const std::int64_t full = std::min(kFirstMs << std::min(failures_, 6), kLongestMs);
    ++failures_;
    const std::int64_t half = full / 2;
    retry_at_ms_ = now_ms + half + static_cast<std::int64_t>(random) % (half + 1);
    const std::int64_t wished_s = std::clamp<std::int64_t>(retry_after_s, 0, kRetryAfterMaxS);
    if (wished_s > 0) not_before_ms_ = now_ms + wished_s * 1'000;
  }
  /// For what no short wait mends.
  void fail_for_long(std::int64_t now_ms) {
    ++failures_;
    retry_at_ms_ = now_ms + kLongestMs;
  }
  void succeed() { *this = Backoff{}; }
  /// There is news (a person came back, the network did): try now, unless the server said when.
  void wake() {
    failures_ = 0;
    retry_at_ms_ = kNever;
  }

  [[nodiscard]] bool is_open(std::int64_t now_ms) const { return now_ms >= opens_at_ms(); }
  [[nodiscard]] std::int64_t opens_at_ms() const { return std::max(retry_at_ms_, not_before_ms_); }
  [[nodiscard]] int failures() const { return failures_; }

 private:
  static constexpr std::int64_t kNever = INT64_MIN;
  int failures_ = 0;
  std::int64_t retry_at_ms_ = kNever;
  std::int64_t not_before_ms_ = kNever;
};

}  // namespace firsthand::sync
