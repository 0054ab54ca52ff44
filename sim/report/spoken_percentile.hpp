// spoken_percentile.hpp: one percentile in a sentence.
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

}  // namespace thaw
