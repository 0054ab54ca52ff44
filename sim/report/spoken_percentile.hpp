// spoken_percentile.hpp: percentiles in a sentence.
#pragma once

#include <string>

#include "report/human_number.hpp"
#include "thaw/result.hpp"

namespace thaw {

/// False where the samples are too few to say more of the i-th percentile than that it is no less than 0.
inline bool is_bounded(const Summary& summary, std::size_t i) {
  return summary.intervals[i].high || summary.intervals[i].low.ns > 0;
}

/// "46.1 ms", or "at least 40.2 ms" where the samples are too few; i is an index into shown_percentiles.
inline std::string spoken_percentile(const Summary& summary, std::size_t i) {
  const Interval& interval = summary.intervals[i];
  return interval.high ? people_duration(summary.percentiles[i]) : "at least " + people_duration(interval.low);
}

/// "p50 46.1 ms, p99 at least 40.2 ms, longest 51 ms", without what so few samples do not tell.
inline std::string spoken_spread(const Summary& summary) {
  std::string text;
  if (is_bounded(summary, 0)) text += "p50 " + spoken_percentile(summary, 0) + ", ";
  if (is_bounded(summary, 3)) text += "p99 " + spoken_percentile(summary, 3) + ", ";
  return text + "longest " + people_duration(summary.max);
}

}  // namespace thaw
