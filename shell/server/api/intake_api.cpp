// Intake over HTTP: tokens, idempotency keys and limits; what it does is in data/intake.h.
#include "shell/server/api/handlers.h"
#include "shell/server/clock.h"
#include "shell/server/data/intake.h"
#include "shell/server/data/intake_tokens.h"
#include "shell/server/secrets.h"

namespace firsthand::server {
namespace {

Response too_many(std::int64_t wait_s) {
  return retry_response(
      429,
      {"intake.too_many",
       "Too many requests with this token; wait " + std::to_string(wait_s) + " seconds",
       {}},
      wait_s);
}

// The answer when the token is not valid or used too often.
std::expected<IntakeToken, Response> check_token(Services& services, store::Database& database,
                                                 const Request& request) {
  const Instant now = wall_clock();
  const auto token =
      request.bearer().empty() ? std::nullopt : find_intake_token(database, request.bearer());
  if (database.failure()) return std::unexpected(failure_response(*database.failure()));
  RateLimit& by_token =
      request.method == "POST" ? services.intake_writes_by_token : services.intake_reads_by_token;
  const auto wait_s = token ? by_token.take(token->digest, now)
                            : services.intake_by_address.take(request.address, now);
  if (wait_s) return std::unexpected(too_many(*wait_s));
  if (token) return *token;
  return std::unexpected(failure_response(
      {"auth.intake_token",
       "A valid intake token is needed: Authorization: Bearer followed by the token",
       "authorization"}));
}

// The key from its header or field; the digest is of what was asked, wherever the key stood.
Expected<IntakeCall> call_of(const Request& request, std::string_view token, nlohmann::json body) {
  IntakeCall call{.token = std::string(token),
                  .key = std::string(request.header("idempotency-key"))};
  if (const auto field = body.find("idempotency_key"); field != body.end()) {
    const auto* text = field->get_ptr<const std::string*>();
    if (call.key.empty() && text != nullptr) call.key = *text;
    body.erase("idempotency_key");
  }
  if (call.key.size() > kIntakeKeyBytesMax) {
    return fail("intake.too_long", "An idempotency key may have 200 bytes at most",
                "idempotency_key");
  }
  call.body_digest = digest_hex(request.path + "\n" + dump(body));
  return call;
}

Response opened_response(const Expected<IntakeOpened>& opened) {
  if (!opened) return failure_response(opened.error());
  const std::string id = opened->id.text();
  Response response = json_response(201, {{"id", id}, {"number", opened->number}});
  response.set("Location", "/api/v1/intake/" + id);
  return response;
}

using Work = std::move_only_function<Expected<IntakeOpened>(Workspace&, const IntakeCall&)>;

void hand_to_writer(Services& services, IntakeCall call, Work work, Reply reply) {
  services.writer.post([&services, call = std::move(call), work = std::move(work),
                        reply = std::move(reply)](Writer& writer) mutable {
    Workspace& workspace = *writer.workspace;
    if (auto ok = workspace.catch_up(); !ok) return reply(failure_response(ok.error()));
    const auto opened = work(workspace, call);
    services.note_head(workspace);
    reply(opened_response(opened));
  });
}

}  // namespace

void intake_open(Services& services, Request&& request, Reply reply) {
  services.readers.post(
      [&services, request = std::move(request), reply = std::move(reply)](Reader& reader) mutable {
        auto token = check_token(services, *reader.database, request);
        if (!token) return reply(std::move(token.error()));
        const auto json = body_of(request);
        if (!json) return reply(failure_response(json.error()));
        auto asked = intake_request_from(*json);
        if (!asked) return reply(failure_response(asked.error()));
        auto call = call_of(request, token->digest, *json);
        if (!call) return reply(failure_response(call.error()));
        hand_to_writer(
            services, std::move(*call),
            [asked = std::move(*asked)](Workspace& workspace, const IntakeCall& by) {
              return open_ticket(workspace, by, asked, wall_clock());
            },
            std::move(reply));
      });
}

void intake_message(Services& services, Request&& request, Reply reply) {
  services.readers.post(
      [&services, request = std::move(request), reply = std::move(reply)](Reader& reader) mutable {
        auto token = check_token(services, *reader.database, request);
        if (!token) return reply(std::move(token.error()));
        const auto json = body_of(request);
        if (!json) return reply(failure_response(json.error()));
        auto asked = intake_message_from(*json);
        if (!asked) return reply(failure_response(asked.error()));
        auto call = call_of(request, token->digest, *json);
        if (!call) return reply(failure_response(call.error()));
        const TicketId ticket = TicketId::parse(request.id).value_or(TicketId());
        hand_to_writer(
            services, std::move(*call),
            [asked = std::move(*asked), ticket](Workspace& workspace, const IntakeCall& by) {
              return add_message(workspace, by, ticket, asked, wall_clock());
            },
            std::move(reply));
      });
}

void intake_show(Services& services, Request&& request, Reply reply) {
  services.readers.post(
      [&services, request = std::move(request), reply = std::move(reply)](Reader& reader) mutable {
        auto token = check_token(services, *reader.database, request);
        if (!token) return reply(std::move(token.error()));
        const TicketId ticket = TicketId::parse(request.id).value_or(TicketId());
        const auto conversation = public_conversation(*reader.database, token->digest, ticket);
        if (!conversation) return reply(failure_response(conversation.error()));
        reply(coded_response(200, *conversation, {.gzip = negotiate(request).gzip}));
      });
}

}  // namespace firsthand::server
