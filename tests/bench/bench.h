// Native benchmarks: each prints one JSON line a figure, to be kept and compared.
//
//   FH_BENCH(inbox) {                       // tests/bench/inbox_bench.cpp
//     bench::report("inbox.open", bench::times(100, [&] { … }));
//   }
//
//   bench_core            runs all          bench_core inbox sync     runs those named
#pragma once

#include <functional>
#include <string_view>
#include <vector>

namespace firsthand::bench {

/// Milliseconds of each of `count` calls, by the monotonic clock; one call before them warms up.
[[nodiscard]] std::vector<double> times(int count, const std::function<void()>& work);
/// The same with work before each call that is not measured (and none for warming up).
[[nodiscard]] std::vector<double> times(int count, const std::function<void()>& prepare,
                                        const std::function<void()>& work);

/// {"bench":"…","p50_ms":…,"p99_ms":…,"n":…} on standard output.
void report(std::string_view name, std::vector<double> times_ms);
/// {"bench":"…","value":…,"unit":"…"} for what is not a time.
void report_value(std::string_view name, double value, std::string_view unit);

/// Adds a benchmark before main; use FH_BENCH.
struct Registration {
  Registration(std::string_view name, void (*run)());
};

}  // namespace firsthand::bench

#define FH_BENCH(name)                                                                     \
  static void bench_##name();                                                              \
  static const ::firsthand::bench::Registration registration_##name(#name, &bench_##name); \
  static void bench_##name()
