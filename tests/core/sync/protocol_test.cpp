// Goal: what is written is read back the same, and nothing malformed gets through or does harm.
// Method: round trips, then every field of valid messages removed and replaced by what does not
// belong there, and texts cut at every byte.
#include <catch_amalgamated.hpp>

#include "core/model/limits.h"
#include "core/sync/protocol.h"

using namespace firsthand;
using nlohmann::json;

namespace {

template <class Id>
Id id_of(std::uint8_t n) {
  Id128 raw;
  raw.bytes[0] = 0xab;
  raw.bytes[15] = n;
  return Id(raw);
}

sync::WrittenOperation written(std::int64_t client_seq, const std::string& previous) {
  sync::WrittenOperation op{.key = {id_of<ReplicaId>(1), client_seq},
                            .actor = id_of<PersonId>(2),
                            .name = "ticket.note",
                            .body = R"({"text":"退款 \"quoted\""})",
                            .written_at = {1'700'000'000'000},
                            .hash = {}};
  op.hash = sync::chain_hash(previous, op);
  return op;
}

sync::PushRequest push_request() {
  const auto first = written(1, "");
  return {id_of<ReplicaId>(1), {first, written(2, first.hash)}};
}

sync::PushAnswer push_answer() {
  sync::PushAnswer answer{.expected_client_seq = 3,
                          .head = 12,
                          .server_time = {1'700'000'000'500},
                          .in_answer_to = std::string(32, 'a')};
  answer.results = {sync::PushAccepted{1, 12, {1'700'000'000'400}},
                    sync::PushRejected{2, {"ticket.owned", "Somebody was first.", "owner"}}};
  return answer;
}

sync::PullAnswer pull_answer() {
  sync::PullAnswer answer{.epoch = "e1", .head = 9, .server_time = {1'700'000'000'500}};
  answer.operations.push_back({.seq = 8,
                               .at = {1'700'000'000'400},
                               .actor = {PersonId{}, Role::intake},
                               .ticket_number = 1'042,
                               .key = {id_of<ReplicaId>(3), 7},
                               .name = "ticket.create",
                               .body = "{}"});
  answer.checkpoint = sync::Checkpoint{8, std::string(32, '7')};
  return answer;
}

// What a valid message becomes when one field (any path) is removed or replaced.
template <class Visit>
void for_each_mutation(const json& valid, const Visit& visit) {
  static const std::vector<json> kWrong = {nullptr,
                                           true,
                                           -1,
                                           0,
                                           1.5,
                                           json(UINT64_MAX),
                                           json(INT64_MIN),
                                           "",
                                           "zz",
                                           std::string(5'000, 'x'),
                                           json::array(),
                                           json::object(),
                                           json::array({nullptr})};
  const json flat = valid.flatten();
  for (const auto& [path, value] : flat.items()) {
    const json::json_pointer whole(path);
    for (json::json_pointer at = whole; !at.empty(); at = at.parent_pointer()) {
      for (const json& wrong : kWrong) {
        json mutated = valid;
        mutated[at] = wrong;
        visit(mutated);
      }
      json removed = valid;
      json& parent = removed[at.parent_pointer()];
      if (parent.is_object()) {
        parent.erase(at.back());
        visit(removed);
      }
    }
  }
}

}  // namespace

TEST_CASE("SYNC-3: messages come back from their JSON as they were") {
  const auto request = sync::push_request_from(sync::to_json(push_request()));
  REQUIRE(request);
  CHECK(sync::to_json(*request) == sync::to_json(push_request()));
  CHECK(request->operations[1].body == push_request().operations[1].body);

  const auto answer = sync::push_answer_from(sync::to_json(push_answer()));
  REQUIRE(answer);
  CHECK(sync::to_json(*answer) == sync::to_json(push_answer()));

  const auto page = sync::pull_answer_from(sync::to_json(pull_answer()));
  REQUIRE(page);
  CHECK(sync::to_json(*page) == sync::to_json(pull_answer()));
  CHECK(page->operations[0].actor.person.is_nil());
  CHECK(page->operations[0].actor.role == Role::intake);
  CHECK(page->operations[0].ticket_number == 1'042);

  const auto op = sync::written_operation_from(sync::to_json(written(5, "")));
  REQUIRE(op);
  CHECK(op->key.client_seq == 5);
}

TEST_CASE("SYNC-3: a field of a newer peer is ignored") {
  json page = sync::to_json(pull_answer());
  page["something_new"] = 1;
  page["operations"][0]["something_new"] = "x";
  CHECK(sync::pull_answer_from(page));
}

TEST_CASE("SYNC-3: whatever replaces a field, the decoder answers with an error or a sound value") {
  int refused = 0;
  int accepted = 0;
  const auto judge = [&](const auto& decoded) {
    if (decoded) {
      ++accepted;
      // What was understood can be said again.
      CHECK_FALSE(sync::to_text(sync::to_json(*decoded)).empty());
    } else {
      ++refused;
      CHECK_FALSE(decoded.error().code.empty());
      CHECK_FALSE(decoded.error().message.empty());
    }
  };
  for_each_mutation(sync::to_json(push_request()),
                    [&](const json& m) { judge(sync::push_request_from(m)); });
  for_each_mutation(sync::to_json(push_answer()),
                    [&](const json& m) { judge(sync::push_answer_from(m)); });
  for_each_mutation(sync::to_json(pull_answer()),
                    [&](const json& m) { judge(sync::pull_answer_from(m)); });
  CHECK(refused > 1'000);
  CHECK(accepted > 20);
}

TEST_CASE("SYNC-3: an error names the path of what is wrong") {
  json request = sync::to_json(push_request());
  request["operations"][1].erase("hash");
  CHECK(sync::push_request_from(request).error() ==
        Error{"json.missing", "operations[1].hash is missing.", "operations[1].hash"});

  request = sync::to_json(push_request());
  request["operations"][0]["client_seq"] = "1";
  CHECK(sync::push_request_from(request).error().field == "operations[0].client_seq");

  json page = sync::to_json(pull_answer());
  page["operations"][0]["role"] = "king";
  CHECK(sync::pull_answer_from(page).error().field == "operations[0].role");
  CHECK(sync::pull_answer_from(json(1)).error().code == "json.type");
}

TEST_CASE("SYNC-3: a push is of one replica, in order, and within its limit") {
  json request = sync::to_json(push_request());
  request["operations"][1]["client_seq"] = 3;
  CHECK_FALSE(sync::push_request_from(request));

  request = sync::to_json(push_request());
  request["operations"][1]["replica"] = id_of<ReplicaId>(99).text();
  CHECK_FALSE(sync::push_request_from(request));

  request = sync::to_json(push_request());
  request["protocol"] = sync::kProtocolVersion + 1;
  CHECK(sync::push_request_from(request).error().code == "sync.protocol");

  request = sync::to_json(push_request());
  const json one = request["operations"][0];
  for (std::size_t i = 0; i < limits::kPushOperationsMax; ++i) request["operations"].push_back(one);
  CHECK(sync::push_request_from(request).error().code == "json.too_long");
}

TEST_CASE("SYNC-3: text cut anywhere is an error with its place") {
  const std::string text = sync::to_text(sync::to_json(pull_answer()));
  for (std::size_t length = 0; length < text.size(); ++length) {
    const auto parsed = sync::parse_json(std::string_view(text).substr(0, length));
    REQUIRE_FALSE(parsed);
    REQUIRE(parsed.error().code == "json.malformed");
  }
  CHECK(sync::parse_json(text));
  CHECK(sync::parse_json("{\"a\":1,}").error().message == "The text is not valid JSON at byte 8.");
}

TEST_CASE("SYNC-3: every single byte changed is read as something or refused") {
  const std::string text = sync::to_text(sync::to_json(push_request()));
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char byte : {'\0', '"', '{', ']', '9', '\xff', '\\'}) {
      std::string mutated = text;
      mutated[at] = byte;
      const auto parsed = sync::parse_json(mutated);
      if (parsed) static_cast<void>(sync::push_request_from(*parsed));
    }
  }
  SUCCEED();
}

TEST_CASE("SYNC-3: nesting is limited, brackets in strings do not count") {
  const std::string deep(33, '[');
  CHECK(sync::parse_json(deep + std::string(33, ']')).error().code == "json.too_deep");
  CHECK(sync::parse_json(std::string(32, '[') + std::string(32, ']')));
  CHECK(sync::parse_json("\"" + std::string(100, '[') + "\\\"[\""));
  CHECK(sync::parse_json(std::string(1'000'000, '[')).error().code == "json.too_deep");
  CHECK_FALSE(sync::parse_json("\"\xff\""));
}

TEST_CASE("SYNC-1: the chain's hash depends on everything an operation says, and on its past") {
  const auto op = written(1, "");
  const std::string hash = sync::chain_hash("", op);
  CHECK(hash.size() == 32);
  // Equal on every compiler and platform: the wasm build runs this test as well.
  CHECK(hash == "caf49a6e91e74b961575d6aaf3c6dd00");

  std::vector<std::string> seen{hash, sync::chain_hash("a", op)};
  auto changed = op;
  changed.key.client_seq = 2;
  seen.push_back(sync::chain_hash("", changed));
  changed = op;
  changed.key.replica = id_of<ReplicaId>(9);
  seen.push_back(sync::chain_hash("", changed));
  changed = op;
  changed.actor = PersonId{};
  seen.push_back(sync::chain_hash("", changed));
  changed = op;
  changed.name += "x";
  seen.push_back(sync::chain_hash("", changed));
  changed = op;
  changed.body += " ";
  seen.push_back(sync::chain_hash("", changed));
  changed = op;
  changed.schema = 2;
  seen.push_back(sync::chain_hash("", changed));
  changed = op;
  changed.written_at.ms += 1;
  seen.push_back(sync::chain_hash("", changed));
  std::ranges::sort(seen);
  CHECK(std::ranges::adjacent_find(seen) == seen.end());
}
