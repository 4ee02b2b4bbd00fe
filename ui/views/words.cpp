#include "ui/views/words.h"

#include <array>
#include <optional>
#include <utility>

namespace firsthand::ui {

namespace {

/// One Text for each value of an enum, in its order.
template <class E, std::size_t N>
Text pick(const std::array<Text, N>& texts, E value) {
  static_assert(N == EnumText<E>::kNames.size(), "one text for each value");
  return texts[static_cast<std::size_t>(value)];
}

using Pair = std::pair<std::string_view, Text>;

constexpr auto kOperations = std::to_array<Pair>({
    {"contact.create", Text::op_contact_create},
    {"contact.update", Text::op_contact_update},
    {"organisation.create", Text::op_organisation_create},
    {"organisation.update", Text::op_organisation_update},
    {"person.create", Text::op_person_create},
    {"person.update", Text::op_person_update},
    {"ticket.classify", Text::op_ticket_classify},
    {"ticket.create", Text::op_ticket_create},
    {"ticket.customer_message", Text::op_ticket_customer_message},
    {"ticket.move_owner", Text::op_ticket_move_owner},
    {"ticket.note", Text::op_ticket_note},
    {"ticket.override_priority", Text::op_ticket_override_priority},
    {"ticket.rename", Text::op_ticket_rename},
    {"ticket.reply", Text::op_ticket_reply},
    {"ticket.set_state", Text::op_ticket_set_state},
    {"ticket.tag", Text::op_ticket_tag},
    {"ticket.take", Text::op_ticket_take},
    {"ticket.merge", Text::op_ticket_merge},
    {"ticket.unmerge", Text::op_ticket_unmerge},
    {"ticket.split", Text::op_ticket_split},
    {"ticket.link", Text::op_ticket_link},
    {"ticket.unlink", Text::op_ticket_unlink},
    {"ticket.watch", Text::op_ticket_watch},
    {"ticket.upset", Text::op_ticket_upset},
    {"ticket.assign", Text::op_ticket_assign},
    {"ticket.need_skills", Text::op_ticket_need_skills},
    {"ticket.set_customer", Text::op_ticket_set_customer},
    {"ticket.revise", Text::op_ticket_revise},
    {"ticket.log_time", Text::op_ticket_log_time},
    {"draft.save", Text::op_draft_save},
    {"draft.take_over", Text::op_draft_take_over},
    {"draft.discard", Text::op_draft_discard},
    {"organisation.begin_hand_over", Text::op_organisation_begin_hand_over},
    {"organisation.tick_hand_over", Text::op_organisation_tick_hand_over},
    {"organisation.finish_hand_over", Text::op_organisation_finish_hand_over},
    {"organisation.cancel_hand_over", Text::op_organisation_cancel_hand_over},
    {"view.save", Text::op_view_save},
    {"view.delete", Text::op_view_delete},
});

constexpr auto kFields = std::to_array<Pair>({
    {"class", Text::prop_class},
    {"computed_priority", Text::prop_computed_priority},
    {"first_contact", Text::prop_first_contact},
    {"follow_up", Text::prop_follow_up},
    {"impact", Text::prop_impact},
    {"language", Text::prop_language},
    {"owner", Text::prop_owner},
    {"priority", Text::prop_priority},
    {"recorded", Text::prop_recorded},
    {"release", Text::prop_release},
    {"segment", Text::prop_segment},
    {"state", Text::prop_state},
    {"subject", Text::prop_subject},
    {"tags", Text::prop_tags},
    {"type", Text::prop_type},
    {"urgency", Text::prop_urgency},
    {"merged", Text::field_merged},
    {"unmerged", Text::field_unmerged},
    {"merged_into", Text::field_merged_into},
    {"link", Text::field_link},
    {"unlink", Text::field_unlink},
    {"upset", Text::field_upset},
    {"assigned_to", Text::desk_assigned_to},
    {"skills", Text::desk_skills},
    {"organisation", Text::customer_title},
    {"requester", Text::customer_contact},
    {"draft", Text::field_draft},
});

template <std::size_t N>
std::optional<Text> find(const std::array<Pair, N>& table, std::string_view key) {
  for (const auto& [name, text] : table) {
    if (name == key) return text;
  }
  return std::nullopt;
}

template <class E>
std::string enum_words(std::string_view value, Text (*text_of_value)(E), const Lang& lang) {
  const auto parsed = parse_enum<E>(value);
  return parsed ? std::string(lang.text(text_of_value(*parsed))) : std::string(value);
}

}  // namespace

Text text_of_state(TicketState state) {
  return pick(std::array{Text::state_fresh, Text::state_open, Text::state_pending, Text::state_hold,
                         Text::state_solved, Text::state_closed, Text::state_merged},
              state);
}

Text text_of_priority(Priority priority) {
  return pick(
      std::array{Text::priority_p1, Text::priority_p2, Text::priority_p3, Text::priority_p4},
      priority);
}

Text text_of_tier(CustomerTier tier) {
  return pick(std::array{Text::tier_normal, Text::tier_vip, Text::tier_super_vip}, tier);
}

Text text_of_stage(CustomerStage stage) {
  return pick(std::array{Text::stage_prospect, Text::stage_implementation, Text::stage_service,
                         Text::stage_renewal, Text::stage_churned},
              stage);
}

Text text_of_channel(Channel channel) {
  return pick(std::array{Text::channel_email, Text::channel_web_form, Text::channel_phone,
                         Text::channel_chat, Text::channel_api, Text::channel_in_person},
              channel);
}

Text text_of_class(TicketClass ticket_class) {
  return pick(std::array{Text::class_application, Text::class_technical}, ticket_class);
}

Text text_of_type(TicketType type) {
  return pick(std::array{Text::type_question, Text::type_incident, Text::type_problem,
                         Text::type_change, Text::type_fault, Text::type_requirement},
              type);
}

Text text_of_segment(Segment segment) {
  return pick(std::array{Text::segment_unassigned, Text::segment_support, Text::segment_development,
                         Text::segment_sales, Text::segment_marketing},
              segment);
}

Text text_of_level(Level level) {
  return pick(std::array{Text::level_high, Text::level_medium, Text::level_low}, level);
}

Text text_of_link(LinkKind kind) {
  return pick(
      std::array{Text::relation_related, Text::relation_problem_of, Text::relation_incident_of,
                 Text::relation_split_from, Text::relation_split_into},
      kind);
}

Text text_of_role(Role role) {
  return pick(std::array{Text::role_trainee, Text::role_agent, Text::role_csm, Text::role_engineer,
                         Text::role_lead, Text::role_admin, Text::role_system, Text::role_intake},
              role);
}

std::string number_words(std::uint32_t number, const Lang& lang) {
  return number == 0 ? std::string(lang.text(Text::ticket_draft)) : "#" + std::to_string(number);
}

std::string operation_words(std::string_view name, const Lang& lang) {
  return std::string(lang.text(find(kOperations, name).value_or(Text::op_unknown)));
}

std::string field_words(std::string_view field, const Lang& lang) {
  const auto text = find(kFields, field);
  return text ? std::string(lang.text(*text)) : std::string(field);
}

std::string field_value_words(std::string_view field, std::string_view value, const Lang& lang) {
  if (value.empty()) return std::string(lang.text(Text::common_none));
  if (field == "state") return enum_words<TicketState>(value, text_of_state, lang);
  if (field == "priority" || field == "computed_priority") {
    return enum_words<Priority>(value, text_of_priority, lang);
  }
  if (field == "class") return enum_words<TicketClass>(value, text_of_class, lang);
  if (field == "type") return enum_words<TicketType>(value, text_of_type, lang);
  if (field == "segment") return enum_words<Segment>(value, text_of_segment, lang);
  if (field == "impact" || field == "urgency") {
    return enum_words<Level>(value, text_of_level, lang);
  }
  if (field == "language") return language_words(value);
  if (field == "upset")
    return std::string(lang.text(value == "yes" ? Text::common_yes : Text::common_no));
  // An event of linking comes from the kind and goes to the other ticket's number.
  if (field == "link") return enum_words<LinkKind>(value, text_of_link, lang);
  return std::string(value);
}

std::string language_words(std::string_view tag) {
  if (tag == "en") return "English";
  if (tag == "zh-Hans" || tag == "zh-CN" || tag == "zh") return "简体中文";
  if (tag == "zh-Hant" || tag == "zh-TW") return "繁體中文";
  if (tag == "ru") return "Русский";
  return std::string(tag);
}

}  // namespace firsthand::ui
