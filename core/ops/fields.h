// The one description of each operation: its name on the wire and its fields with their rules.
// Encoding, decoding and validation (core/ops/codec.h) all read it, so they cannot disagree.
//
//   Codec<TicketTake>::fields(visitor, op);   // calls visitor(Field, member) for each field
#pragma once

#include <string_view>

#include "core/ops/field.h"
#include "core/ops/fields_customers.h"
#include "core/ops/fields_desk.h"

namespace firsthand::ops {

// What fields say together, beyond their own rules. Errors: op.missing, op.invalid.
[[nodiscard]] Expected<void> check_whole(const PersonCreate& op);
[[nodiscard]] Expected<void> check_whole(const PersonUpdate& op);
[[nodiscard]] Expected<void> check_whole(const OrganisationCreate& op);
[[nodiscard]] Expected<void> check_whole(const OrganisationUpdate& op);
[[nodiscard]] Expected<void> check_whole(const TicketReply& op);
[[nodiscard]] Expected<void> check_whole(const TicketOverridePriority& op);
[[nodiscard]] Expected<void> check_whole(const TicketTag& op);
[[nodiscard]] Expected<void> check_whole(const TicketCustomerMessage& op);

template <>
struct Codec<PersonCreate> {
  static constexpr std::string_view kName = "person.create";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("id"), op.id);
    v(required("name", kNameText), op.name);
    v(required("email", kEmailText), op.email);
    v(required("role"), op.role);
    v(optional("support_tier"), op.support_tier);
    v(optional("skills", kTagText), op.skills);
    v(optional("language", kTokenText), op.language);
    v(optional("time_zone", kTokenText), op.time_zone);
  }
};

template <>
struct Codec<PersonUpdate> {
  static constexpr std::string_view kName = "person.update";
  static constexpr bool kNeedsChange = true;
  static constexpr void fields(auto& v, auto& op) {
    v(required("id"), op.id);
    v(filled("name", kNameText), op.name);
    v(optional("role"), op.role);
    v(optional("support_tier"), op.support_tier);
    v(optional("skills", kTagText), op.skills);
    v(optional("language", kTokenText), op.language);
    v(optional("time_zone", kTokenText), op.time_zone);
    v(optional("active"), op.active);
    v(optional("lead"), op.lead);
  }
};

template <>
struct Codec<OrganisationCreate> {
  static constexpr std::string_view kName = "organisation.create";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("id"), op.id);
    v(required("name", kNameText), op.name);
    v(optional("tier"), op.tier);
    v(optional("stage"), op.stage);
    v(optional("arr_cents"), op.arr_cents);
    v(optional("csm"), op.csm);
    v(optional("external_id", kNameText), op.external_id);
    v(optional("notes", kNotesText), op.notes);
    v(optional("contract_from", kDateText), op.contract_from);
    v(optional("contract_until", kDateText), op.contract_until);
    v(optional("renewal_on", kDateText), op.renewal_on);
    v(optional("products", kItemText), op.products);
    v(optional("links", kItemText), op.links);
  }
};

template <>
struct Codec<OrganisationUpdate> {
  static constexpr std::string_view kName = "organisation.update";
  static constexpr bool kNeedsChange = true;
  static constexpr void fields(auto& v, auto& op) {
    v(required("id"), op.id);
    v(filled("name", kNameText), op.name);
    v(optional("tier"), op.tier);
    v(optional("stage"), op.stage);
    v(optional("arr_cents"), op.arr_cents);
    v(optional("csm"), op.csm);
    v(optional("external_id", kNameText), op.external_id);
    v(optional("notes", kNotesText), op.notes);
    v(optional("contract_from", kDateText), op.contract_from);
    v(optional("contract_until", kDateText), op.contract_until);
    v(optional("renewal_on", kDateText), op.renewal_on);
    v(optional("products", kItemText), op.products);
    v(optional("links", kItemText), op.links);
  }
};

template <>
struct Codec<ContactCreate> {
  static constexpr std::string_view kName = "contact.create";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("id"), op.id);
    v(optional("organisation"), op.organisation);
    v(required("name", kNameText), op.name);
    v(optional("email", kEmailText), op.email);
    v(optional("phone", kNameText), op.phone);
    v(optional("language", kTokenText), op.language);
  }
};

template <>
struct Codec<ContactUpdate> {
  static constexpr std::string_view kName = "contact.update";
  static constexpr bool kNeedsChange = true;
  static constexpr void fields(auto& v, auto& op) {
    v(required("id"), op.id);
    v(optional("organisation"), op.organisation);
    v(filled("name", kNameText), op.name);
    v(optional("email", kEmailText), op.email);
    v(optional("phone", kNameText), op.phone);
    v(optional("language", kTokenText), op.language);
  }
};

template <>
struct Codec<TicketCreate> {
  static constexpr std::string_view kName = "ticket.create";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("id"), op.id);
    v(required("entry"), op.entry);
    v(required("subject", kSubjectText), op.subject);
    v(required("text", kMessageText), op.text);
    v(optional("organisation"), op.organisation);
    v(optional("requester"), op.requester);
    v(required("channel"), op.channel);
    v(optional("language", kTokenText), op.language);
    v(optional("type"), op.type);
    v(optional("segment"), op.segment);
    v(optional("impact"), op.impact);
    v(optional("urgency"), op.urgency);
    v(optional("release", kNameText), op.release);
  }
};

template <>
struct Codec<TicketTake> {
  static constexpr std::string_view kName = "ticket.take";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) { v(required("ticket"), op.ticket); }
};

template <>
struct Codec<TicketReply> {
  static constexpr std::string_view kName = "ticket.reply";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(required("entry"), op.entry);
    v(required("text", kMessageText), op.text);
    v(optional("next_state"), op.next_state);
    v(optional("seen"), op.seen);
    v(optional("anyway"), op.anyway);
    v(optional("draft"), op.draft);
  }
};

template <>
struct Codec<TicketNote> {
  static constexpr std::string_view kName = "ticket.note";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(required("entry"), op.entry);
    v(required("text", kMessageText), op.text);
  }
};

template <>
struct Codec<TicketClassify> {
  static constexpr std::string_view kName = "ticket.classify";
  static constexpr bool kNeedsChange = true;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(optional("class"), op.ticket_class);
    v(optional("type"), op.type);
    v(optional("segment"), op.segment);
    v(optional("impact"), op.impact);
    v(optional("urgency"), op.urgency);
    v(optional("language", kTokenText), op.language);
    v(optional("release", kNameText), op.release);
  }
};

template <>
struct Codec<TicketOverridePriority> {
  static constexpr std::string_view kName = "ticket.override_priority";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(optional("priority"), op.priority);
    v(optional("reason", kReasonText), op.reason);
  }
};

template <>
struct Codec<TicketSetState> {
  static constexpr std::string_view kName = "ticket.set_state";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(required("state"), op.state);
    v(optional("reason", kReasonText), op.reason);
  }
};

template <>
struct Codec<TicketTag> {
  static constexpr std::string_view kName = "ticket.tag";
  static constexpr bool kNeedsChange = true;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(optional("add", kTagText), op.add);
    v(optional("remove", kTagText), op.remove);
  }
};

template <>
struct Codec<TicketRename> {
  static constexpr std::string_view kName = "ticket.rename";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(required("subject", kSubjectText), op.subject);
  }
};

template <>
struct Codec<TicketMoveOwner> {
  static constexpr std::string_view kName = "ticket.move_owner";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(required("owner"), op.owner);
    v(required("reason", kReasonText), op.reason);
  }
};

template <>
struct Codec<TicketCustomerMessage> {
  static constexpr std::string_view kName = "ticket.customer_message";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(required("entry"), op.entry);
    v(optional("contact"), op.contact);
    v(required("text", kMessageText), op.text);
    v(optional("follow_up"), op.follow_up);
  }
};

}  // namespace firsthand::ops
