#include "report/function_members.hpp"

#include "report/saved_bounds.hpp"
#include "report/summary_members.hpp"

namespace thaw {

namespace {

void check(SavedBlock& block, const EnvironmentCounts& counts) {
  if (counts.alive_at_start + counts.started != counts.reclaimed + counts.alive) {
    block.contradiction("`alive_at_start` and `started` are not `reclaimed` and `alive`");
  }
}

// MB x ms, which billed time is a whole number of.
bool is_whole_mb_ms(Decimal gb_seconds) {
  const Decimal mb_ms = gb_seconds * Decimal(1'024'000);
  return mb_ms == mb_ms.rounded(0);
}

// Conservation, as every run checks it (3.12).
void check(SavedBlock& block, const FunctionResult& f) {
  const std::uint64_t fates =
      f.succeeded + f.failed + f.throttled + f.denied + f.dead_lettered + f.dropped + f.expired + f.filtered + f.in_flight;
  if (f.requests != fates) block.contradiction("`requests` are not the sum of their fates");
  if (f.attempts != f.invocations + f.throttles + f.denials) {
    block.contradiction("`attempts` are not `invocations`, `throttles` and `denials`");
  }
  if (f.invocations != f.cold_starts + f.warm_starts) block.contradiction("`invocations` are not `cold_starts` and `warm_starts`");
  if (f.timeouts + f.out_of_memory + f.crashes > f.errors) {
    block.contradiction("there are more `timeouts`, runs `out_of_memory` and `crashes` than `errors`");
  }
  if (!is_whole_mb_ms(f.gb_seconds)) block.contradiction("`gb_seconds` are not whole MB x ms");
}

template <class Block, class Counts>
void environments(Block& block, Counts& counts) {
  block.count("alive_at_start", counts.alive_at_start);
  block.count("started", counts.started);
  block.count("reclaimed", counts.reclaimed);
  block.count("alive", counts.alive);
  block.count("unused", counts.unused);
  block.count("peak", counts.peak);
  block.real("mean", counts.mean, any_average);
  block.real("mean_busy", counts.mean_busy, any_average);
  block.real("mean_idle", counts.mean_idle, any_average);
  if constexpr (Block::reads) check(block, counts);
}

template <class Block, class Figures>
void provisioned(Block& block, Figures& p) {
  block.number("configured_seconds", p.configured_seconds, most_idle_gb_s, 9);
  block.number("configured_gb_seconds", p.configured_gb_seconds, most_gb_s, idle_gb_s_places);
  block.real("allocated_mean", p.allocated_mean, any_average);
  block.real("utilization_mean", p.utilization_mean, any_ratio);
  block.real("utilization_max", p.utilization_max, any_ratio);
  block.count("invocations", p.invocations);
  block.count("spillover_invocations", p.spillover_invocations);
  block.count("inits", p.inits);
  block.whole("init_billed_ms", p.init_billed_ms, most_billed_ms);
  block.whole("billed_ms", p.billed_ms, most_billed_ms);
  block.number("gb_seconds", p.gb_seconds, most_gb_s, gb_s_places);
  if constexpr (Block::reads) {
    if (!is_whole_mb_ms(p.gb_seconds)) block.contradiction("`gb_seconds` are not whole MB x ms");
  }
}

template <class Block, class Figures>
void describe(Block& block, Figures& f) {
  block.count("requests", f.requests);
  block.count("succeeded", f.succeeded);
  block.count("failed", f.failed);
  block.count("throttled", f.throttled);
  block.count("denied", f.denied);
  block.count("dead_lettered", f.dead_lettered);
  block.count("dropped", f.dropped);
  block.count("expired", f.expired);
  block.count("filtered", f.filtered);
  block.count("in_flight", f.in_flight);
  block.count("attempts", f.attempts);
  block.count("invocations", f.invocations);
  block.count("retries", f.retries);
  block.count("throttles", f.throttles);
  block.count("denials", f.denials);
  block.count("errors", f.errors);
  block.count("timeouts", f.timeouts);
  block.count("out_of_memory", f.out_of_memory);
  block.count("crashes", f.crashes);
  block.count("failed_inits", f.failed_inits);
  block.count("cold_starts", f.cold_starts);
  block.count("warm_starts", f.warm_starts);
  block.real("cold_start_ratio", f.cold_start_ratio, any_ratio);
  block.count("delayed_starts", f.delayed_starts);
  summary_member(block, "latency_ms", f.latency);
  summary_member(block, "failed_latency_ms", f.failed_latency);
  summary_member(block, "cold_latency_ms", f.cold_latency);
  summary_member(block, "warm_latency_ms", f.warm_latency);
  block.object_if_any("delayed_latency_ms", f.delayed_latency, [](Block& inner, auto& summary) { members(inner, summary); });
  summary_member(block, "start_wait_ms", f.start_wait);
  summary_member(block, "init_ms", f.init);
  summary_member(block, "duration_ms", f.duration);
  block.whole("billed_ms", f.billed_ms, most_billed_ms);
  block.number("gb_seconds", f.gb_seconds, most_gb_s, gb_s_places);
  block.number("idle_gb_seconds", f.idle_gb_seconds, most_idle_gb_s, idle_gb_s_places);
  block.count("concurrency_peak", f.concurrency_peak);
  block.object("environments", [&](Block& inner) { environments(inner, f.environments); });
  block.object_if_any("provisioned", f.provisioned, [](Block& inner, auto& figures) { provisioned(inner, figures); });
  block.whole("billed_init_ms", f.billed_init_ms_part, most_billed_ms);
  block.object("throttles_by_reason", [&](Block& reasons) {
    reasons.count("concurrency", f.throttles_concurrency);
    reasons.count("request_rate", f.throttles_request_rate);
    reasons.count("reserved_concurrency", f.throttles_reserved_concurrency);
    reasons.count("reserved_request_rate", f.throttles_reserved_request_rate);
    reasons.count("scaling_rate", f.throttles_scaling_rate);
  });
  block.object_if_any("snap_start", f.snap_start, [](Block& inner, auto& snap_start) {
    inner.count("restores", snap_start.restores);
    inner.count("failed_restores", snap_start.failed_restores);
    inner.number("restored_gb", snap_start.restored_gb, most_quantity, restored_gb_places);
    inner.number("cache_gb_seconds", snap_start.cache_gb_seconds, most_gb_s, gb_s_places);
    summary_member(inner, "restore_ms", snap_start.restore);
  });
  if constexpr (Block::reads) check(block, f);
}

}  // namespace

void members(WrittenBlock& block, const FunctionResult& function) {
  describe(block, function);
}
void members(SavedBlock& block, FunctionResult& function) {
  describe(block, function);
}

}  // namespace thaw
