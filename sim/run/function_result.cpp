#include "run/function_result.hpp"

#include <algorithm>
#include <numeric>

#include "billing/invoice.hpp"

namespace thaw {

double ratio(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

namespace {

double mean_level(Int128 integral_ns, Duration measured) {
  return measured.ns <= 0 ? 0 : static_cast<double>(integral_ns) / static_cast<double>(measured.ns);
}

EnvironmentCounts environment_counts(const Tally& tally, Duration measured) {
  THAW_CHECK(tally.alive_at_start + tally.started == tally.reclaimed + tally.alive);
  THAW_CHECK(tally.busy_ns >= 0 && tally.environments_ns >= tally.busy_ns);
  EnvironmentCounts counts;
  counts.alive_at_start = tally.alive_at_start;
  counts.started = tally.started;
  counts.reclaimed = tally.reclaimed;
  counts.alive = tally.alive;
  counts.unused = tally.unused;
  counts.peak = tally.environments_peak;
  counts.mean = mean_level(tally.environments_ns, measured);
  counts.mean_busy = mean_level(tally.busy_ns, measured);
  counts.mean_idle = mean_level(tally.environments_ns - tally.busy_ns, measured);
  return counts;
}

ProvisionedResult provisioned_result(const ProvisionedTally& tally, Duration measured) {
  THAW_CHECK(tally.busy_ns >= 0 && tally.busy_ns <= tally.allocated_ns);
  ProvisionedResult result;
  result.invocations = tally.invocations;
  result.spillover_invocations = tally.spillover_invocations;
  result.inits = tally.inits;
  result.init_billed_ms = tally.init_billed_ms;
  result.billed_ms = tally.billed_ms;
  result.configured_seconds = Decimal::scaled(tally.configured_ns, 9);
  result.configured_gb_seconds = Decimal::scaled(tally.charged_mb_ns, 9).halved(10);
  result.gb_seconds = gb_seconds(tally.billed_mb_ms + tally.init_billed_mb_ms);
  result.allocated_mean = mean_level(tally.allocated_ns, measured);
  if (tally.allocated_ns > 0) {
    result.utilization_mean = static_cast<double>(tally.busy_ns) / static_cast<double>(tally.allocated_ns);
  }
  result.utilization_max = ratio(tally.peak.busy, tally.peak.allocated);
  return result;
}

void count_requests(const Tally& tally, FunctionResult& result) {
  for (const SourceTally& source : tally.sources) {
    result.requests += source.requests;
    result.throttled += source.throttled;
  }
  result.succeeded = tally.succeeded();
  result.failed = tally.failed_latency.count();
  const std::uint64_t settled = result.succeeded + result.failed + result.throttled;
  THAW_CHECK(settled <= result.requests);
  result.in_flight = result.requests - settled;
}

void count_throttles(const Tally& tally, FunctionResult& result) {
  const auto count = [&tally](ThrottleReason reason) { return tally.throttles[static_cast<std::size_t>(reason)]; };
  result.throttles_concurrency = count(ThrottleReason::concurrency);
  result.throttles_request_rate = count(ThrottleReason::request_rate);
  result.throttles_reserved_concurrency = count(ThrottleReason::reserved_concurrency);
  result.throttles_reserved_request_rate = count(ThrottleReason::reserved_request_rate);
  result.throttles_scaling_rate = count(ThrottleReason::scaling_rate);
  result.throttles = std::accumulate(tally.throttles.begin(), tally.throttles.end(), std::uint64_t{0});
}

std::optional<SnapStartResult> snap_start_result(const Tally& tally, Duration measured) {
  if (tally.snapshot_mb == 0) return std::nullopt;
  SnapStartResult result;
  result.restores = tally.restores;
  result.failed_restores = tally.failed_restores;
  result.restored_gb = Decimal::scaled(static_cast<Int128>(tally.restored_mb), 0).halved(10);
  const std::int64_t kept_ns = std::max(measured, shortest_snapshot_charge).ns;
  result.cache_gb_seconds = gb_seconds(static_cast<Uint128>((kept_ns + 999'999) / 1'000'000) * tally.snapshot_mb);
  result.restore = tally.restore.summary();
  return result;
}

/// Cold starts are those of the environments, delayed starts those that callers wait for: often the same calls, not always.
void split_by_start(const Tally& tally, FunctionResult& result) {
  if (tally.warm_delayed.count() + tally.cold_immediate.count() == 0) {
    result.cold_latency = tally.cold_delayed.summary();
    return;
  }
  stats::Samples cold, delayed;
  for (stats::Samples* samples : {&cold, &delayed}) samples->merge(tally.cold_delayed);
  cold.merge(tally.cold_immediate);
  delayed.merge(tally.warm_delayed);
  result.cold_latency = cold.summary();
  result.delayed_latency = delayed.summary();
}

}  // namespace

void add_to(Tally& sum, const Tally& more) {
  sum.invocations += more.invocations;
  sum.errors += more.errors;
  sum.timeouts += more.timeouts;
  sum.out_of_memory += more.out_of_memory;
  sum.crashes += more.crashes;
  sum.failed_inits += more.failed_inits;
  for (std::size_t reason = 0; reason < throttle_reason_count; ++reason) sum.throttles[reason] += more.throttles[reason];
  sum.cold_starts += more.cold_starts;
  sum.warm_starts += more.warm_starts;
  for (std::size_t i = 0; i < idle_times.size(); ++i) sum.unserved_by_idle[i] += more.unserved_by_idle[i];
  sum.restores += more.restores;
  sum.failed_restores += more.failed_restores;
  sum.snapshot_mb += more.snapshot_mb;
  sum.restored_mb += more.restored_mb;
  sum.billed_ms += more.billed_ms;
  sum.billed_init_ms += more.billed_init_ms;
  sum.billed_mb_ms += more.billed_mb_ms;
  for (const auto samples : Tally::samples) (sum.*samples).merge(more.*samples);
  sum.sources.resize(1);
  for (const SourceTally& source : more.sources) {
    sum.sources[0].requests += source.requests;
    sum.sources[0].throttled += source.throttled;
  }
  sum.alive_at_start += more.alive_at_start;
  sum.started += more.started;
  sum.reclaimed += more.reclaimed;
  sum.unused += more.unused;
  sum.alive += more.alive;
  sum.busy_ns += more.busy_ns;
  sum.environments_ns += more.environments_ns;
  sum.idle_mb_ns += more.idle_mb_ns;
  if (more.provisioned) {
    if (!sum.provisioned) sum.provisioned.emplace();
    add_to(*sum.provisioned, *more.provisioned);
  }
}

FunctionResult function_result(Tally& tally, Duration measured) {
  FunctionResult result;
  count_requests(tally, result);
  count_throttles(tally, result);
  THAW_CHECK(result.throttles == result.throttled);
  result.invocations = tally.invocations;
  result.cold_starts = tally.cold_starts;
  result.warm_starts = tally.warm_starts;
  THAW_CHECK(result.invocations == result.cold_starts + result.warm_starts);
  THAW_CHECK(tally.ended() <= result.invocations && tally.init.count() == result.cold_starts);
  result.attempts = result.invocations + result.throttles;
  result.errors = tally.errors;
  result.timeouts = tally.timeouts;
  result.out_of_memory = tally.out_of_memory;
  result.crashes = tally.crashes;
  result.failed_inits = tally.failed_inits;
  THAW_CHECK(result.errors == result.failed && result.timeouts + result.out_of_memory + result.crashes <= result.errors);
  result.delayed_starts = tally.start_wait.count();
  result.cold_start_ratio = ratio(result.cold_starts, result.invocations);

  tally.immediate.order_if_few();
  stats::Samples samples;
  samples.merge(tally.immediate);
  samples.merge(tally.other_duration);
  result.duration = samples.summary();
  samples.clear();
  samples.merge(tally.immediate);
  samples.merge(tally.warm_delayed);
  result.warm_latency = samples.summary();
  samples.merge(tally.cold_delayed);
  samples.merge(tally.cold_immediate);
  result.latency = samples.summary();
  split_by_start(tally, result);
  result.failed_latency = tally.failed_latency.summary();
  result.start_wait = tally.start_wait.summary();
  result.init = tally.init.summary();

  result.billed_ms = tally.billed_ms;
  result.billed_init_ms_part = tally.billed_init_ms;
  result.gb_seconds = gb_seconds(tally.billed_mb_ms);
  result.idle_gb_seconds = Decimal::scaled(tally.idle_mb_ns, 9).halved(10);
  result.concurrency_peak = tally.busy_peak;
  result.environments = environment_counts(tally, measured);
  result.snap_start = snap_start_result(tally, measured);
  if (tally.provisioned) result.provisioned = provisioned_result(*tally.provisioned, measured);
  return result;
}

}  // namespace thaw
