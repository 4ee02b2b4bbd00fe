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

Response push_response(const Expected<sync::PushAnswer>& answer, const Negotiated& negotiated) {
  if (!answer) return failure_response(answer.error());
  return coded_response(200, sync::to_json(*answer), negotiated);
}

// The role is what the state says now, not what it was at sign-in.
Expected<ops::Actor> actor_of(Workspace& workspace, PersonId person) {
  const auto author = workspace.tables().person(person);
  if (author && author->active) return ops::Actor{.person = author->id, .role = author->role};
  return fail("auth.disabled", "This account has been switched off; ask an admin");
}

// On the writer's thread: everything that has come in since it last looked goes into one
// transaction. If that fails they are tried one by one, so that a large one that finds the disk
// full does not keep a small one out.
void accept_waiting(Services& services, Workspace& workspace) {
  std::vector<WaitingPush> waiting = services.take_pushes();
  std::vector<sync::SessionPush> pushes;
  std::vector<WaitingPush*> senders;
  const auto caught_up = workspace.catch_up();
  for (WaitingPush& each : waiting) {
    const auto actor = caught_up ? actor_of(workspace, each.person)
                                 : Expected<ops::Actor>(std::unexpected(caught_up.error()));
    if (!actor) {
      each.reply(failure_response(actor.error()));
      continue;
    }
    pushes.push_back({.request = &each.request, .session = *actor});
    senders.push_back(&each);
  }
  if (pushes.empty()) return;
  const auto together = workspace.push_together(pushes, wall_clock());
  services.note_head(workspace);
  for (std::size_t i = 0; i < pushes.size(); ++i) {
    if (together) {
      senders[i]->reply(push_response((*together)[i], senders[i]->negotiated));
    } else if (pushes.size() == 1) {
      senders[i]->reply(failure_response(together.error()));
    } else {
      const auto alone = workspace.push_together({&pushes[i], 1}, wall_clock());
      senders[i]->reply(alone ? push_response(alone->front(), senders[i]->negotiated)
                              : failure_response(alone.error()));
    }
  }
  services.note_head(workspace);
}

}  // namespace

void push(Services& services, Request&& request, Reply reply) {
  services.readers.post(
      [&services, request = std::move(request), reply = std::move(reply)](Reader& reader) mutable {
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
        const bool is_first = services.add_push({.request = std::move(*pushed),
                                                 .person = who->person.id,
                                                 .negotiated = negotiate(request),
                                                 .reply = std::move(reply)});
        if (!is_first) return;
        const bool queued = services.writer.post(
            [&services](Writer& writer) { accept_waiting(services, *writer.workspace); });
        // The writer is overloaded or has ended: dropped, each answers that by itself.
        if (!queued) services.take_pushes().clear();
      });
}

void pull(Services& services, Request&& request, Reply reply) {
  services.readers.post(
      [&services, request = std::move(request), reply = std::move(reply)](Reader& reader) mutable {
        const Instant now = wall_clock();
        const auto who = authenticate(*reader.database, request, now);
        if (!who) return reply(failure_response(who.error()));
        if (const auto wait_s = services.pull_by_session.take(who->session, now)) {
          return reply(too_many(*wait_s));
        }
        const auto cursor = number_parameter(request, "cursor", 0);
        if (!cursor) return reply(failure_response(cursor.error()));
        const std::string epoch = request.parameter("epoch").value_or(std::string());
        const auto page = sync::pull(*reader.database, *cursor, epoch, now, limits::kPullPageBytes);
        if (!page) return reply(failure_response(page.error()));
        reply(coded_response(200, sync::to_json(*page), negotiate(request)));
      });
}

void events(Services& services, Request&& request, Reply reply) {
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
        if (request.method == "HEAD") return reply(std::move(response));
        response.listening = Listening{
            .once = once, .known = *known, .until = std::min(who->until, now + kLongestListening)};
        reply(std::move(response));
      });
}

void show_health(Services& services, Request&&, Reply reply) {
  reply(json_response(200, {{"ok", true}, {"head", services.head.load()}}));
}

}  // namespace firsthand::server
