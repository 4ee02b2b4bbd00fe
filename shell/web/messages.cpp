#include "shell/web/messages.h"

#include "shell/web/js_imports.h"

namespace firsthand::web {

Json parse(std::string_view text) {
  Json json = Json::parse(text, nullptr, false);
  return json.is_discarded() ? Json() : json;
}

namespace {

const Json* find(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

// Bad UTF-8 (an unpaired surrogate from a field) is replaced, never thrown at.
std::string dump(const Json& message) {
  return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string text_of(const Json& object, const char* key) {
  const Json* found = find(object, key);
  return found != nullptr && found->is_string() ? found->get<std::string>() : std::string();
}

double number_of(const Json& object, const char* key, double otherwise) {
  const Json* found = find(object, key);
  return found != nullptr && found->is_number() ? found->get<double>() : otherwise;
}

bool flag_of(const Json& object, const char* key) {
  const Json* found = find(object, key);
  return found != nullptr && found->is_boolean() && found->get<bool>();
}

Json object_of(const Json& object, const char* key) {
  const Json* found = find(object, key);
  return found != nullptr && found->is_object() ? *found : Json();
}

void tell_worker(const Json& message) {
  const std::string text = dump(message);
  fh_tell_worker(text.data(), static_cast<int>(text.size()));
}

void tell_page(const Json& message) {
  const std::string text = dump(message);
  fh_tell_page(text.data(), static_cast<int>(text.size()));
}

}  // namespace firsthand::web
