#include "stats/order_statistics.hpp"

#include <algorithm>
#include <cmath>

namespace thaw::stats {

// Cornish-Fisher: the z-quantile of B lies near np + z s + (z^2 - 1)(1 - 2p)/6; half a step turns it into a whole number.
RankInterval normal_ranks(std::uint64_t n, double p) {
  constexpr double z = 1.959963984540054;
  const double mean = static_cast<double>(n) * p;
  const double spread = z * std::sqrt(mean * (1 - p));
  const double skew = (z * z - 1) * (1 - 2 * p) / 6;
  const auto low = static_cast<std::int64_t>(std::ceil(mean - spread + skew - 0.5));
  const auto high = static_cast<std::int64_t>(std::ceil(mean + spread + skew - 0.5)) + 1;
  const auto last = static_cast<std::int64_t>(n);
  return {static_cast<std::uint64_t>(std::clamp<std::int64_t>(low, 1, last)),
          static_cast<std::uint64_t>(std::clamp<std::int64_t>(high, 1, last))};
}

}  // namespace thaw::stats
