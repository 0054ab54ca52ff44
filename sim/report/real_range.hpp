// real_range.hpp: within which a real number of a result lies, so that a saved one is not believed whatever it says.
#pragma once

namespace thaw {

/// Both ends included.
struct RealRange {
  double least, most;
};

inline constexpr RealRange any_ratio = {0, 1};
inline constexpr RealRange any_average = {0, 1e13};  // of counts: more than any run counts

}  // namespace thaw
