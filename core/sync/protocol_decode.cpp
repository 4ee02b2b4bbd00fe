// The reading half of the protocol: everything here comes from outside and is believed only after
// its shape was checked. What the operations mean is judged later (Authority, Replica).
#include <charconv>

#include "core/model/limits.h"
#include "core/sync/json_reader.h"
#include "core/sync/protocol.h"

namespace firsthand::sync {
namespace {

using nlohmann::json;

// Error texts of a peer are shown to people: more than a few kilobytes is not a sentence.
constexpr std::size_t kErrorBytesMax = 4'000;
constexpr int kSchemaMax = 1'000'000;

std::string item_path(std::string_view list, std::size_t index) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, index);
  std::string path(list);
  path += '[';
  path.append(digits, end.ptr);
  path += ']';
  return path;
}

std::string bounded_text(JsonReader& in, const char* key, std::size_t bytes_max) {
  std::string text = in.text(key);
  if (text.size() > bytes_max) in.note("json.too_long", "is too long", key);
  return text;
}

std::string hash_text(JsonReader& in, const char* key) {
  std::string text = in.text(key);
  if (!Id128::parse(text)) in.note("json.value", "must be 32 hexadecimal digits", key);
  return text;
}

int schema_number(JsonReader& in) {
  const std::int64_t schema = in.integer("schema", 1);
  if (schema > kSchemaMax) in.note("json.range", "is out of range", "schema");
  return static_cast<int>(schema <= kSchemaMax ? schema : 1);
}

ops::OperationKey operation_key(JsonReader& in) {
  ops::OperationKey key;
  key.replica = in.id<ReplicaId>("replica");
  if (key.replica.is_nil()) in.note("json.value", "must not be empty", "replica");
  key.client_seq = in.integer("client_seq", 1);
  return key;
}

Expected<WrittenOperation> read_written(const json& value, const std::string& path) {
  JsonReader in(value, path);
  WrittenOperation op;
  op.key = operation_key(in);
  op.actor = in.id<PersonId>("actor");
  op.name = bounded_text(in, "name", kOperationNameBytesMax);
  op.body = in.text("body");  // its size is the Authority's to refuse, so that the queue goes on
  op.schema = schema_number(in);
  op.written_at = in.instant("written_at");
  op.hash = hash_text(in, "hash");
  if (auto ok = in.finish(); !ok) return std::unexpected(ok.error());
  return op;
}

Expected<AcceptedOperation> read_accepted(const json& value, const std::string& path) {
  JsonReader in(value, path);
  AcceptedOperation op;
  op.seq = in.integer("seq", 1);
  op.at = in.instant("at");
  op.actor.person = in.id<PersonId>("person");
  op.actor.role = in.named<Role>("role");
  op.key = operation_key(in);
  op.name = bounded_text(in, "name", kOperationNameBytesMax);
  op.body = bounded_text(in, "body", limits::kOperationBytesMax);
  op.schema = schema_number(in);
  if (in.has("number")) {
    const std::int64_t number = in.integer("number", 1);
    if (number > UINT32_MAX) in.note("json.range", "is out of range", "number");
    op.ticket_number = static_cast<std::uint32_t>(number);
  }
  if (auto ok = in.finish(); !ok) return std::unexpected(ok.error());
  return op;
}

Expected<Error> read_error(const json& value, const std::string& path) {
  JsonReader in(value, path);
  Error error;
  error.code = bounded_text(in, "code", kErrorBytesMax);
  error.message = bounded_text(in, "message", kErrorBytesMax);
  if (in.has("field")) error.field = bounded_text(in, "field", kErrorBytesMax);
  if (error.code.empty()) in.note("json.value", "must not be empty", "code");
  if (auto ok = in.finish(); !ok) return std::unexpected(ok.error());
  return error;
}

using PushResult = std::variant<PushAccepted, PushRejected>;

Expected<PushResult> read_result(const json& value, const std::string& path) {
  JsonReader in(value, path);
  const std::int64_t client_seq = in.integer("client_seq", 1);
  if (in.has("error")) {
    auto error = read_error(in.object("error"), in.path_of("error"));
    if (!error) return std::unexpected(error.error());
    if (auto ok = in.finish(); !ok) return std::unexpected(ok.error());
    return PushRejected{client_seq, std::move(*error)};
  }
  const PushAccepted accepted{client_seq, in.integer("seq", 1), in.instant("at")};
  if (auto ok = in.finish(); !ok) return std::unexpected(ok.error());
  return accepted;
}

Expected<PushAnswer::Status> status_from(std::string_view name) {
  if (name == "ok") return PushAnswer::Status::ok;
  if (name == "gap") return PushAnswer::Status::gap;
  if (name == "forked") return PushAnswer::Status::forked;
  return fail("json.value", "status is not one of the known names.", "status");
}

Expected<Checkpoint> read_checkpoint(const json& value) {
  JsonReader in(value, "checkpoint");
  Checkpoint checkpoint;
  checkpoint.seq = in.integer("seq", 0);
  checkpoint.state_hash = hash_text(in, "state_hash");
  if (auto ok = in.finish(); !ok) return std::unexpected(ok.error());
  return checkpoint;
}

}  // namespace

Expected<WrittenOperation> written_operation_from(const json& value) {
  return read_written(value, "");
}

Expected<PushRequest> push_request_from(const json& value) {
  JsonReader in(value, "");
  PushRequest request;
  request.replica = in.id<ReplicaId>("replica");
  if (request.replica.is_nil()) in.note("json.value", "must not be empty", "replica");
  if (in.has("protocol") && in.integer("protocol", 1) != kProtocolVersion) {
    in.note("sync.protocol", "is a version that is not spoken here", "protocol");
  }
  const json& operations = in.array("operations");
  if (operations.size() > limits::kPushOperationsMax) {
    in.note("json.too_long", "holds more operations than one push may", "operations");
  }
  if (auto ok = in.finish(); !ok) return std::unexpected(ok.error());
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const std::string path = item_path("operations", i);
    auto op = read_written(operations[i], path);
    if (!op) return std::unexpected(op.error());
    if (op->key.replica != request.replica) {
      return fail("json.value", path + ".replica is not the one of the request.", path);
    }
    const bool follows = request.operations.empty() ||
                         op->key.client_seq == request.operations.back().key.client_seq + 1;
    if (!follows) {
      return fail("json.value", path + ".client_seq does not follow its predecessor.", path);
    }
    request.operations.push_back(std::move(*op));
  }
  return request;
}

Expected<PushAnswer> push_answer_from(const json& value) {
  JsonReader in(value, "");
  PushAnswer answer;
  const std::string status_text = in.text("status");
  answer.expected_client_seq = in.integer("expected", 0);
  answer.head = in.integer("head", 0);
  answer.server_time = in.instant("server_time");
  answer.in_answer_to = bounded_text(in, "in_answer_to", kOperationNameBytesMax);
  const json& results = in.array("results");
  if (results.size() > limits::kPushOperationsMax) {
    in.note("json.too_long", "holds more results than one push may", "results");
  }
  if (auto ok = in.finish(); !ok) return std::unexpected(ok.error());
  const auto status = status_from(status_text);
  if (!status) return std::unexpected(status.error());
  answer.status = *status;
  for (std::size_t i = 0; i < results.size(); ++i) {
    auto result = read_result(results[i], item_path("results", i));
    if (!result) return std::unexpected(result.error());
    answer.results.push_back(std::move(*result));
  }
  return answer;
}

Expected<PullAnswer> pull_answer_from(const json& value) {
  JsonReader in(value, "");
  PullAnswer answer;
  answer.epoch = bounded_text(in, "epoch", kOperationNameBytesMax);
  answer.head = in.integer("head", 0);
  answer.server_time = in.instant("server_time");
  const json& operations = in.array("operations");
  if (auto ok = in.finish(); !ok) return std::unexpected(ok.error());
  if (answer.epoch.empty()) return fail("json.value", "epoch must not be empty.", "epoch");
  for (std::size_t i = 0; i < operations.size(); ++i) {
    auto op = read_accepted(operations[i], item_path("operations", i));
    if (!op) return std::unexpected(op.error());
    answer.operations.push_back(std::move(*op));
  }
  if (in.has("checkpoint")) {
    auto checkpoint = read_checkpoint(in.object("checkpoint"));
    if (!checkpoint) return std::unexpected(checkpoint.error());
    answer.checkpoint = std::move(*checkpoint);
  }
  return answer;
}

}  // namespace firsthand::sync
