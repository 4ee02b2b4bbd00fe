// CUS-1: the customer beside the ticket, without a click.
#include <algorithm>
#include <string>

#include "ui/kit/kit.h"
#include "ui/views/controls.h"
#include "ui/views/ticket/ticket.h"

namespace firsthand::ui {

namespace {

constexpr float kLabelWidth = 124;
constexpr std::int64_t kCentsPerUnit = 100;

void draw_organisation(Ui& ui, const TicketModel& model, const Organisation& organisation) {
  {
    const std::string_view tier = ui.tr(text_of_tier(organisation.tier));
    const float badge = kit::badge_width(ui, tier) / ui.scale();
    kit::Row row(ui, {kit::fill(), badge}, size::control_small);
    kit::text(ui, organisation.name, {.weight = FontWeight::strong, .lines_max = 1});
    kit::badge(ui, tier, tone_of(organisation.tier), {.description = ui.tr(Text::customer_tier)});
  }
  kit::property(ui, ui.tr(Text::customer_stage), ui.tr(text_of_stage(organisation.stage)),
                kLabelWidth);
  if (!model.page.customer.csm.empty()) {
    kit::property(ui, ui.tr(Text::customer_csm), model.page.customer.csm, kLabelWidth);
  }
  if (model.sees_revenue && organisation.arr_cents != 0) {
    kit::property(ui, ui.tr(Text::customer_arr),
                  ui.lang().number(organisation.arr_cents / kCentsPerUnit), kLabelWidth);
  }
}

void draw_copied_line(Ui& ui, std::string_view key, const std::string& words, Text copy,
                      Sink& sink) {
  if (words.empty()) return;
  kit::Row row(ui, {kit::fill(), size::control_small}, size::control_small);
  kit::text(ui, words, {.colour = Colour::text_muted, .lines_max = 1});
  if (kit::icon_button(ui, key, Icon::copy, ui.tr(copy),
                       {.kind = kit::ButtonKind::ghost, .small = true})) {
    sink.push_back(CopyText{words});
  }
}

void draw_contact(Ui& ui, const Contact& contact, Sink& sink) {
  kit::property(ui, ui.tr(Text::customer_contact), contact.name, kLabelWidth);
  draw_copied_line(ui, "copy_email", contact.email, Text::customer_copy_email, sink);
  draw_copied_line(ui, "copy_phone", contact.phone, Text::customer_copy_phone, sink);
}

}  // namespace

void draw_customer(Ui& ui, const TicketModel& model, Sink& sink) {
  const query::CustomerPanel& customer = model.page.customer;
  kit::Panel panel(ui, "customer",
                   {.role = SemRole::region,
                    .name = ui.tr(Text::customer_title),
                    .look = kit::PanelLook::card,
                    .padding_x = space::m,
                    .padding_y = space::m,
                    .gap = space::xs});
  kit::heading(ui, 2, ui.tr(Text::customer_title), FontSize::body);
  if (!customer.organisation && !customer.requester) {
    kit::muted(ui, ui.tr(Text::customer_unknown));
    return;
  }
  if (customer.organisation) draw_organisation(ui, model, *customer.organisation);
  if (customer.requester) draw_contact(ui, *customer.requester, sink);
  const Lang& lang = ui.lang();
  kit::caption(ui, lang.text(Text::customer_counts, {lang.number(customer.open_tickets),
                                                     lang.number(customer.all_tickets)}));
  if (customer.organisation && !customer.organisation->notes.empty()) {
    kit::divider(ui);
    kit::caption(ui, ui.tr(Text::customer_notes));
    kit::text(ui, customer.organisation->notes);
  }
}

void draw_recent_tickets(Ui& ui, const TicketModel& model, Sink& sink) {
  const query::CustomerPanel& customer = model.page.customer;
  const bool any = std::ranges::any_of(customer.recent, [&](const query::RecentTicket& ticket) {
    return ticket.id != model.page.ticket.id;
  });
  if (!any) return;
  const Lang& lang = ui.lang();
  kit::Panel panel(ui, "recent_tickets",
                   {.role = SemRole::region,
                    .name = ui.tr(Text::customer_recent),
                    .look = kit::PanelLook::card,
                    .padding_x = space::m,
                    .padding_y = space::m,
                    .gap = space::xs});
  kit::heading(ui, 2, ui.tr(Text::customer_recent), FontSize::body);
  kit::Semantic list(ui, "recent", SemRole::list, ui.tr(Text::customer_recent));
  for (const query::RecentTicket& ticket : customer.recent) {
    if (ticket.id == model.page.ticket.id) continue;
    IdScope scope(ui, kit::key_of(ticket.id.view()));
    kit::Semantic item(ui, "item", SemRole::listitem);
    const std::string label = number_words(ticket.number, lang) + " " + ticket.subject;
    const std::string_view state = ui.tr(text_of_state(ticket.state));
    const float badge = kit::badge_width(ui, state, {.dot = true}) / ui.scale();
    kit::Row row(ui, {kit::fill(), badge}, size::control_small);
    if (kit::button(ui, "open", label,
                    {.kind = kit::ButtonKind::ghost,
                     .small = true,
                     .stretch = true,
                     .role = SemRole::link,
                     .align = kit::Align::start})) {
      sink.push_back(OpenTicket{.ticket = ticket.id, .number = ticket.number});
    }
    kit::badge(ui, state, tone_of(ticket.state), {.dot = true});
  }
}

}  // namespace firsthand::ui
