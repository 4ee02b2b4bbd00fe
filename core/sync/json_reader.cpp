#include "core/sync/json_reader.h"

namespace firsthand::sync {
namespace {

const nlohmann::json& empty_array() {
  static const nlohmann::json kEmpty = nlohmann::json::array();
  return kEmpty;
}

const nlohmann::json& empty_object() {
  static const nlohmann::json kEmpty = nlohmann::json::object();
  return kEmpty;
}

}  // namespace

JsonReader::JsonReader(const nlohmann::json& json, std::string path)
    : json_(json), path_(std::move(path)) {
  if (!json.is_object()) note("json.type", "must be an object", "");
}

bool JsonReader::has(const char* key) const {
  if (!json_.is_object()) return false;
  const auto it = json_.find(key);
  return it != json_.end() && !it->is_null();
}

std::string JsonReader::path_of(std::string_view key) const {
  if (path_.empty()) return std::string(key);
  if (key.empty()) return path_;
  return path_ + "." + std::string(key);
}

void JsonReader::note(std::string_view code, std::string_view what, std::string_view key) {
  if (error_) return;
  std::string where = path_of(key);
  std::string sentence = (where.empty() ? std::string("The message") : where);
  sentence += " ";
  sentence += what;
  sentence += ".";
  error_ = Error{std::string(code), std::move(sentence), std::move(where)};
}

void JsonReader::note(const Error& error) {
  if (!error_) error_ = error;
}

const nlohmann::json* JsonReader::field(const char* key) {
  if (error_) return nullptr;
  const auto it = json_.find(key);
  if (it == json_.end()) {
    note("json.missing", "is missing", key);
    return nullptr;
  }
  return &*it;
}

std::string JsonReader::text(const char* key) {
  const nlohmann::json* value = field(key);
  if (value == nullptr) return {};
  if (!value->is_string()) {
    note("json.type", "must be a string", key);
    return {};
  }
  return value->get_ref<const std::string&>();
}

std::int64_t JsonReader::integer(const char* key, std::int64_t least) {
  const nlohmann::json* value = field(key);
  if (value == nullptr) return least;
  if (!value->is_number_integer()) {
    note("json.type", "must be an integer", key);
    return least;
  }
  const bool too_large =
      value->is_number_unsigned() && value->get<std::uint64_t>() > std::uint64_t{kIntegerMax};
  const std::int64_t number = too_large ? kIntegerMax : value->get<std::int64_t>();
  if (too_large || number < least || number > kIntegerMax) {
    note("json.range", "is out of range", key);
    return least;
  }
  return number;
}

Id128 JsonReader::raw_id(const char* key) {
  const nlohmann::json* value = field(key);
  if (value == nullptr || value->is_null()) return {};
  const auto id = value->is_string() ? Id128::parse(value->get_ref<const std::string&>())
                                     : std::optional<Id128>();
  if (!id) note("json.value", "must be 32 hexadecimal digits", key);
  return id.value_or(Id128{});
}

const nlohmann::json& JsonReader::array(const char* key) {
  const nlohmann::json* value = field(key);
  if (value == nullptr) return empty_array();
  if (value->is_array()) return *value;
  note("json.type", "must be an array", key);
  return empty_array();
}

const nlohmann::json& JsonReader::object(const char* key) {
  const nlohmann::json* value = field(key);
  if (value == nullptr) return empty_object();
  if (value->is_object()) return *value;
  note("json.type", "must be an object", key);
  return empty_object();
}

Expected<void> JsonReader::finish() const {
  if (error_) return std::unexpected(*error_);
  return {};
}

}  // namespace firsthand::sync
