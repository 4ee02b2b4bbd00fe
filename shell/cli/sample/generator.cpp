#include "shell/cli/sample/generator.h"

#include <algorithm>

namespace firsthand::sample {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;
constexpr std::int64_t kDayMs = 24 * kHourMs;
constexpr std::int64_t kHistoryDays = 120;
constexpr std::int64_t kRecentDays = 3;
constexpr std::int64_t kCustomersMax = 5'000;

struct StaffRow {
  const char* name;
  const char* email;
  Role role;
  SupportTier tier;
  const char* language;
  const char* time_zone;
};

constexpr StaffRow kStaff[] = {
    {"Ingrid Solberg", "admin@halden.example", Role::admin, SupportTier::t3, "en", "Europe/Oslo"},
    {"Robert Hale", "lead@halden.example", Role::lead, SupportTier::t3, "en", "Europe/London"},
    {"林志明", "lead.zh@halden.example", Role::lead, SupportTier::t3, "zh-Hans", "Asia/Shanghai"},
    {"Clara Jensen", "agent@halden.example", Role::agent, SupportTier::t1, "en", "Europe/London"},
    {"Tom Ashby", "tom@halden.example", Role::agent, SupportTier::t2, "en", "Europe/London"},
    {"Дмитрий Соколов", "agent.ru@halden.example", Role::agent, SupportTier::t1, "ru",
     "Europe/Moscow"},
    {"Павел Егоров", "pavel@halden.example", Role::agent, SupportTier::t2, "ru", "Europe/Moscow"},
    {"陈晓雯", "agent.zh@halden.example", Role::agent, SupportTier::t1, "zh-Hans", "Asia/Shanghai"},
    {"周立", "zhou@halden.example", Role::agent, SupportTier::t2, "zh-Hans", "Asia/Shanghai"},
    {"Maya Lindgren", "csm@halden.example", Role::csm, SupportTier::none, "en", "Europe/Stockholm"},
    {"Victor Amadi", "engineer@halden.example", Role::engineer, SupportTier::none, "en",
     "Europe/Berlin"},
    {"Nina Park", "trainee@halden.example", Role::trainee, SupportTier::none, "en",
     "Europe/London"},
};

const char* code_of(Language language) {
  if (language == Language::russian) return "ru";
  return language == Language::chinese ? "zh-Hans" : "en";
}

bool is_weekend(Instant at) {
  const std::int64_t weekday = (at.ms / kDayMs + 4) % 7;  // 1970-01-01 was a Thursday; 0 is Sunday
  return weekday == 0 || weekday == 6;
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

}  // namespace

struct Generator::Story {
  TicketId ticket;
  const Topic* topic = nullptr;
  Language language = Language::english;
  const Customer* customer = nullptr;
  ContactId contact;
  std::string contact_name;
  std::string mentioned;  // "{person}" in the customer's text
  const Person* agent = nullptr;
  std::string number, order, version;
  std::size_t variant = 0;
  Instant at;

  [[nodiscard]] ops::Actor by_agent() const { return {agent->id, agent->role}; }
};

Generator::Generator(const Options& options) : options_(options), random_(options.seed) {
  hire_staff();
  plan_customers();
  plan_arrivals();
}

void Generator::hire_staff() {
  const Instant start = options_.until - Duration{(kHistoryDays + 5) * kDayMs};
  std::vector<ops::OpBody> operations;
  for (const StaffRow& row : kStaff) {
    Person person;
    person.id = random_.id<PersonId>();
    person.name = row.name;
    person.email = row.email;
    person.role = row.role;
    person.support_tier = row.tier;
    person.language = row.language;
    person.time_zone = row.time_zone;
    operations.push_back(ops::PersonCreate{.id = person.id,
                                           .name = person.name,
                                           .email = person.email,
                                           .role = person.role,
                                           .support_tier = person.support_tier,
                                           .skills = {},
                                           .language = person.language,
                                           .time_zone = person.time_zone});
    staff_.push_back(std::move(person));
  }
  plan(start, {.person = {}, .role = Role::system}, std::move(operations));
}

void Generator::plan_customers() {
  const Instant start = options_.until - Duration{(kHistoryDays + 4) * kDayMs};
  const std::int64_t count = std::clamp<std::int64_t>(options_.tickets / 20, 12, kCustomersMax);
  const ops::Actor admin{staff_.front().id, Role::admin};
  for (std::int64_t i = 0; i < count; ++i) {
    Customer customer;
    customer.organisation = random_.id<OrganisationId>();
    customer.language = static_cast<Language>(i % 3);
    const Names& words = names(customer.language);
    customer.site = random_.pick(words.sites);
    std::string name(random_.pick(words.companies));
    if (customer.language != Language::chinese) name += ' ';
    name += random_.pick(words.company_kinds);
    if (count > 60) name += " " + std::to_string(100 + i);
    const std::uint64_t rank = random_.below(100);
    const CustomerTier tier = rank < 10   ? CustomerTier::super_vip
                              : rank < 35 ? CustomerTier::vip
                                          : CustomerTier::normal;
    const std::int64_t scale = tier == CustomerTier::super_vip ? 40
                               : tier == CustomerTier::vip     ? 12
                                                               : 3;
    const std::string external_id = "C-" + std::to_string(20'000 + i);
    std::vector<ops::OpBody> operations;
    operations.push_back(ops::OrganisationCreate{
        .id = customer.organisation,
        .name = name,
        .tier = tier,
        .stage = random_.chance(85) ? CustomerStage::service : CustomerStage::implementation,
        .arr_cents = scale * random_.between(5, 15) * 100'000,
        .csm = person_of(Role::csm).id,
        .external_id = external_id,
        .notes = "Halden 7." + std::to_string(random_.between(2, 5)) + ", " + customer.site});
    const std::int64_t contacts = random_.between(1, 4);
    for (std::int64_t k = 0; k < contacts; ++k) {
      const ContactId id = random_.id<ContactId>();
      const std::string contact_name = person_name(customer.language);
      operations.push_back(ops::ContactCreate{
          .id = id,
          .organisation = customer.organisation,
          .name = contact_name,
          .email =
              "contact" + std::to_string(k + 1) + "@c-" + std::to_string(20'000 + i) + ".example",
          .phone = "+000 " + std::to_string(random_.between(100'000, 999'999)),
          .language = code_of(customer.language)});
      customer.contacts.push_back(id);
      customer.contact_names.push_back(contact_name);
    }
    plan(start + Duration{i * 1000}, admin, std::move(operations));
    customers_.push_back(std::move(customer));
  }
}

void Generator::plan_arrivals() {
  // A desk of any size has a believable number of open tickets: of a small sample a third is of
  // the last days, of a large one three in a hundred.
  const std::int64_t recent_permille =
      std::clamp<std::int64_t>(options_.tickets > 0 ? 120'000 / options_.tickets : 0, 30, 350);
  for (std::int64_t i = 0; i < options_.tickets; ++i) {
    const bool recent = static_cast<std::int64_t>(random_.below(1000)) < recent_permille;
    const std::int64_t span_ms = (recent ? kRecentDays : kHistoryDays) * kDayMs;
    const Instant at = options_.until - Duration{random_.between(kMinuteMs, span_ms)};
    const bool quiet = is_weekend(at) && !random_.chance(25);
    arrivals_.push_back(quiet ? at - Duration{2 * kDayMs} : at);
  }
  std::ranges::sort(arrivals_);
}

std::optional<Event> Generator::next() {
  while (next_arrival_ < arrivals_.size() &&
         (plan_.empty() || arrivals_[next_arrival_] <= plan_.top().event.at)) {
    plan_ticket(arrivals_[next_arrival_++]);
  }
  if (plan_.empty()) return std::nullopt;
  Event event = plan_.top().event;
  plan_.pop();
  return event;
}

void Generator::plan_ticket(Instant at) {
  const std::span<const Topic> all = topics();
  Story story;
  story.ticket = random_.id<TicketId>();
  story.topic = &all[random_.below(all.size())];
  story.customer = &customers_[random_.below(customers_.size())];
  story.language = story.customer->language;
  const std::size_t who = random_.below(story.customer->contacts.size());
  story.contact = story.customer->contacts[who];
  story.contact_name = story.customer->contact_names[who];
  story.mentioned = person_name(story.language);
  story.agent = &agent_for(story.language);
  story.number = std::to_string(random_.between(2, 40));
  story.order = std::to_string(random_.between(40'000, 99'999));
  story.version =
      "7." + std::to_string(random_.between(2, 5)) + "." + std::to_string(random_.between(0, 9));
  story.variant = random_.below(2);
  story.at = at;

  const TopicText& text = text_in(*story.topic, story.language);
  const Phrases& words = phrases(story.language);
  constexpr Channel kChannels[] = {Channel::web_form, Channel::email, Channel::email,
                                   Channel::chat,     Channel::api,   Channel::phone};
  const Channel channel = random_.pick(std::span<const Channel>(kChannels));
  std::string message(random_.pick(words.greetings));
  message += "\n\n" + filled(text.openings[story.variant], story) + "\n\n";
  message += random_.pick(words.closings);
  message += "\n" + story.contact_name;
  const ops::Actor opener =
      channel == Channel::phone ? story.by_agent() : ops::Actor{.person = {}, .role = Role::intake};
  plan(at, opener,
       {ops::TicketCreate{.id = story.ticket,
                          .entry = random_.id<EntryId>(),
                          .subject = filled(text.subjects[random_.below(2)], story),
                          .text = std::move(message),
                          .organisation = story.customer->organisation,
                          .requester = story.contact,
                          .channel = channel,
                          .language = code_of(story.language),
                          .type = {},
                          .segment = {},
                          .impact = {},
                          .urgency = {},
                          .release = {}}});
  plan_work(story);
}

void Generator::plan_work(Story& story) {
  const TopicText& text = text_in(*story.topic, story.language);
  const Phrases& words = phrases(story.language);
  const auto signed_by_agent = [&](const std::string& body) {
    return body + "\n\n" +
           replaced(std::string(random_.pick(words.signatures)), "{person}", story.agent->name);
  };
  if (random_.chance(6)) {
    plan(story.at + Duration{random_.between(5, 9) * kHourMs}, {.person = {}, .role = Role::intake},
         {ops::TicketCustomerMessage{.ticket = story.ticket,
                                     .entry = random_.id<EntryId>(),
                                     .contact = story.contact,
                                     .text = std::string(random_.pick(words.nudges)),
                                     .follow_up = random_.id<TicketId>()}});
    story.at = at_work(story.at + Duration{10 * kHourMs});
  }
  story.at = at_work(story.at + Duration{random_.between(4, 300) * kMinuteMs});
  std::vector<ops::OpBody> first;
  first.push_back(ops::TicketTake{.ticket = story.ticket});
  first.push_back(ops::TicketClassify{.ticket = story.ticket,
                                      .ticket_class = {},
                                      .type = story.topic->type,
                                      .segment = Segment::support,
                                      .impact = story.topic->impact,
                                      .urgency = story.topic->urgency,
                                      .language = {},
                                      .release = story.version});
  first.push_back(
      ops::TicketTag{.ticket = story.ticket, .add = {std::string(story.topic->tag)}, .remove = {}});
  plan(story.at, story.by_agent(), std::move(first));

  story.at = story.at + Duration{random_.between(3, 45) * kMinuteMs};
  plan(story.at, story.by_agent(),
       {ops::TicketReply{.ticket = story.ticket,
                         .entry = random_.id<EntryId>(),
                         .text = signed_by_agent(filled(text.question, story)),
                         .next_state = TicketState::pending}});
  if (random_.chance(35)) {
    const Role role = story.topic->type == TicketType::fault ? Role::engineer : Role::trainee;
    const Person& colleague = random_.chance(50) ? person_of(role) : *story.agent;
    plan(story.at + Duration{random_.between(10, 60) * kMinuteMs}, {colleague.id, colleague.role},
         {ops::TicketNote{.ticket = story.ticket,
                          .entry = random_.id<EntryId>(),
                          .text = filled(text.note, story)}});
  }
  story.at = at_work(story.at + Duration{random_.between(20, 900) * kMinuteMs});
  plan(story.at, {.person = {}, .role = Role::intake},
       {ops::TicketCustomerMessage{.ticket = story.ticket,
                                   .entry = random_.id<EntryId>(),
                                   .contact = story.contact,
                                   .text = filled(text.details[random_.below(2)], story),
                                   .follow_up = random_.id<TicketId>()}});
  story.at = at_work(story.at + Duration{random_.between(15, 500) * kMinuteMs});
  const bool waits_for_engineering = story.topic->type == TicketType::fault && random_.chance(12);
  plan(story.at, story.by_agent(),
       {ops::TicketReply{
           .ticket = story.ticket,
           .entry = random_.id<EntryId>(),
           .text = signed_by_agent(filled(text.solutions[story.variant], story)),
           .next_state = waits_for_engineering ? TicketState::hold : TicketState::pending}});
  if (!waits_for_engineering) plan_ending(story);
}

void Generator::plan_ending(Story& story) {
  const Phrases& words = phrases(story.language);
  story.at = at_work(story.at + Duration{random_.between(30, 2'000) * kMinuteMs});
  if (random_.chance(72)) {
    plan(story.at, {.person = {}, .role = Role::intake},
         {ops::TicketCustomerMessage{.ticket = story.ticket,
                                     .entry = random_.id<EntryId>(),
                                     .contact = story.contact,
                                     .text = std::string(random_.pick(words.thanks)),
                                     .follow_up = random_.id<TicketId>()}});
    story.at = at_work(story.at + Duration{random_.between(5, 120) * kMinuteMs});
    plan(story.at, story.by_agent(),
         {ops::TicketReply{.ticket = story.ticket,
                           .entry = random_.id<EntryId>(),
                           .text = std::string(random_.pick(words.final_words)),
                           .next_state = TicketState::solved}});
  } else {
    story.at = at_work(story.at + Duration{2 * kDayMs});
    plan(story.at, story.by_agent(),
         {ops::TicketSetState{.ticket = story.ticket, .state = TicketState::solved, .reason = {}}});
  }
  plan(story.at + Duration{7 * kDayMs}, {.person = {}, .role = Role::system},
       {ops::TicketSetState{.ticket = story.ticket, .state = TicketState::closed, .reason = {}}});
}

void Generator::plan(Instant at, const ops::Actor& actor, std::vector<ops::OpBody> operations) {
  if (at >= options_.until) return;
  plan_.push({.event = {.at = at, .actor = actor, .operations = std::move(operations)},
              .order = planned_++});
}

const Person& Generator::agent_for(Language language) {
  std::vector<const Person*> fitting;
  for (const Person& person : staff_) {
    if (person.role == Role::agent && person.language == code_of(language)) {
      fitting.push_back(&person);
    }
  }
  FH_ASSERT(!fitting.empty());
  return *fitting[random_.below(fitting.size())];
}

const Person& Generator::person_of(Role role) const {
  const auto found = std::ranges::find(staff_, role, &Person::role);
  FH_ASSERT(found != staff_.end());
  return *found;
}

std::string Generator::person_name(Language language) {
  const Names& words = names(language);
  const std::string given(random_.pick(words.given));
  const std::string family(random_.pick(words.family));
  return words.family_first ? family + given : given + " " + family;
}

std::string Generator::filled(std::string_view text, const Story& story) const {
  std::string out = replaced(std::string(text), "{n}", story.number);
  out = replaced(std::move(out), "{order}", story.order);
  out = replaced(std::move(out), "{version}", story.version);
  out = replaced(std::move(out), "{site}", story.customer->site);
  return replaced(std::move(out), "{person}", story.mentioned);
}

Instant Generator::at_work(Instant at) const {
  // Nights and weekends (by UTC, near enough for three continents' samples) move to a morning.
  const std::int64_t day = at.ms / kDayMs;
  const std::int64_t of_day = at.ms % kDayMs;
  const std::int64_t weekday = (day + 4) % 7;
  std::int64_t shift_days = weekday == 6 ? 2 : weekday == 0 ? 1 : 0;
  if (of_day > 17 * kHourMs && shift_days == 0) shift_days = weekday == 5 ? 3 : 1;
  const bool early = of_day < 6 * kHourMs;
  if (shift_days == 0 && !early) return at;
  const std::int64_t minute = (at.ms / 1000) % 10'800;  // spread over three hours
  return {(day + shift_days) * kDayMs + 6 * kHourMs + minute * 1000};
}

}  // namespace firsthand::sample
