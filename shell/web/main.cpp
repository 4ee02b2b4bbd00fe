// What JavaScript calls (exports.txt): bytes in, nothing out. Every call comes from the worker's
// one thread, and never from inside another.
#include <emscripten.h>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "core/model/assert.h"
#include "shell/web/js_imports.h"
#include "shell/web/messages.h"
#include "shell/web/root.h"

namespace {

using firsthand::web::Root;

// The one object of the program. Exported functions have no other way to it.
std::unique_ptr<Root>& root() {
  static std::unique_ptr<Root> the_root;
  return the_root;
}

std::string_view view(const char* text, int length) {
  return {text, static_cast<std::size_t>(length)};
}

}  // namespace

// A defect becomes a page with a report: the worker meets the abort and sends its log.
extern "C" void firsthand_assert_fail(const char* expression, const char* file, int line) {
  const std::string report = std::string("broken assumption: ") + expression + " (" + file + ":" +
                             std::to_string(line) + ")";
  fh_note(report.data(), static_cast<int>(report.size()));
  std::abort();
}

extern "C" {

EMSCRIPTEN_KEEPALIVE void* fh_alloc(int bytes) {
  return std::malloc(static_cast<std::size_t>(bytes));
}

EMSCRIPTEN_KEEPALIVE void fh_free(void* bytes) { std::free(bytes); }

/// 0: there is no WebGL 2.
EMSCRIPTEN_KEEPALIVE int fh_start(const char* json, int length) {
  root() = std::make_unique<Root>(firsthand::web::parse(view(json, length)));
  return root()->start() ? 1 : 0;
}

/// One event of the page or answer of the worker's services.
EMSCRIPTEN_KEEPALIVE void fh_receive(const char* json, int length) {
  root()->receive(firsthand::web::parse(view(json, length)));
}

EMSCRIPTEN_KEEPALIVE void fh_frame(int draw) { root()->frame(draw != 0); }

EMSCRIPTEN_KEEPALIVE void fh_wake() { root()->wake(); }

EMSCRIPTEN_KEEPALIVE void fh_response(int id, int status, double retry_after_s, const char* body,
                                      int length) {
  root()->on_response(static_cast<std::uint32_t>(id),
                      {.status = status,
                       .body = std::string(view(body, length)),
                       .retry_after_s = static_cast<std::int64_t>(retry_after_s)});
}

EMSCRIPTEN_KEEPALIVE void fh_stream_line(int id, const char* line, int length) {
  root()->on_stream_line(static_cast<std::uint32_t>(id), view(line, length));
}

}  // extern "C"
