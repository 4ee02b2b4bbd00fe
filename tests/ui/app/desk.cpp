// Goal: the desk of desk.h. Method: requests of the SyncClient are answered straight from the
// Authority, as the server would.
#include "tests/ui/app/desk.h"

#include <charconv>
#include <utility>

#include "core/model/assert.h"
#include "core/model/limits.h"
#include "core/store/schema.h"
#include "core/sync/protocol.h"

namespace firsthand::ui::test {

namespace {

std::unique_ptr<store::Database> memory_database() {
  auto db = store::Database::open({.path = ":memory:",
                                   .mode = store::OpenMode::read_write,
                                   .durability = store::Durability::memory});
  FH_ASSERT(db.has_value());
  FH_ASSERT(store::migrate(**db).has_value());
  return std::move(*db);
}

std::string query_value(std::string_view path, std::string_view key) {
  const std::string needle = std::string(key) + "=";
  const auto at = path.find(needle);
  if (at == std::string_view::npos) return {};
  const auto rest = path.substr(at + needle.size());
  return std::string(rest.substr(0, rest.find('&')));
}

}  // namespace

Id128 id_of(std::uint8_t number) {
  Id128 id;
  id.bytes.fill(0x11);
  id.bytes[15] = number;
  return id;
}

Desk::Desk(PersonId me) : me_(me), server_db_(memory_database()), client_db_(memory_database()) {
  const auto randomness = [this] {
    Id128 id;
    id.bytes.fill(0xC0);
    id.bytes[15] = ++randomness_;
    return id;
  };
  auto authority = sync::Authority::open(*server_db_, randomness);
  FH_ASSERT(authority.has_value());
  authority_ = std::move(*authority);
  auto replica = sync::Replica::open(*client_db_, me, randomness);
  FH_ASSERT(replica.has_value());
  replica_ = std::move(*replica);
  client_ = std::make_unique<sync::SyncClient>(*replica_, 7);

  const auto person = [](PersonId id, const char* name, const char* email, Role role) {
    return ops::PersonCreate{.id = id,
                             .name = name,
                             .email = email,
                             .role = role,
                             .support_tier = SupportTier::t1,
                             .skills = {},
                             .language = "en",
                             .time_zone = "Europe/Berlin"};
  };
  at_server({person(lead(), "Lena Lead", "lena@desk.test", Role::lead),
             person(agent(), "Anna Agent", "anna@desk.test", Role::agent),
             person(trainee(), "Tom Trainee", "tom@desk.test", Role::trainee),
             person(engineer(), "Egor Engineer", "egor@desk.test", Role::engineer),
             ops::OrganisationCreate{.id = aurora(),
                                     .name = "Aurora Labs",
                                     .tier = CustomerTier::super_vip,
                                     .stage = CustomerStage::service,
                                     .arr_cents = 12'000'000,
                                     .csm = lead(),
                                     .external_id = {},
                                     .notes = "Two data centres"},
             ops::ContactCreate{.id = wang(),
                                .organisation = aurora(),
                                .name = "王芳",
                                .email = "wang@aurora.test",
                                .phone = "+86 10 1234",
                                .language = "zh-Hans"},
             ops::ContactCreate{.id = petrova(),
                                .organisation = aurora(),
                                .name = "Анна Петрова",
                                .email = "petrova@aurora.test",
                                .phone = {},
                                .language = "ru"}},
            PersonId{}, Role::system);
}

void Desk::at_server(const std::vector<ops::OpBody>& operations, PersonId person, Role role) {
  clock = clock + Duration{1'000};
  const auto done = authority_->submit(operations, {.person = person, .role = role}, clock);
  FH_ASSERT(done.has_value());
}

TicketId Desk::customer_opens(std::uint8_t n, std::string subject, std::string text,
                              ContactId requester) {
  const TicketId id(id_of(n));
  Id128 entry = id_of(n);
  entry.bytes[0] = 0x22;
  at_server({ops::TicketCreate{.id = id,
                               .entry = EntryId(entry),
                               .subject = std::move(subject),
                               .text = std::move(text),
                               .organisation = aurora(),
                               .requester = requester,
                               .channel = Channel::web_form,
                               .language = "en",
                               .type = {},
                               .segment = {},
                               .impact = {},
                               .urgency = {},
                               .release = {}}},
            PersonId{}, Role::intake);
  return id;
}

sync::HttpResponse Desk::answer(const sync::HttpRequest& request) {
  if (!online_) return {.status = 0, .body = {}, .retry_after_s = 0};
  if (session_ended_) {
    return {.status = 401,
            .body = R"({"error":{"code":"auth.required","message":"Sign in"}})",
            .retry_after_s = 0};
  }
  if (request.method == "POST") {
    const auto json = sync::parse_json(request.body);
    FH_ASSERT(json.has_value());
    const auto push = sync::push_request_from(*json);
    FH_ASSERT(push.has_value());
    const auto me = authority_->tables().person(me_);
    FH_ASSERT(me.has_value());
    const auto done = authority_->push(*push, {.person = me_, .role = me->role}, clock);
    FH_ASSERT(done.has_value());
    return {.status = 200, .body = sync::to_json(*done).dump(), .retry_after_s = 0};
  }
  const std::string cursor_text = query_value(request.path, "cursor");
  std::int64_t cursor = 0;
  std::from_chars(cursor_text.data(), cursor_text.data() + cursor_text.size(), cursor);
  const auto page = sync::pull(*server_db_, cursor, query_value(request.path, "epoch"), clock,
                               limits::kPullPageBytes);
  FH_ASSERT(page.has_value());
  return {.status = 200, .body = sync::to_json(*page).dump(), .retry_after_s = 0};
}

void Desk::exchange() {
  constexpr int kRoundsMax = 50;
  client_->wake();
  // Time passes until what is held may go (TKT-10a).
  clock = std::max(clock, replica_->outbox_summary().held_until);
  for (int round = 0; round < kRoundsMax; ++round) {
    mono += 60'000;  // past any back-off
    client_->tick(clock, mono);
    const auto requests = client_->take_requests();
    bool answered = false;
    for (const auto& request : requests) {
      // The stream of pokes stays open and silent; the pulls of the test do its work.
      if (request.stream && online_ && !session_ended_) continue;
      client_->on_response(request.id, answer(request), clock, mono);
      answered = true;
    }
    if (!answered) return;
    if (!online_ || session_ended_) return;
  }
}

void Desk::set_online(bool online) {
  online_ = online;
  client_->set_online(online);
}

std::optional<Ticket> Desk::server_ticket(TicketId id) { return authority_->tables().ticket(id); }

std::vector<Entry> Desk::server_entries(TicketId id) { return authority_->tables().entries(id); }

}  // namespace firsthand::ui::test
