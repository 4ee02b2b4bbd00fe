#include "shell/server/data/intake.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "core/ops/text_rules.h"
#include "shell/server/clock.h"
#include "shell/server/data/intake_tokens.h"
#include "shell/server/secrets.h"

namespace firsthand::server {
namespace {

constexpr ops::Actor kIntake{.person = {}, .role = Role::intake};

Error not_found() {
  return {"intake.not_found", "There is no such ticket among those opened with this token", "id"};
}

// Reads the named texts of an object and refuses what it does not know.
class TextReader {
 public:
  TextReader(const nlohmann::json& json, std::string prefix)
      : json_(json), prefix_(std::move(prefix)) {
    if (!json.is_object()) note("intake.type", "must be an object", "");
  }

  std::string text(const char* key, std::size_t bytes_max, bool required) {
    known_.emplace_back(key);
    const auto found = json_.is_object() ? json_.find(key) : json_.end();
    if (found == json_.end() || found->is_null()) {
      if (required) note("intake.missing", "is missing", key);
      return {};
    }
    const auto* value = found->get_ptr<const std::string*>();
    if (value == nullptr) {
      note("intake.type", "must be a text", key);
      return {};
    }
    if (value->size() > bytes_max) {
      note("intake.too_long", "is longer than the " + std::to_string(bytes_max) + " bytes allowed",
           key);
      return {};
    }
    std::string cleaned = ops::clean_text(*value);
    if (required && ops::is_blank(cleaned)) note("intake.missing", "is empty", key);
    return cleaned;
  }

  const nlohmann::json& object(const char* key) {
    static const nlohmann::json nothing = nlohmann::json::object();
    known_.emplace_back(key);
    const auto found = json_.is_object() ? json_.find(key) : json_.end();
    if (found != json_.end() && found->is_object()) return *found;
    note(found == json_.end() ? "intake.missing" : "intake.type", "must be an object", key);
    return nothing;
  }

  void note(std::string_view code, std::string_view what, std::string_view key) {
    if (error_) return;
    const std::string path = prefix_ + std::string(key);
    error_ = Error{std::string(code), (path.empty() ? "The body" : path) + " " + std::string(what),
                   path};
  }
  void note(const std::optional<Error>& error) {
    if (!error_ && error) error_ = error;
  }

  /// The first thing wrong, unknown fields included.
  [[nodiscard]] std::optional<Error> finish() {
    if (!json_.is_object()) return error_;
    for (const auto& [key, value] : json_.items()) {
      if (std::ranges::find(known_, key) == known_.end()) {
        note("intake.unknown_field", "is not a field that the intake knows", key);
      }
    }
    return error_;
  }

 private:
  const nlohmann::json& json_;
  std::string prefix_;
  std::vector<std::string> known_;
  std::optional<Error> error_;
};

OrganisationId find_organisation(Workspace& workspace, const std::string& wanted) {
  if (wanted.empty()) return {};
  if (const auto found = workspace.tables().organisation_by_external_id(wanted)) return found->id;
  auto query = workspace.database().prepare("SELECT id FROM organisation WHERE name=? ORDER BY id");
  query.bind(1, wanted);
  return query.next() ? query.id<OrganisationId>(0) : OrganisationId();
}

// An operation's field names are not the request's.
Error as_request_error(Error error) {
  static constexpr auto kOfRequester = std::to_array<std::string_view>({"name", "email", "phone"});
  if (std::ranges::find(kOfRequester, error.field) != kOfRequester.end()) {
    error.field = "requester." + error.field;
  }
  return error;
}

std::vector<ops::OpBody> opening_operations(Workspace& workspace, const IntakeRequest& request,
                                            const IntakeReservation& reserved) {
  std::vector<ops::OpBody> out;
  const std::string email = ops::lower_ascii(ops::trimmed(request.email));
  auto contact = workspace.tables().contact_by_email(email);
  if (!contact) {
    const std::string name = ops::trimmed(request.name);
    contact = Contact{.id = ContactId(random_id()),
                      .organisation = find_organisation(workspace, request.organisation),
                      .name = name.empty() ? email : name,
                      .email = email,
                      .phone = ops::trimmed(request.phone),
                      .language = request.language};
    out.emplace_back(ops::ContactCreate{.id = contact->id,
                                        .organisation = contact->organisation,
                                        .name = contact->name,
                                        .email = contact->email,
                                        .phone = contact->phone,
                                        .language = contact->language});
  }
  out.emplace_back(ops::TicketCreate{
      .id = reserved.ticket,
      .entry = reserved.entry,
      .subject = request.subject,
      .text = request.text,
      .organisation = contact->organisation,
      .requester = contact->id,
      .channel = request.channel,
      .language = request.language.empty() ? contact->language : request.language});
  return out;
}

nlohmann::json message_of(const Entry& entry, store::Tables& tables) {
  const bool is_support = entry.kind == EntryKind::reply;
  std::string name;
  if (is_support) {
    if (const auto person = tables.person(entry.person)) name = person->name;
  } else if (const auto contact = tables.contact(entry.contact)) {
    name = contact->name;
  }
  return {{"from", is_support ? "support" : "customer"},
          {"name", name},
          {"text", entry.text},
          {"at", utc_text(entry.at)}};
}

// A chain of merges is as long as people make it; nobody makes one this long.
constexpr int kMergesMax = 100;

/// TKT-5: the ticket that mail for this one goes to.
std::optional<Ticket> survivor_of(store::Tables& tables, TicketId id) {
  auto ticket = tables.ticket(id);
  for (int i = 0; i < kMergesMax && ticket && !ticket->merged_into.is_nil(); ++i) {
    ticket = tables.ticket(ticket->merged_into);
  }
  return ticket;
}

/// TKT-7: the public entries as they stand now, in their order.
std::vector<Entry> public_entries(store::Tables& tables, TicketId ticket) {
  std::vector<Entry> out;
  for (Entry& entry : tables.entries(ticket)) {
    if (entry.kind == EntryKind::revision) {
      const auto revised = std::ranges::find(out, entry.revises, &Entry::id);
      if (revised != out.end()) revised->text = std::move(entry.text);
    } else if (entry.kind == EntryKind::reply || entry.kind == EntryKind::customer_message) {
      out.push_back(std::move(entry));
    }
  }
  return out;
}

/// When the ticket was merged away.
Instant merged_at(store::Tables& tables, TicketId ticket) {
  Instant at;
  for (const Entry& entry : tables.entries(ticket)) {
    if (entry.kind == EntryKind::event && entry.field == "merged_into" && !entry.to.empty()) {
      at = entry.at;
    }
  }
  return at;
}

/// TKT-5: what was said on the survivor since, if it is the same person's; what a colleague of
/// theirs wrote there is not for them.
void add_after_merge(const Ticket& ticket, std::vector<Entry>& entries, store::Tables& tables) {
  if (ticket.merged_into.is_nil()) return;
  const auto survivor = survivor_of(tables, ticket.id);
  if (!survivor || survivor->requester.is_nil() || survivor->requester != ticket.requester) return;
  const Instant since = merged_at(tables, ticket.id);
  for (Entry& entry : public_entries(tables, survivor->id)) {
    if (entry.at >= since) entries.push_back(std::move(entry));
  }
}

}  // namespace

Expected<IntakeRequest> intake_request_from(const nlohmann::json& json) {
  IntakeRequest out;
  TextReader in(json, "");
  TextReader requester(in.object("requester"), "requester.");
  out.email = requester.text("email", limits::kEmailBytesMax, true);
  out.name = requester.text("name", limits::kNameBytesMax, false);
  out.phone = requester.text("phone", limits::kNameBytesMax, false);
  out.organisation = requester.text("organisation", limits::kNameBytesMax, false);
  in.note(requester.finish());
  out.subject = in.text("subject", limits::kSubjectBytesMax, true);
  out.text = in.text("text", kIntakeTextBytesMax, true);
  out.language = in.text("language", limits::kTagBytesMax, false);
  const std::string channel = in.text("channel", limits::kTagBytesMax, false);
  static_cast<void>(in.text("idempotency_key", kIntakeKeyBytesMax, false));
  if (!channel.empty()) {
    const auto known = parse_enum<Channel>(channel);
    if (!known) {
      in.note("intake.channel", "must be email, web_form, phone, chat, api or in_person",
              "channel");
    }
    out.channel = known.value_or(Channel::web_form);
  }
  if (const auto error = in.finish()) return std::unexpected(*error);
  return out;
}

Expected<IntakeMessage> intake_message_from(const nlohmann::json& json) {
  TextReader in(json, "");
  IntakeMessage out{.text = in.text("text", kIntakeTextBytesMax, true)};
  static_cast<void>(in.text("idempotency_key", kIntakeKeyBytesMax, false));
  if (const auto error = in.finish()) return std::unexpected(*error);
  return out;
}

Expected<IntakeOpened> open_ticket(Workspace& workspace, const IntakeCall& call,
                                   const IntakeRequest& request, Instant now) {
  const auto reserved =
      reserve_intake(workspace.database(), call.token, call.key, call.body_digest, TicketId(), now);
  if (!reserved) return std::unexpected(reserved.error());
  if (const auto done = workspace.tables().ticket(reserved->ticket)) {
    return IntakeOpened{.id = done->id, .number = done->number};
  }
  const auto accepted =
      workspace.submit(opening_operations(workspace, request, *reserved), kIntake, now);
  if (!accepted) {
    // The refusal counts, whether or not the key could be freed.
    [[maybe_unused]] const auto freed = release_intake(workspace.database(), call.token, call.key);
    return std::unexpected(as_request_error(accepted.error()));
  }
  const auto ticket = workspace.tables().ticket(reserved->ticket);
  return IntakeOpened{.id = reserved->ticket, .number = ticket ? ticket->number : 0};
}

Expected<IntakeOpened> add_message(Workspace& workspace, const IntakeCall& call, TicketId ticket,
                                   const IntakeMessage& message, Instant now) {
  if (!is_ticket_of(workspace.database(), ticket, call.token)) return std::unexpected(not_found());
  const auto reserved =
      reserve_intake(workspace.database(), call.token, call.key, call.body_digest, ticket, now);
  if (!reserved) return std::unexpected(reserved.error());
  const TicketId follow_up(digest_id("follow-up" + std::string(reserved->entry.view())));
  const auto answer = [&]() -> Expected<IntakeOpened> {
    auto stored = workspace.tables().ticket(follow_up);
    if (!stored) stored = workspace.tables().ticket(ticket);
    if (!stored) return std::unexpected(not_found());
    return IntakeOpened{.id = stored->id, .number = stored->number};
  };
  if (workspace.tables().has_entry(reserved->entry)) return answer();

  // Later mail goes where the conversation goes on (TKT-5).
  const auto before = survivor_of(workspace.tables(), ticket);
  if (!before) return std::unexpected(not_found());
  const auto original = workspace.tables().ticket(ticket);
  const ContactId author = original ? original->requester : before->requester;
  if (before->state == TicketState::closed) {
    auto owned = own_intake_ticket(workspace.database(), follow_up, call.token);
    if (!owned) return std::unexpected(owned.error());
  }
  const auto accepted = workspace.submit({ops::TicketCustomerMessage{.ticket = before->id,
                                                                     .entry = reserved->entry,
                                                                     .contact = author,
                                                                     .text = message.text,
                                                                     .follow_up = follow_up}},
                                         kIntake, now);
  if (!accepted) {
    [[maybe_unused]] const auto freed = release_intake(workspace.database(), call.token, call.key);
    return std::unexpected(accepted.error());
  }
  return answer();
}

Expected<nlohmann::json> public_conversation(store::Database& database, std::string_view token,
                                             TicketId ticket) {
  store::Tables tables(database);
  const auto found = is_ticket_of(database, ticket, token) ? tables.ticket(ticket) : std::nullopt;
  if (!found) return std::unexpected(database.failure().value_or(not_found()));
  nlohmann::json messages = nlohmann::json::array();
  std::vector<Entry> entries = public_entries(tables, ticket);
  add_after_merge(*found, entries, tables);
  for (const Entry& entry : entries) messages.push_back(message_of(entry, tables));
  return nlohmann::json{{"id", found->id.text()},
                        {"number", found->number},
                        {"subject", found->subject},
                        {"state", std::string(text_of(found->state))},
                        {"messages", std::move(messages)}};
}

}  // namespace firsthand::server
