// harvest.hpp: what the functions of a run add up to: their blocks, the totals, groups, sources, fingerprint and lanes.
//
// Functions come in by name, ascending, which is the order of everything in a result. Samples are merged, never percentiles.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "lambda/call_groups.hpp"
#include "lambda/tally.hpp"
#include "run/cold_shares.hpp"
#include "thaw/result.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

class Harvest {
 public:
  explicit Harvest(const Scenario& scenario);

  /// A function that has run to its end. `sources` are the indices of those that may call it, in the tally's order, `groups` of
  /// those that it is in; `measured` is the length of [warmup, H]. The tally's samples may be put in another order, nothing else
  /// of it changes.
  void take(Function settings, std::span<const std::uint32_t> sources, std::span<const std::uint32_t> groups, Tally& tally,
            Duration measured);
  /// Its lanes, as many as there is room for.
  void take_lanes(std::vector<Lane> lanes);
  /// Sums over functions of busy and live environments at one time.
  void reach(std::uint64_t busy, std::uint64_t environments);
  /// The same over the functions of a group.
  void reach_in_group(std::uint32_t group, std::uint64_t busy, std::uint64_t environments);
  /// The source's trace says which of its rows were cold.
  void note_cold_column(std::uint32_t source) { sources_[source].has_cold = true; }
  /// What became of the source's arrivals of several calls, after the last call.
  void note_groups(std::uint32_t source, const CallGroups& groups) { sources_[source].groups = &groups; }

  /// Blocks of functions, totals, groups, sources, fingerprint and lanes; the rest is the caller's to fill in.
  Result finish(Duration measured);

 private:
  struct SourceSum {
    std::uint64_t requests = 0, succeeded = 0, failed = 0, throttled = 0;
    std::uint64_t recorded_rows = 0, recorded_cold = 0, predicted_cold = 0, both_cold = 0;
    bool has_cold = false;
    const CallGroups* groups = nullptr;
    stats::Samples latency;
  };
  void add_to_source(SourceSum& sum, const SourceTally& part, const Tally& tally, bool alone) const;
  [[nodiscard]] SourceResult source_result(const SourceSum& sum) const;

  struct GroupSum {
    std::vector<std::string> functions;
    Tally tally;
  };
  const Scenario& scenario_;
  ColdShareSums cold_shares_;
  Result result_;
  Tally total_;
  bool stacked_ = true;  // every function picks the environment that became idle last, and keeps each for a time
  std::int64_t shortest_life_ns_ = std::numeric_limits<std::int64_t>::max();
  std::vector<SourceSum> sources_;  // by index in Scenario::sources
  std::vector<GroupSum> groups_;    // by index in Scenario::groups
};

}  // namespace thaw
