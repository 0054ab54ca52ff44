// sample_result.hpp: a Result made by hand, with every part of it filled.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "thaw/result.hpp"

namespace thaw {

/// The summary of sorted samples by nearest rank; intervals of one sample to each side, open where there is none.
inline Summary summary_of(std::vector<std::int64_t> samples_ns) {
  Summary summary;
  if (samples_ns.empty()) return summary;
  std::sort(samples_ns.begin(), samples_ns.end());
  const std::size_t n = samples_ns.size();
  const auto at = [&](int hundredths) {
    const std::size_t rank = std::max<std::size_t>((n * static_cast<std::size_t>(hundredths) + 9'999) / 10'000, 1);
    return Duration{samples_ns[rank - 1]};
  };
  std::int64_t sum = 0;
  for (const std::int64_t ns : samples_ns) sum += ns;
  summary.count = n;
  summary.mean = {sum / static_cast<std::int64_t>(n)};
  summary.min = {samples_ns.front()};
  summary.max = {samples_ns.back()};
  for (std::size_t i = 0; i < shown_percentiles.size(); ++i) {
    const Duration value = at(shown_percentiles[i]);
    summary.percentiles[i] = value;
    summary.intervals[i].low = value;
    if (value < summary.max) summary.intervals[i].high = summary.max;
  }
  for (std::size_t i = 0; i < plot_percentiles.size(); ++i) summary.grid[i] = at(plot_percentiles[i]);
  return summary;
}

inline FunctionResult sample_function() {
  FunctionResult f;
  f.requests = 10;
  f.succeeded = 7;
  f.failed = 2;
  f.throttled = 1;
  f.attempts = 10;
  f.invocations = 9;
  f.throttles = 1;
  f.throttles_concurrency = 1;
  f.errors = 2;
  f.timeouts = 1;
  f.cold_starts = 2;
  f.warm_starts = 7;
  f.delayed_starts = 3;
  f.cold_start_ratio = 2.0 / 9.0;
  f.latency = summary_of({10'000'000, 11'500'000, 12'000'001, 13'000'000, 14'000'000, 300'000'000, 310'250'000});
  f.failed_latency = summary_of({3'000'000'000, 20'000'000});
  f.cold_latency = summary_of({300'000'000, 310'250'000});
  f.warm_latency = summary_of({10'000'000, 11'500'000, 12'000'001, 13'000'000, 14'000'000});
  f.start_wait = summary_of({200'000'000, 210'000'000, 0});
  f.init = summary_of({120'000'000, 130'000'000});
  f.duration =
      summary_of({10'000'000, 11'500'000, 12'000'001, 13'000'000, 14'000'000, 90'000'000, 100'250'000, 3'000'000'000, 20'000'000});
  f.billed_ms = 3'525;
  f.billed_init_ms_part = 250;
  f.gb_seconds = *Decimal::parse("1.7625");
  f.idle_gb_seconds = *Decimal::parse("190.000000001");
  f.concurrency_peak = 2;
  f.environments = {0, 2, 1, 1, 0, 2, 1.25, 0.25, 1.0};
  return f;
}

inline Result sample_result() {
  Result result;
  result.scenario_name = "checkout \"v2\"";
  result.scenario_sha256 = std::string(64, 'a');
  result.start_unix_ns = 1'793'491'200'000'000'000;
  result.region = "us-east-1";
  result.seed = 18'446'744'073'709'551'615U;
  result.simulated = seconds(3'600);
  result.fingerprint = 0x00ab'cdef'0123'4567;
  result.assumptions = {{"keep_alive", "380 s", "AWS does not document it [EST]"}};
  result.totals = sample_function();
  result.functions["api"] = sample_function();
  Function settings;
  settings.name = "api";
  settings.memory_mb = 512;
  settings.runtime = "python3.13";
  settings.init = Quantiles{100e6, 120e6, 150e6, 400e6, 0.2};
  settings.service = Lognormal{45e6, 0.8};
  settings.timeout = seconds(3);
  result.settings["api"] = settings;
  SourceResult source;
  source.requests = 10;
  source.succeeded = 7;
  source.failed = 2;
  source.throttled = 1;
  source.latency = result.totals.latency;
  source.recorded = Recorded{9, 2, 3, 2, 2.0 / 3.0, 1.0};
  result.sources["web"] = source;
  result.cold_start_ratio_by_idle = {0.5, std::nullopt, 0.125};
  result.series = {60, {4, 6}, {4, 5}, {1, 1}, {0, 1}, {1, 1}, {2, 2}, {2, 2}};
  result.cost.price_book = "us-east-1, 2026-11";
  result.cost.lines = {
      {"api", "requests", Decimal(9), "requests", Decimal(0), *Decimal::parse("0.0000002"), *Decimal::parse("0.0000018")},
      {"api", "duration", *Decimal::parse("1.7625"), "GB-s", Decimal(0), *Decimal::parse("0.0000166667"),
       *Decimal::parse("0.00002937505875")}};
  result.cost.total = *Decimal::parse("0.00003117505875");
  result.cost.per_million_requests = *Decimal::parse("3.117506");
  return result;
}

}  // namespace thaw
