// rate_reader.hpp: a rate, or a rate that changes over time, from YAML.
//
//   20/s                                                     one rate
//   {0h: 5/s, 8h: 50/s, 20h: 5/s}                            from these instants on
//   {daily: {0h: 5/s, 8h: 50/s, 20h: 5/s}}                   at these times of every day
//   {weekly: {weekdays: {0h: 5/s, 8h: 50/s}, weekend: 2/s}}  days by name (mon … sun) or in groups, each a rate or times
//   {daily: …, time_zone: Europe/Berlin}                     by this clock instead of UTC; weekly, too
//   {sine: {mean: 20/s, swing: 80%, period: 24h, peak: 14h}} between 4/s and 36/s, the most at 14:00 UTC
//
// What always holds for what is read: at most max_rate_steps steps at least a second apart, the first from 0, not all 0; a
// sine's period is at least a minute. So that following a rate over ten years takes seconds at most.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "scenario/distribution_reader.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

inline constexpr std::size_t max_rate_steps = 10'000;
inline constexpr Duration shortest_rate_step = seconds(1);
inline constexpr Duration shortest_swing_period = seconds(60);

/// Poisson or profile arrivals. `path` names the key in messages; `start_unix_ns` is the date of instant 0.
std::optional<DrawnLaw> read_poisson_rate(const YamlNode& node, const std::string& path, std::int64_t start_unix_ns,
                                          const ReadContext& context);

/// A rate per second that may be 0.
std::optional<double> read_phase_rate(const YamlNode& node, FaultList& faults);

}  // namespace thaw
