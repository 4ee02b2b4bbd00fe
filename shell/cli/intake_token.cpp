// firsthand intake-token: who may open tickets by the intake.
#include <array>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "shell/cli/command.h"
#include "shell/cli/options.h"
#include "shell/server/clock.h"
#include "shell/server/data/intake_tokens.h"
#include "shell/server/data/workspace.h"
#include "shell/server/http/message.h"

namespace firsthand::cli {
namespace {

using server::Workspace;

constexpr auto kWithName = std::to_array<OptionSpec>(
    {{"--data", OptionKind::value, true}, {"--name", OptionKind::value, true}});

int add(Arguments arguments) {
  const auto options = Options::parse(kWithName, arguments);
  if (!options) return report(options.error());
  const auto workspace = Workspace::open({.folder = options->text("--data")});
  if (!workspace) return report(workspace.error());
  const auto token = server::add_intake_token((*workspace)->database(), options->text("--name"),
                                              server::wall_clock());
  if (!token) return report(token.error());
  std::puts(token->c_str());
  return kDone;
}

int list(Arguments arguments) {
  static constexpr auto kOptions = std::to_array<OptionSpec>({{"--data", OptionKind::value, true}});
  const auto options = Options::parse(kOptions, arguments);
  if (!options) return report(options.error());
  const auto workspace = Workspace::open({.folder = options->text("--data"), .create = false});
  if (!workspace) return report(workspace.error());
  for (const server::IntakeToken& token : server::intake_tokens((*workspace)->database())) {
    const nlohmann::json line = {{"name", token.name},
                                 {"created_at", server::utc_text(token.created_at)},
                                 {"revoked", token.revoked}};
    std::puts(server::dump(line).c_str());
  }
  const auto& failure = (*workspace)->database().failure();
  return failure ? report(*failure) : kDone;
}

int revoke(Arguments arguments) {
  const auto options = Options::parse(kWithName, arguments);
  if (!options) return report(options.error());
  const auto workspace = Workspace::open({.folder = options->text("--data"), .create = false});
  if (!workspace) return report(workspace.error());
  const auto revoked =
      server::revoke_intake_token((*workspace)->database(), options->text("--name"));
  return revoked ? kDone : report(revoked.error());
}

}  // namespace

int run_intake_token(Arguments arguments) {
  static constexpr auto kKnown =
      std::to_array<SubCommand>({{"add", add}, {"list", list}, {"revoke", revoke}});
  return run_sub_command("intake-token", kKnown, arguments);
}

}  // namespace firsthand::cli
