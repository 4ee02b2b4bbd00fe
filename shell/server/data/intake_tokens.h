// Tokens of forms and scripts that may open tickets, what each has opened, and the idempotency
// keys it has used. Only digests of tokens are stored.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/error.h"
#include "core/model/ids.h"
#include "core/model/instant.h"
#include "core/store/database.h"

namespace firsthand::server {

struct IntakeToken {
  std::string digest;  // of its text; what names it below
  std::string name;
  Instant created_at;
  bool revoked = false;
};

/// Makes a token and returns its text, which cannot be had again. Errors: intake.name_taken.
[[nodiscard]] Expected<std::string> add_intake_token(store::Database& database,
                                                     std::string_view name, Instant now);
/// By name.
[[nodiscard]] std::vector<IntakeToken> intake_tokens(store::Database& database);
/// Errors: intake.no_token.
[[nodiscard]] Expected<void> revoke_intake_token(store::Database& database, std::string_view name);
/// A valid token by its text.
[[nodiscard]] std::optional<IntakeToken> find_intake_token(store::Database& database,
                                                           std::string_view text);

/// Whether this token opened the ticket.
[[nodiscard]] bool is_ticket_of(store::Database& database, TicketId ticket, std::string_view token);

/// The ids that a request works with, the same each time it is repeated with its key.
struct IntakeReservation {
  TicketId ticket;
  EntryId entry;
};
/// Reserves before the work is done, so that a crash in between repeats nothing and loses nothing.
/// An empty key reserves fresh ids. `ticket` is nil for a new ticket, which becomes the token's.
/// Errors: intake.key_reused when the key was used with another body.
[[nodiscard]] Expected<IntakeReservation> reserve_intake(store::Database& database,
                                                         std::string_view token,
                                                         std::string_view key,
                                                         std::string_view body_digest,
                                                         TicketId ticket, Instant now);
/// Gives up a reservation whose work was refused, so that the key can be used again.
[[nodiscard]] Expected<void> release_intake(store::Database& database, std::string_view token,
                                            std::string_view key);
[[nodiscard]] Expected<void> own_intake_ticket(store::Database& database, TicketId ticket,
                                               std::string_view token);

}  // namespace firsthand::server
