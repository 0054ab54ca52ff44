#include "contract/provisioning.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

#include "contract/diary.hpp"
#include "contract/environment_life.hpp"

namespace thaw::contract {
namespace {

constexpr std::int64_t minute_ns = 60'000'000'000;
constexpr std::uint64_t steps_from = std::uint64_t{1} << 32;  // of one instant, batches that are ready come first

void plan_step(World& world, Pool& pool, std::size_t k) {
  const ProvisionedConcurrency& settings = *pool.settings.provisioned_concurrency;
  const std::size_t in_period = k % settings.steps.size();
  const auto period = static_cast<std::int64_t>(k / settings.steps.size());
  if (period > 0 && settings.every.ns == 0) return;
  const std::int64_t at_ns = period * settings.every.ns + settings.steps[in_period].at.ns;
  world.events[{at_ns, control, pool.settings.name, 0, steps_from + k}] = k;
}

void charge(const World& world, Pool& pool, std::int64_t from_ns, std::int64_t to_ns) {
  if (to_ns <= world.scenario.warmup.ns) return;
  ProvisionedFigures& figures = *pool.figures.provisioned;
  figures.charged_ns += to_ns - std::max(from_ns, world.scenario.warmup.ns);
}

void disable(const World& world, Pool& pool) {
  const std::int64_t from_ns = pool.enabled_ns.back();
  pool.enabled_ns.pop_back();
  if (world.now_ns <= world.scenario.warmup.ns || from_ns > world.figures.end_ns) return;
  if (world.now_ns > world.figures.end_ns) return charge(world, pool, from_ns, world.figures.end_ns);
  std::int64_t to_ns = from_ns;
  while (to_ns < world.now_ns) to_ns += 5 * minute_ns;
  charge(world, pool, from_ns, to_ns);
}

void allocate(World& world, Pool& pool, std::uint64_t units) {
  const std::int64_t rate = pool.settings.provisioned_concurrency->allocation_per_minute;
  const std::int64_t takes_ns = (static_cast<std::int64_t>(units) * minute_ns + rate - 1) / rate;
  const std::int64_t delay_ns = pool.allocation_delay->draw_ns(pool.streams.allocation.at(pool.increases));
  world.events[{world.now_ns + delay_ns + takes_ns, control, pool.settings.name, 0, pool.increases}] = 0;
  pool.batches[pool.increases++] = units;
}

/// One unit fewer: of those still being allocated the latest, an idle one, or whichever ends its run next.
void drop_unit(World& world, Pool& pool) {
  if (!pool.batches.empty()) {
    const auto latest = std::prev(pool.batches.end());
    if (--latest->second > 0) return;
    const std::uint64_t number = latest->first;
    pool.batches.erase(latest);
    std::erase_if(world.events, [&](const auto& event) {
      const auto& [at_ns, type, name, source, sequence] = event.first;
      return type == control && name == pool.settings.name && sequence == number;
    });
  } else if (pool.allocated - pool.provisioned_busy > 0) {
    remove_idle_unit(world, pool);
    --pool.allocated;
  } else {
    ++pool.surplus;
  }
}

void configure(World& world, Pool& pool, std::uint64_t units) {
  for (; pool.configured > units; --pool.configured) {
    disable(world, pool);
    drop_unit(world, pool);
  }
  std::uint64_t wanted = 0;
  for (; pool.configured < units; ++pool.configured) {
    pool.enabled_ns.push_back(world.now_ns);
    if (pool.surplus > 0) {
      --pool.surplus;
    } else {
      ++wanted;
    }
  }
  if (wanted > 0) allocate(world, pool, wanted);
}

}  // namespace

void begin_provisioning(World& world, Pool& pool) {
  if (!pool.settings.provisioned_concurrency) return;
  pool.figures.provisioned.emplace();
  const ProvisionedStep& first = pool.settings.provisioned_concurrency->steps.front();
  if (first.at.ns > 0) return plan_step(world, pool, 0);
  pool.configured = pool.allocated = first.units;
  pool.enabled_ns.assign(first.units, 0);
  plan_step(world, pool, 1);
}

void change_provisioning(World& world, Pool& pool, std::uint64_t sequence, std::size_t index) {
  if (sequence >= steps_from) {
    plan_step(world, pool, index + 1);
    const auto& steps = pool.settings.provisioned_concurrency->steps;
    return configure(world, pool, steps[index % steps.size()].units);
  }
  const std::uint64_t units = pool.batches.at(sequence);
  pool.batches.erase(sequence);
  pool.allocated += units;
  for (std::uint64_t i = 0; i < units; ++i) add_unit(world, pool);
}

bool provisioned_rate_allows(const World& world, const Pool& pool) {
  const auto taken = pool.provisioned_in_second.find(world.now_ns / 1'000'000'000);
  const std::uint64_t count = taken == pool.provisioned_in_second.end() ? 0 : taken->second;
  return !world.scenario.account.requests_per_s || count < 10 * pool.allocated;
}

void count_provisioned(const World& world, Pool& pool) {
  ++pool.provisioned_in_second[world.now_ns / 1'000'000'000];
}

void note_allocation(const World& world, Pool& pool, const Environment& environment) {
  if (counts_now(world) == 0) return;
  pool.figures.counts.environments.started += 1;
  ProvisionedFigures& figures = *pool.figures.provisioned;
  ++figures.inits;
  if (environment.first_init_failed && world.scenario.billing.failed_init == InitBilling::free) return;
  const std::int64_t unit_ns = world.scenario.billing.rounding.ns;
  const std::int64_t billed_ms = (environment.first_init_ns + unit_ns - 1) / unit_ns * unit_ns / 1'000'000;
  figures.init_billed_ms += static_cast<std::uint64_t>(billed_ms);
  figures.billed_mb_ms += static_cast<Uint128>(billed_ms) * pool.settings.memory_mb;
}

void finish_provisioning(const World& world, Pool& pool) {
  if (!pool.figures.provisioned) return;
  ProvisionedFigures& figures = *pool.figures.provisioned;
  const std::int64_t from_ns = world.scenario.warmup.ns, to_ns = world.figures.end_ns;
  for (const std::int64_t enabled_ns : pool.enabled_ns) {
    if (enabled_ns <= to_ns) charge(world, pool, enabled_ns, to_ns);
  }
  figures.charged_mb_ns = figures.charged_ns * pool.settings.memory_mb;
  for (std::size_t i = 0; i < pool.levels.size(); ++i) {
    const Level& level = pool.levels[i];
    const std::int64_t until_ns = i + 1 < pool.levels.size() ? pool.levels[i + 1].at_ns : std::numeric_limits<std::int64_t>::max();
    if (until_ns < from_ns || level.at_ns > to_ns) continue;

    if (level.allocated > 0) {
      figures.most = std::max(figures.most, static_cast<double>(level.provisioned_busy) / static_cast<double>(level.allocated));
    }
    const std::int64_t start_ns = std::max(level.at_ns, from_ns), stop_ns = std::min(until_ns, to_ns);
    if (stop_ns <= start_ns) continue;
    figures.configured_ns += static_cast<Int128>(level.configured) * (stop_ns - start_ns);
    figures.allocated_ns += static_cast<Int128>(level.allocated) * (stop_ns - start_ns);
    figures.busy_ns += static_cast<Int128>(level.provisioned_busy) * (stop_ns - start_ns);
  }
}

}  // namespace thaw::contract
