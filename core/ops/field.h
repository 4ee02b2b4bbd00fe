// A field of an operation and its rule; the base of core/ops/fields*.h.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/ops/operation.h"
#include "core/ops/text_rules.h"

namespace firsthand::ops {

enum class Presence : std::uint8_t {
  required,  // must be there and say something: no nil id, no blank text
  optional,  // may be absent or empty
  filled,    // may be absent; says something when it is there
};

struct Field {
  std::string_view name;
  Presence presence = Presence::required;
  TextRule text = kNoText;
};

constexpr Field required(std::string_view name, TextRule text = kNoText) {
  return {name, Presence::required, text};
}
constexpr Field optional(std::string_view name, TextRule text = kNoText) {
  return {name, Presence::optional, text};
}
constexpr Field filled(std::string_view name, TextRule text = kNoText) {
  return {name, Presence::filled, text};
}

// Specialised for each alternative of OpBody. kNeedsChange: besides its required fields at least
// one other must be there, since the operation would say nothing.
template <class Op>
struct Codec;

}  // namespace firsthand::ops
