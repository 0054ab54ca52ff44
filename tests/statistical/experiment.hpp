// experiment.hpp: replicated runs and 99.99 % intervals for tests against closed forms.
//
// Seeds are fixed, so a test that passed passes again. An interval is Student's over independent replications; a closed form
// agrees if it lies inside and the interval is narrow enough to say something. There are about two hundred intervals, so a
// right program with seeds of its own fails one of them with a chance of 2 % at most.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "contract/memory_trace.hpp"
#include "engine/random_stream.hpp"
#include "thaw/run.hpp"

namespace thaw::statistical {

constexpr int replications = 40;
constexpr double student_9999 = 4.332791;  // two-sided 99.99 % of Student's t with 39 degrees of freedom

constexpr double ns_per_s = 1e9;

inline Duration from_s(double s) {
  return nanoseconds(std::llround(s * ns_per_s));
}

inline Exponential exponential(double mean_s) {
  return {mean_s * ns_per_s};
}

inline Lognormal lognormal(double mean_s, double sigma) {
  return {mean_s * ns_per_s * std::exp(-sigma * sigma / 2), sigma};
}

/// One function `f` at Poisson `rate_per_s`: no placement, no init, no request rate, unlimited concurrency, and a cold call
/// like a warm one.
inline Scenario poisson(double rate_per_s, Distribution service, double keep_alive_s, double duration_s, double warmup_s) {
  Scenario scenario;
  Function f;
  f.name = "f";
  f.service = std::move(service);
  f.keep_alive = Constant{from_s(keep_alive_s)};
  scenario.functions.push_back(f);
  Source source;
  source.name = "calls";
  source.functions = {0};
  source.arrivals = PoissonArrivals{rate_per_s};
  scenario.sources.push_back(source);
  scenario.account.concurrency = 1'000'000'000;
  scenario.account.requests_per_s.reset();
  scenario.duration = from_s(warmup_s + duration_s);
  scenario.warmup = from_s(warmup_s);
  return scenario;
}

inline FunctionResult run_once(const Scenario& scenario, AttemptSink* attempts = nullptr) {
  const contract::Traces none;
  contract::MemoryTraces traces(none);
  RunOptions options;
  options.attempts = attempts;
  return run(scenario, traces, options).functions.at("f");
}

struct Estimate {
  double mean = 0, half_width = 0;

  [[nodiscard]] bool contains(double value) const { return std::abs(value - mean) <= half_width; }
  /// Half-width as a share of the mean.
  [[nodiscard]] double precision() const { return half_width / std::abs(mean); }
};

inline Estimate estimated(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  double sum = 0, squares = 0;
  for (const double v : values) sum += v;
  for (const double v : values) squares += (v - sum / n) * (v - sum / n);
  return {sum / n, student_9999 * std::sqrt(squares / (n - 1) / n)};
}

using Figure = std::function<double(const FunctionResult&)>;

/// The seed of a replication: each scenario has its own, or one unlucky stream would show in every test.
inline std::uint64_t seed_of(const Scenario& scenario, int replication) {
  const auto& arrivals = std::get<PoissonArrivals>(scenario.sources[0].arrivals);
  const std::uint64_t rate = std::bit_cast<std::uint64_t>(arrivals.rate_per_s);
  const auto span = static_cast<std::uint64_t>(scenario.duration->ns);
  return mixed(mixed(mixed(rate) + span) + scenario.account.concurrency) + static_cast<std::uint64_t>(replication);
}

/// Runs the scenario with as many seeds and estimates each figure.
inline std::map<std::string, Estimate> replicate(Scenario scenario, const std::map<std::string, Figure>& figures) {
  std::map<std::string, std::vector<double>> values;
  for (int replication = 0; replication < replications; ++replication) {
    scenario.seed = seed_of(scenario, replication);
    const FunctionResult result = run_once(scenario);
    for (const auto& [name, figure] : figures) values[name].push_back(figure(result));
  }
  std::map<std::string, Estimate> estimates;
  for (const auto& [name, list] : values) estimates[name] = estimated(list);
  return estimates;
}

inline double cold_share(const FunctionResult& r) {
  return static_cast<double>(r.cold_starts) / static_cast<double>(r.invocations);
}
inline double throttled_share(const FunctionResult& r) {
  return static_cast<double>(r.throttled) / static_cast<double>(r.requests);
}
inline double pool(const FunctionResult& r) {
  return r.environments.mean;
}
inline double idle(const FunctionResult& r) {
  return r.environments.mean_idle;
}
inline double busy(const FunctionResult& r) {
  return r.environments.mean_busy;
}

}  // namespace thaw::statistical

/// The closed form lies in the interval, and the interval is no wider than `widest` of the mean to each side.
#define CHECK_AGREES(estimate, closed_form, widest)              \
  do {                                                           \
    const ::thaw::statistical::Estimate found_ = (estimate);     \
    INFO("mean " << found_.mean << " +- " << found_.half_width); \
    CHECK(found_.contains(closed_form));                         \
    CHECK(found_.precision() <= (widest));                       \
  } while (false)
