// spoken_percentile.hpp: one percentile in a sentence.
#pragma once

#include <string>

#include "report/human_number.hpp"
#include "thaw/result.hpp"

namespace thaw {

/// "46.1 ms", or "at least 40.2 ms" where the samples are too few; i is an index into shown_percentiles.
inline std::string spoken_percentile(const Summary& summary, std::size_t i) {
  const Interval& interval = summary.intervals[i];
  return interval.high ? people_duration(summary.percentiles[i]) : "at least " + people_duration(interval.low);
}

}  // namespace thaw
