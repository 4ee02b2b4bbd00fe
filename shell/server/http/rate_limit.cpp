#include "shell/server/http/rate_limit.h"

#include <algorithm>

namespace firsthand::server {
namespace {

constexpr std::size_t kBucketsMax = 100'000;

}  // namespace

std::optional<std::int64_t> RateLimit::take(const std::string& key, Instant now) {
  const std::scoped_lock lock(mutex_);
  Bucket& bucket = filled(key, now);
  if (bucket.tokens_ms >= options_.refill_ms) {
    bucket.tokens_ms -= options_.refill_ms;
    return std::nullopt;
  }
  const std::int64_t wait_ms = options_.refill_ms - bucket.tokens_ms;
  return (wait_ms + 999) / 1000;
}

void RateLimit::give_back(const std::string& key, Instant now) {
  const std::scoped_lock lock(mutex_);
  Bucket& bucket = filled(key, now);
  bucket.tokens_ms = std::min(bucket.tokens_ms + options_.refill_ms, full_ms());
}

RateLimit::Bucket& RateLimit::filled(const std::string& key, Instant now) {
  if (buckets_.size() >= kBucketsMax) forget_full(now);
  const auto [found, is_new] = buckets_.try_emplace(key, Bucket{full_ms(), now});
  Bucket& bucket = found->second;
  const std::int64_t passed_ms = std::max<std::int64_t>((now - bucket.at).ms, 0);
  bucket.tokens_ms = std::min(bucket.tokens_ms + passed_ms, full_ms());
  bucket.at = now;
  return bucket;
}

void RateLimit::forget_full(Instant now) {
  std::erase_if(buckets_, [&](const auto& entry) {
    return entry.second.tokens_ms + (now - entry.second.at).ms >= full_ms();
  });
  // Only an attack from very many addresses comes here; forgetting all is the bounded answer.
  if (buckets_.size() >= kBucketsMax) buckets_.clear();
}

}  // namespace firsthand::server
