// distribution_reader.hpp: a time or a distribution of times, from YAML (design note, section 4).
//
// What always holds for what is read: no time is negative or beyond longest_time, parameters are finite, empirical
// samples are sorted, not empty and at most max_samples, a mixture has 2 to 64 parts. Parameters are computed without libm, so that
// their bits are the same everywhere.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>

#include "scenario/fault_list.hpp"
#include "scenario/keys.hpp"
#include "scenario/yaml_tree.hpp"
#include "thaw/distribution.hpp"
#include "workload/sampler.hpp"

namespace thaw {

inline constexpr std::size_t max_samples = 1'000'000;
inline constexpr std::size_t max_samples_bytes = std::size_t{32} << 20U;

class TimeZones;
/// Each shape of a law has a table in memory, so more of them are refused. 160 MB of tables.
inline constexpr std::size_t max_shapes = 10'000;

/// What every part of the reader needs.
struct ReadContext {
  FaultList& faults;
  const std::string& folder;  // that paths of the file are relative to; those of a --set are the shell's
  TimeZones& zones;
  std::set<QuantileTables::Shape>& shapes;  // of the laws read so far
};

/// A path as the scenario or a --set names it, ready to open.
std::string path_of_file(const YamlNode& node, const ReadContext& context);

/// `path` names the key in messages. Other keys than a law's that may stand there (of an init: its parts) are known to hints; the
/// caller has seen that none of them is there.
std::optional<Distribution> read_distribution(const YamlNode& node, const std::string& path, const ReadContext& context,
                                              Keys keys = Keys::time);

/// How many empirical samples it holds; a part of a mixture counts as eight more, which is the room that it takes.
std::size_t samples_in(const Distribution& distribution);

/// The lognormal with these quantiles, in nanoseconds; p50_ns < p99_ns.
Lognormal lognormal_through(double p50_ns, double p99_ns);

}  // namespace thaw
