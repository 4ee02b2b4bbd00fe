// What each operation touches, who may do it and what it does: one overload for each alternative
// of OpBody, found by the registry (core/ops/registry.cpp). Internal to core/ops.
//
// permit_op judges the actor, rows that the operation names, and the state; it does not judge
// what a form has not filled in yet (nil ids, empty texts), so that a button can ask early.
// apply_op may read and write the touched aggregates only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/desk/roles.h"
#include "core/ops/operation.h"

namespace firsthand::ops {

/// The actor as the state knows them, and the state to judge in.
struct Permitting {
  Actor actor;
  store::Tables& tables;
};

using Touched = std::vector<store::AggregateRef>;

[[nodiscard]] Touched touches_of(const PersonCreate& op);
[[nodiscard]] Touched touches_of(const PersonUpdate& op);
[[nodiscard]] Touched touches_of(const OrganisationCreate& op);
[[nodiscard]] Touched touches_of(const OrganisationUpdate& op);
[[nodiscard]] Touched touches_of(const ContactCreate& op);
[[nodiscard]] Touched touches_of(const ContactUpdate& op);
[[nodiscard]] Touched touches_of(const TicketCreate& op);
[[nodiscard]] Touched touches_of(const TicketCustomerMessage& op);
[[nodiscard]] Touched touches_of(const TicketMerge& op);
[[nodiscard]] Touched touches_of(const TicketUnmerge& op);
[[nodiscard]] Touched touches_of(const TicketSplit& op);
[[nodiscard]] Touched touches_of(const TicketLinkTo& op);
[[nodiscard]] Touched touches_of(const TicketUnlink& op);
[[nodiscard]] Touched touches_of(const OrganisationBeginHandOver& op);
[[nodiscard]] Touched touches_of(const OrganisationTickHandOver& op);
[[nodiscard]] Touched touches_of(const OrganisationFinishHandOver& op);
[[nodiscard]] Touched touches_of(const OrganisationCancelHandOver& op);
[[nodiscard]] Touched touches_of(const ViewSave& op);
[[nodiscard]] Touched touches_of(const ViewDelete& op);
/// The other ticket operations touch their ticket alone.
template <class Op>
  requires requires(const Op& op) { op.ticket; }
[[nodiscard]] Touched touches_of(const Op& op) {
  return {{store::AggregateKind::ticket, op.ticket}};
}

[[nodiscard]] Expected<void> permit_op(const PersonCreate& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const PersonUpdate& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const OrganisationCreate& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const OrganisationUpdate& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const ContactCreate& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const ContactUpdate& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketCreate& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketTake& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketReply& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketNote& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketClassify& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketOverridePriority& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketSetState& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketTag& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketRename& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketMoveOwner& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketCustomerMessage& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketMerge& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketUnmerge& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketSplit& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketLinkTo& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketUnlink& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketWatch& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketUpset& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketAssign& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketNeedSkill& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketSetCustomer& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketRevise& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const TicketLogTime& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const DraftSave& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const DraftTakeOver& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const DraftDiscard& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const OrganisationBeginHandOver& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const OrganisationTickHandOver& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const OrganisationFinishHandOver& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const OrganisationCancelHandOver& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const ViewSave& op, const Permitting& in);
[[nodiscard]] Expected<void> permit_op(const ViewDelete& op, const Permitting& in);

[[nodiscard]] Expected<void> apply_op(const PersonCreate& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const PersonUpdate& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const OrganisationCreate& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const OrganisationUpdate& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const ContactCreate& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const ContactUpdate& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketCreate& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketTake& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketReply& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketNote& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketClassify& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketOverridePriority& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketSetState& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketTag& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketRename& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketMoveOwner& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketCustomerMessage& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketMerge& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketUnmerge& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketSplit& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketLinkTo& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketUnlink& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketWatch& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketUpset& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketAssign& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketNeedSkill& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketSetCustomer& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketRevise& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const TicketLogTime& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const DraftSave& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const DraftTakeOver& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const DraftDiscard& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const OrganisationBeginHandOver& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const OrganisationTickHandOver& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const OrganisationFinishHandOver& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const OrganisationCancelHandOver& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const ViewSave& op, const Context& context,
                                      store::Tables& tables);
[[nodiscard]] Expected<void> apply_op(const ViewDelete& op, const Context& context,
                                      store::Tables& tables);

// ---- shared by the families ----

/// The ticket. Errors: ticket.not_found.
[[nodiscard]] Expected<Ticket> find_ticket(TicketId id, store::Tables& tables);
/// TKT-5: whoever works on a ticket that went up in another one is told so. Errors: ticket.merged.
[[nodiscard]] Expected<void> check_not_merged(const Ticket& ticket);
/// Whether the rows exist, nil ids aside. Errors: organisation.not_found, contact.not_found,
/// person.not_found on the field.
[[nodiscard]] Expected<void> check_organisation(OrganisationId id, std::string_view field,
                                                store::Tables& tables);
[[nodiscard]] Expected<void> check_contact(ContactId id, std::string_view field,
                                           store::Tables& tables);
[[nodiscard]] Expected<void> check_person(PersonId id, std::string_view field,
                                          store::Tables& tables);
/// An id that a new thing was given is in use already.
[[nodiscard]] std::unexpected<Error> id_taken(std::string_view field);
[[nodiscard]] std::vector<std::string> sorted_unique(std::vector<std::string> texts);

}  // namespace firsthand::ops
