#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "tests/bench/bench.h"

namespace firsthand::bench {
namespace {

// By name, so that the order of linking does not matter.
std::map<std::string_view, void (*)()>& registry() {
  static std::map<std::string_view, void (*)()> kRegistry;
  return kRegistry;
}

double measured(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
      .count();
}

double share(const std::vector<double>& sorted, double part) {
  const auto index = static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1) + 0.5);
  return sorted[index];
}

// Three decimals: a microsecond.
double rounded(double value) {
  return static_cast<double>(static_cast<long long>(value * 1e3 + 0.5)) / 1e3;
}

void print(const nlohmann::ordered_json& line) {
  std::puts(line.dump().c_str());
  std::fflush(stdout);
}

}  // namespace

std::vector<double> times(int count, const std::function<void()>& work) {
  work();
  return times(count, [] {}, work);
}

std::vector<double> times(int count, const std::function<void()>& prepare,
                          const std::function<void()>& work) {
  std::vector<double> out;
  for (int i = 0; i < count; ++i) {
    prepare();
    out.push_back(measured(work));
  }
  return out;
}

void report(std::string_view name, std::vector<double> times_ms) {
  std::ranges::sort(times_ms);
  print({{"bench", name},
         {"p50_ms", rounded(share(times_ms, 0.5))},
         {"p99_ms", rounded(share(times_ms, 0.99))},
         {"n", times_ms.size()}});
}

void report_value(std::string_view name, double value, std::string_view unit) {
  print({{"bench", name}, {"value", rounded(value)}, {"unit", unit}});
}

Registration::Registration(std::string_view name, void (*run)()) { registry()[name] = run; }

}  // namespace firsthand::bench

int main(int argc, char** argv) {
  const auto& all = firsthand::bench::registry();
  for (int i = 1; i < argc; ++i) {
    if (all.contains(argv[i])) continue;
    std::fprintf(stderr, "bench_core: there is no benchmark '%s'; there are:", argv[i]);
    for (const auto& [name, run] : all) std::fprintf(stderr, " %s", std::string(name).c_str());
    std::fputs("\n", stderr);
    return 2;
  }
  for (const auto& [name, run] : all) {
    const bool is_wanted = argc == 1 || std::any_of(argv + 1, argv + argc,
                                                    [&](const char* arg) { return name == arg; });
    if (is_wanted) run();
  }
  return 0;
}
