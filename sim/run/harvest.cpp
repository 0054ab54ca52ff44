#include "run/harvest.hpp"

#include <algorithm>
#include <utility>

#include "engine/random_stream.hpp"
#include "lambda/watch.hpp"
#include "run/function_result.hpp"
#include "thaw/check.hpp"

namespace thaw {
namespace {

static_assert(idle_times[1] == seconds(600));  // as cold_shares_ takes it

void raise_peaks(Tally& sum, std::uint64_t busy, std::uint64_t environments) {
  sum.busy_peak = std::max(sum.busy_peak, busy);
  sum.environments_peak = std::max(sum.environments_peak, environments);
}

}  // namespace

Harvest::Harvest(const Scenario& scenario)
    : scenario_(scenario), sources_(scenario.sources.size()), groups_(scenario.groups.size()) {}

void Harvest::add_to_source(SourceSum& sum, const SourceTally& part, const Tally& tally, bool alone) const {
  sum.requests += part.requests;
  sum.throttled += part.throttled;
  sum.recorded_rows += part.recorded_rows;
  sum.recorded_cold += part.recorded_cold;
  sum.predicted_cold += part.predicted_cold;
  sum.both_cold += part.both_cold;
  if (!alone) {
    sum.failed += part.failed;
    sum.succeeded += part.latency.count();
    sum.latency.merge(part.latency);
    return;
  }
  // The function's only source: what the function has is the source's.
  sum.failed += tally.failed_latency.count();
  sum.succeeded += tally.succeeded();
  if (sources_.size() == 1) return;  // and the run's only one: its latencies are those of the totals
  sum.latency.merge(tally.cold_delayed);
  sum.latency.merge(tally.cold_immediate);
  sum.latency.merge(tally.warm_delayed);
  sum.latency.merge(tally.immediate);
}

void Harvest::take(Function settings, std::span<const std::uint32_t> sources, std::span<const std::uint32_t> groups, Tally& tally,
                   Duration measured) {
  const std::string& name = settings.name;
  THAW_CHECK(result_.functions.empty() || result_.functions.rbegin()->first < name);
  const auto figures = result_.functions.emplace_hint(result_.functions.end(), name, function_result(tally, measured));
  cold_shares_.add(settings, figures->second, tally.unserved_by_idle[1]);
  result_.fingerprint = mixed(result_.fingerprint * 0x9e3779b97f4a7c15ULL + tally.fingerprint);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    add_to_source(sources_[sources[i]], tally.sources[i], tally, sources.size() == 1);
  }
  add_to(total_, tally);
  stacked_ = stacked_ && settings.pick == Pick::mru && kept_by_time(settings) && !settings.provisioned_concurrency;
  shortest_life_ns_ = std::min(shortest_life_ns_, tally.shortest_life_ns);
  for (const std::uint32_t group : groups) {
    groups_[group].functions.push_back(name);
    add_to(groups_[group].tally, tally);
  }
  result_.settings.emplace_hint(result_.settings.end(), name, std::move(settings));
}

void Harvest::take_lanes(std::vector<Lane> lanes) {
  if (!result_.lanes) result_.lanes.emplace();
  for (Lane& lane : lanes) {
    if (result_.lanes->size() < Watch::max_lanes) result_.lanes->push_back(std::move(lane));
  }
}

void Harvest::reach(std::uint64_t busy, std::uint64_t environments) {
  raise_peaks(total_, busy, environments);
}

void Harvest::reach_in_group(std::uint32_t group, std::uint64_t busy, std::uint64_t environments) {
  raise_peaks(groups_[group].tally, busy, environments);
}

SourceResult Harvest::source_result(const SourceSum& sum) const {
  SourceResult source;
  source.requests = sum.requests;
  source.succeeded = sum.succeeded;
  source.failed = sum.failed;
  source.throttled = sum.throttled;
  source.in_flight = sum.requests - sum.succeeded - sum.failed - sum.throttled;
  source.latency = sources_.size() == 1 ? result_.totals.latency : sum.latency.summary();
  if (sum.groups != nullptr) {
    const std::uint32_t size = sum.groups->size();
    const stats::Samples& latency = sum.groups->latency();
    // All calls of a group arrive at one instant, so they are counted together; the last may be cut where a run is interrupted.
    source.group = CallGroupResult{size, (sum.requests + size - 1) / size, latency.count(), latency.summary()};
  }
  if (!sum.has_cold) return source;
  Recorded recorded{sum.recorded_rows, sum.recorded_cold, sum.predicted_cold, sum.both_cold, {}, {}};
  const auto both = static_cast<double>(sum.both_cold);
  if (sum.predicted_cold > 0) recorded.precision = both / static_cast<double>(sum.predicted_cold);
  if (sum.recorded_cold > 0) recorded.recall = both / static_cast<double>(sum.recorded_cold);
  source.recorded = recorded;
  return source;
}

Result Harvest::finish(Duration measured) {
  result_.totals = function_result(total_, measured);
  const std::uint64_t admitted = result_.totals.requests - result_.totals.throttled;
  const bool ageless = shortest_life_ns_ >= scenario_.warmup.ns + measured.ns;  // no request may come after the end of a life
  for (std::size_t i = 0; stacked_ && ageless && i < idle_times.size(); ++i) {
    result_.cold_start_ratio_by_idle[i] = ratio(total_.unserved_by_idle[i], admitted);
  }
  result_.cold_shares_by_function = cold_shares_.by_function(stacked_ && ageless);
  result_.cold_shares_by_app = cold_shares_.by_app(stacked_ && ageless);
  for (std::size_t s = 0; s < sources_.size(); ++s) {
    result_.sources.emplace(scenario_.sources[s].name, source_result(sources_[s]));
  }
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    GroupSum& sum = groups_[g];
    const bool exact = sum.functions.size() <= 1;
    result_.groups.emplace(scenario_.groups[g].name,
                           GroupResult{std::move(sum.functions), exact, function_result(sum.tally, measured)});
  }
  return std::move(result_);
}

}  // namespace thaw
