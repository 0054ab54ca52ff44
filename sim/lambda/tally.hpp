// tally.hpp: what one function's run adds up: integers and samples only, so that it merges (design note, section 7).
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "lambda/busy_levels.hpp"
#include "stats/samples.hpp"
#include "thaw/decimal.hpp"
#include "thaw/rows.hpp"

namespace thaw {

/// Of one source at one function.
struct SourceTally {
  std::uint64_t requests = 0, throttled = 0;
  std::uint64_t failed = 0;  // this and the latencies only where the function has several sources; else they are the function's
  std::uint64_t recorded_rows = 0, recorded_cold = 0, predicted_cold = 0, both_cold = 0;
  stats::Samples latency;
};

/// Of a function with provisioned concurrency: times are unit-nanoseconds within [warmup, H].
struct ProvisionedTally {
  Int128 configured_ns = 0, charged_ns = 0, allocated_ns = 0, busy_ns = 0;
  Int128 charged_mb_ns = 0;
  struct Level {
    std::uint64_t busy = 0, allocated = 0;
  } peak;  // of the busy ones' share
  std::uint64_t invocations = 0, spillover_invocations = 0, inits = 0;
  std::uint64_t init_billed_ms = 0, billed_ms = 0;
  Uint128 init_billed_mb_ms = 0, billed_mb_ms = 0;
};
void add_to(ProvisionedTally& sum, const ProvisionedTally& more);

struct Tally {
  std::uint64_t invocations = 0, errors = 0, timeouts = 0, out_of_memory = 0, crashes = 0, failed_inits = 0;
  std::array<std::uint64_t, throttle_reason_count> throttles{};  // by ThrottleReason
  std::uint64_t cold_starts = 0, warm_starts = 0;
  BusyLevels::Counts unserved_by_idle{};
  std::int64_t shortest_life_ns = std::numeric_limits<std::int64_t>::max();  // that an environment may have
  std::uint64_t restores = 0, failed_restores = 0, snapshot_mb = 0;          // no snapshot: 0 MB
  Uint128 restored_mb = 0;
  std::uint64_t billed_ms = 0, billed_init_ms = 0;
  Uint128 billed_mb_ms = 0;

  // A warm call that waited for nothing takes as long as its run: most samples are both a latency and a duration, and are kept
  // once. warm latency = immediate + warm_delayed; cold latency = cold_delayed + cold_immediate, the first runs of environments
  // that had become idle before anyone took them; duration = immediate + other_duration.
  stats::Samples immediate, warm_delayed, cold_delayed, cold_immediate, failed_latency, other_duration;
  stats::Samples start_wait, init;
  stats::Samples restore;  // of `init`, those that SnapStart restored
  std::vector<SourceTally> sources;

  /// All of the samples above.
  static constexpr std::array samples = {&Tally::immediate,      &Tally::warm_delayed,   &Tally::cold_delayed,
                                         &Tally::cold_immediate, &Tally::failed_latency, &Tally::other_duration,
                                         &Tally::start_wait,     &Tally::init,           &Tally::restore};

  /// Nothing; the samples keep their memory.
  void clear() {
    Tally empty;
    for (const auto kept : samples) {
      empty.*kept = std::move(this->*kept);
      (empty.*kept).clear();
    }
    *this = std::move(empty);
  }

  [[nodiscard]] std::uint64_t succeeded() const {
    return immediate.count() + warm_delayed.count() + cold_delayed.count() + cold_immediate.count();
  }
  [[nodiscard]] std::uint64_t ended() const { return immediate.count() + other_duration.count(); }

  // Environments in the measured window, and integrals of their numbers over it in nanoseconds.
  std::uint64_t alive_at_start = 0, started = 0, reclaimed = 0, unused = 0, alive = 0;
  std::uint64_t busy_peak = 0, environments_peak = 0;
  Int128 busy_ns = 0, environments_ns = 0;
  Int128 idle_mb_ns = 0;  // idle time weighed by memory
  std::optional<ProvisionedTally> provisioned;
  std::uint64_t fingerprint = 0;
};

}  // namespace thaw
