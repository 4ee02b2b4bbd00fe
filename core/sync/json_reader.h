// Reads the fields of a JSON object that came from outside, remembering the first thing wrong with
// its path. Inside this room only. Fields that are not asked for are ignored, so that a newer
// peer may say more.
//
//   JsonReader in(json, "operations[3]");
//   op.name = in.text("name");
//   if (auto ok = in.finish(); !ok) return std::unexpected(ok.error());
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/model/enums.h"
#include "core/model/error.h"
#include "core/model/ids.h"
#include "core/model/instant.h"

namespace firsthand::sync {

/// The largest integer that every JSON implementation carries exactly.
inline constexpr std::int64_t kIntegerMax = (std::int64_t{1} << 53) - 1;

class JsonReader {
 public:
  /// `json` must outlive the reader; anything but an object is json.type.
  JsonReader(const nlohmann::json& json, std::string path);

  [[nodiscard]] bool has(const char* key) const;
  [[nodiscard]] std::string text(const char* key);
  /// Within [least, kIntegerMax].
  [[nodiscard]] std::int64_t integer(const char* key, std::int64_t least);
  [[nodiscard]] Instant instant(const char* key) { return {integer(key, 0)}; }
  /// 32 hexadecimal digits; null is the nil id.
  template <class Id>
  [[nodiscard]] Id id(const char* key) {
    return Id(raw_id(key));
  }
  template <NamedEnum E>
  [[nodiscard]] E named(const char* key) {
    const std::string name = text(key);
    const auto value = parse_enum<E>(name);
    if (!value && !error_) note("json.value", "is not one of the known names", key);
    return value.value_or(E{});
  }
  /// The field as an array or object; an empty one after a failure.
  [[nodiscard]] const nlohmann::json& array(const char* key);
  [[nodiscard]] const nlohmann::json& object(const char* key);
  [[nodiscard]] std::string path_of(std::string_view key) const;

  /// Remembers a failure found by the caller: "<path> <what>."
  void note(std::string_view code, std::string_view what, std::string_view key);
  void note(const Error& error);
  [[nodiscard]] Expected<void> finish() const;

 private:
  const nlohmann::json& json_;
  std::string path_;
  std::optional<Error> error_;

  [[nodiscard]] const nlohmann::json* field(const char* key);
  [[nodiscard]] Id128 raw_id(const char* key);
};

}  // namespace firsthand::sync
