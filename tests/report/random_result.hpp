// random_result.hpp: any Result that keeps the promises of a run, with every part of it drawn.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "billing/invoice.hpp"
#include "billing/price_book.hpp"
#include "report/sample_result.hpp"
#include "thaw/result.hpp"

namespace thaw {

inline std::uint64_t any_count() {
  return *rc::gen::inRange<std::uint64_t>(0, *rc::gen::element<std::uint64_t>(2, 1'000, 1'000'000'000'000));
}

inline Duration any_time() {
  return {*rc::gen::inRange<std::int64_t>(0, *rc::gen::element<std::int64_t>(2, 1'000'000'000, latest_ns))};
}

/// A double of any size that a mean may have.
inline double any_real() {
  return static_cast<double>(any_count()) / static_cast<double>(any_count() + 1);
}

/// A double from 0 to 1, both ends included.
inline double any_ratio() {
  const std::uint64_t whole = any_count() + 1;
  return static_cast<double>(std::min(any_count(), whole)) / static_cast<double>(whole);
}

inline ShareQuantiles any_shares() {
  ShareQuantiles shares;
  for (double& share : shares) share = any_ratio();
  std::sort(shares.begin(), shares.end());
  return shares;
}

inline ColdShares any_cold_shares() {
  ColdShares cold{*rc::gen::inRange<std::uint64_t>(2, 100'000), any_shares(), {}};
  if (*rc::gen::arbitrary<bool>()) cold.fixed_10min = any_shares();
  return cold;
}

inline double any_sigma() {
  return 10 * any_ratio();
}

inline std::string any_name() {
  return *rc::gen::element<std::string>("api", "a.b", "\"quoted\\\"", "Grüße 東京 🚀", "tab\tline\n", "*", "", "functions", "\x7f");
}

inline Summary any_summary() {
  const auto times = *rc::gen::container<std::vector<std::int64_t>>(*rc::gen::inRange<std::size_t>(0, 5),
                                                                    rc::gen::inRange<std::int64_t>(0, 4'000'000'000));
  Summary summary = summary_of(times);
  summary.exact = *rc::gen::arbitrary<bool>();
  return summary;
}

inline ProvisionedResult any_provisioned() {
  ProvisionedResult p;
  for (auto* count : {&p.invocations, &p.spillover_invocations, &p.inits, &p.init_billed_ms, &p.billed_ms}) *count = any_count();
  p.configured_seconds = Decimal::scaled(static_cast<Int128>(any_count()), 9);
  p.configured_gb_seconds = Decimal::scaled(static_cast<Int128>(any_count()) * 128, 9).halved(10);
  p.gb_seconds = gb_seconds(static_cast<Uint128>(any_count()) * 128);
  p.allocated_mean = any_real();
  p.utilization_mean = any_ratio();
  p.utilization_max = any_ratio();
  return p;
}

inline FunctionResult any_function() {
  FunctionResult f;
  for (auto* fate :
       {&f.succeeded, &f.failed, &f.throttled, &f.denied, &f.dead_lettered, &f.dropped, &f.expired, &f.filtered, &f.in_flight}) {
    *fate = any_count();
    f.requests += *fate;
  }
  for (auto* count :
       {&f.retries, &f.throttles, &f.denials, &f.errors, &f.throttles_concurrency, &f.throttles_request_rate,
        &f.throttles_reserved_concurrency, &f.throttles_reserved_request_rate, &f.throttles_scaling_rate, &f.cold_starts,
        &f.warm_starts, &f.failed_inits, &f.delayed_starts, &f.billed_ms, &f.billed_init_ms_part, &f.concurrency_peak}) {
    *count = any_count();
  }
  f.timeouts = f.errors / 2;
  f.out_of_memory = f.errors / 4;
  f.crashes = f.errors / 8;
  f.invocations = f.cold_starts + f.warm_starts;
  f.attempts = f.invocations + f.throttles + f.denials;
  f.cold_start_ratio = any_ratio();
  for (auto* summary : {&f.latency, &f.failed_latency, &f.cold_latency, &f.warm_latency, &f.start_wait, &f.init, &f.duration}) {
    *summary = any_summary();
  }
  if (*rc::gen::arbitrary<bool>()) f.delayed_latency = any_summary();
  f.gb_seconds = gb_seconds(static_cast<Uint128>(any_count()) * 1'769);
  f.idle_gb_seconds = Decimal::scaled(static_cast<Int128>(any_count()) * 999'999'937, 9).halved(10);
  if (*rc::gen::arbitrary<bool>()) f.provisioned = any_provisioned();
  EnvironmentCounts& e = f.environments;
  for (auto* count : {&e.alive_at_start, &e.reclaimed, &e.unused, &e.peak}) *count = any_count();
  e.started = e.reclaimed + any_count();
  e.alive = e.alive_at_start + e.started - e.reclaimed;
  e.mean = any_real();
  e.mean_busy = any_real();
  e.mean_idle = any_real();
  if (*rc::gen::arbitrary<bool>()) {
    f.snap_start = SnapStartResult{any_count(), any_count(), Decimal::scaled(static_cast<Int128>(any_count()), 0).halved(10),
                                   gb_seconds(static_cast<Uint128>(any_count()) * 1'769), any_summary()};
  }
  return f;
}

template <class Law>
Law any_law(int law) {
  const double ns = any_real() * 1e9;
  switch (law) {
    case 0:
      return Constant{any_time()};
    case 1:
      return Exponential{ns};
    case 2:
      return Lognormal{ns, any_sigma()};
    case 3:
      return Uniform{any_time(), any_time()};
    case 4:
      return Empirical{{any_time(), Duration{latest_ns}, Duration{latest_ns}}};
    case 5:
      return Gamma{0.05 + 9'999 * any_ratio(), ns};
    case 6:
      return Weibull{0.1 + 999 * any_ratio(), ns};
    case 7:
      return Pareto{0.1 + 999 * any_ratio(), any_time()};
    default:
      return Quantiles{ns, ns * 1.1, ns * 1.7, ns * 3, any_sigma()};
  }
}

inline Distribution any_distribution() {
  const int law = *rc::gen::inRange(0, 10);
  if (law < 9) return any_law<Distribution>(law);
  Mixture mixture;
  for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
    mixture.parts.push_back({any_real(), any_law<PlainDistribution>(*rc::gen::inRange(0, 9))});
  }
  return mixture;
}

/// A byte stands for a nanosecond.
inline Sizes any_sizes() {
  const auto bytes = [] { return *rc::gen::inRange<std::int64_t>(0, 20'000'000'000); };
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      return {Constant{{bytes()}}};
    case 1:
      return {Uniform{{bytes()}, {bytes()}}};
    default:
      return {Lognormal{static_cast<double>(bytes()), any_sigma()}};
  }
}

inline Function any_settings(const std::string& name) {
  Function f;
  f.name = name;
  f.memory_mb = *rc::gen::inRange(memory_mb_min, memory_mb_max + 1);
  f.architecture = *rc::gen::element(Architecture::x86_64, Architecture::arm64);
  f.package = *rc::gen::element(Package::zip, Package::image);
  f.runtime = any_name();
  f.init = any_distribution();
  if (*rc::gen::arbitrary<bool>()) f.snap_start = SnapStart{any_distribution(), any_ratio(), *rc::gen::arbitrary<bool>()};
  f.ephemeral_storage_mb = *rc::gen::element(ephemeral_storage_mb_min, 513U, ephemeral_storage_mb_max);
  if (*rc::gen::arbitrary<bool>()) f.service = any_distribution();
  if (*rc::gen::arbitrary<bool>()) f.cold_service = any_distribution();
  if (*rc::gen::arbitrary<bool>()) f.timeout = any_time();
  switch (*rc::gen::inRange(0, 8)) {
    case 3:
      f.keep_alive_policy = KeepByHistogram{any_time(), *rc::gen::inRange<std::uint64_t>(1, 100)};
      break;
    case 4:
      f.keep_alive_policy = KeepByOwn{any_name(), {}};
      break;
    case 0:
      f.keep_alive_policy = KeepForever{};
      break;
    case 1:
      f.keep_alive_policy = KeepByRank{any_time(), any_time()};
      break;
    case 2:
      f.keep_alive_policy = KeepByHalving{any_time()};
      break;
    default:
      f.keep_alive = any_distribution();
  }
  if (*rc::gen::arbitrary<bool>()) f.max_life = any_distribution();
  f.placement = any_distribution();
  f.pick = *rc::gen::element(Pick::mru, Pick::lru, Pick::newest, Pick::random);
  f.assignment = *rc::gen::element(Assignment::eager, Assignment::bound);
  f.error_probability = any_ratio();
  f.crash_probability = any_ratio();
  f.init_error_probability = any_ratio();
  f.initial = {*rc::gen::inRange(0U, 100U), *rc::gen::inRange(0U, 100U)};
  if (*rc::gen::arbitrary<bool>()) f.init_parts = {{"imports." + any_name(), any_distribution()}, {"own", any_distribution()}};
  if (*rc::gen::arbitrary<bool>()) f.service_at = ServiceAt{1'769, any_ratio(), 2, 0.1 + 9 * any_ratio(), true, true};
  if (*rc::gen::arbitrary<bool>()) f.peak_memory = any_sizes();
  if (*rc::gen::arbitrary<bool>()) f.tags = std::make_shared<const Tags>(Tags{{any_name(), any_name()}, {"team", ""}});
  return f;
}

inline SourceResult any_source() {
  SourceResult s;
  for (auto* fate : {&s.succeeded, &s.failed, &s.throttled, &s.in_flight}) {
    *fate = any_count();
    s.requests += *fate;
  }
  s.caller_retries = any_count();
  s.latency = any_summary();
  if (*rc::gen::arbitrary<bool>()) {
    s.group = CallGroupResult{5, any_count(), 0, any_summary()};
    s.group->succeeded = s.group->groups / 2;
  }
  if (*rc::gen::arbitrary<bool>()) {
    Recorded r{any_count(), any_count(), any_count(), 0, {}, {}};
    r.both = std::min(r.cold, r.predicted);
    if (*rc::gen::arbitrary<bool>()) r.precision = any_ratio();
    if (*rc::gen::arbitrary<bool>()) r.recall = any_ratio();
    s.recorded = r;
  }
  return s;
}

inline ExpectationResult any_expectation() {
  ExpectationResult e;
  e.text = any_name();
  e.unit = *rc::gen::element(MetricUnit::count, MetricUnit::ratio, MetricUnit::average, MetricUnit::milliseconds,
                             MetricUnit::gb_seconds, MetricUnit::money);
  e.verdict = *rc::gen::element(Verdict::met, Verdict::not_met, Verdict::undetermined);
  const auto figure = [&]() -> Figure {
    if (e.unit == MetricUnit::ratio) return any_ratio();
    if (e.unit == MetricUnit::average) return any_real();
    return Decimal::scaled(static_cast<Int128>(any_count()), 6);
  };
  if (*rc::gen::arbitrary<bool>()) e.value = figure();
  if (*rc::gen::arbitrary<bool>()) e.interval = FigureRange{figure(), {}};
  if (e.interval && *rc::gen::arbitrary<bool>()) e.interval->high = figure();
  e.why = any_name();
  return e;
}

inline Series any_series() {
  Series series;
  series.bucket_s = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
  const auto size = *rc::gen::inRange<std::size_t>(0, 4);
  for (auto* column : {&series.requests, &series.invocations, &series.cold_starts, &series.throttles, &series.errors,
                       &series.busy_max, &series.environments_max}) {
    for (std::size_t i = 0; i < size; ++i) column->push_back(any_count());
  }
  return series;
}

inline std::vector<Lane> any_lanes() {
  std::vector<Lane> lanes(*rc::gen::inRange<std::size_t>(0, 3));
  for (Lane& lane : lanes) {
    lane = {any_name(), any_count(), *rc::gen::arbitrary<bool>(), {}};
    lane.spans.push_back({SpanKind::init, {0}, {any_time().ns}, -1, ""});
    lane.spans.push_back({*rc::gen::element(SpanKind::placement, SpanKind::run, SpanKind::idle, SpanKind::restore),
                          {0},
                          {any_time().ns},
                          static_cast<std::int64_t>(any_count()),
                          any_name()});
  }
  return lanes;
}

/// What the functions add up to, and their price by the built-in book, or none.
inline void add_up(Result& result) {
  FunctionResult& totals = result.totals;
  totals = any_function();
  for (auto count : {&FunctionResult::requests, &FunctionResult::succeeded, &FunctionResult::failed, &FunctionResult::attempts,
                     &FunctionResult::invocations, &FunctionResult::cold_starts, &FunctionResult::billed_ms}) {
    totals.*count = 0;
    for (const auto& [name, function] : result.functions) totals.*count += function.*count;
  }
  totals.throttled = totals.requests - totals.succeeded - totals.failed;
  for (auto* none : {&totals.denied, &totals.dead_lettered, &totals.dropped, &totals.expired, &totals.filtered, &totals.in_flight,
                     &totals.denials}) {
    *none = 0;
  }
  totals.throttles = totals.attempts - totals.invocations;
  totals.warm_starts = totals.invocations - totals.cold_starts;
  totals.gb_seconds = Decimal(0);
  for (const auto& [name, function] : result.functions) totals.gb_seconds = totals.gb_seconds + function.gb_seconds;
}

inline Result any_result() {
  Result result;
  result.scenario_name = any_name();
  result.scenario_sha256 = std::string(64, 'e');
  result.tool_version = *rc::gen::element<std::string>("", "0.0.9");
  result.start_unix_ns =
      *rc::gen::element<std::int64_t>(0, -1, 1'793'491'200'000'000'000, 1'580'171'592'565'380'000, any_time().ns);
  result.region = any_name();
  result.seed = *rc::gen::arbitrary<std::uint64_t>();
  result.complete = *rc::gen::arbitrary<bool>();
  result.simulated = any_time();
  result.warmup = any_time();
  result.fingerprint = *rc::gen::arbitrary<std::uint64_t>();
  result.peaks_exact = *rc::gen::arbitrary<bool>();
  result.assumptions.assign(*rc::gen::inRange<std::size_t>(0, 3), {any_name(), any_name(), any_name()});
  result.warnings.assign(*rc::gen::inRange<std::size_t>(0, 3), {any_name(), any_name(), any_name()});
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    const std::string name = any_name();
    result.functions[name] = any_function();
    result.settings[name] = any_settings(name);
  }
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) result.sources[any_name()] = any_source();
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
    GroupResult& group = result.groups[any_name()];
    group = {{}, *rc::gen::arbitrary<bool>(), any_function()};
    for (const auto& [name, function] : result.functions) {
      if (*rc::gen::arbitrary<bool>()) group.functions.push_back(name);
    }
  }
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) result.expectations.push_back(any_expectation());
  for (auto& ratio : result.cold_start_ratio_by_idle) {
    if (*rc::gen::arbitrary<bool>()) ratio = any_ratio();
  }
  if (*rc::gen::arbitrary<bool>()) result.cold_shares_by_function = any_cold_shares();
  if (*rc::gen::arbitrary<bool>()) result.cold_shares_by_app = any_cold_shares();
  result.series = any_series();
  if (*rc::gen::arbitrary<bool>()) result.lanes = any_lanes();
  add_up(result);
  return result;
}

}  // namespace thaw
