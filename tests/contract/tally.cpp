#include "contract/tally.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "contract/diary.hpp"
#include "contract/provisioning.hpp"

namespace thaw::contract {
namespace {

constexpr std::int64_t cell_ns = 10'000'000;

/// Which level of the pool was the highest in [from, to], the one that held when `from` came included.
std::uint64_t highest(const std::vector<Level>& levels, std::uint64_t Level::* what, std::int64_t from_ns, std::int64_t to_ns) {
  std::uint64_t most = 0;
  for (const Level& level : levels) {
    if (level.at_ns < from_ns) most = level.*what;
    if (level.at_ns >= from_ns && level.at_ns <= to_ns) most = std::max(most, level.*what);
  }
  return most;
}

/// Whether a name fits a pattern, in which `*` is any text, by trying everything.
bool fits(std::string_view pattern, std::string_view name) {
  if (pattern.empty()) return name.empty();
  if (pattern[0] != '*') return !name.empty() && pattern[0] == name[0] && fits(pattern.substr(1), name.substr(1));
  return fits(pattern.substr(1), name) || (!name.empty() && fits(pattern, name.substr(1)));
}

bool is_in(const Group& group, const std::string& function) {
  for (const std::string& name : group.functions) {
    if (name == function) return true;
  }
  for (const std::string& pattern : group.patterns) {
    if (fits(pattern, function)) return true;
  }
  return false;
}

void add_counts(FunctionResult& sum, const FunctionResult& part) {
  for (const auto field : {&FunctionResult::requests,
                           &FunctionResult::succeeded,
                           &FunctionResult::failed,
                           &FunctionResult::throttled,
                           &FunctionResult::in_flight,
                           &FunctionResult::attempts,
                           &FunctionResult::invocations,
                           &FunctionResult::throttles,
                           &FunctionResult::errors,
                           &FunctionResult::timeouts,
                           &FunctionResult::out_of_memory,
                           &FunctionResult::crashes,
                           &FunctionResult::failed_inits,
                           &FunctionResult::throttles_concurrency,
                           &FunctionResult::throttles_request_rate,
                           &FunctionResult::throttles_reserved_concurrency,
                           &FunctionResult::throttles_reserved_request_rate,
                           &FunctionResult::throttles_scaling_rate,
                           &FunctionResult::cold_starts,
                           &FunctionResult::warm_starts,
                           &FunctionResult::delayed_starts,
                           &FunctionResult::billed_ms,
                           &FunctionResult::billed_init_ms_part}) {
    sum.*field += part.*field;
  }
  for (const auto field : {&EnvironmentCounts::alive_at_start, &EnvironmentCounts::started, &EnvironmentCounts::reclaimed,
                           &EnvironmentCounts::alive, &EnvironmentCounts::unused}) {
    sum.environments.*field += part.environments.*field;
  }
  if (!part.snap_start) return;
  if (!sum.snap_start) sum.snap_start.emplace();
  sum.snap_start->restores += part.snap_start->restores;
  sum.snap_start->failed_restores += part.snap_start->failed_restores;
}

constexpr std::array<std::vector<std::int64_t> Samples::*, 9> all_samples = {
    &Samples::latency,    &Samples::failed_latency, &Samples::cold_latency, &Samples::warm_latency, &Samples::delayed_latency,
    &Samples::start_wait, &Samples::init,           &Samples::duration,     &Samples::restore};

void add_samples(Samples& sum, const Samples& part) {
  for (const auto list : all_samples) (sum.*list).insert((sum.*list).end(), (part.*list).begin(), (part.*list).end());
  sum.delayed_are_cold = sum.delayed_are_cold && part.delayed_are_cold;
}

void add_provisioned(std::optional<ProvisionedFigures>& sum, const std::optional<ProvisionedFigures>& part) {
  if (!part) return;
  if (!sum) sum.emplace();
  for (const auto field : {&ProvisionedFigures::invocations, &ProvisionedFigures::spillover_invocations, &ProvisionedFigures::inits,
                           &ProvisionedFigures::init_billed_ms, &ProvisionedFigures::billed_ms}) {
    (*sum).*field += (*part).*field;
  }
  for (const auto field : {&ProvisionedFigures::configured_ns, &ProvisionedFigures::allocated_ns, &ProvisionedFigures::busy_ns,
                           &ProvisionedFigures::charged_ns, &ProvisionedFigures::charged_mb_ns}) {
    (*sum).*field += (*part).*field;
  }
  sum->billed_mb_ms += part->billed_mb_ms;
  sum->most = std::max(sum->most, part->most);
}

void sort_all(Samples& samples) {
  for (const auto list : all_samples) std::sort((samples.*list).begin(), (samples.*list).end());
}

/// What `end: cut` leaves behind: attempts that run are in flight, those that still wait are no attempts yet (3.14).
void leave(World& world, Pool& pool) {
  for (const Environment& environment : pool.environments) {
    if (environment.gone || environment.starting || environment.idle || !environment.request) continue;
    const Request& request = world.requests[*environment.request];
    if (request.settled || !request.counted) continue;
    AttemptRow row = started_row(environment, request);
    row.outcome = Outcome::in_flight;
    pool.figures.rows.push_back(row);
  }
  for (const Request& request : world.requests) {
    if (request.function != pool.settings.name || request.settled || !request.counted) continue;
    ++pool.figures.counts.in_flight;
    ++source_of(world, request).counts.in_flight;
  }
}

void finish(World& world, const std::string& name, Pool& pool) {
  EnvironmentCounts& environments = pool.figures.counts.environments;
  const std::int64_t from_ns = world.scenario.warmup.ns, to_ns = world.figures.end_ns;
  environments.alive_at_start = highest(pool.levels, &Level::alive, from_ns, from_ns - 1);
  environments.alive = pool.alive;
  if (pool.restore) pool.figures.snapshots_mb = pool.settings.memory_mb;
  for (const Environment& environment : pool.environments) {
    if (!environment.gone && !environment.served) ++environments.unused;
  }
  environments.peak = highest(pool.levels, &Level::alive, from_ns, to_ns);
  pool.figures.counts.concurrency_peak = highest(pool.levels, &Level::busy, from_ns, to_ns);
  for (std::size_t i = 0; i < pool.levels.size(); ++i) {
    const std::int64_t until = i + 1 < pool.levels.size() ? pool.levels[i + 1].at_ns : to_ns;
    const std::int64_t start = std::max(pool.levels[i].at_ns, from_ns), stop = std::min(until, to_ns);
    if (stop <= start) continue;
    pool.figures.busy_ns += static_cast<Int128>(pool.levels[i].busy) * (stop - start);
    pool.figures.idle_ns += static_cast<Int128>(pool.levels[i].alive - pool.levels[i].busy) * (stop - start);
    pool.figures.idle_mb_ns += static_cast<Uint128>(pool.levels[i].idle_mb) * static_cast<Uint128>(stop - start);
  }
  finish_provisioning(world, pool);
  std::sort(pool.figures.rows.begin(), pool.figures.rows.end(), [](const AttemptRow& a, const AttemptRow& b) {
    return std::tie(a.arrival_ns, a.source, a.request) < std::tie(b.arrival_ns, b.source, b.request);
  });
  sort_all(pool.figures.samples);
  world.figures.functions[name] = pool.figures;
}

/// Section 3.15: the largest sums over the functions of maxima in cells of 10 ms. A cell in which nothing happens repeats
/// the level that it found, which the cell before had too, so only the first cell of a bucket and those with events matter.
void measure_cells(World& world, const std::vector<std::string>& functions, FunctionResult& counts, bool with_series) {
  const std::int64_t from_ns = world.scenario.warmup.ns, to_ns = world.figures.end_ns,
                     width_ns = world.figures.series.bucket_s * 1'000'000'000;
  std::set<std::int64_t> cells = {from_ns / cell_ns};
  for (const std::string& name : functions) {
    for (const Level& level : world.pools.at(name).levels) {
      if (level.at_ns >= from_ns && level.at_ns <= to_ns) cells.insert(level.at_ns / cell_ns);
    }
  }
  for (std::int64_t at_ns = 0; at_ns <= to_ns; at_ns += width_ns) {
    if (at_ns >= from_ns) cells.insert(at_ns / cell_ns);
  }
  for (const std::int64_t cell : cells) {
    const std::int64_t start = std::max(cell * cell_ns, from_ns), stop = std::min((cell + 1) * cell_ns - 1, to_ns);
    std::uint64_t busy = 0, alive = 0;
    for (const std::string& name : functions) {
      busy += highest(world.pools.at(name).levels, &Level::busy, start, stop);
      alive += highest(world.pools.at(name).levels, &Level::alive, start, stop);
    }
    counts.concurrency_peak = std::max(counts.concurrency_peak, busy);
    counts.environments.peak = std::max(counts.environments.peak, alive);
    if (!with_series) continue;
    std::uint64_t& busy_max = world.figures.series.busy_max[bucket_of(world, start)];
    std::uint64_t& environments_max = world.figures.series.environments_max[bucket_of(world, start)];
    busy_max = std::max(busy_max, busy);
    environments_max = std::max(environments_max, alive);
  }
}

/// Of some functions together; peaks, and for all of them the series' maxima too, by section 3.15.
FunctionFigures figures_of(World& world, const std::vector<std::string>& functions, bool with_series) {
  FunctionFigures sum;
  for (const std::string& name : functions) {
    const FunctionFigures& figures = world.figures.functions.at(name);
    add_counts(sum.counts, figures.counts);
    add_samples(sum.samples, figures.samples);
    add_provisioned(sum.provisioned, figures.provisioned);
    sum.billed_mb_ms += figures.billed_mb_ms;
    sum.idle_mb_ns += figures.idle_mb_ns;
    sum.restored_mb += figures.restored_mb;
    sum.snapshots_mb += figures.snapshots_mb;
    sum.restore_failed = sum.restore_failed || figures.restore_failed;
    for (std::size_t i = 0; i < idle_times.size(); ++i) sum.unserved_by_idle[i] += figures.unserved_by_idle[i];
    sum.busy_ns += figures.busy_ns;
    sum.idle_ns += figures.idle_ns;
  }
  sort_all(sum.samples);
  measure_cells(world, functions, sum.counts, with_series);
  return sum;
}

void finish_totals(World& world) {
  std::vector<std::string> all;
  for (const auto& [name, pool] : world.pools) all.push_back(name);
  world.figures.totals = figures_of(world, all, true);
  for (auto& [name, source] : world.figures.sources) std::sort(source.latency.begin(), source.latency.end());
  for (const Group& group : world.scenario.groups) {
    std::vector<std::string>& members = world.figures.group_functions[group.name];
    for (const std::string& name : all) {
      if (is_in(group, name)) members.push_back(name);
    }
    world.figures.groups[group.name] = figures_of(world, members, false);
  }
}

/// Compares recorded with predicted cold starts; each function's first row is left out.
void score_records(World& world) {
  for (const auto& [name, trace] : world.traces) {
    if (trace.has_cold) world.figures.sources.at(name).counts.recorded.emplace();
  }
  std::set<std::pair<std::uint32_t, std::string>> met;
  for (const Request& request : world.requests) {
    const auto trace = world.traces.find(world.scenario.sources[request.source].name);
    if (trace == world.traces.end() || !trace->second.has_cold) continue;
    SourceResult& counts = source_of(world, request).counts;
    if (met.insert({request.source, request.function}).second || !request.counted || request.row.cold < 0) continue;
    if (!request.started && !request.settled) continue;  // still waiting at the cut: nothing was predicted
    ++counts.recorded->rows;
    counts.recorded->cold += request.row.cold == 1;
    counts.recorded->predicted += request.predicted_cold;
    counts.recorded->both += request.row.cold == 1 && request.predicted_cold;
  }
}

/// The slowest call of each group that arrived at `warmup` or later and whose calls all succeeded.
void measure_groups(World& world) {
  std::map<std::pair<std::uint32_t, std::size_t>, std::vector<const Request*>> groups;
  for (std::uint32_t s = 0; s < world.scenario.sources.size(); ++s) {
    if (world.scenario.sources[s].group > 1) world.figures.sources.at(world.scenario.sources[s].name).counts.group.emplace();
  }
  for (const Request& request : world.requests) {
    if (request.counted && world.scenario.sources[request.source].group > 1)
      groups[{request.source, request.group}].push_back(&request);
  }
  for (const auto& [key, calls] : groups) {
    SourceFigures& source = source_of(world, *calls.front());
    source.counts.group->size = world.scenario.sources[key.first].group;
    ++source.counts.group->groups;
    std::int64_t slowest_ns = 0;
    bool all = true;
    for (const Request* call : calls) {
      all = all && call->latency_ns >= 0;
      slowest_ns = std::max(slowest_ns, call->latency_ns);
    }
    if (!all) continue;
    ++source.counts.group->succeeded;
    source.group_latency.push_back(slowest_ns);
  }
  for (auto& [name, source] : world.figures.sources) std::sort(source.group_latency.begin(), source.group_latency.end());
}

}  // namespace

void count_figures(World& world) {
  for (auto& [name, pool] : world.pools) leave(world, pool);
  for (auto& [name, pool] : world.pools) finish(world, name, pool);
  finish_totals(world);
  score_records(world);
  measure_groups(world);
}

}  // namespace thaw::contract
