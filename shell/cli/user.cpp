// firsthand user: accounts, beside a running server or before its first start.
#include <array>
#include <cstdio>
#include <iostream>

#include <nlohmann/json.hpp>

#include "core/ops/text_rules.h"
#include "shell/cli/command.h"
#include "shell/cli/options.h"
#include "shell/server/clock.h"
#include "shell/server/data/accounts.h"
#include "shell/server/data/workspace.h"
#include "shell/server/http/message.h"
#include "shell/server/secrets.h"

namespace firsthand::cli {
namespace {

using server::Workspace;

constexpr ops::Actor kSystem{.person = {}, .role = Role::system};

void print_line(const nlohmann::json& json) { std::puts(server::dump(json).c_str()); }

nlohmann::json person_json(const Person& person) {
  return {{"id", person.id.text()},
          {"name", person.name},
          {"email", person.email},
          {"role", std::string(text_of(person.role))},
          {"support_tier", std::string(text_of(person.support_tier))},
          {"language", person.language},
          {"time_zone", person.time_zone},
          {"active", person.active}};
}

// The password of the first line of standard input, or a new one.
Expected<std::string> choose_password(const Options& options) {
  if (!options.has("--password-stdin")) return server::random_password();
  std::string password;
  std::getline(std::cin, password);
  if (password.ends_with('\r')) password.pop_back();
  if (auto ok = server::check_password(password); !ok) return std::unexpected(ok.error());
  return password;
}

template <NamedEnum E>
Expected<E> named_option(const Options& options, std::string_view option, E otherwise) {
  const std::string text = options.text(option);
  if (text.empty()) return otherwise;
  if (const auto value = parse_enum<E>(text)) return *value;
  std::string names;
  for (const std::string_view name : EnumText<E>::kNames) {
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  return fail("usage.value",
              std::string(option) + " must be one of " + names + ", not '" + text + "'", option);
}

Expected<Person> find_person(Workspace& workspace, const Options& options) {
  const std::string email = ops::lower_ascii(ops::trimmed(options.text("--email")));
  if (auto person = workspace.tables().person_by_email(email)) return *person;
  return fail("user.not_found", "Nobody has the e-mail address " + email, "--email");
}

Expected<ops::PersonCreate> new_person(const Options& options) {
  const auto role = named_option(options, "--role", Role::agent);
  if (!role) return std::unexpected(role.error());
  if (*role == Role::system || *role == Role::intake) {
    return fail("usage.value", "--role must be a role of people", "--role");
  }
  const auto tier = named_option(options, "--tier", SupportTier::none);
  if (!tier) return std::unexpected(tier.error());
  return ops::PersonCreate{.id = PersonId(server::random_id()),
                           .name = options.text("--name"),
                           .email = options.text("--email"),
                           .role = *role,
                           .support_tier = *tier,
                           .skills = {},
                           .language = options.text_or("--language", "en"),
                           .time_zone = options.text_or("--time-zone", "UTC")};
}

int save_password(Workspace& workspace, const Person& person, const std::string& password,
                  bool is_made) {
  const auto hash = server::hash_password(password);
  if (!hash) return report(hash.error());
  const auto saved =
      server::set_password(workspace.database(), person.id, *hash, server::wall_clock());
  if (!saved) return report(saved.error());
  nlohmann::json out = person_json(person);
  if (is_made) out["password"] = password;
  print_line(out);
  return kDone;
}

int add(Arguments arguments) {
  static constexpr auto kOptions = std::to_array<OptionSpec>({
      {"--data", OptionKind::value, true},
      {"--name", OptionKind::value, true},
      {"--email", OptionKind::value, true},
      {"--role", OptionKind::value, true},
      {"--tier"},
      {"--language"},
      {"--time-zone"},
      {"--password-stdin", OptionKind::flag},
  });
  const auto options = Options::parse(kOptions, arguments);
  if (!options) return report(options.error());
  const auto person = new_person(*options);
  if (!person) return report(person.error());
  const auto password = choose_password(*options);
  if (!password) return report(password.error());
  const auto workspace = Workspace::open({.folder = options->text("--data")});
  if (!workspace) return report(workspace.error());
  const auto made = (*workspace)->submit({*person}, kSystem, server::wall_clock());
  if (!made) return report(made.error());
  const auto stored = (*workspace)->tables().person(person->id);
  if (!stored) return report({"user.not_found", "The person could not be read back", {}});
  return save_password(**workspace, *stored, *password, !options->has("--password-stdin"));
}

int list(Arguments arguments) {
  static constexpr auto kOptions = std::to_array<OptionSpec>({{"--data", OptionKind::value, true}});
  const auto options = Options::parse(kOptions, arguments);
  if (!options) return report(options.error());
  const auto workspace = Workspace::open({.folder = options->text("--data"), .create = false});
  if (!workspace) return report(workspace.error());
  store::Database& database = (*workspace)->database();
  auto query = database.prepare("SELECT id FROM person ORDER BY name, id");
  while (query.next()) {
    const auto person = (*workspace)->tables().person(query.id<PersonId>(0));
    if (!person) continue;
    nlohmann::json line = person_json(*person);
    line["can_sign_in"] = !server::password_hash(database, person->id).empty();
    print_line(line);
  }
  return database.failure() ? report(*database.failure()) : kDone;
}

int password(Arguments arguments) {
  static constexpr auto kOptions = std::to_array<OptionSpec>({
      {"--data", OptionKind::value, true},
      {"--email", OptionKind::value, true},
      {"--password-stdin", OptionKind::flag},
  });
  const auto options = Options::parse(kOptions, arguments);
  if (!options) return report(options.error());
  const auto chosen = choose_password(*options);
  if (!chosen) return report(chosen.error());
  const auto workspace = Workspace::open({.folder = options->text("--data"), .create = false});
  if (!workspace) return report(workspace.error());
  const auto person = find_person(**workspace, *options);
  if (!person) return report(person.error());
  return save_password(**workspace, *person, *chosen, !options->has("--password-stdin"));
}

int set_active(Arguments arguments, bool active) {
  static constexpr auto kOptions = std::to_array<OptionSpec>(
      {{"--data", OptionKind::value, true}, {"--email", OptionKind::value, true}});
  const auto options = Options::parse(kOptions, arguments);
  if (!options) return report(options.error());
  const auto workspace = Workspace::open({.folder = options->text("--data"), .create = false});
  if (!workspace) return report(workspace.error());
  auto person = find_person(**workspace, *options);
  if (!person) return report(person.error());
  const auto changed = (*workspace)
                           ->submit({ops::PersonUpdate{.id = person->id, .active = active}},
                                    kSystem, server::wall_clock());
  if (!changed) return report(changed.error());
  if (!active) {
    const auto ended = server::end_sessions_of((*workspace)->database(), person->id);
    if (!ended) return report(ended.error());
  }
  person->active = active;
  print_line(person_json(*person));
  return kDone;
}

int disable(Arguments arguments) { return set_active(arguments, false); }
int enable(Arguments arguments) { return set_active(arguments, true); }

}  // namespace

int run_user(Arguments arguments) {
  static constexpr auto kKnown = std::to_array<SubCommand>({
      {"add", add},
      {"list", list},
      {"password", password},
      {"disable", disable},
      {"enable", enable},
  });
  return run_sub_command("user", kKnown, arguments);
}

}  // namespace firsthand::cli
