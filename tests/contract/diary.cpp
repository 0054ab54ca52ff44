#include "contract/diary.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace thaw::contract {
namespace {

std::int64_t choose_width(World& world) {
  std::int64_t& width_s = world.figures.series.bucket_s;
  while ((world.figures.end_ns + width_s * 1'000'000'000 - 1) / (width_s * 1'000'000'000) > 2'048) width_s *= 2;
  return width_s * 1'000'000'000;
}

std::array<std::vector<std::uint64_t>*, 7> counted_series(World& world) {
  Series& s = world.figures.series;
  return {&s.requests, &s.invocations, &s.cold_starts, &s.throttles, &s.errors, &s.busy_max, &s.environments_max};
}

void count_in_series(World& world, std::vector<std::uint64_t>& list, std::int64_t at_ns) {
  if (at_ns >= world.scenario.warmup.ns && at_ns <= world.figures.end_ns) ++list[bucket_of(world, at_ns)];
}

std::int64_t billed_ms(const World& world, const Pool& pool, const Environment& environment, bool with_init) {
  const Billing& billing = world.scenario.billing;
  const bool carries = with_init && environment.cold_run;
  const bool free = environment.first_init_failed && billing.failed_init == InitBilling::free;
  std::int64_t init_ns = billing.init == InitBilling::billed ? environment.first_init_ns : 0;
  if (pool.settings.snap_start) {  // a share of the restore, whoever pays for inits
    const double share = pool.settings.snap_start->billed_share;
    init_ns = std::llround(static_cast<double>(environment.first_init_ns) * share);
  }
  const std::int64_t time_ns = environment.run_ns + (carries && !free ? init_ns : 0);
  const std::int64_t unit_ns = world.scenario.billing.rounding.ns;
  return (time_ns + unit_ns - 1) / unit_ns * unit_ns / 1'000'000;
}

}  // namespace

std::uint64_t counts_now(const World& world) {
  return world.now_ns >= world.scenario.warmup.ns ? 1 : 0;
}

void begin_series(World& world) {
  const std::int64_t width_ns = choose_width(world);
  const std::int64_t buckets = std::max<std::int64_t>(1, (world.figures.end_ns + width_ns - 1) / width_ns);
  for (auto* list : counted_series(world)) list->assign(static_cast<std::size_t>(buckets), 0);
}

std::size_t bucket_of(const World& world, std::int64_t at_ns) {
  const auto bucket = static_cast<std::size_t>(at_ns / (world.figures.series.bucket_s * 1'000'000'000));
  return std::min(bucket, world.figures.series.requests.size() - 1);
}

void note_request(World& world, Pool& pool, const Request& request) {
  if (request.counted) {
    ++pool.figures.counts.requests;
    ++source_of(world, request).counts.requests;
  }
  count_in_series(world, world.figures.series.requests, world.now_ns);
}

/// It would if as many were busy as this request makes busy at some instant less than that time ago; the initial ones count as busy
/// just before instant 0.
void note_levels(const World& world, Pool& pool) {
  const std::uint64_t wanted = pool.busy + 1;
  const bool initial = wanted <= pool.settings.initial.idle + pool.settings.initial.running;
  std::optional<std::int64_t> left_ns = initial ? std::optional<std::int64_t>(0) : std::nullopt;
  for (std::size_t i = 1; i < pool.levels.size(); ++i) {
    if (pool.levels[i - 1].busy >= wanted && pool.levels[i].busy < wanted) left_ns = pool.levels[i].at_ns;
  }
  for (std::size_t i = 0; i < idle_times.size(); ++i) {
    if (!left_ns || world.now_ns - *left_ns >= idle_times[i].ns) ++pool.figures.unserved_by_idle[i];
  }
}

std::uint64_t FunctionResult::* throttles_by(ThrottleReason reason) {
  switch (reason) {
    case ThrottleReason::request_rate:
      return &FunctionResult::throttles_request_rate;
    case ThrottleReason::reserved_concurrency:
      return &FunctionResult::throttles_reserved_concurrency;
    case ThrottleReason::reserved_request_rate:
      return &FunctionResult::throttles_reserved_request_rate;
    case ThrottleReason::scaling_rate:
      return &FunctionResult::throttles_scaling_rate;
    default:
      return &FunctionResult::throttles_concurrency;
  }
}

void note_throttle(World& world, Pool& pool, const Request& request, ThrottleReason reason) {
  count_in_series(world, world.figures.series.throttles, world.now_ns);
  AttemptRow row{};
  row.source = request.source;
  row.attempt = 1;
  row.request = request.ordinal;
  row.arrival_ns = request.row.at_ns;
  row.outcome = Outcome::throttled;
  row.throttle_reason = reason;
  if (!request.counted) return;
  pool.figures.rows.push_back(row);
  FunctionResult& counts = pool.figures.counts;
  ++counts.attempts;
  ++counts.throttles;
  ++counts.throttled;
  ++(counts.*throttles_by(reason));
  ++source_of(world, request).counts.throttled;
}

void note_start(World& world, Pool& pool, const Environment& environment, Request& request) {
  request.started = true;
  request.predicted_cold = environment.cold_run;
  count_in_series(world, world.figures.series.invocations, world.now_ns);
  if (environment.cold_run) count_in_series(world, world.figures.series.cold_starts, world.now_ns);
  if (!request.counted) return;
  FunctionResult& counts = pool.figures.counts;
  Samples& samples = pool.figures.samples;
  ++counts.attempts;
  ++counts.invocations;
  ++(environment.cold_run ? counts.cold_starts : counts.warm_starts);
  if (pool.figures.provisioned) {
    ProvisionedFigures& provisioned = *pool.figures.provisioned;
    provisioned.invocations += environment.provisioned;
    provisioned.spillover_invocations += !environment.provisioned && pool.allocated > 0;
  }
  if (environment.cold_run) samples.init.push_back(environment.first_init_ns);
  if (environment.cold_run && pool.restore) samples.restore.push_back(environment.first_init_ns);
  if (counts.snap_start) counts.snap_start->failed_restores += environment.restore_failed;
  if (environment.cold_run && environment.first_init_failed && !pool.restore) ++counts.failed_inits;
  if (environment.init_failed) ++counts.failed_inits;
  if (!request.delayed) return;
  ++counts.delayed_starts;
  samples.start_wait.push_back(world.now_ns - request.row.at_ns);
}

void note_end(World& world, Pool& pool, const Environment& environment, Request& request, Outcome outcome) {
  const bool failed = outcome != Outcome::succeeded;
  if (failed) count_in_series(world, world.figures.series.errors, environment.run_start_ns);
  AttemptRow row = started_row(environment, request);
  row.run_ns = environment.run_ns;
  row.latency_ns = world.now_ns - request.row.at_ns;
  row.billed_ms = billed_ms(world, pool, environment, true);
  row.outcome = outcome;
  if (!request.counted) return;
  pool.figures.rows.push_back(row);

  FunctionResult& counts = pool.figures.counts;
  Samples& samples = pool.figures.samples;
  samples.duration.push_back(environment.run_ns);
  counts.billed_ms += static_cast<std::uint64_t>(row.billed_ms);
  counts.billed_init_ms_part += static_cast<std::uint64_t>(row.billed_ms - billed_ms(world, pool, environment, false));
  pool.figures.billed_mb_ms += static_cast<Uint128>(row.billed_ms) * memory_of(pool, request);
  if (environment.provisioned) {
    pool.figures.provisioned->billed_ms += static_cast<std::uint64_t>(row.billed_ms);
    pool.figures.provisioned->billed_mb_ms += static_cast<Uint128>(row.billed_ms) * memory_of(pool, request);
  }
  if (outcome == Outcome::timeout) ++counts.timeouts;
  if (outcome == Outcome::out_of_memory) ++counts.out_of_memory;
  if (outcome == Outcome::crash) ++counts.crashes;
  if (failed) {
    ++counts.errors;
    ++counts.failed;
    ++source_of(world, request).counts.failed;
    samples.failed_latency.push_back(row.latency_ns);
    return;
  }
  request.latency_ns = row.latency_ns;
  ++counts.succeeded;
  ++source_of(world, request).counts.succeeded;
  source_of(world, request).latency.push_back(row.latency_ns);
  samples.latency.push_back(row.latency_ns);
  (environment.cold_run ? samples.cold_latency : samples.warm_latency).push_back(row.latency_ns);
  if (request.delayed) samples.delayed_latency.push_back(row.latency_ns);
  if (request.delayed != environment.cold_run) samples.delayed_are_cold = false;
}

AttemptRow started_row(const Environment& environment, const Request& request) {
  AttemptRow row{};
  row.source = request.source;
  row.attempt = 1;
  row.request = request.ordinal;
  row.environment = environment.number;
  row.arrival_ns = request.row.at_ns;
  row.wait_ns = environment.run_start_ns - request.row.at_ns;
  row.placement_ns = environment.cold_run ? environment.placement_ns : 0;
  row.init_ns = environment.cold_run ? environment.first_init_ns : 0;
  row.start = environment.cold_run ? StartKind::cold : StartKind::warm;
  return row;
}

SourceFigures& source_of(World& world, const Request& request) {
  return world.figures.sources.at(world.scenario.sources[request.source].name);
}

}  // namespace thaw::contract
