// firsthand: the server and the tools around it. Finds the command; all else is in its file.
#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include <sys/stat.h>

#include "shell/cli/command.h"

namespace firsthand::cli {
namespace {

constexpr std::string_view kVersion = "0.1.0";

constexpr auto kCommands = std::to_array<Command>({
    {"serve", "run the server",
     "firsthand serve --data DIR [--site DIR] [--listen ADDRESS:PORT] [--origin URL]…\n"
     "                [--trust-proxy] [--secure-cookies] [--max-pages N]\n"
     "  --data DIR          the workspace's folder; made when it is not there\n"
     "  --site DIR          the built site; without it only the API answers\n"
     "  --listen A:P        default 127.0.0.1:8080; port 0 takes any free one\n"
     "  --origin URL        a site on another origin that may use the API (repeatable)\n"
     "  --trust-proxy       take the client's address from X-Forwarded-For\n"
     "  --secure-cookies    cookies only over TLS; use it behind a TLS proxy\n"
     "  --max-pages N       quota of the database in pages of 8 KiB\n"
     "SIGTERM ends it in good order, SIGHUP installs the site's files again.\n",
     run_serve},
    {"user", "add, list and change accounts",
     "firsthand user add --data DIR --name NAME --email EMAIL --role ROLE [--tier TIER]\n"
     "                   [--language TAG] [--time-zone ZONE] [--password-stdin]\n"
     "firsthand user list --data DIR\n"
     "firsthand user password --data DIR --email EMAIL [--password-stdin]\n"
     "firsthand user disable --data DIR --email EMAIL\n"
     "firsthand user enable --data DIR --email EMAIL\n"
     "  --role ROLE         trainee, agent, csm, engineer, lead or admin\n"
     "  --tier TIER         none, t1, t2 or t3\n"
     "  --language TAG      en, zh-Hans, zh-Hant or ru\n"
     "  --password-stdin    read the password's line; else one is made and printed once\n",
     run_user},
    {"intake-token", "tokens for forms and scripts that open tickets",
     "firsthand intake-token add --data DIR --name NAME     prints the token, once\n"
     "firsthand intake-token list --data DIR\n"
     "firsthand intake-token revoke --data DIR --name NAME\n",
     run_intake_token},
    {"verify", "check a workspace's files, log and state",
     "firsthand verify --data DIR\n"
     "  Checks the database's pages, that the log has no gap, and the hash of the state.\n",
     run_verify},
    {"sample", "make a workspace that looks like months of work",
     "firsthand sample --data DIR [--tickets N] [--seed S] [--until INSTANT] [--password WORD]\n"
     "  --tickets N         default 300\n"
     "  --seed S            equal seeds make equal desks; default 1\n"
     "  --until INSTANT     the desk's last moment, UTC; default the last midnight\n"
     "  --password WORD     of every account; they are printed and kept in DIR/accounts.txt\n",
     run_sample},
    {"chain", "fill in the hashes of a push, for scripts and tests",
     "firsthand chain [--previous HASH]\n"
     "  Reads the JSON of POST /api/v1/push from standard input and prints it with each\n"
     "  operation's hash set to the next link of the chain.\n",
     run_chain},
});

void print(std::FILE* out, std::string_view text) { std::fwrite(text.data(), 1, text.size(), out); }

int run_help(Arguments arguments) {
  if (!arguments.empty()) {
    const auto found = std::ranges::find(kCommands, arguments[0], &Command::name);
    if (found == kCommands.end()) {
      return report({"usage.unknown", "There is no command " + std::string(arguments[0]), {}});
    }
    print(stdout, found->usage);
    return kDone;
  }
  print(stdout, "usage: firsthand COMMAND [OPTION]…\n\n");
  for (const Command& command : kCommands) {
    std::string line = "  " + std::string(command.name);
    line.resize(18, ' ');
    print(stdout, line + std::string(command.summary) + "\n");
  }
  print(stdout,
        "  help [COMMAND]  this text, or a command's options\n"
        "  version         the version\n");
  return kDone;
}

int run(Arguments arguments) {
  if (arguments.empty()) {
    static_cast<void>(run_help({}));
    return kWrongUse;
  }
  const std::string_view name = arguments[0];
  const Arguments rest = arguments.subspan(1);
  if (name == "help" || name == "--help" || name == "-h") return run_help(rest);
  if (name == "version" || name == "--version") {
    print(stdout, "firsthand " + std::string(kVersion) + "\n");
    return kDone;
  }
  const auto found = std::ranges::find(kCommands, name, &Command::name);
  if (found == kCommands.end()) {
    return report(
        {"usage.unknown", "There is no command " + std::string(name) + "; see firsthand help", {}});
  }
  const bool wants_help = !rest.empty() && (rest[0] == "--help" || rest[0] == "-h");
  return wants_help ? run_help(arguments.first(1)) : found->run(rest);
}

}  // namespace

std::span<const Command> commands() { return kCommands; }

int report(const Error& error) {
  print(stderr, "firsthand: " + error.message + " (" + error.code + ")\n");
  return error.code.starts_with("usage.") ? kWrongUse : kFailed;
}

int run_sub_command(std::string_view command, std::span<const SubCommand> known,
                    Arguments arguments) {
  std::string names;
  for (const SubCommand& each : known) {
    names += (names.empty() ? "" : ", ") + std::string(each.name);
  }
  if (arguments.empty()) {
    return report(
        {"usage.missing", "firsthand " + std::string(command) + " needs one of: " + names, {}});
  }
  const auto found = std::ranges::find(known, arguments[0], &SubCommand::name);
  if (found == known.end()) {
    return report({"usage.unknown",
                   "There is no firsthand " + std::string(command) + " " +
                       std::string(arguments[0]) + "; there is: " + names,
                   {}});
  }
  return found->run(arguments.subspan(1));
}

}  // namespace firsthand::cli

int main(int count, char** values) {
  // Passwords' hashes and customers' letters are for the account that runs this, and its group.
  ::umask(0027);
  const std::vector<std::string_view> arguments(values + 1, values + std::max(count, 1));
  return firsthand::cli::run(arguments);
}
