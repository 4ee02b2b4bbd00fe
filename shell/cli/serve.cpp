// firsthand serve: reads the options; the server is in shell/server/serve.h.
#include "shell/server/serve.h"

#include <array>

#include "shell/cli/command.h"
#include "shell/cli/options.h"

namespace firsthand::cli {
namespace {

constexpr auto kOptions = std::to_array<OptionSpec>({
    {"--data", OptionKind::value, true},
    {"--site"},
    {"--listen"},
    {"--origin", OptionKind::values},
    {"--trust-proxy", OptionKind::flag},
    {"--secure-cookies", OptionKind::flag},
    {"--max-pages"},
});
constexpr std::int64_t kPagesMax = 1'000'000'000;

Expected<void> read_address(const std::string& text, server::ServeOptions& out) {
  const std::size_t colon = text.rfind(':');
  std::int64_t port = -1;
  if (colon != std::string::npos && colon + 1 < text.size() && text.size() - colon <= 6) {
    port = 0;
    for (const char c : text.substr(colon + 1)) {
      port = c >= '0' && c <= '9' && port >= 0 ? port * 10 + (c - '0') : -1;
    }
  }
  if (port < 0 || port > 65'535 || colon == 0) {
    return fail("usage.listen",
                "--listen needs ADDRESS:PORT such as 127.0.0.1:8080, not '" + text + "'",
                "--listen");
  }
  out.address = text.substr(0, colon);
  if (out.address.starts_with('[') && out.address.ends_with(']')) {
    out.address = out.address.substr(1, out.address.size() - 2);  // an IPv6 address
  }
  out.port = static_cast<std::uint16_t>(port);
  return {};
}

Expected<void> check_origins(const std::vector<std::string>& origins) {
  for (const std::string& origin : origins) {
    const std::size_t host = origin.find("://");
    const bool is_origin = host != std::string::npos && host + 3 < origin.size() &&
                           origin.find('/', host + 3) == std::string::npos;
    if (!is_origin) {
      return fail("usage.origin",
                  "--origin needs an origin such as https://desk.example without a path, not '" +
                      origin + "'",
                  "--origin");
    }
  }
  return {};
}

}  // namespace

int run_serve(Arguments arguments) {
  const auto options = Options::parse(kOptions, arguments);
  if (!options) return report(options.error());
  server::ServeOptions serve{.data = options->text("--data"),
                             .site = options->text("--site"),
                             .origins = options->all("--origin"),
                             .trust_proxy = options->has("--trust-proxy"),
                             .secure_cookies = options->has("--secure-cookies")};
  if (auto ok = read_address(options->text_or("--listen", "127.0.0.1:8080"), serve); !ok) {
    return report(ok.error());
  }
  if (auto ok = check_origins(serve.origins); !ok) return report(ok.error());
  const auto pages = options->number_or("--max-pages", 0, 1, kPagesMax);
  if (!pages) return report(pages.error());
  serve.pages_max = *pages;
  const auto ended = server::serve(serve);
  return ended ? kDone : report(ended.error());
}

}  // namespace firsthand::cli
