// The messages between a replica and the server (SYNC §3), as structs with JSON codecs. Sans-IO:
// nothing here knows HTTP. Sizes are bounded by core/model/limits.h; a malformed message is an
// Error with the path of the field, and changes nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/model/error.h"
#include "core/ops/operation.h"

namespace firsthand::sync {

inline constexpr int kProtocolVersion = 1;
inline constexpr int kOperationSchema = 1;
inline constexpr int kJsonDepthMax = 32;
inline constexpr std::size_t kOperationNameBytesMax = 64;

/// An operation as its replica wrote it. `body` stays JSON: the hash is over its exact text, and
/// an operation of a newer schema can still be carried.
struct WrittenOperation {
  ops::OperationKey key;
  PersonId actor;  // who wrote it; the server refuses any other than the session's person
  std::string name;
  std::string body;  // compact JSON text of the operation's fields; a string on the wire
  int schema = kOperationSchema;
  Instant written_at;  // by the client's clock; for people, never for rules
  std::string hash;    // chain_hash(previous hash, this), 32 hexadecimal digits
};

/// The next link of a replica's hash chain; the first has an empty previous.
[[nodiscard]] std::string chain_hash(std::string_view previous, const WrittenOperation& op);

/// An operation in the workspace's one order.
struct AcceptedOperation {
  std::int64_t seq = 0;  // gap-free from 1
  Instant at;            // acceptance stamp, never earlier than its predecessor's
  ops::Actor actor;
  std::uint32_t ticket_number = 0;
  ops::OperationKey key;
  std::string name;
  std::string body;
  int schema = kOperationSchema;
};

struct PushRequest {
  ReplicaId replica;
  std::vector<WrittenOperation> operations;  // contiguous client_seq, ascending
};

struct PushAccepted {
  std::int64_t client_seq = 0;
  std::int64_t seq = 0;
  Instant at;
};
struct PushRejected {
  std::int64_t client_seq = 0;
  Error error;
};

struct PushAnswer {
  enum class Status : std::uint8_t {
    ok,      // every operation of the request has a result
    gap,     // send again from expected_client_seq
    forked,  // another copy of this replica wrote: take a new replica id and re-issue
  };
  Status status = Status::ok;
  std::int64_t expected_client_seq = 0;  // the next one the server waits for
  std::int64_t head = 0;
  Instant server_time;
  std::string in_answer_to;  // hash of the request's last operation; empty for an empty request
  std::vector<std::variant<PushAccepted, PushRejected>> results;
};

struct Checkpoint {
  std::int64_t seq = 0;
  std::string state_hash;
};

struct PullAnswer {
  std::string epoch;  // changes when a backup was restored; then the client bootstraps again
  std::int64_t head = 0;
  Instant server_time;
  std::vector<AcceptedOperation> operations;  // from cursor + 1, at most kPullPageBytes
  std::optional<Checkpoint> checkpoint;       // the state after the last one of this page
};

[[nodiscard]] nlohmann::json to_json(const WrittenOperation& op);
[[nodiscard]] nlohmann::json to_json(const AcceptedOperation& op);
[[nodiscard]] nlohmann::json to_json(const PushRequest& request);
[[nodiscard]] nlohmann::json to_json(const PushAnswer& answer);
[[nodiscard]] nlohmann::json to_json(const PullAnswer& answer);
[[nodiscard]] nlohmann::json to_json(const Error& error);  // {"code","message","field"}

[[nodiscard]] Expected<WrittenOperation> written_operation_from(const nlohmann::json& json);
[[nodiscard]] Expected<PushRequest> push_request_from(const nlohmann::json& json);
[[nodiscard]] Expected<PushAnswer> push_answer_from(const nlohmann::json& json);
[[nodiscard]] Expected<PullAnswer> pull_answer_from(const nlohmann::json& json);

/// Compact text with sorted keys; what is not UTF-8 is replaced, so that it never fails.
[[nodiscard]] std::string to_text(const nlohmann::json& json);

/// Parses text without ever throwing. Errors: json.malformed with the byte where it stopped,
/// json.too_deep past 32 levels.
[[nodiscard]] Expected<nlohmann::json> parse_json(std::string_view text);

}  // namespace firsthand::sync
