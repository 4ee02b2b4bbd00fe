// Goal: the client asks at the right times, waits when it should, and heals by itself. Method: its
// requests are taken and answered by hand, under a clock that is moved by hand.
#include <catch_amalgamated.hpp>

#include <algorithm>

#include "core/sync/backoff.h"
#include "core/sync/client.h"
#include "core/sync/clock_offset.h"
#include "tests/core/sync/workspace.h"

using namespace firsthand;
using namespace firsthand::sync_test;
using sync::HttpRequest;
using sync::HttpResponse;
using sync::Link;

namespace {

std::string error_body(const std::string& code) {
  return sync::to_text({{"error", sync::to_json(Error{code, "Words.", ""})}});
}

struct Bench {
  TestServer server;
  TicketId ticket = server.ticket("A");
  TestReplica anna{server, server.anna};
  sync::SyncClient client{*anna.replica, 1};
  std::int64_t mono_ms = 1'000;
  Instant now{1'800'000'000'000};
  std::vector<HttpRequest> requests;  // on their way

  void tick() {
    client.tick(now, mono_ms);
    for (HttpRequest& request : client.take_requests()) requests.push_back(std::move(request));
  }
  void wait(std::int64_t ms) {
    mono_ms += ms;
    now = now + Duration{ms};
    tick();
  }
  [[nodiscard]] int count(std::string_view part) const {
    return static_cast<int>(std::ranges::count_if(
        requests, [&](const HttpRequest& r) { return r.path.contains(part); }));
  }
  HttpRequest take(std::string_view part) {
    const auto found =
        std::ranges::find_if(requests, [&](const HttpRequest& r) { return r.path.contains(part); });
    REQUIRE(found != requests.end());
    HttpRequest request = *found;
    requests.erase(found);
    return request;
  }
  void answer(const HttpRequest& request, HttpResponse response) {
    client.on_response(request.id, response, now, mono_ms);
    tick();
  }
  void answer(std::string_view part, HttpResponse response) {
    answer(take(part), std::move(response));
  }
  // As the server would.
  void serve_push() {
    const auto request = take("/push");
    const auto decoded = sync::push_request_from(*sync::parse_json(request.body));
    REQUIRE(decoded);
    const auto answered = server.push(*decoded, server.anna);
    answer(request, {200, sync::to_text(sync::to_json(answered))});
  }
  void serve_pull() {
    const auto request = take("/pull");
    const auto page = server.page(anna->cursor());
    answer(request, {200, sync::to_text(sync::to_json(page))});
  }
  void begin() {
    tick();
    serve_pull();
  }
  void note(const std::string& text) {
    anna.submit(sync_test::note(ticket, anna.ids.make<EntryId>(), text));
    tick();
  }
};

}  // namespace

TEST_CASE("SYNC-3: at the start it pulls and listens, and is online after the first answer") {
  Bench b;
  CHECK(b.client.status().link == Link::starting);
  CHECK(b.client.status().bootstrapping);
  b.tick();
  CHECK(b.count("/pull?cursor=0") == 1);
  CHECK(b.count("/events") == 1);
  CHECK(b.requests[1].stream);
  b.serve_pull();
  const auto status = b.client.status();
  CHECK(status.link == Link::online);
  CHECK_FALSE(status.bootstrapping);
  CHECK(status.cursor == b.server.authority->head());
  CHECK(b.count("/pull") == 0);
}

TEST_CASE("SYNC-2: pushing does not wait for a pull, and pulling not for a push") {
  Bench b;
  b.tick();
  REQUIRE(b.count("/pull") == 1);
  // Anna cannot write before she is known here, so the first page comes first.
  b.serve_pull();
  b.client.on_stream_line(b.requests[0].id, R"({"head":9999})", b.mono_ms);
  b.tick();
  REQUIRE(b.count("/pull") == 1);
  b.note("1");
  CHECK(b.count("/push") == 1);
  b.note("2");
  CHECK(b.count("/push") == 1);  // one at a time
  b.serve_push();
  CHECK(b.count("/push") == 1);  // the second follows at once
  b.serve_push();
  CHECK(b.client.status().unsent == 0);
}

TEST_CASE("SYNC-3: a poke beyond the cursor brings a pull, one below it asks as well") {
  Bench b;
  b.begin();
  const auto stream = b.requests[0].id;
  const auto head = b.server.authority->head();
  b.client.on_stream_line(stream, R"({"head":)" + std::to_string(head) + "}", b.mono_ms);
  b.tick();
  CHECK(b.count("/pull") == 0);
  b.client.on_stream_line(stream, "", b.mono_ms);
  b.client.on_stream_line(stream, "garbage", b.mono_ms);
  b.client.on_stream_line(999, R"({"head":9999})", b.mono_ms);
  b.tick();
  CHECK(b.count("/pull") == 0);
  b.client.on_stream_line(stream, R"({"head":1})", b.mono_ms);
  b.tick();
  CHECK(b.count("/pull") == 1);
}

TEST_CASE("SYNC-3: a request without an answer for 30 s is given up and tried again") {
  Bench b;
  b.tick();
  const auto pull = b.take("/pull");
  b.wait(29'999);
  CHECK(b.count("/pull") == 0);
  b.wait(1);
  CHECK(b.client.status().link == Link::offline);
  CHECK(b.client.status().last_error->code == "sync.unreachable");
  CHECK(b.client.take_cancelled() == std::vector<std::uint32_t>{pull.id});
  // Its late answer is not heard.
  b.answer(pull, {200, sync::to_text(sync::to_json(b.server.page(0)))});
  CHECK(b.anna->cursor() == 0);
  b.wait(1'000);
  CHECK(b.count("/pull") == 1);
}

TEST_CASE("SYNC-3: waiting doubles up to a minute, and ends at once when the server is back") {
  Bench b;
  b.begin();
  b.note("1");
  std::int64_t longest_ms = 0;
  for (int i = 0; i < 9; ++i) {
    b.answer("/push", {});
    const auto from = b.mono_ms;
    while (b.count("/push") == 0) {
      const auto next = b.client.next_wake_ms();
      REQUIRE(next);
      b.wait(std::max<std::int64_t>(*next - b.mono_ms, 1));
    }
    longest_ms = b.mono_ms - from;
    CHECK(longest_ms <= 60'000);
  }
  CHECK(longest_ms >= 30'000);
  b.answer("/push", {});
  CHECK(b.client.status().link == Link::offline);
  REQUIRE(b.count("/push") == 0);
  for (const auto id : b.client.take_cancelled()) {
    std::erase_if(b.requests, [id](const HttpRequest& r) { return r.id == id; });
  }
  b.client.on_stream_line(b.take("/events").id, "{}", b.mono_ms);
  b.tick();
  CHECK(b.client.status().link == Link::online);
  CHECK(b.count("/push") == 1);
}

TEST_CASE("SYNC-3: Retry-After is kept, also when something wakes the client") {
  Bench b;
  b.begin();
  b.note("1");
  b.answer("/push", {429, error_body("rate.limited"), 20});
  CHECK(b.client.status().last_error->code == "rate.limited");
  CHECK(b.client.status().link == Link::online);
  b.client.wake();
  b.wait(19'999);
  CHECK(b.count("/push") == 0);
  b.wait(1);
  CHECK(b.count("/push") == 1);
  b.serve_push();
  CHECK_FALSE(b.client.status().last_error);
}

TEST_CASE("SYNC-2: signed out, everything but delivery works, until somebody signs in") {
  Bench b;
  b.begin();
  b.note("1");
  b.answer("/push", {401, error_body("session.expired")});
  CHECK(b.client.status().link == Link::signed_out);
  CHECK(b.client.take_cancelled().size() == 1);  // the stream
  b.requests.clear();
  b.note("2");
  b.wait(600'000);
  CHECK(b.requests.empty());
  CHECK_FALSE(b.client.next_wake_ms());
  CHECK(b.client.status().unsent == 2);
  b.client.wake();
  b.tick();
  CHECK(b.count("/push") == 1);
  CHECK(b.count("/pull") == 1);
  b.serve_push();
  b.serve_pull();
  CHECK(b.client.status().link == Link::online);
  CHECK_FALSE(b.client.status().last_error);
}

TEST_CASE("SYNC-2: the browser's word for offline ends all requests, online begins them") {
  Bench b;
  b.begin();
  b.note("1");
  b.client.set_online(false);
  CHECK(b.client.take_cancelled().size() == 2);
  b.requests.clear();
  b.wait(60'000);
  CHECK(b.requests.empty());
  CHECK(b.client.status().link == Link::offline);
  b.client.set_online(true);
  b.tick();
  CHECK(b.count("/push") == 1);
  CHECK(b.count("/events") == 1);
}

TEST_CASE("SYNC-3: a cursor ahead of the server and another epoch bootstrap again, outbox kept") {
  const auto* code = GENERATE("sync.cursor_ahead", "sync.epoch_changed");
  Bench b;
  b.begin();
  b.note("kept");
  b.client.wake();
  b.tick();
  b.answer("/pull", {409, error_body(code)});
  CHECK(b.anna->cursor() == 0);
  CHECK(b.anna->outbox(5).size() == 1);
  CHECK(b.client.divergence()->code == code);
  CHECK(b.count("/pull?cursor=0") == 1);
  b.serve_pull();
  CHECK(b.anna.texts(b.ticket).back() == "kept");
  CHECK(b.client.status().link == Link::online);
}

TEST_CASE("SYNC-5: a divergence bootstraps again, but not for ever without a rest") {
  Bench b;
  b.tick();
  auto page = b.server.page(0);
  page.checkpoint->state_hash = std::string(32, '0');
  const HttpResponse wrong{200, sync::to_text(sync::to_json(page))};
  b.answer("/pull", wrong);
  CHECK(b.client.divergence()->code == "sync.diverged");
  CHECK(b.count("/pull") == 1);
  b.answer("/pull", wrong);
  CHECK(b.count("/pull") == 1);
  b.answer("/pull", wrong);
  CHECK(b.count("/pull") == 0);
  CHECK(b.client.status().last_error->code == "sync.diverged");
  b.take("/events");
  b.wait(39'000);
  CHECK(b.count("/pull") == 0);
  b.wait(21'000);
  CHECK(b.count("/pull") == 1);
  b.serve_pull();
  CHECK_FALSE(b.client.status().last_error);
}

TEST_CASE("SYNC-3: an answer that is no answer is an error in words, not a loop") {
  Bench b;
  b.tick();
  b.answer("/pull", {200, "<html>Please sign in to the hotel's network"});
  CHECK(b.client.status().last_error->code == "json.malformed");
  CHECK(b.count("/pull") == 0);
  b.wait(1'000);
  b.answer("/pull", {500, ""});
  CHECK(b.client.status().last_error->code == "sync.http_500");
  CHECK(b.count("/pull") == 0);
}

TEST_CASE("SYNC-3: three streams cut soon after they opened become long polls") {
  Bench b;
  b.begin();
  for (int i = 0; i < 3; ++i) {
    const auto stream = b.take("/events");
    CHECK(stream.stream);
    b.client.on_stream_line(stream.id, "{}", b.mono_ms);
    b.answer(stream, {.status = 200});
    if (b.count("/pull") == 1) b.serve_pull();
    b.wait(6'000);
  }
  const auto poll = b.take("poll=1");
  CHECK_FALSE(poll.stream);
  static_cast<void>(b.server.ticket("New"));
  b.wait(20'000);
  b.answer(poll, {200, R"({"head":)" + std::to_string(b.server.authority->head()) + "}\n"});
  CHECK(b.count("/pull") == 1);
  CHECK(b.count("poll=1") == 1);
}

TEST_CASE("SYNC-3: a stream that was long and well is opened again at once") {
  Bench b;
  b.begin();
  const auto stream = b.take("/events");
  b.client.on_stream_line(stream.id, "{}", b.mono_ms);
  b.wait(15'000);
  b.client.on_stream_line(stream.id, "{}", b.mono_ms);
  b.wait(15'000);
  b.answer(stream, {.status = 200});
  CHECK(b.count("/events") == 1);
  CHECK(b.count("/pull") == 1);  // what was poked in between
}

TEST_CASE("SYNC-3: a stream silent for 40 s is opened again") {
  Bench b;
  b.begin();
  const auto stream = b.take("/events");
  b.wait(39'000);
  b.client.on_stream_line(stream.id, "{}", b.mono_ms);
  b.wait(39'999);
  CHECK(b.client.take_cancelled().empty());
  b.wait(1);
  CHECK(b.client.take_cancelled() == std::vector{stream.id});
  CHECK(b.count("/events") == 1);
}

TEST_CASE("SYNC-1: the server's clock is learnt from answers") {
  Bench b;
  b.server.now = b.now + Duration{3'600'000};
  b.tick();
  b.mono_ms += 200;
  b.now = b.now + Duration{200};
  b.serve_pull();
  // Read half a round trip before the answer came.
  CHECK(b.client.server_now(b.now).ms == b.server.now.ms + 100);
}

TEST_CASE("SYNC-1: the answer with the shortest way tells the time best") {
  sync::ClockOffset clock;
  clock.learn({10'000}, {5'000}, 500, 100);  // 400 ms
  CHECK(clock.server_now({0}).ms == 5'200);
  clock.learn({20'010}, {15'000}, 10'500, 10'480);  // 20 ms
  CHECK(clock.server_now({0}).ms == 5'020);
  clock.learn({30'900}, {25'000}, 20'500, 18'500);  // 2 s
  CHECK(clock.server_now({0}).ms == 5'020);
  // Somebody set the local clock back by an hour: what was learnt is void.
  clock.learn({40'000}, {35'000 - 3'600'000}, 30'500, 29'500);
  CHECK(clock.server_now({0}).ms == 3'605'500);
}

TEST_CASE("SYNC-3: a wait is at least half its length and never longer than a minute") {
  for (const std::uint32_t random : {0U, 1U, 12'345U, UINT32_MAX}) {
    sync::Backoff backoff;
    std::int64_t full_ms = 1'000;
    for (int i = 0; i < 40; ++i) {
      backoff.fail(0, 0, random);
      CHECK(backoff.opens_at_ms() >= full_ms / 2);
      CHECK(backoff.opens_at_ms() <= full_ms);
      full_ms = std::min<std::int64_t>(full_ms * 2, 60'000);
    }
  }
}
