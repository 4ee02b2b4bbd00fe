// What can go wrong, as a value: a stable code for programs, a sentence for people, the field.
// Not for what cannot happen: that is an assert (core/model/assert.h).
//
//   Expected<Ticket> t = load(id);
//   if (!t) return std::unexpected(t.error());
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace firsthand {

struct Error {
  std::string code;     // stable, dotted, for programs and translations: "ticket.illegal_move"
  std::string message;  // one English sentence: what happened and what to do
  std::string field;    // the field of the input that is at fault, or empty

  friend bool operator==(const Error&, const Error&) = default;
};

template <class T>
using Expected = std::expected<T, Error>;

/// An error as the return value of a function that returns Expected<…>.
[[nodiscard]] inline std::unexpected<Error> fail(std::string_view code, std::string message,
                                                 std::string_view field = {}) {
  return std::unexpected(Error{std::string(code), std::move(message), std::string(field)});
}

}  // namespace firsthand
