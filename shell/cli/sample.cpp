// firsthand sample: a believable support desk to look at, learn on and measure with.
#include <array>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <unistd.h>

#include "core/store/schema.h"
#include "core/sync/authority.h"
#include "core/time/zone.h"
#include "shell/cli/command.h"
#include "shell/cli/options.h"
#include "shell/cli/sample/generator.h"
#include "shell/server/clock.h"
#include "shell/server/data/accounts.h"
#include "shell/server/data/workspace.h"
#include "shell/server/secrets.h"

namespace firsthand::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kTicketsMax = 1'000'000;
constexpr std::size_t kMomentsInTransaction = 2'000;
constexpr std::int64_t kDayMs = 86'400'000;
// Everybody may know it: the workspace is a toy until its accounts get their own passwords.
constexpr std::string_view kDefaultPassword = "sample-desk-1042";

struct Plan {
  fs::path folder;
  sample::Options desk;
  std::string password;
};

Expected<Plan> read_plan(Arguments arguments) {
  static constexpr auto kOptions = std::to_array<OptionSpec>({
      {"--data", OptionKind::value, true},
      {"--tickets", OptionKind::value, false},
      {"--seed", OptionKind::value, false},
      {"--until", OptionKind::value, false},
      {"--password", OptionKind::value, false},
  });
  const auto options = Options::parse(kOptions, arguments);
  if (!options) return std::unexpected(options.error());
  const auto tickets = options->number_or("--tickets", 300, 0, kTicketsMax);
  if (!tickets) return std::unexpected(tickets.error());
  const auto seed = options->number_or("--seed", 1, 0, INT64_MAX);
  if (!seed) return std::unexpected(seed.error());
  Plan plan;
  plan.folder = options->text("--data");
  plan.desk.tickets = *tickets;
  plan.desk.seed = static_cast<std::uint64_t>(*seed);
  // The last midnight, so that two runs of one day make the same desk.
  plan.desk.until = {server::wall_clock().ms / kDayMs * kDayMs};
  if (const std::string until = options->text("--until"); !until.empty()) {
    const auto instant = time::parse_utc(until);
    if (!instant) return fail("usage.value", instant.error().message, "--until");
    plan.desk.until = *instant;
  }
  plan.password = options->text_or("--password", kDefaultPassword);
  if (auto ok = server::check_password(plan.password); !ok) {
    return fail("usage.value", ok.error().message, "--password");
  }
  return plan;
}

// The log first, with ids that follow from the seed; accounts and the rest come by Workspace.
Expected<std::vector<Person>> write_history(const Plan& plan) {
  std::error_code error;
  fs::create_directories(plan.folder, error);
  if (error) return fail("data.folder", "Could not make " + plan.folder.string(), "--data");
  const fs::path file = plan.folder / "workspace.db";
  if (fs::exists(file, error)) {
    return fail("data.not_empty",
                plan.folder.string() + " holds a workspace already; choose another folder",
                "--data");
  }
  auto database =
      store::Database::open({.path = file.string(), .durability = store::Durability::server});
  if (!database) return std::unexpected(database.error());
  if (auto ok = store::migrate(**database); !ok) return std::unexpected(ok.error());
  sample::Random random(plan.desk.seed ^ 0x5EED);
  const auto authority =
      sync::Authority::open(**database, [&random] { return random.id<Id128>(); });
  if (!authority) return std::unexpected(authority.error());

  const bool shows_progress = ::isatty(STDERR_FILENO) == 1;
  sample::Generator generator(plan.desk);
  std::vector<sync::TimedOperations> moments;
  const auto flush = [&]() -> Expected<void> {
    const auto accepted = (*authority)->submit_history(moments);
    if (!accepted) return std::unexpected(accepted.error());
    moments.clear();
    if (shows_progress) {
      std::fprintf(stderr, "\r%lld operations", static_cast<long long>((*authority)->head()));
    }
    return {};
  };
  while (auto event = generator.next()) {
    moments.push_back(
        {.at = event->at, .actor = event->actor, .operations = std::move(event->operations)});
    if (moments.size() < kMomentsInTransaction) continue;
    if (auto ok = flush(); !ok) return std::unexpected(ok.error());
  }
  if (auto ok = flush(); !ok) return std::unexpected(ok.error());
  while ((*database)->maintain()) {
  }
  if (shows_progress) std::fputc('\n', stderr);
  return generator.staff();
}

Expected<void> write_accounts(const Plan& plan, const std::vector<Person>& staff) {
  const auto workspace = server::Workspace::open({.folder = plan.folder});
  if (!workspace) return std::unexpected(workspace.error());
  const auto hash = server::hash_password(plan.password);
  if (!hash) return std::unexpected(hash.error());
  std::string list = "password of all: " + plan.password + "\n";
  for (const Person& person : staff) {
    const auto saved =
        server::set_password((*workspace)->database(), person.id, *hash, server::wall_clock());
    if (!saved) return std::unexpected(saved.error());
    std::string role(text_of(person.role));
    role.resize(10, ' ');
    list += role + person.email + "  (" + person.name + ")\n";
  }
  (*workspace)->checkpoint();
  std::FILE* out = std::fopen((plan.folder / "accounts.txt").c_str(), "w");
  if (out == nullptr) return fail("data.folder", "Could not write accounts.txt", "--data");
  std::fputs(list.c_str(), out);
  std::fclose(out);
  std::fputs(list.c_str(), stdout);
  return {};
}

}  // namespace

int run_sample(Arguments arguments) {
  const auto plan = read_plan(arguments);
  if (!plan) return report(plan.error());
  const auto staff = write_history(*plan);
  if (!staff) return report(staff.error());
  if (auto ok = write_accounts(*plan, *staff); !ok) return report(ok.error());
  return kDone;
}

}  // namespace firsthand::cli
