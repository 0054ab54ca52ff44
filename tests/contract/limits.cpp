#include "contract/limits.hpp"

namespace thaw::contract {
namespace {

/// On demand those that are busy, provisioned ones always.
std::uint64_t in_use(const Pool& pool) {
  return pool.busy - pool.provisioned_busy + pool.allocated;
}

std::uint64_t unreserved_busy(const World& world) {
  std::uint64_t busy = 0;
  for (const auto& [name, pool] : world.pools) busy += pool.settings.reserved_concurrency ? 0 : in_use(pool);
  return busy;
}

std::uint64_t unreserved_concurrency(const World& world) {
  std::uint64_t left = world.scenario.account.concurrency;
  for (const auto& [name, pool] : world.pools) left -= pool.settings.reserved_concurrency.value_or(0);
  return left;
}

}  // namespace

ThrottleReason rate_met(World& world, Pool& pool) {
  const std::int64_t second = world.now_ns / 1'000'000'000;
  const std::uint64_t own_attempts = ++pool.attempts_in_second[second];
  const std::uint64_t attempts = ++world.attempts_in_second[second];
  const auto reserved = pool.settings.reserved_concurrency;
  const auto rate = world.scenario.account.requests_per_s;
  if (rate && reserved && *reserved > 0 && own_attempts > 10 * std::uint64_t{*reserved}) {
    return ThrottleReason::reserved_request_rate;
  }
  return rate && attempts > *rate ? ThrottleReason::request_rate : ThrottleReason::none;
}

ThrottleReason concurrency_met(const World& world, const Pool& pool) {
  const auto reserved = pool.settings.reserved_concurrency;
  if (reserved) return in_use(pool) >= *reserved ? ThrottleReason::reserved_concurrency : ThrottleReason::none;
  return unreserved_busy(world) >= unreserved_concurrency(world) ? ThrottleReason::concurrency : ThrottleReason::none;
}

// A token bucket, told from its past: from no earlier launch until now may there be more launches than a full bucket and what
// came in since allow.
bool may_launch(const World& world, const Pool& pool) {
  if (!world.scenario.account.scaling_rate) return true;
  const ScalingRate& rate = *world.scenario.account.scaling_rate;
  const std::vector<std::int64_t>& launches_ns = rate.account_wide ? world.launches_ns : pool.launches_ns;
  const auto refilled_until = [&](std::int64_t at_ns) { return rate.stepwise ? at_ns / rate.per.ns * rate.per.ns : at_ns; };
  for (std::size_t first = 0; first < launches_ns.size(); ++first) {
    const auto wanted = static_cast<std::int64_t>(launches_ns.size() - first) + 1;
    const std::int64_t since_ns = refilled_until(world.now_ns) - refilled_until(launches_ns[first]);
    if (wanted * rate.per.ns > rate.burst * rate.per.ns + since_ns * rate.environments) return false;
  }
  return true;
}

void note_launch(World& world, Pool& pool) {
  world.launches_ns.push_back(world.now_ns);
  pool.launches_ns.push_back(world.now_ns);
}

}  // namespace thaw::contract
