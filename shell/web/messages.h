// Reading and writing the JSON that goes between the module and JavaScript. Never asserts on what
// it reads: a field that is missing or of another type counts as its default.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace firsthand::web {

using Json = nlohmann::json;

[[nodiscard]] Json parse(std::string_view text);
[[nodiscard]] std::string text_of(const Json& object, const char* key);
[[nodiscard]] double number_of(const Json& object, const char* key, double otherwise = 0);
[[nodiscard]] bool flag_of(const Json& object, const char* key);
/// The object under `key`; null when there is none.
[[nodiscard]] Json object_of(const Json& object, const char* key);

void tell_worker(const Json& message);
void tell_page(const Json& message);

}  // namespace firsthand::web
