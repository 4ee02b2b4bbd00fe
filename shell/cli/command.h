// The commands of the program `firsthand`, one table (main.cpp). Each command has its own file,
// prints results on standard output and errors on standard error.
//
// Exit codes: 0 done, 1 failed, 2 used wrongly.
#pragma once

#include <span>
#include <string_view>

#include "core/model/error.h"

namespace firsthand::cli {

using Arguments = std::span<const std::string_view>;

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongUse = 2;

struct Command {
  std::string_view name;
  std::string_view summary;  // one line of `firsthand help`
  std::string_view usage;    // what `firsthand help NAME` shows
  int (*run)(Arguments arguments);
};

/// All commands in the order of the help.
[[nodiscard]] std::span<const Command> commands();

/// Says what went wrong and returns the exit code that belongs to it.
[[nodiscard]] int report(const Error& error);

/// Dispatches `arguments[0]` among a command's own sub-commands.
struct SubCommand {
  std::string_view name;
  int (*run)(Arguments arguments);
};
[[nodiscard]] int run_sub_command(std::string_view command, std::span<const SubCommand> known,
                                  Arguments arguments);

int run_serve(Arguments arguments);         // serve.cpp
int run_user(Arguments arguments);          // user.cpp
int run_intake_token(Arguments arguments);  // intake_token.cpp
int run_verify(Arguments arguments);        // verify.cpp
int run_sample(Arguments arguments);        // sample.cpp
int run_chain(Arguments arguments);         // chain.cpp

}  // namespace firsthand::cli
