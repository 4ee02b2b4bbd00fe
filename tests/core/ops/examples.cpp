#include "tests/core/ops/examples.h"

#include "tests/core/ops/test_desk.h"

namespace firsthand::test {
namespace {

// What prepare_examples makes.
const auto kColleague = id_of<PersonId>(930);
const auto kOtherTicket = id_of<TicketId>(931);
const auto kColleaguesTime = id_of<EntryId>(932);
const auto kColleaguesDraft = id_of<DraftId>(933);
const auto kCustomerInHandOver = id_of<OrganisationId>(934);
const auto kColleaguesView = id_of<ViewId>(935);

std::vector<ops::OpBody> people_and_customers() {
  const auto csm = id_of<PersonId>(100 + static_cast<std::uint64_t>(Role::csm));
  const auto agent = id_of<PersonId>(100 + static_cast<std::uint64_t>(Role::agent));
  return {
      ops::PersonCreate{.id = id_of<PersonId>(500),
                        .name = "Новый сотрудник",
                        .email = "new@desk.example",
                        .role = Role::agent,
                        .support_tier = SupportTier::t1,
                        .skills = {"billing", "数据库"},
                        .language = "ru",
                        .time_zone = "Europe/Moscow"},
      ops::PersonUpdate{.id = agent,
                        .name = "Agent Smith",
                        .role = Role::agent,
                        .support_tier = SupportTier::t2,
                        .skills = std::vector<std::string>{"api"},
                        .language = "zh-Hans",
                        .time_zone = "Asia/Shanghai",
                        .active = true,
                        .lead = id_of<PersonId>(100 + static_cast<std::uint64_t>(Role::lead))},
      ops::OrganisationCreate{.id = id_of<OrganisationId>(501),
                              .name = "晨光软件",
                              .tier = CustomerTier::super_vip,
                              .stage = CustomerStage::renewal,
                              .arr_cents = 12'345'678'900,
                              .csm = csm,
                              .external_id = "CRM-7",
                              .notes = "On premises.\nOracle 19.",
                              .contract_from = "2024-02-29",
                              .contract_until = "2027-02-28",
                              .renewal_on = "2026-12-01",
                              .products = {"Orbit 4.2"},
                              .links = {"https://crm.example/7"}},
      ops::OrganisationUpdate{.id = id_of<OrganisationId>(900),
                              .name = "Acme Ltd",
                              .tier = CustomerTier::normal,
                              .stage = CustomerStage::churned,
                              .arr_cents = 0,
                              .csm = csm,
                              .external_id = "CRM-1",
                              .notes = "Left.",
                              .contract_from = "2023-01-01",
                              .contract_until = "2026-01-01",
                              .renewal_on = "2025-12-01",
                              .products = std::vector<std::string>{"Orbit 3"},
                              .links = std::vector<std::string>{"https://crm.example/1"}},
      ops::ContactCreate{.id = id_of<ContactId>(502),
                         .organisation = id_of<OrganisationId>(900),
                         .name = "Ivan",
                         .email = "ivan@acme.example",
                         .phone = "+49 30 1234",
                         .language = "de"},
      ops::ContactUpdate{.id = id_of<ContactId>(901),
                         .organisation = id_of<OrganisationId>(900),
                         .name = "Mei Lin",
                         .email = "mei.lin@acme.example",
                         .phone = "1",
                         .language = "zh-Hant"},
  };
}

std::vector<ops::OpBody> conversation(TicketId ticket) {
  return {
      ops::TicketCreate{.id = id_of<TicketId>(503),
                        .entry = id_of<EntryId>(504),
                        .subject = "Export fails",
                        .text = "It says \"error 7\".\n\tEvery time.",
                        .organisation = id_of<OrganisationId>(900),
                        .requester = id_of<ContactId>(901),
                        .channel = Channel::email,
                        .language = "en",
                        .type = TicketType::fault,
                        .segment = Segment::development,
                        .impact = Level::high,
                        .urgency = Level::low,
                        .release = "4.2.1"},
      ops::TicketTake{.ticket = ticket},
      ops::TicketReply{.ticket = ticket,
                       .entry = id_of<EntryId>(505),
                       .text = "Which version do you use?",
                       .next_state = TicketState::pending,
                       .seen = id_of<EntryId>(504),
                       .anyway = true,
                       .draft = id_of<DraftId>(514)},
      ops::TicketNote{.ticket = ticket, .entry = id_of<EntryId>(506), .text = "Looks like #12."},
  };
}

std::vector<ops::OpBody> properties(TicketId ticket) {
  const auto csm = id_of<PersonId>(100 + static_cast<std::uint64_t>(Role::csm));
  return {
      ops::TicketClassify{.ticket = ticket,
                          .ticket_class = TicketClass::technical,
                          .type = TicketType::incident,
                          .segment = Segment::support,
                          .impact = Level::high,
                          .urgency = Level::high,
                          .language = "ru",
                          .release = "4.2"},
      ops::TicketOverridePriority{
          .ticket = ticket, .priority = Priority::p1, .reason = "Their board meets today"},
      ops::TicketSetState{
          .ticket = ticket, .state = TicketState::hold, .reason = "Waits for the bank"},
      ops::TicketTag{.ticket = ticket, .add = {"export", "退款"}, .remove = {"urgent"}},
      ops::TicketRename{.ticket = ticket, .subject = "Export of invoices fails"},
      ops::TicketMoveOwner{.ticket = ticket, .owner = csm, .reason = "Holiday"},
      ops::TicketCustomerMessage{.ticket = ticket,
                                 .entry = id_of<EntryId>(507),
                                 .contact = id_of<ContactId>(901),
                                 .text = "还是不行。",
                                 .follow_up = id_of<TicketId>(508)},
  };
}

std::vector<ops::OpBody> relations(TicketId ticket) {
  const auto other = kOtherTicket;
  return {
      ops::TicketMerge{.ticket = ticket, .into = other, .reason = "The same printer"},
      ops::TicketUnmerge{.ticket = ticket, .from = other, .reason = "Another printer"},
      ops::TicketSplit{.ticket = ticket,
                       .entry = id_of<EntryId>(506),
                       .new_ticket = id_of<TicketId>(517),
                       .new_entry = id_of<EntryId>(518),
                       .subject = "And the export"},
      ops::TicketLinkTo{.ticket = ticket, .other = other, .kind = LinkKind::problem_of},
      ops::TicketUnlink{.ticket = ticket, .other = other},
      ops::TicketWatch{.ticket = ticket, .person = kColleague, .watching = true},
      ops::TicketUpset{.ticket = ticket, .upset = true, .text = "Third time this week"},
      ops::TicketAssign{.ticket = ticket, .person = kColleague, .reason = "Knows exports"},
      ops::TicketNeedSkill{.ticket = ticket, .add = {"数据库"}, .remove = {"api"}},
      ops::TicketSetCustomer{.ticket = ticket,
                             .organisation = id_of<OrganisationId>(900),
                             .requester = id_of<ContactId>(901)},
      ops::TicketRevise{.ticket = ticket,
                        .entry = id_of<EntryId>(506),
                        .revision = id_of<EntryId>(509),
                        .text = "Looks like #13."},
      ops::TicketLogTime{.ticket = ticket,
                         .entry = id_of<EntryId>(510),
                         .minutes = 15,
                         .billable = true,
                         .text = "Read the log",
                         .revises = kColleaguesTime},
      ops::DraftSave{.ticket = ticket, .draft = id_of<DraftId>(516), .text = "Dear Mei,"},
      ops::DraftTakeOver{.ticket = ticket, .draft = kColleaguesDraft},
      ops::DraftDiscard{.ticket = ticket, .draft = kColleaguesDraft},
  };
}

std::vector<ops::OpBody> hand_overs_and_views() {
  const auto customer = id_of<OrganisationId>(900);
  return {
      ops::OrganisationBeginHandOver{.id = customer,
                                     .stage = CustomerStage::service,
                                     .person = kColleague,
                                     .reason = "Went live"},
      ops::OrganisationTickHandOver{
          .id = customer, .step = "acceptance_signed", .done = true, .text = "By mail"},
      ops::OrganisationFinishHandOver{.id = customer, .reason = "The rest is done by phone"},
      ops::OrganisationCancelHandOver{.id = kCustomerInHandOver, .reason = "Too early"},
      ops::ViewSave{.id = id_of<ViewId>(511),
                    .name = "Мои срочные",
                    .query = "priority:p1 owner:me",
                    .sort = TicketSort::priority,
                    .descending = false,
                    .columns = {"number", "subject"},
                    .group = TicketGroup::state,
                    .shared = true},
      ops::ViewDelete{.id = kColleaguesView},
  };
}

}  // namespace

void prepare_examples(TestDesk& desk, TicketId ticket) {
  const ops::Actor admin = desk.actor(Role::admin);
  desk.must(ops::PersonCreate{.id = kColleague,
                              .name = "colleague",
                              .email = "colleague@desk.example",
                              .role = Role::agent,
                              .language = "en",
                              .time_zone = "Europe/Berlin"},
            admin);
  desk.must(ops::TicketCreate{.id = kOtherTicket,
                              .entry = id_of<EntryId>(936),
                              .subject = "Another printer",
                              .text = "It hums.",
                              .organisation = desk.customer(),
                              .requester = desk.contact()},
            desk.actor(Role::intake));
  desk.must(ops::TicketLogTime{.ticket = ticket, .entry = kColleaguesTime, .minutes = 5},
            kColleague);
  desk.must(ops::DraftSave{.ticket = ticket, .draft = kColleaguesDraft, .text = "Dear"},
            kColleague);
  desk.must(ops::OrganisationCreate{.id = kCustomerInHandOver, .name = "Borealis"}, admin);
  desk.must(
      ops::OrganisationBeginHandOver{.id = kCustomerInHandOver, .stage = CustomerStage::renewal},
      admin);
  desk.must(ops::ViewSave{.id = kColleaguesView, .name = "Shared", .shared = true}, kColleague);
}

std::vector<ops::OpBody> examples(TicketId ticket) {
  std::vector<ops::OpBody> all = people_and_customers();
  for (auto& op : conversation(ticket)) all.push_back(std::move(op));
  for (auto& op : properties(ticket)) all.push_back(std::move(op));
  for (auto& op : relations(ticket)) all.push_back(std::move(op));
  for (auto& op : hand_overs_and_views()) all.push_back(std::move(op));
  return all;
}

}  // namespace firsthand::test
