// engine_table.cpp: what an invocation costs in the engine, as ratios to the yardstick loop within one run.
//
//   engine_table [INVOCATIONS [all|levels|functions|coupled]]      medians of five interleaved runs; goals in brackets
//
// Everything goes through thaw::run, as a user's run does: the report's percentiles, counts and checks included.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine_cases.hpp"
#include "loop.hpp"
#include "thaw/run.hpp"
#include "workload/arrivals.hpp"

namespace {

using namespace thaw;
using bench::draw_poisson;
using bench::mean_run_s;
using bench::one_function;
using bench::Workload;
using bench::workload_of;

constexpr std::size_t repetitions = 5;
using Times = std::array<double, repetitions>;

double median(Times values) {
  std::sort(values.begin(), values.end());
  return values[repetitions / 2];
}

double ns_per_invocation(const Scenario& scenario, Workload& workload) {
  const auto start = std::chrono::steady_clock::now();
  const Result result = run(scenario, workload);
  const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
  return took.count() / static_cast<double>(result.totals.invocations);
}

double loop_ns(const bench::Recording& recording, bench::QueueKind kind) {
  return bench::replay(kind, recording.arrivals_ns, recording.durations_ns).ns_per_invocation;
}

/// Prints one level; returns the cost of the fixed keep-alive.
double print_level(double busy, std::size_t invocations) {
  const bench::Recording recording = bench::make_recording(busy, invocations);
  Workload workload = workload_of(recording);
  const Scenario fixed = one_function();
  Scenario random = fixed;
  random.functions[0].keep_alive = Uniform{seconds(300), seconds(420)};
  Scenario drawn = fixed;
  draw_poisson(drawn, busy / mean_run_s, static_cast<double>(invocations));
  Times heap{}, calendar{}, fixed_ns{}, random_ns{}, drawn_ns{};
  for (std::size_t turn = 0; turn < repetitions; ++turn) {
    heap[turn] = loop_ns(recording, bench::QueueKind::heap);
    calendar[turn] = loop_ns(recording, bench::QueueKind::calendar);
    fixed_ns[turn] = ns_per_invocation(fixed, workload);
    random_ns[turn] = ns_per_invocation(random, workload);
    drawn_ns[turn] = ns_per_invocation(drawn, workload);
  }
  const double loop = std::min(median(heap), median(calendar));
  std::printf("%9.0f %7.1f %7.1f %9.1f %6.2fx %9.1f %6.2fx %9.1f %6.2fx\n", busy, median(heap), median(calendar), median(fixed_ns),
              median(fixed_ns) / loop, median(random_ns), median(random_ns) / median(fixed_ns), median(drawn_ns),
              median(drawn_ns) / loop);
  std::fflush(stdout);
  return median(fixed_ns);
}

Scenario zipf(std::size_t functions) {
  Scenario scenario = one_function();
  scenario.functions.clear();
  scenario.sources[0].functions.clear();
  for (std::size_t i = 0; i < functions; ++i) {
    char name[32];
    std::snprintf(name, sizeof name, "shard%06zu", i);
    scenario.functions.push_back(bench::function_named(name));
    scenario.sources[0].functions.push_back(static_cast<std::uint32_t>(i));
  }
  scenario.sources[0].zipf_exponent = 1.2;
  return scenario;
}

/// The arrivals of a drawn scenario as one merged trace in order of time.
Workload merged_rows(const Scenario& scenario, double rate_per_s, const bench::Recording& recording) {
  Workload workload;
  const std::vector<double> shares = function_shares(scenario.functions.size(), scenario.sources[0].zipf_exponent);
  std::vector<double> cumulative;
  double sum = 0;
  for (const double share : shares) cumulative.push_back(sum += share);
  for (const Function& function : scenario.functions) workload.names.push_back(function.name);
  const RandomStream choice(7, {"bench"});
  QuantileTables tables;
  ArrivalGenerator arrivals(PoissonArrivals{rate_per_s}, 1, {ArrivalStreams(7, "bench", ""), {latest_ns}, 0}, tables);
  workload.rows.resize(recording.durations_ns.size());
  arrivals.fill(workload.rows, {latest_ns});
  for (std::size_t i = 0; i < workload.rows.size(); ++i) {
    Row& row = workload.rows[i];
    const auto chosen = std::upper_bound(cumulative.begin(), cumulative.end() - 1, unit(choice.at(i)));
    row.function = static_cast<std::uint32_t>(chosen - cumulative.begin());
    row.duration_ns = recording.durations_ns[i];
  }
  return workload;
}

void print_functions(std::size_t functions, std::size_t invocations, double drawn_goal, double merged_goal) {
  constexpr double busy = 300;
  const bench::Recording recording = bench::make_recording(busy, invocations);
  Workload single = workload_of(recording);
  Scenario one_drawn = one_function();
  draw_poisson(one_drawn, busy / mean_run_s, static_cast<double>(invocations));
  const Scenario one_recorded = one_function();
  Scenario drawn = zipf(functions);
  draw_poisson(drawn, busy / mean_run_s, static_cast<double>(invocations));
  Scenario merged = zipf(functions);
  Workload rows = merged_rows(merged, busy / mean_run_s, recording);
  merged.sources[0].functions.clear();
  merged.sources[0].zipf_exponent.reset();
  Times one{}, one_rows{}, apart{}, dealt{};
  for (std::size_t turn = 0; turn < repetitions; ++turn) {
    one[turn] = ns_per_invocation(one_drawn, single);
    apart[turn] = ns_per_invocation(drawn, single);
    one_rows[turn] = ns_per_invocation(one_recorded, single);
    dealt[turn] = ns_per_invocation(merged, rows);
  }
  std::printf("%9zu %9.1f %9.1f %6.2fx (%.1fx) %9.1f %9.1f %6.2fx (%.1fx)\n", functions, median(one), median(apart),
              median(apart) / median(one), drawn_goal, median(one_rows), median(dealt), median(dealt) / median(one_rows),
              merged_goal);
  std::fflush(stdout);
}

/// Functions that run together, as the account's limit throttles some of them: it is somewhat above what is busy on average.
void print_coupled(std::size_t functions, std::size_t invocations, double goal) {
  constexpr double busy = 300;
  constexpr std::uint64_t limit = 320;
  Scenario one = one_function();
  draw_poisson(one, busy / mean_run_s, static_cast<double>(invocations));
  one.account.concurrency = limit;
  Scenario coupled = zipf(functions);
  draw_poisson(coupled, busy / mean_run_s, static_cast<double>(invocations));
  coupled.account.concurrency = limit;
  Workload none;
  Times one_ns{}, coupled_ns{};
  for (std::size_t turn = 0; turn < repetitions; ++turn) {
    one_ns[turn] = ns_per_invocation(one, none);
    coupled_ns[turn] = ns_per_invocation(coupled, none);
  }
  std::printf("%9zu %9.1f %9.1f %6.2fx (%.1fx)\n", functions, median(one_ns), median(coupled_ns),
              median(coupled_ns) / median(one_ns), goal);
  std::fflush(stdout);
}

void print_levels(std::size_t invocations) {
  std::puts("ns per invocation, medians of five interleaved runs; x: to the faster loop, random keep-alive to the fixed one");
  std::puts("goals: recorded 2.0x; random 1.35x, 1.6x at 100,000 busy; drawn 2.5x; recorded at 10,000 at most 1.6x that at 3");
  std::printf("%9s %7s %7s %9s %7s %9s %7s %9s %7s\n", "busy", "heap", "calend.", "recorded", "", "random", "", "drawn", "");
  std::vector<double> fixed;
  for (const double busy : {3.0, 300.0, 10'000.0, 100'000.0}) fixed.push_back(print_level(busy, invocations));
  std::printf("recorded at 10,000 busy to that at 3: %.2fx (1.6x)\n\n", fixed[2] / fixed[0]);
}

void print_many_functions(std::size_t invocations) {
  std::puts("many functions with Zipf(1.2) rates, to one function of the same total rate; goals in brackets");
  std::printf("%9s %9s %9s %14s %9s %9s %14s\n", "functions", "one drawn", "drawn", "", "one trace", "merged", "");
  print_functions(1'000, 2 * invocations + invocations / 2, 1.3, 1.8);
  print_functions(50'000, 2 * invocations + invocations / 2, 1.5, 2.5);
  std::puts("");
}

void print_coupled_functions(std::size_t invocations) {
  std::puts("functions coupled by a limit of the account that throttles, to one function under the same limit");
  std::printf("%9s %9s %9s\n", "functions", "one", "coupled");
  print_coupled(1'000, invocations, 4.0);
  print_coupled(50'000, invocations, 4.0);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t invocations = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 4'000'000;
  const std::string part = argc > 2 ? argv[2] : "all";
  const bool all = part == "all";
  if (invocations == 0 || (!all && part != "levels" && part != "functions" && part != "coupled")) {
    std::fputs("usage: engine_table [INVOCATIONS [all|levels|functions|coupled]]\n", stderr);
    return 2;
  }
  if (all || part == "levels") print_levels(invocations);
  if (all || part == "functions") print_many_functions(invocations);
  if (all || part == "coupled") print_coupled_functions(invocations);
}
