// The exchange of operations (SYNC §3): push, pull, and the stream of pokes.
#include <charconv>

#include "core/model/limits.h"
#include "core/sync/protocol.h"
#include "shell/server/api/handlers.h"
#include "shell/server/clock.h"

namespace firsthand::server {
namespace {

constexpr Duration kLongestListening{60LL * 60 * 1000};

Response too_many(std::int64_t wait_s) {
  return retry_response(
      429, {"http.too_many", "Too many requests; the client should slow down", {}}, wait_s);
}

// A whole number that is not negative; absent is 0.
Expected<std::int64_t> number_parameter(const Request& request, std::string_view name,
                                        std::int64_t absent) {
  const auto text = request.parameter(name);
  if (!text) return absent;
  std::int64_t value = -1;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc() || end != text->data() + text->size() || value < 0) {
    return fail("http.parameter", std::string(name) + " must be a whole number from 0 on", name);
  }
  return value;
}

// On the writer's thread: the role is what the state says now, not what it was at sign-in.
Response accept_push(Services& services, Workspace& workspace, const sync::PushRequest& request,
                     PersonId person, const Negotiated& negotiated) {
  if (auto ok = workspace.catch_up(); !ok) return failure_response(ok.error());
  const auto author = workspace.tables().person(person);
  if (!author || !author->active) {
    return failure_response(
        {"auth.disabled", "This account has been switched off; ask an admin", {}});
  }
  const ops::Actor actor{.person = author->id, .role = author->role};
  const auto answer = workspace.push(request, actor, wall_clock());
  services.note_head(workspace);
  if (!answer) return failure_response(answer.error());
  return coded_response(200, sync::to_json(*answer), negotiated);
}

}  // namespace

void push(Services& services, Request request, Reply reply) {
  services.readers.post([&services, request = std::move(request),
                         reply = std::move(reply)](Reader& reader) mutable {
    const Instant now = wall_clock();
    const auto who = authenticate(*reader.database, request, now);
    if (!who) return reply(failure_response(who.error()));
    if (const auto wait_s = services.push_by_session.take(who->session, now)) {
      return reply(too_many(*wait_s));
    }
    const auto json = body_of(request);
    if (!json) return reply(failure_response(json.error()));
    auto pushed = sync::push_request_from(*json);
    if (!pushed) return reply(failure_response(pushed.error()));
    services.writer.post([&services, pushed = std::move(*pushed), person = who->person.id,
                          negotiated = negotiate(request),
                          reply = std::move(reply)](Writer& writer) mutable {
      reply(accept_push(services, *writer.workspace, pushed, person, negotiated));
    });
  });
}

void pull(Services& services, Request request, Reply reply) {
  services.readers.post([&services, request = std::move(request),
                         reply = std::move(reply)](Reader& reader) mutable {
    const Instant now = wall_clock();
    const auto who = authenticate(*reader.database, request, now);
    if (!who) return reply(failure_response(who.error()));
    if (const auto wait_s = services.pull_by_session.take(who->session, now)) {
      return reply(too_many(*wait_s));
    }
    const auto cursor = number_parameter(request, "cursor", 0);
    if (!cursor) return reply(failure_response(cursor.error()));
    const std::string epoch = request.parameter("epoch").value_or(std::string());
    const auto page =
        sync::pull(*reader.database, *cursor, epoch, now, limits::kPullPageBytes);
    if (!page) return reply(failure_response(page.error()));
    reply(coded_response(200, sync::to_json(*page), negotiate(request)));
  });
}

void events(Services& services, Request request, Reply reply) {
  services.readers.post(
      [request = std::move(request), reply = std::move(reply)](Reader& reader) mutable {
        const Instant now = wall_clock();
        const auto who = authenticate(*reader.database, request, now);
        if (!who) return reply(failure_response(who.error()));
        const auto known = number_parameter(request, "head", -1);
        if (!known) return reply(failure_response(known.error()));
        const bool once = request.parameter("poll").value_or("0") != "0";
        Response response;
        response.set("Content-Type", once ? "application/json" : "application/x-ndjson");
        response.set("Cache-Control", "no-store");
        response.set("X-Accel-Buffering", "no");  // proxies that gather answers would hold it back
        // Who was signed out or switched off is not told for longer than the access token lives.
        response.listening = Listening{.once = once,
                                       .known = *known,
                                       .until = std::min(who->until, now + kLongestListening)};
        reply(std::move(response));
      });
}

void show_health(Services& services, Request, Reply reply) {
  reply(json_response(200, {{"ok", true}, {"head", services.head.load()}}));
}

}  // namespace firsthand::server
