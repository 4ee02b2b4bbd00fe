#include "tests/core/ops/test_desk.h"

#include <utility>

#include <catch_amalgamated.hpp>

#include "core/model/assert.h"

namespace firsthand::test {
namespace {

std::unique_ptr<store::Database> open_memory() {
  auto db = store::Database::open({.path = ":memory:", .durability = store::Durability::memory});
  REQUIRE(db.has_value());
  REQUIRE(store::migrate(**db).has_value());
  return std::move(*db);
}

constexpr ops::Actor kSystem{PersonId{}, Role::system};
constexpr ops::Actor kIntake{PersonId{}, Role::intake};

}  // namespace

TestDesk::TestDesk() : db_(open_memory()), tables_(*db_) {
  for (const std::string_view name : EnumText<Role>::kNames) {
    const Role role = *parse_enum<Role>(name);
    if (role == Role::system || role == Role::intake) continue;
    must(ops::PersonCreate{.id = person(role),
                           .name = std::string(name),
                           .email = std::string(name) + "@desk.example",
                           .role = role,
                           .language = "en",
                           .time_zone = "Europe/Berlin"},
         kSystem);
  }
  must(ops::OrganisationCreate{.id = customer(), .name = "Acme", .tier = CustomerTier::vip},
       kSystem);
  must(
      ops::ContactCreate{
          .id = contact(), .organisation = customer(), .name = "Mei", .email = "mei@acme.example"},
      kSystem);
}

Expected<void> TestDesk::run(const ops::OpBody& op, const ops::Actor& actor) {
  last_key.replica = id_of<ReplicaId>(1);
  ++last_key.client_seq;
  store::Transaction transaction(*db_);
  const auto undone = [this](Error error) -> Expected<void> {
    tables_.reload();
    return std::unexpected(std::move(error));
  };
  if (auto ok = ops::permit(op, actor, tables_); !ok) return undone(ok.error());
  ops::Actor known = actor;
  if (const auto someone = tables_.person(actor.person)) known.role = someone->role;
  const bool numbered = ops::needs_ticket_number(op, tables_);
  const ops::Context context{
      .actor = known, .at = now, .key = last_key, .ticket_number = numbered ? next_number_ : 0};
  const auto refs = ops::touches(op);
  tables_.guard(refs);
  auto applied = ops::apply(op, context, tables_);
  tables_.guard({});
  if (!applied) return undone(applied.error());
  tables_.save_hash();
  if (auto ok = transaction.commit(); !ok) return undone(ok.error());
  if (numbered) ++next_number_;
  return {};
}

void TestDesk::must(const ops::OpBody& op, const ops::Actor& actor) {
  const auto done = run(op, actor);
  INFO(ops::name_of(op) << ": " << (done ? "" : done.error().code + " " + done.error().message));
  REQUIRE(done.has_value());
}

PersonId TestDesk::person(Role role) const {
  return id_of<PersonId>(100 + static_cast<std::uint64_t>(role));
}

ops::Actor TestDesk::actor(Role role) const {
  if (role == Role::system) return kSystem;
  if (role == Role::intake) return kIntake;
  return {person(role), role};
}

TicketId TestDesk::open_ticket(std::string subject) {
  const auto id = fresh_id<TicketId>();
  must(ops::TicketCreate{.id = id,
                         .entry = fresh_id<EntryId>(),
                         .subject = std::move(subject),
                         .text = "The page stays white.",
                         .organisation = customer(),
                         .requester = contact(),
                         .channel = Channel::web_form,
                         .language = "en"},
       kIntake);
  return id;
}

TicketId TestDesk::ticket_in(TicketState state) {
  const TicketId id = open_ticket();
  if (state == TicketState::fresh) return id;
  must(ops::TicketTake{.ticket = id}, person(Role::agent));
  if (state == TicketState::closed) {
    must(ops::TicketSetState{.ticket = id, .state = TicketState::solved}, person(Role::agent));
  }
  if (state != TicketState::open) {
    must(ops::TicketSetState{.ticket = id, .state = state}, person(Role::agent));
  }
  return id;
}

Ticket TestDesk::ticket(TicketId id) {
  const auto found = tables_.ticket(id);
  REQUIRE(found.has_value());
  return *found;
}

std::string TestDesk::history(TicketId id) {
  const auto name = [this](const std::string& text) {
    const auto parsed = PersonId::parse(text);
    const auto someone = parsed ? tables_.person(*parsed) : std::nullopt;
    return someone ? someone->name : text;
  };
  std::string out;
  for (const Entry& entry : tables_.entries(id)) {
    if (entry.kind == EntryKind::event) {
      out += entry.field + ": " + name(entry.from) + " > " + name(entry.to) + "\n";
    } else {
      out += std::string(text_of(entry.kind)) + "\n";
    }
  }
  return out;
}

}  // namespace firsthand::test
