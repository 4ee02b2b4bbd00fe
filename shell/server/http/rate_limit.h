// Token buckets by key (address, e-mail, session, intake token). Any thread may call. What is kept
// is bounded: full buckets are forgotten, since a forgotten key starts full.
//
//   RateLimit sign_in({.burst = 20, .refill_s = 3});
//   if (const auto wait_s = sign_in.take(address, now)) return retry_response(429, …, *wait_s);
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "core/model/instant.h"

namespace firsthand::server {

struct RateLimitOptions {
  std::int64_t burst = 20;         // tokens of a full bucket
  std::int64_t refill_ms = 1'000;  // until one token is there again
};

class RateLimit {
 public:
  explicit RateLimit(RateLimitOptions options) : options_(options) {}

  /// Takes one token; when there is none, the seconds until there is one.
  [[nodiscard]] std::optional<std::int64_t> take(const std::string& key, Instant now);
  /// Puts a token back that was taken for something that turned out well.
  void give_back(const std::string& key, Instant now);

 private:
  struct Bucket {
    std::int64_t tokens_ms = 0;  // tokens × refill_ms
    Instant at;
  };
  [[nodiscard]] Bucket& filled(const std::string& key, Instant now);
  void forget_full(Instant now);
  [[nodiscard]] std::int64_t full_ms() const { return options_.burst * options_.refill_ms; }

  RateLimitOptions options_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace firsthand::server
