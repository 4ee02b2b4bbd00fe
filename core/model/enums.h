// The field's closed vocabularies with the one text name each has in JSON, in the database and in
// test scenarios. The screen's words are translations (ui/kit), never these names.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace firsthand {

// ROLE: what a person may do (DOMAIN §1).
enum class Role : std::uint8_t { trainee, agent, csm, engineer, lead, admin, system, intake };
// ROLE-1: the support tier is a skill beside the role.
enum class SupportTier : std::uint8_t { none, t1, t2, t3 };
// CUS-1.
enum class CustomerTier : std::uint8_t { normal, vip, super_vip };
enum class CustomerStage : std::uint8_t { prospect, implementation, service, renewal, churned };
// TKT-1.
enum class Channel : std::uint8_t { email, web_form, phone, chat, api, in_person };
// TKT-2: A application, B technical.
enum class TicketClass : std::uint8_t { application, technical };
enum class TicketType : std::uint8_t { question, incident, problem, change, fault, requirement };
// TKT-3: who should look.
enum class Segment : std::uint8_t { unassigned, support, development, sales, marketing };
// TKT-4.
enum class Level : std::uint8_t { high, medium, low };
enum class Priority : std::uint8_t { p1, p2, p3, p4 };
// TKT-5. "new" is a keyword, hence fresh.
enum class TicketState : std::uint8_t { fresh, open, pending, hold, solved, closed, merged };
// TKT-7, TKT-9. A revision carries the new text of an entry; time is work that was logged.
enum class EntryKind : std::uint8_t { reply, customer_message, note, draft, event, revision, time };
// How a ticket stands to another one; each kind has its inverse (core/desk/links.h).
enum class LinkKind : std::uint8_t { related, problem_of, incident_of, split_from, split_into };
// How lists of tickets are sorted and grouped (TKT-11).
enum class TicketSort : std::uint8_t {
  updated,
  created,
  number,
  priority,
  state,
  subject,
  customer,
  owner
};
enum class TicketGroup : std::uint8_t {
  none,
  state,
  priority,
  owner,
  customer,
  tier,
  type,
  segment
};

template <class E>
struct EnumText;

#define FH_ENUM_TEXT(Type, Last, ...)                                              \
  template <>                                                                      \
  struct EnumText<Type> {                                                          \
    static constexpr auto kNames = std::to_array<std::string_view>({__VA_ARGS__}); \
    static_assert(kNames.size() == static_cast<std::size_t>(Type::Last) + 1,       \
                  "one name for each value of " #Type);                            \
  }

FH_ENUM_TEXT(Role, intake, "trainee", "agent", "csm", "engineer", "lead", "admin", "system",
             "intake");
FH_ENUM_TEXT(SupportTier, t3, "none", "t1", "t2", "t3");
FH_ENUM_TEXT(CustomerTier, super_vip, "normal", "vip", "super_vip");
FH_ENUM_TEXT(CustomerStage, churned, "prospect", "implementation", "service", "renewal", "churned");
FH_ENUM_TEXT(Channel, in_person, "email", "web_form", "phone", "chat", "api", "in_person");
FH_ENUM_TEXT(TicketClass, technical, "application", "technical");
FH_ENUM_TEXT(TicketType, requirement, "question", "incident", "problem", "change", "fault",
             "requirement");
FH_ENUM_TEXT(Segment, marketing, "unassigned", "support", "development", "sales", "marketing");
FH_ENUM_TEXT(Level, low, "high", "medium", "low");
FH_ENUM_TEXT(Priority, p4, "p1", "p2", "p3", "p4");
FH_ENUM_TEXT(TicketState, merged, "new", "open", "pending", "hold", "solved", "closed", "merged");
FH_ENUM_TEXT(EntryKind, time, "reply", "customer_message", "note", "draft", "event", "revision",
             "time");
FH_ENUM_TEXT(LinkKind, split_into, "related", "problem_of", "incident_of", "split_from",
             "split_into");
FH_ENUM_TEXT(TicketSort, owner, "updated", "created", "number", "priority", "state", "subject",
             "customer", "owner");
FH_ENUM_TEXT(TicketGroup, segment, "none", "state", "priority", "owner", "customer", "tier", "type",
             "segment");

#undef FH_ENUM_TEXT

template <class E>
concept NamedEnum = requires { EnumText<E>::kNames; };

template <NamedEnum E>
[[nodiscard]] constexpr std::string_view text_of(E value) {
  return EnumText<E>::kNames[static_cast<std::size_t>(value)];
}

/// The value with this name, or nullopt.
template <NamedEnum E>
[[nodiscard]] constexpr std::optional<E> parse_enum(std::string_view text) {
  for (std::size_t i = 0; i < EnumText<E>::kNames.size(); ++i) {
    if (EnumText<E>::kNames[i] == text) return static_cast<E>(i);
  }
  return std::nullopt;
}

/// From the integer stored in the database; nullopt when no value has it.
template <NamedEnum E>
[[nodiscard]] constexpr std::optional<E> enum_from_int(std::int64_t number) {
  if (number < 0 || number >= static_cast<std::int64_t>(EnumText<E>::kNames.size())) {
    return std::nullopt;
  }
  return static_cast<E>(number);
}

}  // namespace firsthand
