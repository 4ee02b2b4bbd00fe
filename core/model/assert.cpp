#include "core/model/assert.h"

#include <cstdio>
#include <cstdlib>

// Weak: a program with a better place for the report (the browser's page) defines its own.
extern "C" [[gnu::weak]] void firsthand_assert_fail(const char* expression, const char* file,
                                                    int line) {
  std::fprintf(stderr, "%s:%d: broken assumption: %s\n", file, line, expression);
  std::abort();
}
