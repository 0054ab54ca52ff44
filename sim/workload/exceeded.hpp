// exceeded.hpp: the time that a given share of a law's draws exceeds, to a few percent and without a table.
//
// For checking settings: nothing is drawn by it. A mixture's is that of a part, and measured quantiles are taken from p50 or the
// longest time alone. Costs a few microseconds.
#pragma once

#include "thaw/distribution.hpp"

namespace thaw {

/// In nanoseconds, at most max_draw_ns; `share` in (0, 1/2] and at least 1e-17.
double rough_exceeded_ns(const Distribution& law, double share);

inline double rough_median_ns(const Distribution& law) {
  return rough_exceeded_ns(law, 0.5);
}

}  // namespace thaw
