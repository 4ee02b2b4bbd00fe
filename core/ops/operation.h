// The operations: the only way anything changes (DESIGN §1). Each is an intent, a small struct;
// the client applies it at once, the server applies the same one again in its total order.
//
//   OpBody op = TicketTake{.ticket = id};
//   if (auto ok = permit(op, actor, tables); !ok) return ok;   // who may, in this state
//   for (AggregateRef& ref : touches(op)) …                    // what it reads and writes
//   apply(op, context, tables);                                // what it does
//
// apply is a function of the touched aggregates and the context only: no clock, randomness,
// locale, floating point or hash order, so client and server agree to the bit.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/model/entities.h"
#include "core/model/error.h"
#include "core/store/tables.h"

namespace firsthand::ops {

// A field that is absent from the JSON stays nullopt, and is left as it is by apply.

struct PersonCreate {
  PersonId id;
  std::string name;
  std::string email;
  Role role = Role::agent;
  SupportTier support_tier = SupportTier::none;
  std::vector<std::string> skills;
  std::string language;
  std::string time_zone;
};

struct PersonUpdate {
  PersonId id;
  std::optional<std::string> name;
  std::optional<Role> role;
  std::optional<SupportTier> support_tier;
  std::optional<std::vector<std::string>> skills;
  std::optional<std::string> language;
  std::optional<std::string> time_zone;
  std::optional<bool> active;
  std::optional<PersonId> lead;
};

struct OrganisationCreate {
  OrganisationId id;
  std::string name;
  CustomerTier tier = CustomerTier::normal;
  CustomerStage stage = CustomerStage::service;
  std::int64_t arr_cents = 0;
  PersonId csm;
  std::string external_id;
  std::string notes;
  std::string contract_from;
  std::string contract_until;
  std::string renewal_on;
  std::vector<std::string> products;
  std::vector<std::string> links;
};

struct OrganisationUpdate {
  OrganisationId id;
  std::optional<std::string> name;
  std::optional<CustomerTier> tier;
  std::optional<CustomerStage> stage;
  std::optional<std::int64_t> arr_cents;
  std::optional<PersonId> csm;
  std::optional<std::string> external_id;
  std::optional<std::string> notes;
  std::optional<std::string> contract_from;
  std::optional<std::string> contract_until;
  std::optional<std::string> renewal_on;
  std::optional<std::vector<std::string>> products;
  std::optional<std::vector<std::string>> links;
};

/// CUS-2: opens the hand-over of a customer to its next stage; one at a time.
struct OrganisationBeginHandOver {
  OrganisationId id;
  CustomerStage stage = CustomerStage::service;
  PersonId person;  // who takes the customer over; nil: named later
  std::string reason;
};

/// CUS-2: ticks or unticks a step of the hand-over under way (core/desk/hand_over.h).
struct OrganisationTickHandOver {
  OrganisationId id;
  std::string step;
  bool done = true;
  std::string text;
};

/// CUS-2: moves the customer to the stage and, if a person was named, to their care; every step
/// must be ticked, or a reason given for leaving some out.
struct OrganisationFinishHandOver {
  OrganisationId id;
  std::string reason;
};

struct OrganisationCancelHandOver {
  OrganisationId id;
  std::string reason;
};

struct ContactCreate {
  ContactId id;
  OrganisationId organisation;
  std::string name;
  std::string email;
  std::string phone;
  std::string language;
};

struct ContactUpdate {
  ContactId id;
  std::optional<OrganisationId> organisation;
  std::optional<std::string> name;
  std::optional<std::string> email;
  std::optional<std::string> phone;
  std::optional<std::string> language;
};

/// Opens a ticket with the customer's first message.
struct TicketCreate {
  TicketId id;
  EntryId entry;  // the first message
  std::string subject;
  std::string text;
  OrganisationId organisation;
  ContactId requester;
  Channel channel = Channel::web_form;
  std::string language;
  std::optional<TicketType> type;
  std::optional<Segment> segment;
  std::optional<Level> impact;
  std::optional<Level> urgency;
  std::string release;
};

/// TKT-6: the actor becomes owner, and first contact if there was none.
struct TicketTake {
  TicketId ticket;
};

/// A public reply. TKT-3: on a ticket without an owner it also takes it.
struct TicketReply {
  TicketId ticket;
  EntryId entry;
  std::string text;
  TicketState next_state = TicketState::pending;  // open, pending, hold or solved
  // TKT-10a: the newest public entry that the writer had seen. When others' came after it, the
  // reply is held (reply.stale) unless `anyway`. Nil: not checked.
  EntryId seen;
  bool anyway = false;
  DraftId draft;  // the shared draft that this sends, if any
};

struct TicketNote {
  TicketId ticket;
  EntryId entry;
  std::string text;
};

struct TicketClassify {
  TicketId ticket;
  std::optional<TicketClass> ticket_class;
  std::optional<TicketType> type;
  std::optional<Segment> segment;
  std::optional<Level> impact;
  std::optional<Level> urgency;
  std::optional<std::string> language;
  std::optional<std::string> release;
};

/// TKT-4: sets the priority against its computation, or (nullopt) returns to it.
struct TicketOverridePriority {
  TicketId ticket;
  std::optional<Priority> priority;
  std::string reason;
};

struct TicketSetState {
  TicketId ticket;
  TicketState state = TicketState::open;
  std::string reason;
};

struct TicketTag {
  TicketId ticket;
  std::vector<std::string> add;
  std::vector<std::string> remove;
};

struct TicketRename {
  TicketId ticket;
  std::string subject;
};

/// TKT-6: only a lead, with a reason.
struct TicketMoveOwner {
  TicketId ticket;
  PersonId owner;
  std::string reason;
};

/// TKT-5: reopens pending, hold and solved; on closed it opens `follow_up` instead.
struct TicketCustomerMessage {
  TicketId ticket;
  EntryId entry;
  ContactId contact;
  std::string text;
  TicketId follow_up;  // id for the follow-up ticket, in case it is needed
};

/// TKT-5: the ticket goes up in `into`; both numbers stay findable.
struct TicketMerge {
  TicketId ticket;
  TicketId into;
  std::string reason;
};

/// TKT-5: takes a merge back, at any time.
struct TicketUnmerge {
  TicketId ticket;
  TicketId from;  // the survivor
  std::string reason;
};

/// TKT-5: makes a linked ticket out of a customer's message, a reply or a note.
struct TicketSplit {
  TicketId ticket;
  EntryId entry;
  TicketId new_ticket;
  EntryId new_entry;
  std::string subject;
};

struct TicketLinkTo {
  TicketId ticket;
  TicketId other;
  LinkKind kind = LinkKind::related;  // what `other` is to `ticket`
};

struct TicketUnlink {
  TicketId ticket;
  TicketId other;
};

struct TicketWatch {
  TicketId ticket;
  PersonId person;
  bool watching = true;
};

/// TKT-8: tells the owner's lead and the team's webhook.
struct TicketUpset {
  TicketId ticket;
  bool upset = true;
  std::string text;
};

/// TKT-3: a lead puts the ticket on top of a person's queue; a nil person takes that back.
struct TicketAssign {
  TicketId ticket;
  PersonId person;
  std::string reason;
};

/// ROLE-1: which skills the ticket needs.
struct TicketNeedSkill {
  TicketId ticket;
  std::vector<std::string> add;
  std::vector<std::string> remove;
};

/// The ticket is another customer's, or another contact's, than it seemed.
struct TicketSetCustomer {
  TicketId ticket;
  OrganisationId organisation;
  ContactId requester;
};

/// TKT-7: gives an entry a new text; the old ones stay in the history.
struct TicketRevise {
  TicketId ticket;
  EntryId entry;
  EntryId revision;
  std::string text;
};

/// TKT-9: work on the ticket, in whole minutes; with `revises` it corrects an earlier entry (0
/// minutes strike it).
struct TicketLogTime {
  TicketId ticket;
  EntryId entry;
  std::int64_t minutes = 0;
  bool billable = false;
  std::string text;
  EntryId revises;
};

/// TKT-10a: keeps a draft where colleagues see it.
struct DraftSave {
  TicketId ticket;
  DraftId draft;
  std::string text;
};

struct DraftTakeOver {
  TicketId ticket;
  DraftId draft;
};

struct DraftDiscard {
  TicketId ticket;
  DraftId draft;
};

/// TKT-11: makes or replaces a saved view.
struct ViewSave {
  ViewId id;
  std::string name;
  std::string query;
  TicketSort sort = TicketSort::updated;
  bool descending = true;
  std::vector<std::string> columns;
  TicketGroup group = TicketGroup::none;
  bool shared = false;
};

struct ViewDelete {
  ViewId id;
};

using OpBody =
    std::variant<PersonCreate, PersonUpdate, OrganisationCreate, OrganisationUpdate, ContactCreate,
                 ContactUpdate, TicketCreate, TicketTake, TicketReply, TicketNote, TicketClassify,
                 TicketOverridePriority, TicketSetState, TicketTag, TicketRename, TicketMoveOwner,
                 TicketCustomerMessage, TicketMerge, TicketUnmerge, TicketSplit, TicketLinkTo,
                 TicketUnlink, TicketWatch, TicketUpset, TicketAssign, TicketNeedSkill,
                 TicketSetCustomer, TicketRevise, TicketLogTime, DraftSave, DraftTakeOver,
                 DraftDiscard, OrganisationBeginHandOver, OrganisationTickHandOver,
                 OrganisationFinishHandOver, OrganisationCancelHandOver, ViewSave, ViewDelete>;

struct Actor {
  PersonId person;  // nil for system and intake
  Role role = Role::agent;
};

/// Which operation this is: the replica that wrote it and its place in that replica's order.
struct OperationKey {
  ReplicaId replica;
  std::int64_t client_seq = 0;
  friend bool operator==(const OperationKey&, const OperationKey&) = default;
};

struct Context {
  Actor actor;
  Instant at;  // the server's acceptance stamp; while pending, the client's estimate of it
  OperationKey key;
  /// The number for a ticket that this operation opens; 0 while pending.
  std::uint32_t ticket_number = 0;
};

/// "ticket.reply": the name on the wire and in the log.
[[nodiscard]] std::string_view name_of(const OpBody& op);
/// All names, sorted.
[[nodiscard]] std::span<const std::string_view> all_names();

/// JSON object of the operation's own fields, absent ones left out.
[[nodiscard]] nlohmann::json encode(const OpBody& op);
/// Errors: op.unknown, op.missing, op.invalid, op.too_long with the field; unknown fields are
/// op.unknown_field, so that no intent is silently dropped.
[[nodiscard]] Expected<OpBody> decode(std::string_view name, const nlohmann::json& body);

/// The aggregates that apply may read and write; at most four.
[[nodiscard]] std::vector<store::AggregateRef> touches(const OpBody& op);
/// Whether accepting it takes a ticket number (TicketCreate; TicketCustomerMessage on a closed
/// ticket).
[[nodiscard]] bool needs_ticket_number(const OpBody& op, store::Tables& tables);

/// ROLE-2: whether this actor may do this in this state; the reason when not. Run by the server
/// when it accepts and by the client to grey a button out.
[[nodiscard]] Expected<void> permit(const OpBody& op, const Actor& actor, store::Tables& tables);

/// Does it. Checks all that can be wrong first, then writes; an error means nothing was written.
[[nodiscard]] Expected<void> apply(const OpBody& op, const Context& context, store::Tables& tables);

/// An id that follows from the operation, for what an operation creates beside its own ids
/// (system events): equal wherever the operation is applied.
[[nodiscard]] Id128 derived_id(const OperationKey& key, std::uint32_t index);

}  // namespace firsthand::ops
