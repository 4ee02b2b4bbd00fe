// Intake: a customer's form or script opens a ticket, adds messages and reads the public
// conversation back. Repeating a request with its key does nothing twice (data/intake_tokens.h).
//
//   auto request = intake_request_from(json);
//   auto opened = open_ticket(workspace, token.id, key, *request, now);
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/model/entities.h"
#include "shell/server/data/workspace.h"

namespace firsthand::server {

inline constexpr std::size_t kIntakeTextBytesMax = 64 * 1024;
inline constexpr std::size_t kIntakeKeyBytesMax = 200;

struct IntakeRequest {
  std::string name;  // the requester's
  std::string email;
  std::string phone;
  std::string organisation;  // external id or name; unknown ones are left out
  std::string subject;
  std::string text;
  std::string language;
  Channel channel = Channel::web_form;
};

struct IntakeMessage {
  std::string text;
};

struct IntakeOpened {
  TicketId id;
  std::uint32_t number = 0;
};

/// Errors with the field: intake.missing, intake.type, intake.too_long, intake.unknown_field,
/// intake.channel.
[[nodiscard]] Expected<IntakeRequest> intake_request_from(const nlohmann::json& json);
[[nodiscard]] Expected<IntakeMessage> intake_message_from(const nlohmann::json& json);

/// Where and by what key a request comes in.
struct IntakeCall {
  std::string token;        // its digest
  std::string key;          // empty: none
  std::string body_digest;  // of the path and the body without the key
};

/// Opens a ticket, with a new contact when nobody has this e-mail address. Errors:
/// intake.key_reused, the refusal of an operation, store.….
[[nodiscard]] Expected<IntakeOpened> open_ticket(Workspace& workspace, const IntakeCall& call,
                                                 const IntakeRequest& request, Instant now);
/// TKT-5: reopens the ticket, or opens a follow-up when it is closed; says where the message went.
/// Errors: intake.not_found besides.
[[nodiscard]] Expected<IntakeOpened> add_message(Workspace& workspace, const IntakeCall& call,
                                                 TicketId ticket, const IntakeMessage& message,
                                                 Instant now);
/// What the customer may see: replies and customer messages, never notes and events. Errors:
/// intake.not_found, also for a ticket of another token.
[[nodiscard]] Expected<nlohmann::json> public_conversation(store::Database& database,
                                                           std::string_view token, TicketId ticket);

}  // namespace firsthand::server
