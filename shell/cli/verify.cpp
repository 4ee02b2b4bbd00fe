// firsthand verify: whether a workspace is whole. The checks are in shell/server/data/verify.h.
#include "shell/server/data/verify.h"

#include <array>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "shell/cli/command.h"
#include "shell/cli/options.h"
#include "shell/server/clock.h"
#include "shell/server/http/message.h"

namespace firsthand::cli {

int run_verify(Arguments arguments) {
  static constexpr auto kOptions = std::to_array<OptionSpec>({{"--data", OptionKind::value, true}});
  const auto options = Options::parse(kOptions, arguments);
  if (!options) return report(options.error());
  const auto workspace =
      server::Workspace::open({.folder = options->text("--data"), .create = false});
  if (!workspace) return report(workspace.error());
  const server::Verification found = server::verify(**workspace, server::wall_clock());
  const nlohmann::json out = {{"ok", found.problems.empty()},
                              {"operations", found.operations},
                              {"state_hash", found.state_hash},
                              {"problems", found.problems}};
  std::puts(server::dump(out).c_str());
  return found.problems.empty() ? kDone : kFailed;
}

}  // namespace firsthand::cli
