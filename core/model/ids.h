// Strong 128-bit ids. Whoever creates a thing makes its id (also offline), so ids are random and
// never reused; a TicketId is not a PersonId, and the compiler knows.
//
// Text form: 32 lower-case hexadecimal digits. The nil id (all zero) means "none".
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace firsthand {

struct Id128 {
  std::array<std::uint8_t, 16> bytes{};

  friend auto operator<=>(const Id128&, const Id128&) = default;

  [[nodiscard]] bool is_nil() const { return *this == Id128{}; }
  [[nodiscard]] std::string text() const;
  /// The bytes as a view, for SQLite blobs and hashing; valid as long as this object.
  [[nodiscard]] std::string_view view() const {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
  /// From exactly 32 hexadecimal digits; anything else is nullopt.
  [[nodiscard]] static std::optional<Id128> parse(std::string_view text);
  /// From exactly 16 bytes; any other length gives the nil id (SQLite NULL has length 0).
  [[nodiscard]] static Id128 from_bytes(std::string_view blob);
};

template <class Tag>
struct StrongId : Id128 {
  StrongId() = default;
  explicit StrongId(const Id128& raw) : Id128(raw) {}

  [[nodiscard]] static std::optional<StrongId> parse(std::string_view text) {
    const auto raw = Id128::parse(text);
    return raw ? std::optional<StrongId>(StrongId(*raw)) : std::nullopt;
  }
  [[nodiscard]] static StrongId from_bytes(std::string_view blob) {
    return StrongId(Id128::from_bytes(blob));
  }
};

using TicketId = StrongId<struct TicketTag>;
using EntryId = StrongId<struct EntryTag>;
using DraftId = StrongId<struct DraftTag>;
using ViewId = StrongId<struct ViewTag>;
using OrganisationId = StrongId<struct OrganisationTag>;
using ContactId = StrongId<struct ContactTag>;
using PersonId = StrongId<struct PersonTag>;
using ReplicaId = StrongId<struct ReplicaTag>;
using WorkspaceId = StrongId<struct WorkspaceTag>;

}  // namespace firsthand

template <class Tag>
struct std::hash<firsthand::StrongId<Tag>> {
  std::size_t operator()(const firsthand::StrongId<Tag>& id) const noexcept {
    return std::hash<std::string_view>{}(id.view());
  }
};
