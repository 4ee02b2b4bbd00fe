// What the customers of the sample desk write about, and what they are told: the text of the sample
// workspace, in English, Russian and Chinese. Placeholders: {n} a small number, {order} an order
// number, {version} a product version, {site} a town, {person} a name.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "core/model/enums.h"

namespace firsthand::sample {

enum class Language : std::uint8_t { english, russian, chinese };

struct TopicText {
  std::array<std::string_view, 2> subjects;
  std::array<std::string_view, 2> openings;
  std::string_view question;                  // what the agent must ask first
  std::array<std::string_view, 2> details;    // what the customer answers
  std::array<std::string_view, 2> solutions;  // what helped
  std::string_view note;                      // what colleagues tell each other
};

struct Topic {
  TicketType type;
  Level impact;
  Level urgency;
  std::string_view tag;
  TopicText english;
  TopicText russian;
  TopicText chinese;
};

[[nodiscard]] std::span<const Topic> topics();
[[nodiscard]] const TopicText& text_in(const Topic& topic, Language language);

struct Phrases {
  std::span<const std::string_view> greetings;    // "{person}" is the reader
  std::span<const std::string_view> closings;     // of customers
  std::span<const std::string_view> signatures;   // of agents, "{person}" is the agent
  std::span<const std::string_view> thanks;       // the customer when it worked
  std::span<const std::string_view> nudges;       // the customer when nobody answered
  std::span<const std::string_view> final_words;  // the agent when solving
};

[[nodiscard]] const Phrases& phrases(Language language);

struct Names {
  std::span<const std::string_view> given;
  std::span<const std::string_view> family;  // of the form that stands after the given name
  bool family_first;
  std::span<const std::string_view> companies;      // first part
  std::span<const std::string_view> company_kinds;  // second part
  std::span<const std::string_view> sites;
};

[[nodiscard]] const Names& names(Language language);

}  // namespace firsthand::sample
