// The descriptions of the daily desk's operations; a part of core/ops/fields.h.
#pragma once

#include "core/ops/field.h"

namespace firsthand::ops {

[[nodiscard]] Expected<void> check_whole(const TicketMerge& op);
[[nodiscard]] Expected<void> check_whole(const TicketUnmerge& op);
[[nodiscard]] Expected<void> check_whole(const TicketSplit& op);
[[nodiscard]] Expected<void> check_whole(const TicketLinkTo& op);
[[nodiscard]] Expected<void> check_whole(const TicketUnlink& op);
[[nodiscard]] Expected<void> check_whole(const TicketNeedSkill& op);
[[nodiscard]] Expected<void> check_whole(const TicketRevise& op);
[[nodiscard]] Expected<void> check_whole(const TicketLogTime& op);

template <>
struct Codec<TicketMerge> {
  static constexpr std::string_view kName = "ticket.merge";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(required("into"), op.into);
    v(optional("reason", kReasonText), op.reason);
  }
};

template <>
struct Codec<TicketUnmerge> {
  static constexpr std::string_view kName = "ticket.unmerge";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(required("from"), op.from);
    v(optional("reason", kReasonText), op.reason);
  }
};

template <>
struct Codec<TicketSplit> {
  static constexpr std::string_view kName = "ticket.split";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(required("entry"), op.entry);
    v(required("new_ticket"), op.new_ticket);
    v(required("new_entry"), op.new_entry);
    v(required("subject", kSubjectText), op.subject);
  }
};

template <>
struct Codec<TicketLinkTo> {
  static constexpr std::string_view kName = "ticket.link";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(required("other"), op.other);
    v(optional("kind"), op.kind);
  }
};

template <>
struct Codec<TicketUnlink> {
  static constexpr std::string_view kName = "ticket.unlink";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(required("other"), op.other);
  }
};

template <>
struct Codec<TicketWatch> {
  static constexpr std::string_view kName = "ticket.watch";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(required("person"), op.person);
    v(optional("watching"), op.watching);
  }
};

template <>
struct Codec<TicketUpset> {
  static constexpr std::string_view kName = "ticket.upset";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(optional("upset"), op.upset);
    v(optional("text", kReasonText), op.text);
  }
};

template <>
struct Codec<TicketAssign> {
  static constexpr std::string_view kName = "ticket.assign";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(optional("person"), op.person);
    v(optional("reason", kReasonText), op.reason);
  }
};

template <>
struct Codec<TicketNeedSkill> {
  static constexpr std::string_view kName = "ticket.need_skills";
  static constexpr bool kNeedsChange = true;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(optional("add", kTagText), op.add);
    v(optional("remove", kTagText), op.remove);
  }
};

template <>
struct Codec<TicketSetCustomer> {
  static constexpr std::string_view kName = "ticket.set_customer";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(optional("organisation"), op.organisation);
    v(optional("requester"), op.requester);
  }
};

template <>
struct Codec<TicketRevise> {
  static constexpr std::string_view kName = "ticket.revise";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(required("entry"), op.entry);
    v(required("revision"), op.revision);
    v(required("text", kMessageText), op.text);
  }
};

template <>
struct Codec<TicketLogTime> {
  static constexpr std::string_view kName = "ticket.log_time";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(required("entry"), op.entry);
    v(required("minutes"), op.minutes);
    v(optional("billable"), op.billable);
    v(optional("text", kReasonText), op.text);
    v(optional("revises"), op.revises);
  }
};

template <>
struct Codec<DraftSave> {
  static constexpr std::string_view kName = "draft.save";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(required("draft"), op.draft);
    v(required("text", kMessageText), op.text);
  }
};

template <>
struct Codec<DraftTakeOver> {
  static constexpr std::string_view kName = "draft.take_over";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(required("draft"), op.draft);
  }
};

template <>
struct Codec<DraftDiscard> {
  static constexpr std::string_view kName = "draft.discard";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("ticket"), op.ticket);
    v(required("draft"), op.draft);
  }
};

}  // namespace firsthand::ops
