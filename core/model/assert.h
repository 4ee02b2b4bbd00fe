// What cannot happen. Asserts stay on in release: a broken assumption ends the program with a
// report, since going on would write wrong data.
#pragma once

extern "C" [[noreturn]] void firsthand_assert_fail(const char* expression, const char* file,
                                                   int line);

#define FH_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : firsthand_assert_fail(#condition, __FILE__, __LINE__))
