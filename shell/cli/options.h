// Reads a command's options: "--name value", "--name=value" and flags, by a table that names what
// the command knows. Nothing unknown is passed over.
//
//   constexpr auto kOptions = std::to_array<OptionSpec>({{"--data", Kind::value, true}, …});
//   const auto options = Options::parse(kOptions, arguments);
//   if (!options) return usage_error(options.error());
//   options->text("--data");
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/error.h"

namespace firsthand::cli {

enum class OptionKind : std::uint8_t { value, values, flag };

struct OptionSpec {
  std::string_view name;  // with its dashes
  OptionKind kind = OptionKind::value;
  bool required = false;
};

class Options {
 public:
  /// Errors: usage.unknown, usage.no_value, usage.missing, usage.twice, naming the option.
  [[nodiscard]] static Expected<Options> parse(std::span<const OptionSpec> specs,
                                               std::span<const std::string_view> arguments);

  /// Empty when it was not given.
  [[nodiscard]] std::string text(std::string_view name) const;
  [[nodiscard]] std::string text_or(std::string_view name, std::string_view otherwise) const;
  [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return values_.contains(name); }
  /// Errors: usage.number outside [least, most].
  [[nodiscard]] Expected<std::int64_t> number_or(std::string_view name, std::int64_t otherwise,
                                                 std::int64_t least, std::int64_t most) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

}  // namespace firsthand::cli
