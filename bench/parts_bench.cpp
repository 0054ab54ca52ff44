// parts_bench.cpp: what the parts of an invocation cost, one by one, for finding out where time goes.
#include <benchmark/benchmark.h>

#include <vector>

#include "arrival_cases.hpp"
#include "engine/future_event_set.hpp"
#include "stats/samples.hpp"
#include "workload/sampler.hpp"

namespace {

using namespace thaw;

void draw(benchmark::State& state, const Distribution& distribution) {
  const Sampler sampler(distribution);
  const RandomStream stream(1, {"bench"});
  std::uint64_t index = 0;
  for (auto _ : state) benchmark::DoNotOptimize(sampler.draw_ns(stream.at(index++)));
}
BENCHMARK_CAPTURE(draw, exponential, Exponential{1e9});
BENCHMARK_CAPTURE(draw, lognormal, Lognormal{1e9, 1.0});
BENCHMARK_CAPTURE(draw, uniform, Uniform{seconds(300), seconds(420)});
BENCHMARK_CAPTURE(draw, gamma, Gamma{0.2, 1e9});
BENCHMARK_CAPTURE(draw, pareto, Pareto{1.5, seconds(1)});
BENCHMARK_CAPTURE(draw, mixture, Mixture{{{0.9, Lognormal{1e9, 1.0}}, {0.1, Exponential{9e9}}}});

/// One block of arrivals; the counter says what one of them costs.
void arrivals(benchmark::State& state) {
  const bench::ArrivalCase drawn_case = bench::arrival_cases().at(static_cast<std::size_t>(state.range(0)));
  state.SetLabel(drawn_case.name);
  bench::DrawnArrivals drawn(drawn_case);
  for (auto _ : state) benchmark::DoNotOptimize(drawn.next_block());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(bench::DrawnArrivals::block));
}
BENCHMARK(arrivals)->DenseRange(0, static_cast<int>(bench::arrival_cases().size()) - 1);

/// The hold model: take the earliest event, push one an exponential time after it.
void hold(benchmark::State& state) {
  const Sampler delay(Exponential{0.3e9});
  const RandomStream stream(1, {"bench"});
  FutureEventSet events;
  std::uint64_t sequence = 0;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    events.push(Event::of(moment(delay.draw_ns(stream.at(sequence)), EventClass::run_ends), sequence, 0));
    ++sequence;
  }
  for (auto _ : state) {
    const Event* next = events.peek_before(never);
    const std::int64_t now_ns = at_ns_of(next->when);
    events.pop();
    events.push(Event::of(moment(now_ns + delay.draw_ns(stream.at(sequence)), EventClass::run_ends), sequence, 0));
    ++sequence;
  }
}
BENCHMARK(hold)->Arg(3)->Arg(300)->Arg(10'000)->Arg(100'000);

void record(benchmark::State& state) {
  const Sampler sampler(Lognormal{0.3e9, 1.0});
  const RandomStream stream(1, {"bench"});
  std::vector<std::int64_t> values(4'096);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = sampler.draw_ns(stream.at(i));
  stats::Samples samples;
  std::size_t i = 0;
  for (auto _ : state) samples.record(values[i++ % values.size()]);
}
BENCHMARK(record);

}  // namespace
