// selection.hpp: a few order statistics of many times, without sorting all of them.
//
// Counts the times per bucket, sorts only the buckets that hold a wanted rank: about 4 ns a time where sorting takes 25 to
// 90; times that all fall on a handful of buckets cost a sort. Small sets are sorted outright.
#pragma once

#include <cstdint>
#include <span>

namespace thaw::stats {

/// The value at each rank (from 1, ascending, at most times_ns.size()). All times lie in [low_ns, high_ns], low_ns >= 0.
void select(std::span<const std::int64_t> times_ns, std::int64_t low_ns, std::int64_t high_ns, std::span<const std::uint64_t> ranks,
            std::span<std::int64_t> values_ns);

/// Ascending; faster than std::sort on integers.
void sort_times(std::span<std::int64_t> times_ns);

}  // namespace thaw::stats
