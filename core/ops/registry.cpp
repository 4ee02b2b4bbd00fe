// The public functions of core/ops/operation.h, as one table made from the variant.
#include <algorithm>
#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/ops/codec.h"
#include "core/ops/operation.h"
#include "core/ops/rules.h"

namespace firsthand::ops {
namespace {

inline constexpr std::size_t kOperations = std::variant_size_v<OpBody>;

struct Registered {
  std::string_view name;
  Expected<OpBody> (*decode)(const nlohmann::json& body);
};

template <class Op>
Expected<OpBody> decode_body(const nlohmann::json& body) {
  auto op = decode_op<Op>(body);
  if (!op) return std::unexpected(std::move(op.error()));
  return OpBody(std::move(*op));
}

constexpr auto kRegistry = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<Registered, kOperations>{
      Registered{Codec<std::variant_alternative_t<I, OpBody>>::kName,
                 &decode_body<std::variant_alternative_t<I, OpBody>>}...};
}(std::make_index_sequence<kOperations>());

constexpr auto kNames = [] {
  std::array<std::string_view, kOperations> names;
  std::ranges::transform(kRegistry, names.begin(), &Registered::name);
  std::ranges::sort(names);
  return names;
}();
static_assert(std::ranges::adjacent_find(kNames) == kNames.end(), "each operation has its name");

/// The actor with the role that the state knows, since a session may be older than a change of
/// roles (ROLE-2). Errors: actor.unknown, actor.inactive.
Expected<Actor> actor_in_state(const Actor& actor, store::Tables& tables) {
  if (actor.person.is_nil()) {
    if (!desk::is_role_of_people(actor.role)) return actor;
    return fail("actor.unknown", "Nobody is signed in; sign in again");
  }
  const auto person = tables.person(actor.person);
  if (!person) {
    return fail("actor.unknown", "This account is not in the workspace (yet); ask an admin");
  }
  if (!person->active) {
    return fail("actor.inactive", "This account is switched off; ask an admin");
  }
  return Actor{person->id, person->role};
}

}  // namespace

std::string_view name_of(const OpBody& op) { return kRegistry[op.index()].name; }

std::span<const std::string_view> all_names() { return kNames; }

nlohmann::json encode(const OpBody& op) {
  return std::visit([](const auto& body) { return encode_op(body); }, op);
}

Expected<OpBody> decode(std::string_view name, const nlohmann::json& body) {
  const auto found = std::ranges::find(kRegistry, name, &Registered::name);
  if (found == kRegistry.end()) {
    return fail("op.unknown", "This version knows no such operation", "name");
  }
  return found->decode(body);
}

std::vector<store::AggregateRef> touches(const OpBody& op) {
  return std::visit([](const auto& body) { return touches_of(body); }, op);
}

bool needs_ticket_number(const OpBody& op, store::Tables& tables) {
  if (std::holds_alternative<TicketCreate>(op) || std::holds_alternative<TicketSplit>(op)) {
    return true;
  }
  const auto* message = std::get_if<TicketCustomerMessage>(&op);
  if (message == nullptr) return false;
  const auto ticket = tables.ticket(message->ticket);
  return ticket && ticket->state == TicketState::closed;
}

Expected<void> permit(const OpBody& op, const Actor& actor, store::Tables& tables) {
  const auto known = actor_in_state(actor, tables);
  if (!known) return std::unexpected(known.error());
  const Permitting in{*known, tables};
  return std::visit([&in](const auto& body) { return permit_op(body, in); }, op);
}

Expected<void> apply(const OpBody& op, const Context& context, store::Tables& tables) {
  return std::visit(
      [&](const auto& body) -> Expected<void> {
        if (auto ok = validate(body); !ok) return ok;
        return apply_op(body, context, tables);
      },
      op);
}

Id128 derived_id(const OperationKey& key, std::uint32_t index) {
  // Little-endian, so that the bytes are the same everywhere; the prefix keeps this use of the
  // hash apart from others.
  std::string bytes = "firsthand.derived_id";
  bytes += key.replica.view();
  const auto client_seq = static_cast<std::uint64_t>(key.client_seq);
  for (int shift = 0; shift < 64; shift += 8) {
    bytes.push_back(static_cast<char>(static_cast<unsigned char>(client_seq >> shift)));
  }
  for (int shift = 0; shift < 32; shift += 8) {
    bytes.push_back(static_cast<char>(static_cast<unsigned char>(index >> shift)));
  }
  const store::StateHash hash = store::hash_bytes(bytes);
  Id128 id;
  for (std::size_t i = 0; i < 8; ++i) {
    id.bytes[i] = static_cast<std::uint8_t>(hash.high >> (56 - 8 * i));
    id.bytes[8 + i] = static_cast<std::uint8_t>(hash.low >> (56 - 8 * i));
  }
  return id;
}

}  // namespace firsthand::ops
