// arrivals_table.cpp: what drawing an arrival costs, as ratios to a homogeneous Poisson process within one run.
//
//   arrivals_table [ARRIVALS]      medians of five interleaved runs; goal: at most 2x where the rate changes
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "arrival_cases.hpp"

namespace {

using namespace thaw;
using Times = std::array<double, 5>;

double median(Times values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double ns_per_arrival(const bench::ArrivalCase& drawn_case, std::size_t count) {
  bench::DrawnArrivals drawn(drawn_case);
  drawn.next_block();  // not the first, which the caches do not know yet
  const std::size_t blocks = count / bench::DrawnArrivals::block + 1;
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < blocks; ++i) {
    if (drawn.next_block() < 0) std::abort();  // none of the cases ends
  }
  const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
  return took.count() / static_cast<double>(blocks * bench::DrawnArrivals::block);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10'000'000;
  if (count == 0) {
    std::fputs("usage: arrivals_table [ARRIVALS]\n", stderr);
    return 2;
  }
  const std::vector<bench::ArrivalCase> cases = bench::arrival_cases();
  std::vector<Times> times(cases.size());
  for (std::size_t turn = 0; turn < Times{}.size(); ++turn) {
    for (std::size_t i = 0; i < cases.size(); ++i) times[i][turn] = ns_per_arrival(cases[i], count);
  }
  std::puts("ns per drawn arrival, medians of five interleaved runs; goal: at most 2x a homogeneous Poisson process");
  std::printf("%-24s %9s %7s\n", "arrivals", "ns", "");
  for (std::size_t i = 0; i < cases.size(); ++i) {
    std::printf("%-24s %9.2f %6.2fx\n", cases[i].name, median(times[i]), median(times[i]) / median(times[0]));
  }
}
