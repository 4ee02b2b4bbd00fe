#include "tests/core/scenario/runner.h"

#include <charconv>

#include <nlohmann/json.hpp>

#include "core/time/zone.h"

namespace firsthand::test {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;

/// Words, and texts in double quotes (with the quotes taken off); commas and colons at the end of
/// a word are for the reader.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == ' ') {
      ++i;
      continue;
    }
    if (line[i] == '"') {
      const std::size_t end = line.find('"', i + 1);
      if (end == std::string_view::npos) return {};
      words.emplace_back(line.substr(i + 1, end - i - 1));
      i = end + 1;
      continue;
    }
    std::size_t end = line.find(' ', i);
    if (end == std::string_view::npos) end = line.size();
    std::string word(line.substr(i, end - i));
    while (!word.empty() && (word.back() == ',' || word.back() == ':')) word.pop_back();
    if (!word.empty()) words.push_back(std::move(word));
    i = end;
  }
  return words;
}

/// The word after `key`, or empty.
std::string after(const std::vector<std::string>& words, std::string_view key) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] == key) return words[i + 1];
  }
  return {};
}

template <NamedEnum E>
std::optional<E> enum_after(const std::vector<std::string>& words, std::string_view key) {
  return parse_enum<E>(after(words, key));
}

std::string indent_of(const std::string& line) {
  return line.substr(0, std::min(line.find_first_not_of(' '), line.size()));
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

}  // namespace

std::string ScenarioRunner::run(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    run_line(std::string(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  settle_refusal();
  std::string out;
  for (const std::string& line : told_) out += line + "\n";
  return out;
}

void ScenarioRunner::run_line(const std::string& line) {
  const Words words = words_of(line);
  // What a history block says was told when the block began; only its end is of interest.
  if (in_history_ && line.starts_with("  ")) return;
  in_history_ = false;
  const bool silent = words.empty() || words[0].starts_with("#") || words[0] == "scenario";
  if (!silent && words[0] == "refused") {
    told_.push_back(indent_of(line) + "refused " + (refusal_.empty() ? "not at all" : refusal_));
    refusal_.clear();
    return;
  }
  if (!silent) settle_refusal();
  if (!silent && words[0] == "expect") return expect(line, words);
  told_.push_back(line);
  if (silent) return;
  if (words[0] == "history" && words.size() == 2) return tell_history(words[1]);
  if (run_setting(words) == Result::done || run_action(words) == Result::done) return;
  told_.emplace_back("  (this line is not understood)");
}

/// An action that was refused although the scenario does not say so.
void ScenarioRunner::settle_refusal() {
  if (refusal_.empty()) return;
  told_.push_back("  refused " + refusal_);
  refusal_.clear();
}

ScenarioRunner::Result ScenarioRunner::run_setting(const Words& words) {
  const ops::Actor system = desk_.actor(Role::system);
  const std::string& kind = words[0];
  if (kind == "person" && words.size() == 3) {
    const auto role = parse_enum<Role>(words[2]);
    if (!role) return Result::not_understood;
    desk_.must(ops::PersonCreate{.id = PersonId(id(words[1])),
                                 .name = words[1],
                                 .email = words[1] + "@desk.example",
                                 .role = *role},
               system);
    return Result::done;
  }
  if (kind == "customer" && words.size() == 3) {
    const auto tier = parse_enum<CustomerTier>(words[2]);
    if (!tier) return Result::not_understood;
    desk_.must(
        ops::OrganisationCreate{
            .id = OrganisationId(id(words[1])), .name = words[1], .tier = *tier},
        system);
    return Result::done;
  }
  if (kind == "contact" && words.size() == 4 && words[2] == "of") {
    contacts_[words[1]] = true;
    desk_.must(ops::ContactCreate{.id = ContactId(id(words[1])),
                                  .organisation = OrganisationId(id(words[3])),
                                  .name = words[1]},
               system);
    return Result::done;
  }
  if (kind == "at" && words.size() == 3) {
    const auto at = time::parse_utc(words[1] + "T" + words[2] + ":00Z");
    if (!at) return Result::not_understood;
    desk_.now = *at;
    return Result::done;
  }
  if (kind == "after" && words.size() == 3) {
    std::int64_t count = 0;
    std::from_chars(words[1].data(), words[1].data() + words[1].size(), count);
    const std::int64_t minutes = words[2].starts_with("minute") ? 1
                                 : words[2].starts_with("hour") ? 60
                                 : words[2].starts_with("day")  ? 1'440
                                                                : 0;
    if (count <= 0 || minutes == 0) return Result::not_understood;
    desk_.now = desk_.now + Duration{count * minutes * kMinuteMs};
    return Result::done;
  }
  return Result::not_understood;
}

ScenarioRunner::Result ScenarioRunner::run_action(const Words& words) {
  if (words.size() < 3) return Result::not_understood;
  const std::string& verb = words[1];
  if (verb == "opens") return opens(words);
  if (verb == "writes") return writes(words);
  if (verb == "classifies") return classifies(words);
  if (verb == "tags") return tags(words);
  if (act_on_ticket(words) == Result::done) return Result::done;
  return act_on_people(words);
}

// mei opens T1 "Subject" saying "Text" [by email] [as fault] [impact high] [urgency low]
// anna opens T1 "Subject" saying "Text" for mei by phone
ScenarioRunner::Result ScenarioRunner::opens(const Words& words) {
  const std::string text = after(words, "saying");
  if (words.size() < 6 || text.empty()) return Result::not_understood;
  const std::string requester = is_contact(words[0]) ? words[0] : after(words, "for");
  ops::TicketCreate op{.id = TicketId(id(words[2])),
                       .entry = desk_.fresh_id<EntryId>(),
                       .subject = words[3],
                       .text = text,
                       .channel = enum_after<Channel>(words, "by").value_or(Channel::web_form),
                       .type = enum_after<TicketType>(words, "as"),
                       .segment = enum_after<Segment>(words, "segment"),
                       .impact = enum_after<Level>(words, "impact"),
                       .urgency = enum_after<Level>(words, "urgency")};
  if (!requester.empty()) {
    op.requester = ContactId(id(requester));
    const auto contact = desk_.tables().contact(op.requester);
    if (contact) op.organisation = contact->organisation;
  }
  act(words[0], op);
  return Result::done;
}

// mei writes T1 "Text" [follow-up T2], or: anna writes T1 "Text" from mei
ScenarioRunner::Result ScenarioRunner::writes(const Words& words) {
  if (words.size() < 4) return Result::not_understood;
  const std::string follow_up = after(words, "follow-up");
  const std::string author = is_contact(words[0]) ? words[0] : after(words, "from");
  ops::TicketCustomerMessage op{
      .ticket = TicketId(id(words[2])), .entry = desk_.fresh_id<EntryId>(), .text = words[3]};
  if (!author.empty()) op.contact = ContactId(id(author));
  if (!follow_up.empty()) op.follow_up = TicketId(id(follow_up));
  act(words[0], op);
  return Result::done;
}

ScenarioRunner::Result ScenarioRunner::classifies(const Words& words) {
  act(words[0], ops::TicketClassify{.ticket = TicketId(id(words[2])),
                                    .ticket_class = enum_after<TicketClass>(words, "class"),
                                    .type = enum_after<TicketType>(words, "type"),
                                    .segment = enum_after<Segment>(words, "segment"),
                                    .impact = enum_after<Level>(words, "impact"),
                                    .urgency = enum_after<Level>(words, "urgency")});
  return Result::done;
}

ScenarioRunner::Result ScenarioRunner::tags(const Words& words) {
  ops::TicketTag op{.ticket = TicketId(id(words[2]))};
  for (std::size_t i = 3; i < words.size(); ++i) {
    if (words[i].starts_with('+')) op.add.push_back(words[i].substr(1));
    if (words[i].starts_with('-')) op.remove.push_back(words[i].substr(1));
  }
  act(words[0], op);
  return Result::done;
}

ScenarioRunner::Result ScenarioRunner::act_on_ticket(const Words& words) {
  const std::string& verb = words[1];
  const TicketId ticket(id(words[2]));
  const std::string word = words.size() > 3 ? words[3] : "";
  const std::string reason = after(words, "because");
  if (verb == "takes") {
    act(words[0], ops::TicketTake{ticket});
  } else if (verb == "replies") {
    const auto next = enum_after<TicketState>(words, "then").value_or(TicketState::pending);
    act(words[0], ops::TicketReply{ticket, desk_.fresh_id<EntryId>(), word, next});
  } else if (verb == "notes") {
    act(words[0], ops::TicketNote{ticket, desk_.fresh_id<EntryId>(), word});
  } else if (verb == "overrides") {
    act(words[0], ops::TicketOverridePriority{ticket, parse_enum<Priority>(word), reason});
  } else if (verb == "recomputes") {
    act(words[0], ops::TicketOverridePriority{.ticket = ticket, .reason = reason});
  } else if (verb == "sets") {
    const auto state = parse_enum<TicketState>(word);
    if (!state) return Result::not_understood;
    act(words[0], ops::TicketSetState{ticket, *state, reason});
  } else if (verb == "renames") {
    act(words[0], ops::TicketRename{ticket, word});
  } else if (verb == "moves" && word == "to" && words.size() > 4) {
    act(words[0], ops::TicketMoveOwner{ticket, PersonId(id(words[4])), reason});
  } else {
    return Result::not_understood;
  }
  return Result::done;
}

ScenarioRunner::Result ScenarioRunner::act_on_people(const Words& words) {
  const PersonId person(id(words[2]));
  if (words[1] == "deactivates") {
    act(words[0], ops::PersonUpdate{.id = person, .active = false});
    return Result::done;
  }
  if (words[1] == "makes" && words.size() == 4) {
    const auto role = parse_enum<Role>(words[3]);
    if (!role) return Result::not_understood;
    act(words[0], ops::PersonUpdate{.id = person, .role = role});
    return Result::done;
  }
  return Result::not_understood;
}

void ScenarioRunner::act(const std::string& who, const ops::OpBody& op) {
  const ops::Actor actor = is_contact(who)   ? desk_.actor(Role::intake)
                           : who == "system" ? desk_.actor(Role::system)
                                             : ops::Actor{PersonId(id(who)), Role::agent};
  // As it travels: through JSON, so that every scenario tests the codec too.
  auto sent = ops::decode(ops::name_of(op), ops::encode(op));
  const auto done = sent ? desk_.run(*sent, actor) : std::unexpected(sent.error());
  if (!done) refusal_ = done.error().code;
}

// expect T1: state open, owner anna, tags "a b"
void ScenarioRunner::expect(const std::string& line, const Words& words) {
  const auto ticket =
      words.size() > 3 ? desk_.tables().ticket(TicketId(id(words[1]))) : std::nullopt;
  if (!ticket) {
    told_.push_back(line);
    told_.emplace_back("  (there is no such ticket)");
    return;
  }
  std::string told = indent_of(line) + "expect " + words[1] + ":";
  for (std::size_t i = 2; i + 1 < words.size(); i += 2) {
    const std::string value = found(*ticket, words[i]);
    const bool quoted = value.find(' ') != std::string::npos || value.empty();
    told += (i == 2 ? " " : ", ") + words[i] + " " + (quoted ? "\"" + value + "\"" : value);
  }
  told_.push_back(told);
}

std::string ScenarioRunner::found(const Ticket& ticket, std::string_view field) {
  const auto text = [](auto value) { return std::string(text_of(value)); };
  const auto moment = [this](Instant at) { return at.is_set() ? clock(at) : "never"; };
  if (field == "number") return std::to_string(ticket.number);
  if (field == "subject") return ticket.subject;
  if (field == "customer") return name_of(ticket.organisation);
  if (field == "requester") return name_of(ticket.requester);
  if (field == "channel") return text(ticket.channel);
  if (field == "class") return text(ticket.ticket_class);
  if (field == "type") return text(ticket.type);
  if (field == "segment") return text(ticket.segment);
  if (field == "impact") return text(ticket.impact);
  if (field == "urgency") return text(ticket.urgency);
  if (field == "priority") return text(ticket.priority);
  if (field == "computed") return text(ticket.computed_priority);
  if (field == "state") return text(ticket.state);
  if (field == "owner") return name_of(ticket.owner);
  if (field == "first_contact") return name_of(ticket.first_contact);
  if (field == "tags") return joined(ticket.tags);
  if (field == "follow_up_of") return name_of(ticket.follow_up_of);
  if (field == "created") return moment(ticket.created_at);
  if (field == "updated") return moment(ticket.updated_at);
  if (field == "first_response") return moment(ticket.first_response_at);
  if (field == "solved") return moment(ticket.solved_at);
  if (field == "closed") return moment(ticket.closed_at);
  return "(no such field)";
}

void ScenarioRunner::tell_history(const std::string& ticket) {
  in_history_ = true;
  for (const Entry& entry : desk_.tables().entries(TicketId(id(ticket)))) {
    const std::string who =
        name_of(entry.person.is_nil() ? Id128(entry.contact) : Id128(entry.person));
    std::string line = "  " + clock(entry.at) + " " + (who == "nobody" ? "the system" : who);
    if (entry.kind == EntryKind::event) {
      line += ": " + entry.field + " " + named(entry.from) + " -> " + named(entry.to);
      if (!entry.text.empty()) line += " (" + entry.text + ")";
    } else {
      line += entry.kind == EntryKind::reply  ? " replied: "
              : entry.kind == EntryKind::note ? " noted: "
                                              : " wrote: ";
      line += entry.text;
    }
    told_.push_back(line);
  }
}

std::string ScenarioRunner::name_of(const Id128& id) const {
  if (id.is_nil()) return "nobody";
  for (const auto& [name, known] : ids_) {
    if (known == id) return name;
  }
  return id.text();
}

std::string ScenarioRunner::named(const std::string& text) const {
  if (text.empty()) return "nothing";
  const auto id = Id128::parse(text);
  return id ? name_of(*id) : text;
}

/// "09:30", the time of day in UTC.
std::string ScenarioRunner::clock(Instant at) const { return time::format_utc(at).substr(11, 5); }

Id128 ScenarioRunner::id(const std::string& name) {
  const auto [found, is_new] = ids_.try_emplace(name);
  if (is_new) found->second = desk_.fresh_id<TicketId>();
  return found->second;
}

bool ScenarioRunner::is_contact(const std::string& name) const { return contacts_.contains(name); }

}  // namespace firsthand::test
