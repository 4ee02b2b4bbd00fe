#include "shell/server/http/log.h"

#include <unistd.h>

#include "shell/server/clock.h"
#include "shell/server/http/message.h"

namespace firsthand::server {

void log_line(std::string_view event, const nlohmann::json& fields) {
  nlohmann::json line = {{"at", utc_text(wall_clock())}, {"event", event}};
  line.update(fields);
  std::string text = dump(line);
  text.push_back('\n');
  // One write a line keeps lines whole; when nobody reads them there is nothing to be done.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace firsthand::server
