#include "core/sync/client.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/sync/backoff.h"
#include "core/sync/clock_offset.h"

namespace firsthand::sync {
namespace {

constexpr std::int64_t kExchangeTimeoutMs = 30'000;
// Heartbeats come every 15 s; a long poll is answered after 25 s at the latest.
constexpr std::int64_t kSilenceMs = 40'000;
// A stream that closes sooner was probably cut by something that cannot stream.
constexpr std::int64_t kQuickCloseMs = 5'000;
constexpr int kQuickClosesMax = 3;
// From then on a bootstrap that ends in the same divergence again is not repeated at once.
constexpr int kDivergencesAtOnce = 2;

std::string decimal(std::int64_t number) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number);
  return std::string(digits, end.ptr);
}

std::uint32_t next_random(std::uint64_t& state) {
  // splitmix64 (Steele, Lea, Flood 2014).
  state += 0x9e3779b97f4a7c15;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return static_cast<std::uint32_t>(z >> 32);
}

// The server's own words, when the body has them: {"error":{"code","message"}} or that object.
Error error_from(const HttpResponse& response) {
  const auto json = parse_json(response.body);
  const nlohmann::json* error = json && json->is_object() ? &*json : nullptr;
  if (error != nullptr && error->contains("error")) error = &error->find("error").value();
  const auto text = [&](const char* key) {
    if (error == nullptr || !error->is_object()) return std::string();
    const auto it = error->find(key);
    return it != error->end() && it->is_string() ? it->get<std::string>() : std::string();
  };
  std::string code = text("code");
  if (code.empty()) {
    return {"sync.http_" + decimal(response.status),
            "The server could not do this now (" + decimal(response.status) + ").", ""};
  }
  return {std::move(code), text("message"), text("field")};
}

// The number of a poke {"head":N}; nullopt for heartbeats and anything else.
std::optional<std::int64_t> head_of(std::string_view line) {
  const auto json = parse_json(line);
  if (!json || !json->is_object()) return std::nullopt;
  const auto it = json->find("head");
  if (it == json->end() || !it->is_number_unsigned()) return std::nullopt;
  return it->get<std::int64_t>();
}

// One of the three things that go on beside each other.
struct Channel {
  std::optional<std::uint32_t> id;  // of the request on its way
  std::int64_t sent_ms = 0;
  std::int64_t deadline_ms = 0;
  Backoff backoff;
  std::optional<Error> error;
};

}  // namespace

struct SyncClient::State {
  State(Replica& r, std::uint64_t seed) : replica(r), random(seed) {}

  Replica& replica;
  std::uint64_t random;
  Channel push;
  Channel pull;
  Channel events;
  PushRequest push_request;
  std::vector<HttpRequest> requests;
  std::vector<std::uint32_t> cancelled;
  std::uint32_t next_id = 1;

  Link link = Link::starting;
  bool online = true;      // the browser's word
  bool wants_pull = true;  // besides a head beyond the cursor
  std::int64_t head = 0;
  std::int64_t mono_ms = 0;  // the latest seen
  Instant now;
  bool is_polling = false;  // streams do not get through
  bool heard_line = false;  // on the present stream
  int quick_closes = 0;
  int divergences = 0;  // since the last complete bootstrap
  Instant last_success_at;
  ClockOffset clock;
  std::optional<Error> divergence;

  [[nodiscard]] bool may_send() const { return online && link != Link::signed_out; }
  [[nodiscard]] bool needs_pull() const { return wants_pull || head > replica.cursor(); }
  [[nodiscard]] std::array<Channel*, 3> channels() { return {&push, &pull, &events}; }

  void send(Channel& channel, HttpRequest request, std::int64_t timeout_ms);
  void cancel(Channel& channel);
  void start_push();
  void start_pull();
  void start_events();

  void heard();
  void failed(Channel& channel, Error error, std::int64_t retry_after_s);
  /// True when the answer is one to read; otherwise it was dealt with.
  [[nodiscard]] bool is_success(Channel& channel, const HttpResponse& response);
  void succeeded(Channel& channel, Instant server_time);
  void restart(const Error& cause);
  void on_push(const HttpResponse& response);
  void on_pull(const HttpResponse& response);
  void on_page(const PullAnswer& page);
  void on_events(const HttpResponse& response);
  void on_line(std::string_view line);
};

// ---- requests ----

void SyncClient::State::send(Channel& channel, HttpRequest request, std::int64_t timeout_ms) {
  request.id = next_id++;
  channel.id = request.id;
  channel.sent_ms = mono_ms;
  channel.deadline_ms = mono_ms + timeout_ms;
  requests.push_back(std::move(request));
}

void SyncClient::State::cancel(Channel& channel) {
  if (!channel.id) return;
  const std::uint32_t id = *std::exchange(channel.id, std::nullopt);
  const auto not_sent = std::erase_if(requests, [id](const auto& r) { return r.id == id; });
  if (not_sent == 0) cancelled.push_back(id);
}

void SyncClient::State::start_push() {
  if (push.id || !push.backoff.is_open(mono_ms)) return;
  if (replica.outbox_summary().unsent == 0) return;
  auto request = replica.next_push(clock.server_now(now));
  if (!request) return;
  if (auto marked = replica.mark_offered(*request); !marked) {
    failed(push, marked.error(), 0);
    return;
  }
  // What the server knows must not be forgotten here, or its numbers would be given out twice.
  if (auto durable = replica.database().barrier(); !durable) {
    failed(push, durable.error(), 0);
    return;
  }
  push_request = std::move(*request);
  send(push, {.method = "POST", .path = "/api/v1/push", .body = to_text(to_json(push_request))},
       kExchangeTimeoutMs);
}

void SyncClient::State::start_pull() {
  if (pull.id || !pull.backoff.is_open(mono_ms) || !needs_pull()) return;
  wants_pull = false;
  std::string path = "/api/v1/pull?cursor=" + decimal(replica.cursor());
  if (!replica.epoch().empty()) path += "&epoch=" + replica.epoch();
  send(pull, {.method = "GET", .path = std::move(path), .body = {}}, kExchangeTimeoutMs);
}

void SyncClient::State::start_events() {
  if (events.id || !events.backoff.is_open(mono_ms)) return;
  heard_line = false;
  std::string path = "/api/v1/events";
  if (is_polling) path += "?poll=1&head=" + decimal(std::max(head, replica.cursor()));
  send(events, {.method = "GET", .path = std::move(path), .body = {}, .stream = !is_polling},
       kSilenceMs);
}

void SyncClient::tick(Instant now, std::int64_t mono_ms) {
  State& s = *state_;
  s.now = now;
  s.mono_ms = mono_ms;
  for (Channel* channel : s.channels()) {
    if (!channel->id || mono_ms < channel->deadline_ms) continue;
    const std::uint32_t id = *channel->id;
    s.cancelled.push_back(id);
    on_response(id, HttpResponse{}, now, mono_ms);
  }
  if (!s.may_send()) return;
  s.start_push();
  s.start_pull();
  s.start_events();
}

// ---- answers ----

void SyncClient::State::heard() {
  if (link == Link::offline) {
    // The others need not wait out what they waited for this.
    for (Channel* channel : channels()) channel->backoff.wake();
  }
  link = Link::online;
}

void SyncClient::State::failed(Channel& channel, Error error, std::int64_t retry_after_s) {
  channel.error = std::move(error);
  channel.backoff.fail(mono_ms, retry_after_s, next_random(random));
}

bool SyncClient::State::is_success(Channel& channel, const HttpResponse& response) {
  if (response.status == 0) {
    link = Link::offline;
    failed(channel, {"sync.unreachable", "The server cannot be reached.", ""}, 0);
    return false;
  }
  if (response.status == 401) {
    for (Channel* other : channels()) cancel(*other);
    link = Link::signed_out;
    channel.error = Error{"sync.signed_out", "Sign in again to send and receive.", ""};
    return false;
  }
  heard();
  if (response.status == 200) return true;
  failed(channel, error_from(response), response.retry_after_s);
  return false;
}

void SyncClient::State::succeeded(Channel& channel, Instant server_time) {
  channel.backoff.succeed();
  channel.error.reset();
  last_success_at = now;
  clock.learn(server_time, now, mono_ms, channel.sent_ms);
}

void SyncClient::State::restart(const Error& cause) {
  divergence = cause;
  head = 0;
  wants_pull = true;
  if (auto restarted = replica.restart_bootstrap(); !restarted) {
    failed(pull, restarted.error(), 0);
    return;
  }
  ++divergences;
  if (divergences > kDivergencesAtOnce) {
    pull.error = cause;
    pull.backoff.fail_for_long(mono_ms);
  }
}

void SyncClient::State::on_push(const HttpResponse& response) {
  if (!is_success(push, response)) return;
  const auto json = parse_json(response.body);
  auto answer = json ? push_answer_from(*json) : std::unexpected(json.error());
  auto recorded = answer ? replica.on_push_answer(push_request, *answer)
                         : Expected<void>(std::unexpected(answer.error()));
  if (!recorded) {
    failed(push, recorded.error(), 0);
    return;
  }
  succeeded(push, answer->server_time);
  head = std::max(head, answer->head);
  if (answer->status != PushAnswer::Status::ok) {
    // The next attempt says something else; should it come to the same, it must not spin.
    push.backoff.fail(mono_ms, 0, next_random(random));
  }
}

void SyncClient::State::on_pull(const HttpResponse& response) {
  // Until a page came in there may be news.
  wants_pull = true;
  if (!is_success(pull, response)) {
    const std::string code = pull.error ? pull.error->code : std::string();
    if (code == "sync.cursor_ahead" || code == "sync.epoch_changed") {
      pull.backoff.succeed();
      restart(*std::exchange(pull.error, std::nullopt));
    }
    return;
  }
  const auto json = parse_json(response.body);
  const auto page = json ? pull_answer_from(*json) : std::unexpected(json.error());
  if (!page) {
    failed(pull, page.error(), 0);
    return;
  }
  on_page(*page);
}

void SyncClient::State::on_page(const PullAnswer& page) {
  const auto outcome = replica.on_pull_answer(page);
  if (!outcome) {
    if (outcome.error().code == "sync.epoch_changed") {
      restart(outcome.error());
      return;
    }
    failed(pull, outcome.error(), 0);
    if (outcome.error().code == "sync.update_needed") pull.backoff.fail_for_long(mono_ms);
    return;
  }
  succeeded(pull, page.server_time);
  if (outcome->diverged) {
    restart({"sync.diverged",
             "The state here differed from the server's at " + decimal(outcome->diverged_at) +
                 "; everything is fetched again.",
             ""});
    return;
  }
  head = std::max(head, page.head);
  wants_pull = outcome->more;
  if (!outcome->more) divergences = 0;
}

void SyncClient::State::on_line(std::string_view line) {
  heard();
  heard_line = true;
  events.deadline_ms = mono_ms + kSilenceMs;
  const auto poke = head_of(line);
  if (!poke) return;
  // A head that went back is a restored server: the pull finds out.
  if (*poke < replica.cursor()) wants_pull = true;
  head = std::max(head, *poke);
}

void SyncClient::State::on_events(const HttpResponse& response) {
  const std::int64_t open_ms = mono_ms - events.sent_ms;
  // Whatever was poked in between is asked for.
  wants_pull = true;
  if (is_polling && response.status == 200) {
    on_line(response.body);
    events.backoff.succeed();
    wants_pull = false;
    // An answer at once without news would make this spin.
    if (open_ms < Backoff::kFirstMs && head <= replica.cursor()) {
      events.backoff.fail(mono_ms, 0, next_random(random));
    }
    return;
  }
  if (response.status != 200 && response.status != 0) {
    static_cast<void>(is_success(events, response));
    return;
  }
  // Whether the server can be reached is for the pull to find out.
  if (heard_line && open_ms >= kQuickCloseMs) {
    quick_closes = 0;
    events.backoff.succeed();
    return;
  }
  // Opened and cut, or open without a sound: something on the way cannot stream.
  const bool was_cut = response.status == 200 || heard_line || open_ms >= kSilenceMs;
  if (was_cut && ++quick_closes >= kQuickClosesMax) is_polling = true;
  events.backoff.fail(mono_ms, response.retry_after_s, next_random(random));
}

void SyncClient::on_response(std::uint32_t id, const HttpResponse& response, Instant now,
                             std::int64_t mono_ms) {
  State& s = *state_;
  s.now = now;
  s.mono_ms = mono_ms;
  if (s.push.id == id) {
    s.push.id.reset();
    s.on_push(response);
  } else if (s.pull.id == id) {
    s.pull.id.reset();
    s.on_pull(response);
  } else if (s.events.id == id) {
    s.events.id.reset();
    s.on_events(response);
  }
}

void SyncClient::on_stream_line(std::uint32_t id, std::string_view line, std::int64_t mono_ms) {
  State& s = *state_;
  if (s.events.id != id) return;
  s.mono_ms = mono_ms;
  s.on_line(line);
}

// ---- the world around ----

SyncClient::SyncClient(Replica& replica, std::uint64_t seed)
    : state_(std::make_unique<State>(replica, seed)) {}
SyncClient::~SyncClient() = default;

std::vector<HttpRequest> SyncClient::take_requests() { return std::exchange(state_->requests, {}); }

std::vector<std::uint32_t> SyncClient::take_cancelled() {
  return std::exchange(state_->cancelled, {});
}

void SyncClient::set_online(bool online) {
  State& s = *state_;
  if (online == s.online) return;
  s.online = online;
  if (online) {
    wake();
    return;
  }
  for (Channel* channel : s.channels()) s.cancel(*channel);
  if (s.link != Link::signed_out) s.link = Link::offline;
}

void SyncClient::wake() {
  State& s = *state_;
  if (s.link == Link::signed_out) s.link = Link::starting;
  s.wants_pull = true;
  s.quick_closes = 0;
  s.is_polling = false;
  for (Channel* channel : s.channels()) channel->backoff.wake();
}

std::optional<std::int64_t> SyncClient::next_wake_ms() const {
  State& s = *state_;
  std::optional<std::int64_t> next;
  const auto consider = [&](std::int64_t at_ms) {
    at_ms = std::max(at_ms, s.mono_ms);
    next = next ? std::min(*next, at_ms) : at_ms;
  };
  for (const Channel* channel : s.channels()) {
    if (channel->id) consider(channel->deadline_ms);
  }
  if (!s.may_send()) return next;
  const OutboxSummary outbox = s.replica.outbox_summary();
  if (!s.push.id && outbox.unsent > 0) {
    // Nothing goes before the hold on what comes first has passed (TKT-10a).
    const Duration held = outbox.front_held_until - s.clock.server_now(s.now);
    const bool waits = outbox.front_held_until.is_set() && held.ms > 0;
    consider(std::max(s.push.backoff.opens_at_ms(), waits ? s.mono_ms + held.ms : 0));
  }
  if (!s.pull.id && s.needs_pull()) consider(s.pull.backoff.opens_at_ms());
  if (!s.events.id) consider(s.events.backoff.opens_at_ms());
  return next;
}

SyncStatus SyncClient::status() const {
  const State& s = *state_;
  const OutboxSummary outbox = s.replica.outbox_summary();
  SyncStatus status;
  status.link = s.link;
  status.syncing = s.push.id.has_value() || s.pull.id.has_value();
  status.bootstrapping = !s.replica.bootstrapped();
  status.cursor = s.replica.cursor();
  status.head = std::max(s.head, status.cursor);
  status.unsent = outbox.unsent;
  status.needs_attention = outbox.rejected;
  // What stops deliveries matters most; the stream's troubles only make news slower.
  status.last_error = s.push.error ? s.push.error : s.pull.error;
  status.last_success_at = s.last_success_at;
  status.oldest_unsent_at = outbox.oldest_unsent_at;
  return status;
}

Instant SyncClient::server_now(Instant local_now) const {
  return state_->clock.server_now(local_now);
}

const std::optional<Error>& SyncClient::divergence() const { return state_->divergence; }

}  // namespace firsthand::sync
