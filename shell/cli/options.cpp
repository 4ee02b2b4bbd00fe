#include "shell/cli/options.h"

#include <algorithm>
#include <charconv>

namespace firsthand::cli {
namespace {

Error usage(std::string_view code, std::string message, std::string_view field) {
  return {std::string(code), std::move(message), std::string(field)};
}

}  // namespace

Expected<Options> Options::parse(std::span<const OptionSpec> specs,
                                 std::span<const std::string_view> arguments) {
  Options out;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    const std::size_t equals = argument.find('=');
    const std::string name(argument.substr(0, equals));
    const auto spec = std::ranges::find(specs, name, &OptionSpec::name);
    if (spec == specs.end()) {
      return std::unexpected(usage("usage.unknown", "There is no option " + name, name));
    }
    std::vector<std::string>& values = out.values_[name];
    if (!values.empty() && spec->kind != OptionKind::values) {
      return std::unexpected(usage("usage.twice", name + " may be given once", name));
    }
    if (spec->kind == OptionKind::flag) {
      if (equals != std::string_view::npos) {
        return std::unexpected(usage("usage.no_value", name + " takes no value", name));
      }
      values.emplace_back();
    } else if (equals != std::string_view::npos) {
      values.emplace_back(argument.substr(equals + 1));
    } else if (i + 1 < arguments.size() && !arguments[i + 1].starts_with("--")) {
      values.emplace_back(arguments[++i]);
    } else {
      return std::unexpected(usage("usage.no_value", name + " needs a value", name));
    }
  }
  for (const OptionSpec& spec : specs) {
    if (spec.required && !out.has(spec.name)) {
      return std::unexpected(
          usage("usage.missing", "The option " + std::string(spec.name) + " is needed", spec.name));
    }
  }
  return out;
}

std::string Options::text(std::string_view name) const { return text_or(name, {}); }

std::string Options::text_or(std::string_view name, std::string_view otherwise) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string(otherwise) : found->second.front();
}

std::vector<std::string> Options::all(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

Expected<std::int64_t> Options::number_or(std::string_view name, std::int64_t otherwise,
                                          std::int64_t least, std::int64_t most) const {
  if (!has(name)) return otherwise;
  const std::string value = text(name);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  const bool whole = error == std::errc() && end == value.data() + value.size();
  if (whole && number >= least && number <= most) return number;
  return std::unexpected(usage("usage.number",
                               std::string(name) + " must be a whole number from " +
                                   std::to_string(least) + " to " + std::to_string(most) +
                                   ", not '" + value + "'",
                               name));
}

}  // namespace firsthand::cli
