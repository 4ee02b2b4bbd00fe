#include "core/sync/protocol.h"

#include <charconv>

#include "core/store/state_hash.h"

namespace firsthand::sync {
namespace {

using nlohmann::json;

void append_number(std::string& out, std::int64_t number) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number);
  out.append(digits, end.ptr);
}

// Lengths come before texts, so that no two different operations give the same bytes.
void append_text(std::string& out, std::string_view text) {
  append_number(out, static_cast<std::int64_t>(text.size()));
  out += ':';
  out += text;
}

json id_json(const Id128& id) { return id.is_nil() ? json(nullptr) : json(id.text()); }

std::string_view status_name(PushAnswer::Status status) {
  switch (status) {
    case PushAnswer::Status::ok:
      return "ok";
    case PushAnswer::Status::gap:
      return "gap";
    case PushAnswer::Status::forked:
      return "forked";
  }
  return "ok";
}

json result_json(const std::variant<PushAccepted, PushRejected>& result) {
  if (const auto* accepted = std::get_if<PushAccepted>(&result)) {
    return json{
        {"client_seq", accepted->client_seq}, {"seq", accepted->seq}, {"at", accepted->at.ms}};
  }
  const auto& rejected = std::get<PushRejected>(result);
  return json{{"client_seq", rejected.client_seq}, {"error", to_json(rejected.error)}};
}

// Stops at the first syntax error and keeps its place.
class PositionFinder final : public nlohmann::json_sax<json> {
 public:
  std::size_t position = 0;

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t at, const std::string&, const json::exception&) override {
    position = at;
    return false;
  }
};

// Before parsing: brackets outside strings. Exact for well-formed text; the parser judges the rest.
bool is_too_deep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
      continue;
    }
    if (c == '"') in_string = true;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (depth > kJsonDepthMax) return true;
  }
  return false;
}

}  // namespace

std::string chain_hash(std::string_view previous, const WrittenOperation& op) {
  std::string bytes;
  bytes.reserve(previous.size() + op.name.size() + op.body.size() + 120);
  append_text(bytes, previous);
  bytes += op.key.replica.view();
  append_number(bytes, op.key.client_seq);
  bytes += ';';
  bytes += op.actor.view();
  append_number(bytes, op.schema);
  bytes += ';';
  append_number(bytes, op.written_at.ms);
  bytes += ';';
  append_text(bytes, op.name);
  append_text(bytes, op.body);
  return store::hash_bytes(bytes).text();
}

json to_json(const Error& error) {
  return json{{"code", error.code}, {"message", error.message}, {"field", error.field}};
}

json to_json(const WrittenOperation& op) {
  return json{{"replica", op.key.replica.text()},
              {"client_seq", op.key.client_seq},
              {"actor", id_json(op.actor)},
              {"name", op.name},
              {"body", op.body},
              {"schema", op.schema},
              {"written_at", op.written_at.ms},
              {"hash", op.hash}};
}

json to_json(const AcceptedOperation& op) {
  json out{{"seq", op.seq},
           {"at", op.at.ms},
           {"person", id_json(op.actor.person)},
           {"role", text_of(op.actor.role)},
           {"replica", op.key.replica.text()},
           {"client_seq", op.key.client_seq},
           {"name", op.name},
           {"body", op.body},
           {"schema", op.schema}};
  if (op.ticket_number != 0) out["number"] = op.ticket_number;
  return out;
}

json to_json(const PushRequest& request) {
  json operations = json::array();
  for (const WrittenOperation& op : request.operations) operations.push_back(to_json(op));
  return json{{"protocol", kProtocolVersion},
              {"replica", request.replica.text()},
              {"operations", std::move(operations)}};
}

json to_json(const PushAnswer& answer) {
  json results = json::array();
  for (const auto& result : answer.results) results.push_back(result_json(result));
  return json{{"status", status_name(answer.status)},
              {"expected", answer.expected_client_seq},
              {"head", answer.head},
              {"server_time", answer.server_time.ms},
              {"in_answer_to", answer.in_answer_to},
              {"results", std::move(results)}};
}

json to_json(const PullAnswer& answer) {
  json operations = json::array();
  for (const AcceptedOperation& op : answer.operations) operations.push_back(to_json(op));
  json out{{"epoch", answer.epoch},
           {"head", answer.head},
           {"server_time", answer.server_time.ms},
           {"operations", std::move(operations)}};
  if (answer.checkpoint) {
    out["checkpoint"] =
        json{{"seq", answer.checkpoint->seq}, {"state_hash", answer.checkpoint->state_hash}};
  }
  return out;
}

std::string to_text(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

Expected<json> parse_json(std::string_view text) {
  if (is_too_deep(text)) {
    return fail("json.too_deep", "The JSON is nested deeper than 32 levels.");
  }
  json parsed = json::parse(text, nullptr, false);
  if (!parsed.is_discarded()) return parsed;
  PositionFinder finder;
  static_cast<void>(json::sax_parse(text, &finder));
  std::string sentence = "The text is not valid JSON at byte ";
  append_number(sentence, static_cast<std::int64_t>(finder.position));
  sentence += ".";
  return fail("json.malformed", std::move(sentence));
}

}  // namespace firsthand::sync
