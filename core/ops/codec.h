// The three readers of core/ops/fields.h: operation → JSON, JSON → operation, and validation.
// Decoding judges presence and types; validation judges what the values say. Internal to core/ops.
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/model/limits.h"
#include "core/ops/fields.h"

namespace firsthand::ops {

template <class T>
concept IdType = std::derived_from<T, Id128>;

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

// Whole numbers stay exact in every JSON reader up to 2^53 − 1.
inline constexpr std::int64_t kIntegerMax = 9'007'199'254'740'991;

// ---- operation → JSON ----

inline nlohmann::json json_of(const std::string& text) { return text; }
inline nlohmann::json json_of(std::int64_t number) { return number; }
inline nlohmann::json json_of(bool value) { return value; }
inline nlohmann::json json_of(const std::vector<std::string>& texts) { return texts; }
template <NamedEnum E>
nlohmann::json json_of(E value) {
  return std::string(text_of(value));
}
/// A nil id is null: an update that takes the reference away.
template <IdType Id>
nlohmann::json json_of(const Id& id) {
  return id.is_nil() ? nlohmann::json() : nlohmann::json(id.text());
}

class Encoder {
 public:
  template <class T>
  void operator()(const Field& field, const T& value) {
    if constexpr (kIsOptional<T>) {
      if (value) json_[std::string(field.name)] = json_of(*value);
    } else {
      if constexpr (requires { value.is_nil(); }) {
        if (value.is_nil()) return;
      }
      if constexpr (requires { value.empty(); }) {
        if (value.empty()) return;
      }
      json_[std::string(field.name)] = json_of(value);
    }
  }
  [[nodiscard]] nlohmann::json take() { return std::move(json_); }

 private:
  nlohmann::json json_ = nlohmann::json::object();
};

// ---- JSON → operation ----

// Each reads one value and says what it should have been when it is not.
using Complaint = std::string_view;

inline Complaint read_json(const nlohmann::json& json, std::string& out) {
  const auto* text = json.get_ptr<const std::string*>();
  if (text == nullptr) return "must be a text";
  out = *text;
  return {};
}
inline Complaint read_json(const nlohmann::json& json, std::int64_t& out) {
  if (const auto* whole = json.get_ptr<const nlohmann::json::number_unsigned_t*>()) {
    if (*whole > static_cast<std::uint64_t>(kIntegerMax)) return "is too large";
    out = static_cast<std::int64_t>(*whole);
    return {};
  }
  const auto* number = json.get_ptr<const nlohmann::json::number_integer_t*>();
  if (number == nullptr) return "must be a whole number";
  out = *number;
  return {};
}
inline Complaint read_json(const nlohmann::json& json, bool& out) {
  const auto* value = json.get_ptr<const bool*>();
  if (value == nullptr) return "must be true or false";
  out = *value;
  return {};
}
inline Complaint read_json(const nlohmann::json& json, std::vector<std::string>& out) {
  if (!json.is_array()) return "must be a list of texts";
  if (json.size() > limits::kTagsMax) return "has too many items";
  out.clear();
  for (const nlohmann::json& item : json) {
    if (const auto complaint = read_json(item, out.emplace_back()); !complaint.empty()) {
      return "must be a list of texts";
    }
  }
  return {};
}
template <NamedEnum E>
Complaint read_json(const nlohmann::json& json, E& out) {
  const auto* text = json.get_ptr<const std::string*>();
  const auto value = text == nullptr ? std::nullopt : parse_enum<E>(*text);
  if (!value) return "has none of the known values";
  out = *value;
  return {};
}
template <IdType Id>
Complaint read_json(const nlohmann::json& json, Id& out) {
  const auto* text = json.get_ptr<const std::string*>();
  const auto id = text == nullptr ? std::nullopt : Id::parse(*text);
  if (!id) return "must be an id of 32 hexadecimal digits";
  out = *id;
  return {};
}

class Decoder {
 public:
  explicit Decoder(const nlohmann::json& body) : body_(body) {}

  template <class T>
  void operator()(const Field& field, T& value) {
    names_.push_back(field.name);
    if (error_) return;
    const auto found = body_.find(std::string(field.name));
    if (found == body_.end()) {
      if (field.presence == Presence::required) {
        complain("op.missing", field.name, "is missing");
      }
      return;
    }
    Complaint complaint;
    if constexpr (kIsOptional<T>) {
      using Inner = typename T::value_type;
      value.emplace();
      // An id that is null takes the reference away (see json_of).
      const bool clears = IdType<Inner> && found->is_null();
      if (!clears) complaint = read_json(*found, *value);
    } else {
      complaint = read_json(*found, value);
    }
    if (!complaint.empty()) complain("op.invalid", field.name, complaint);
  }

  /// The first error, after all fields were visited; also a key that no field has.
  [[nodiscard]] std::optional<Error> error() {
    if (error_) return error_;
    for (const auto& [key, value] : body_.items()) {
      if (std::ranges::find(names_, key) == names_.end()) {
        complain("op.unknown_field", key, "is not known");
        break;
      }
    }
    return error_;
  }

 private:
  void complain(std::string_view code, std::string_view field, std::string_view what) {
    error_ = Error{std::string(code), "The field " + std::string(field) + " " + std::string(what),
                   std::string(field)};
  }

  const nlohmann::json& body_;
  std::vector<std::string_view> names_;
  std::optional<Error> error_;
};

// ---- validation ----

class Validator {
 public:
  template <class T>
  void operator()(const Field& field, const T& value) {
    if (error_) return;
    if constexpr (kIsOptional<T>) {
      if (!value) return;
      changes_ = true;
      judge(field, *value);
    } else {
      judge(field, value);
    }
  }

  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  /// Some field besides the required ones was there.
  [[nodiscard]] bool changes() const { return changes_; }

 private:
  void judge(const Field& field, const std::string& text) {
    if (field.presence != Presence::optional && is_blank(text)) {
      error_ = Error{"op.missing", "The field " + std::string(field.name) + " must not be empty",
                     std::string(field.name)};
      return;
    }
    if (auto ok = check_text(field.name, text, field.text); !ok) error_ = ok.error();
  }
  void judge(const Field& field, const std::vector<std::string>& texts) {
    if (!texts.empty()) changes_ = true;
    if (texts.size() > limits::kTagsMax) {
      error_ = Error{"op.too_long", "The field " + std::string(field.name) + " has too many items",
                     std::string(field.name)};
      return;
    }
    for (const std::string& text : texts) {
      if (is_blank(text)) {
        error_ = Error{"op.invalid", "The field " + std::string(field.name) + " has an empty item",
                       std::string(field.name)};
      } else if (auto ok = check_text(field.name, text, field.text); !ok) {
        error_ = ok.error();
      }
      if (error_) return;
    }
  }
  void judge(const Field& field, std::int64_t number) {
    if (number >= 0 && number <= kIntegerMax) return;
    error_ = Error{"op.invalid",
                   "The field " + std::string(field.name) + " must be between 0 and 2^53 - 1",
                   std::string(field.name)};
  }
  template <IdType Id>
  void judge(const Field& field, const Id& id) {
    if (field.presence != Presence::required || !id.is_nil()) return;
    error_ = Error{"op.missing", "The field " + std::string(field.name) + " names nothing",
                   std::string(field.name)};
  }
  void judge(const Field&, bool) {}
  template <NamedEnum E>
  void judge(const Field&, E) {}

  std::optional<Error> error_;
  bool changes_ = false;
};

/// What an operation says, judged on its own, without any state. Errors: op.missing, op.invalid,
/// op.too_long with the field.
template <class Op>
[[nodiscard]] Expected<void> validate(const Op& op) {
  Validator validator;
  Codec<Op>::fields(validator, op);
  if (validator.error()) return std::unexpected(*validator.error());
  if (Codec<Op>::kNeedsChange && !validator.changes()) {
    return fail("op.missing", "The operation changes nothing; give at least one field to change");
  }
  if constexpr (requires { check_whole(op); }) return check_whole(op);
  return {};
}

template <class Op>
[[nodiscard]] nlohmann::json encode_op(const Op& op) {
  Encoder encoder;
  Codec<Op>::fields(encoder, op);
  return encoder.take();
}

template <class Op>
[[nodiscard]] Expected<Op> decode_op(const nlohmann::json& body) {
  if (!body.is_object()) return fail("op.invalid", "The operation's body must be an object");
  Op op;
  Decoder decoder(body);
  Codec<Op>::fields(decoder, op);
  if (const auto error = decoder.error()) return std::unexpected(*error);
  if (auto ok = validate(op); !ok) return std::unexpected(ok.error());
  return op;
}

}  // namespace firsthand::ops
