#include "tests/sync/desk_work.h"

#include <array>
#include <vector>

#include "core/desk/hand_over.h"

namespace firsthand::simulation {
namespace {

constexpr auto kKinds =
    std::to_array<LinkKind>({LinkKind::related, LinkKind::problem_of, LinkKind::incident_of});
constexpr auto kStages =
    std::to_array<CustomerStage>({CustomerStage::implementation, CustomerStage::service,
                                  CustomerStage::renewal, CustomerStage::churned});
constexpr auto kSkills = std::to_array<const char*>({"sql", "网络", "почта"});

/// Some entry of this kind on the ticket; nil when there is none.
EntryId some_entry(const DeskWork& work, EntryKind kind) {
  std::vector<EntryId> found;
  for (const Entry& entry : work.tables.entries(work.ticket)) {
    if (entry.kind == kind && entry.revises.is_nil()) found.push_back(entry.id);
  }
  return found.empty() ? EntryId{} : work.random.pick(found);
}

DraftId some_draft(const DeskWork& work) {
  const auto drafts = work.tables.drafts(work.ticket);
  return drafts.empty() ? DraftId(work.fresh) : work.random.pick(drafts).id;
}

/// Few views, so that two people meet on the same one.
ViewId some_view(const DeskWork& work) {
  Id128 id;
  id.bytes[15] = static_cast<std::uint8_t>(work.random.between(1, 3));
  id.bytes[14] = 0x77;
  return ViewId(id);
}

ops::OpBody between_tickets(const DeskWork& work) {
  const auto ticket = work.tables.ticket(work.ticket);
  switch (work.random.between(0, 4)) {
    case 0:
      return ops::TicketMerge{.ticket = work.ticket, .into = work.other, .reason = work.text};
    case 1:
      return ops::TicketUnmerge{.ticket = work.ticket,
                                .from = ticket ? ticket->merged_into : work.other,
                                .reason = work.text};
    case 2:
      return ops::TicketSplit{.ticket = work.ticket,
                              .entry = some_entry(work, EntryKind::customer_message),
                              .new_ticket = TicketId(work.fresh),
                              .new_entry = EntryId(work.fresh_entry),
                              .subject = work.text};
    case 3:
      return ops::TicketLinkTo{
          .ticket = work.ticket, .other = work.other, .kind = work.random.pick(kKinds)};
    default:
      return ops::TicketUnlink{.ticket = work.ticket,
                               .other = ticket && !ticket->links.empty()
                                            ? work.random.pick(ticket->links).ticket
                                            : work.other};
  }
}

ops::OpBody about_ticket(const DeskWork& work) {
  switch (work.random.between(0, 4)) {
    case 0:
      return ops::TicketWatch{.ticket = work.ticket,
                              .person = work.random.chance(700) ? work.me : work.colleague,
                              .watching = work.random.chance(600)};
    case 1:
      return ops::TicketUpset{
          .ticket = work.ticket, .upset = work.random.chance(600), .text = work.text};
    case 2:
      return ops::TicketAssign{.ticket = work.ticket,
                               .person = work.random.chance(700) ? work.colleague : PersonId{},
                               .reason = work.text};
    case 3:
      return ops::TicketNeedSkill{.ticket = work.ticket, .add = {work.random.pick(kSkills)}};
    default:
      return ops::TicketSetCustomer{
          .ticket = work.ticket,
          .organisation = work.random.chance(800) ? work.organisation : OrganisationId{},
          .requester = work.random.chance(800) ? work.contact : ContactId{}};
  }
}

ops::OpBody on_ticket(const DeskWork& work) {
  switch (work.random.between(0, 6)) {
    case 0:
      return ops::TicketRevise{.ticket = work.ticket,
                               .entry = some_entry(work, EntryKind::note),
                               .revision = EntryId(work.fresh),
                               .text = work.text};
    case 1:
    case 2: {
      const bool corrects = work.random.chance(400);
      return ops::TicketLogTime{
          .ticket = work.ticket,
          .entry = EntryId(work.fresh),
          .minutes = work.random.between(corrects ? 0 : 1, 90),
          .billable = work.random.chance(500),
          .text = work.text,
          .revises = corrects ? some_entry(work, EntryKind::time) : EntryId{}};
    }
    case 3:
      return ops::DraftSave{.ticket = work.ticket, .draft = some_draft(work), .text = work.text};
    case 4:
      return ops::DraftTakeOver{.ticket = work.ticket, .draft = some_draft(work)};
    case 5:
      return ops::DraftDiscard{.ticket = work.ticket, .draft = some_draft(work)};
    default: {
      // Written against what is there now: stale by the time it is delivered, or not.
      ops::TicketReply reply{
          .ticket = work.ticket, .entry = EntryId(work.fresh), .text = work.text};
      reply.seen = some_entry(work, EntryKind::customer_message);
      reply.draft = some_draft(work);
      reply.anyway = work.random.chance(300);
      return reply;
    }
  }
}

ops::OpBody beside_tickets(const DeskWork& work) {
  switch (work.random.between(0, 5)) {
    case 0:
      return ops::OrganisationBeginHandOver{.id = work.organisation,
                                            .stage = work.random.pick(kStages),
                                            .person = work.colleague,
                                            .reason = work.text};
    case 1:
    case 2: {
      const auto organisation = work.tables.organisation(work.organisation);
      const auto steps =
          desk::hand_over_steps(organisation ? organisation->hand_over_to : CustomerStage::service);
      return ops::OrganisationTickHandOver{
          .id = work.organisation,
          .step = steps.empty() ? std::string("none") : std::string(work.random.pick(steps)),
          .done = work.random.chance(700),
          .text = work.text};
    }
    case 3:
      return work.random.chance(500)
                 ? ops::OpBody(ops::OrganisationFinishHandOver{
                       .id = work.organisation,
                       .reason = work.random.chance(500) ? work.text : std::string()})
                 : ops::OpBody(ops::OrganisationCancelHandOver{.id = work.organisation,
                                                               .reason = work.text});
    case 4:
      return ops::ViewSave{.id = some_view(work),
                           .name = work.text,
                           .query = "state:open",
                           .shared = work.random.chance(500)};
    default:
      return ops::ViewDelete{.id = some_view(work)};
  }
}

}  // namespace

ops::OpBody desk_operation(const DeskWork& work) {
  switch (work.random.between(0, 3)) {
    case 0:
      return between_tickets(work);
    case 1:
      return about_ticket(work);
    case 2:
      return on_ticket(work);
    default:
      return beside_tickets(work);
  }
}

}  // namespace firsthand::simulation
