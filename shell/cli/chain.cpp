// firsthand chain: the hash chain that a replica keeps, for scripts that push by themselves.
#include <array>
#include <cstdio>
#include <iostream>
#include <iterator>

#include "core/sync/protocol.h"
#include "shell/cli/command.h"
#include "shell/cli/options.h"
#include "shell/server/http/message.h"

namespace firsthand::cli {
namespace {

// The hash that an operation has while it has none.
constexpr std::string_view kNoHash = "00000000000000000000000000000000";

}  // namespace

int run_chain(Arguments arguments) {
  static constexpr auto kOptions = std::to_array<OptionSpec>({{"--previous"}});
  const auto options = Options::parse(kOptions, arguments);
  if (!options) return report(options.error());
  const std::string text((std::istreambuf_iterator<char>(std::cin)),
                         std::istreambuf_iterator<char>());
  auto json = sync::parse_json(text);
  if (!json) return report(json.error());
  if (json->is_object() && json->contains("operations") && (*json)["operations"].is_array()) {
    for (nlohmann::json& op : (*json)["operations"]) {
      if (op.is_object()) op["hash"] = kNoHash;
    }
  }
  auto request = sync::push_request_from(*json);
  if (!request) return report(request.error());
  std::string previous = options->text("--previous");
  for (sync::WrittenOperation& op : request->operations) {
    op.hash = sync::chain_hash(previous, op);
    previous = op.hash;
  }
  std::puts(server::dump(sync::to_json(*request)).c_str());
  return kDone;
}

}  // namespace firsthand::cli
