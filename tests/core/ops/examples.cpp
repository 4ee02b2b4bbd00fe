#include "tests/core/ops/examples.h"

#include "tests/core/ops/test_desk.h"

namespace firsthand::test {
namespace {

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
                        .active = true},
      ops::OrganisationCreate{.id = id_of<OrganisationId>(501),
                              .name = "晨光软件",
                              .tier = CustomerTier::super_vip,
                              .stage = CustomerStage::renewal,
                              .arr_cents = 12'345'678'900,
                              .csm = csm,
                              .external_id = "CRM-7",
                              .notes = "On premises.\nOracle 19."},
      ops::OrganisationUpdate{.id = id_of<OrganisationId>(900),
                              .name = "Acme Ltd",
                              .tier = CustomerTier::normal,
                              .stage = CustomerStage::churned,
                              .arr_cents = 0,
                              .csm = csm,
                              .external_id = "CRM-1",
                              .notes = "Left."},
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
                       .next_state = TicketState::pending},
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

}  // namespace

std::vector<ops::OpBody> examples(TicketId ticket) {
  std::vector<ops::OpBody> all = people_and_customers();
  for (auto& op : conversation(ticket)) all.push_back(std::move(op));
  for (auto& op : properties(ticket)) all.push_back(std::move(op));
  return all;
}

}  // namespace firsthand::test
