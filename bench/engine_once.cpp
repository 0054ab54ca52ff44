// engine_once.cpp: runs one case of the engine some times and nothing else, for tools that count instructions.
//
//   engine_once recorded|drawn|limits REPETITIONS
//
// Half a million invocations at 3 busy each; `limits` is the recorded case with reserved concurrency and a scaling rate. What two
// repetitions take more than one is the engine's alone.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "engine_cases.hpp"

namespace {

constexpr std::size_t invocations = 500'000;
constexpr double busy = 3;

int usage() {
  std::fputs("usage: engine_once recorded|drawn|limits REPETITIONS\n", stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace thaw;
  if (argc != 3) return usage();
  const std::string name = argv[1];
  bench::Workload workload = bench::workload_of(bench::make_recording(busy, invocations));
  Scenario scenario = bench::one_function();
  if (name == "drawn") {
    bench::draw_poisson(scenario, busy / bench::mean_run_s, invocations);
  } else if (name == "limits") {
    scenario.functions[0].reserved_concurrency = 1'000;
    scenario.account.requests_per_s = 1'000'000;
    scenario.account.scaling_rate = ScalingRate{};
  } else if (name != "recorded") {
    return usage();
  }
  for (long left = std::strtol(argv[2], nullptr, 10); left > 0; --left) {
    std::printf("%llu\n", static_cast<unsigned long long>(run(scenario, workload).totals.invocations));
  }
}
