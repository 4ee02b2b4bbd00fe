// Words for the desk's own things in the person's language: enums, ticket numbers, operations.
// Not here: sentences of a single screen, which name their Text themselves.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/model/enums.h"
#include "ui/kit/lang.h"

namespace firsthand::ui {

[[nodiscard]] Text text_of_state(TicketState state);
[[nodiscard]] Text text_of_priority(Priority priority);
[[nodiscard]] Text text_of_tier(CustomerTier tier);
[[nodiscard]] Text text_of_stage(CustomerStage stage);
[[nodiscard]] Text text_of_channel(Channel channel);
[[nodiscard]] Text text_of_class(TicketClass ticket_class);
[[nodiscard]] Text text_of_type(TicketType type);
[[nodiscard]] Text text_of_segment(Segment segment);
[[nodiscard]] Text text_of_level(Level level);
[[nodiscard]] Text text_of_link(LinkKind kind);
[[nodiscard]] Text text_of_role(Role role);

/// "#1042", or the word for a draft for 0.
[[nodiscard]] std::string number_words(std::uint32_t number, const Lang& lang);
/// "ticket.reply" → "Reply"; an unknown name → "Change".
[[nodiscard]] std::string operation_words(std::string_view name, const Lang& lang);
/// The field of an event entry and its values as people call them: "state" → "State",
/// "pending" → "Pending". What is not a known vocabulary stays as it is.
[[nodiscard]] std::string field_words(std::string_view field, const Lang& lang);
[[nodiscard]] std::string field_value_words(std::string_view field, std::string_view value,
                                            const Lang& lang);
/// "zh-Hans" → "简体中文"; other tags stay as they are.
[[nodiscard]] std::string language_words(std::string_view tag);

}  // namespace firsthand::ui
