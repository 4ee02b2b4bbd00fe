#include "ui/views/new_ticket/new_ticket.h"

#include <array>

#include "core/model/limits.h"
#include "ui/kit/kit.h"
#include "ui/views/controls.h"

namespace firsthand::ui {

namespace {

constexpr float kWidth = 640;
constexpr int kTextRows = 5;

std::string name_of_hit(const query::CustomerHit& hit) {
  if (hit.contact.is_nil()) return hit.organisation_name;
  std::string name = hit.contact_name;
  if (!hit.organisation_name.empty()) name += " · " + hit.organisation_name;
  return name;
}

void choose(NewTicketState& state, const query::CustomerHit& hit) {
  state.customer = hit;
  state.customer_search.clear();
  if (!hit.language.empty()) state.language = hit.language;
}

void draw_hits(Ui& ui, const NewTicketModel& model, NewTicketState& state) {
  if (state.customer_search.empty()) return;
  if (model.hits.empty()) {
    kit::Semantic status(ui, "no_match", SemRole::status);
    kit::caption(ui, ui.tr(Text::create_no_match));
    return;
  }
  kit::Semantic list(ui, "hits", SemRole::list, ui.tr(Text::create_customer));
  kit::Column column(ui, 0);
  for (const query::CustomerHit& hit : model.hits) {
    IdScope scope(ui,
                  kit::key_of(hit.contact.is_nil() ? hit.organisation.view() : hit.contact.view()));
    kit::Semantic item(ui, "item", SemRole::listitem);
    if (kit::button(ui, "choose", name_of_hit(hit),
                    {.kind = kit::ButtonKind::ghost,
                     .icon = hit.contact.is_nil() ? Icon::building : Icon::user,
                     .stretch = true,
                     .description = hit.email,
                     .align = kit::Align::start})) {
      choose(state, hit);
    }
  }
}

void draw_customer_choice(Ui& ui, const NewTicketModel& model, NewTicketState& state) {
  if (state.customer) {
    kit::caption(ui, ui.tr(Text::create_customer));
    const std::string_view tier = ui.tr(text_of_tier(state.customer->tier));
    const float badge = kit::badge_width(ui, tier) / ui.scale();
    kit::Row row(ui, {kit::fill(), badge, size::control}, size::control);
    kit::text(ui, name_of_hit(*state.customer), {.weight = FontWeight::strong, .lines_max = 1});
    kit::badge(ui, tier, tone_of(state.customer->tier));
    if (kit::icon_button(ui, "clear", Icon::close, ui.tr(Text::create_clear_customer))) {
      state.customer.reset();
    }
    return;
  }
  kit::text_field(ui, "customer", state.customer_search,
                  {.label = ui.tr(Text::create_find_customer),
                   .placeholder = ui.tr(Text::create_find_hint),
                   .input = TextInput::search,
                   .autofocus = true,
                   .icon = Icon::search});
  draw_hits(ui, model, state);
}

void draw_language(Ui& ui, NewTicketState& state) {
  std::array<kit::Option, kLanguages.size()> options;
  std::size_t chosen = SIZE_MAX;
  for (std::size_t i = 0; i < kLanguages.size(); ++i) {
    options[i] = {.key = tag_of(kLanguages[i]), .label = name_of(kLanguages[i])};
    if (options[i].key == state.language) chosen = i;
  }
  const auto picked =
      kit::select(ui, "language", {.label = ui.tr(Text::prop_language), .chosen = chosen}, options);
  if (picked) state.language = std::string(options[*picked].key);
}

void draw_kind(Ui& ui, NewTicketState& state) {
  kit::Row row(ui, {kit::fill(), kit::fill(), kit::fill()}, size::control + kLinePx[0] + space::xs);
  const auto channel = enum_select<Channel>(ui, "channel", {.label = ui.tr(Text::prop_channel)},
                                            state.channel, text_of_channel);
  if (channel) state.channel = *channel;
  const auto type = enum_select<TicketType>(ui, "type", {.label = ui.tr(Text::prop_type)},
                                            state.type, text_of_type);
  if (type) state.type = *type;
  draw_language(ui, state);
}

}  // namespace

void draw_new_ticket(Ui& ui, const NewTicketModel& model, NewTicketState& state, Sink& sink) {
  if (!state.open) return;
  kit::Dialog dialog(ui, "new_ticket", ui.tr(Text::create_title), {.width = kWidth});
  const std::string reason = reason_words(ui, model.refusal);
  if (!reason.empty()) kit::banner(ui, "refused", reason, {.tone = Tone::warning});
  draw_customer_choice(ui, model, state);
  const bool no_subject = state.tried && state.subject.empty();
  const bool no_text = state.tried && state.text.empty();
  const auto subject =
      kit::text_field(ui, "subject", state.subject,
                      {.label = ui.tr(Text::create_subject),
                       .error = no_subject ? ui.tr(Text::create_need_subject) : std::string_view(),
                       .required = true,
                       .bytes_max = limits::kSubjectBytesMax});
  const auto text =
      kit::text_field(ui, "text", state.text,
                      {.label = ui.tr(Text::create_text),
                       .error = no_text ? ui.tr(Text::create_need_text) : std::string_view(),
                       .input = TextInput::multiline,
                       .required = true,
                       .rows = kTextRows,
                       .bytes_max = limits::kTextBytesMax});
  draw_kind(ui, state);
  bool pressed = false;
  {
    kit::Flow buttons(ui, kit::Align::end);
    if (kit::button(ui, "cancel", ui.tr(Text::common_cancel))) state.open = false;
    pressed = kit::button(ui, "create", ui.tr(Text::create_submit),
                          {.kind = kit::ButtonKind::primary, .disabled_reason = reason});
  }
  if (dialog.close_asked()) state.open = false;
  if (!(pressed || text.submitted) || subject.composing || text.composing) return;
  state.tried = true;
  if (state.subject.empty()) {
    ui.focus(subject.id);
  } else if (state.text.empty()) {
    ui.focus(text.id);
  } else if (reason.empty()) {
    sink.push_back(CreateTicket{});
  }
}

}  // namespace firsthand::ui
