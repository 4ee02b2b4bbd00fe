#include "tests/sync/sim_server.h"

#include <catch_amalgamated.hpp>

#include "core/store/schema.h"

namespace firsthand::simulation {
namespace {

sync::HttpResponse error_answer(int status, const Error& error) {
  return {status, sync::to_text({{"error", sync::to_json(error)}})};
}

std::string parameter(const std::string& path, const std::string& name) {
  const std::size_t at = path.find(name + "=");
  if (at == std::string::npos) return {};
  const std::size_t from = at + name.size() + 1;
  return path.substr(from, path.find('&', from) - from);
}

}  // namespace

SimServer::SimServer(std::uint64_t seed) : disk_("server", seed), random_(seed + 1) {
  start();
  make_people();
}

Id128 SimServer::random_id() {
  Id128 id;
  for (std::uint8_t& byte : id.bytes) byte = static_cast<std::uint8_t>(random_.next());
  return id;
}

void SimServer::make_people() {
  const Instant now{1'700'000'000'000};
  const auto person = [&](const char* name, Role role) {
    const PersonId id(random_id());
    own(
        ops::PersonCreate{
            .id = id, .name = name, .email = std::string(name) + "@example.org", .role = role},
        Role::system, now);
    return id;
  };
  people_.anna = person("Anna", Role::agent);
  people_.boris = person("Boris", Role::agent);
  people_.lea = person("Lea", Role::lead);
  people_.organisation = OrganisationId(random_id());
  own(ops::OrganisationCreate{.id = people_.organisation, .name = "Harbour Foods"}, Role::system,
      now);
  people_.contact = ContactId(random_id());
  own(
      ops::ContactCreate{
          .id = people_.contact, .organisation = people_.organisation, .name = "Mei"},
      Role::system, now);
}

// ---- life and death ----

void SimServer::start() {
  if (is_up()) return;
  auto db = store::Database::open({.path = disk_.path(), .durability = store::Durability::server});
  if (!db) FAIL("server: " << db.error().message);
  db_ = std::move(*db);
  if (auto ok = store::migrate(*db_); !ok) FAIL("server: " << ok.error().message);
  auto authority = sync::Authority::open(*db_, [this] { return random_id(); });
  if (!authority) FAIL("server: " << authority.error().message);
  authority_ = std::move(*authority);
}

void SimServer::crash(Loss loss) {
  disk_.crash_now(loss);
  authority_.reset();
  db_.reset();
  disk_.revive();
}

bool SimServer::died() {
  if (!disk_.is_dead()) return false;
  crash(Loss::process);  // the disk decided what survives when it died
  return true;
}

// ---- work ----

void SimServer::own(const ops::OpBody& op, Role role, Instant now) {
  if (!is_up()) return;
  // A refusal is fine (the ticket was merged away …); a death is dealt with.
  static_cast<void>(authority_->submit({op}, {PersonId{}, role}, now));
  static_cast<void>(died());
}

void SimServer::set_role(PersonId person, Role role, Instant now) {
  own(ops::PersonUpdate{.id = person, .role = role}, Role::system, now);
}

void SimServer::close_some_ticket(Instant now) {
  TicketId ticket;
  {
    auto q = db_->prepare("SELECT id FROM ticket WHERE state<? ORDER BY id LIMIT 1");
    q.bind(1, static_cast<std::int64_t>(TicketState::closed));
    if (q.next()) ticket = q.id<TicketId>(0);
  }
  own(ops::TicketSetState{ticket, TicketState::solved, ""}, Role::system, now);
  own(ops::TicketSetState{ticket, TicketState::closed, ""}, Role::system, now);
}

sync::HttpResponse SimServer::push(PersonId session, const std::string& body, Instant now) {
  const auto json = sync::parse_json(body);
  if (!json) return error_answer(400, json.error());
  const auto request = sync::push_request_from(*json);
  if (!request) return error_answer(400, request.error());
  const auto answer = authority_->push(*request, {session, Role::trainee}, now);
  if (!answer) return error_answer(answer.error().code == "store.full" ? 507 : 500, answer.error());
  return {200, sync::to_text(sync::to_json(*answer))};
}

sync::HttpResponse SimServer::pull(const std::string& path, Instant now) {
  const auto answer = sync::pull(*db_, std::strtoll(parameter(path, "cursor").c_str(), nullptr, 10),
                                 parameter(path, "epoch"), now, 6'000);
  if (!answer) return error_answer(409, answer.error());
  return {200, sync::to_text(sync::to_json(*answer))};
}

std::optional<sync::HttpResponse> SimServer::handle(PersonId session, const std::string& path,
                                                    const std::string& body, Instant now) {
  if (!is_up()) return std::nullopt;
  auto response = path.starts_with("/api/v1/push") ? push(session, body, now) : pull(path, now);
  if (died()) return std::nullopt;
  return response;
}

}  // namespace firsthand::simulation
