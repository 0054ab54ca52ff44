// order_statistics.hpp: which of n sorted samples is a percentile, and which ones enclose it with 95 % confidence.
//
// Percentiles are in hundredths of a percent (5000 = median), ranks count from 1. Pure arithmetic of + - x / and sqrt, so
// the ranks are the same on every machine. At most about 60 steps, most often fewer than ten.
#pragma once

#include <cstdint>

namespace thaw::stats {

/// Nearest rank: ceil(n p), at least 1. `n` at least 1 and below 2^50.
constexpr std::uint64_t nearest_rank(std::uint64_t n, int percentile) {
  const std::uint64_t rank = (n * static_cast<std::uint64_t>(percentile) + 9'999) / 10'000;
  return rank == 0 ? 1 : rank;
}

/// Ranks of the ends; 0 where n samples are too few to bound that side.
struct RankInterval {
  std::uint64_t low = 0, high = 0;
};

/// Equal-tailed 95 % interval of the percentile (strictly between 0 and 10000): with B ~ Binomial(n, p), low is the largest l with
/// P(B < l) <= 2.5 %, high the smallest u with P(B >= u) <= 2.5 %. Exact while n(1-p) <= 32, beyond that by the normal
/// approximation with the correction for skewness, which is off by at most one rank. (David & Nagaraja, Order Statistics, 7.1.)
RankInterval interval_ranks(std::uint64_t n, int percentile);

}  // namespace thaw::stats
