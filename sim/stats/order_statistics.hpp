// order_statistics.hpp: which of n sorted samples is a percentile, and which ones enclose it with 95 % confidence.
//
// Percentiles are in hundredths of a percent (5000 = median), ranks count from 1. Pure arithmetic of + - x / and sqrt, so
// the ranks are the same on every machine. At most about 60 steps, most often fewer than ten.
#pragma once

#include <cstdint>

#include "thaw/check.hpp"

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

/// By the normal approximation; `p` in (0, 1).
RankInterval normal_ranks(std::uint64_t n, double p);

/// p^n by squaring, since pow() differs between C libraries.
constexpr double power(double p, std::uint64_t n) {
  double result = 1;
  for (; n != 0; n >>= 1) {
    if ((n & 1) != 0) result *= p;
    p *= p;
  }
  return result;
}

/// Walks down from k = n: P(B >= k) grows, passes 2.5 % at the high end and 97.5 % at the low end.
constexpr RankInterval exact_ranks(std::uint64_t n, double p) {
  constexpr double tail = 0.025;
  const double odds = (1 - p) / p;
  double term = power(p, n);
  RankInterval ranks;
  double at_least = term;
  for (std::uint64_t k = n; k >= 1; --k) {
    if (at_least <= tail) ranks.high = k;
    if (at_least >= 1 - tail) {
      ranks.low = k;
      return ranks;
    }
    term *= odds * static_cast<double>(k) / static_cast<double>(n - k + 1);
    at_least += term;
  }
  return ranks;
}

/// Equal-tailed 95 % interval of the percentile (strictly between 0 and 10000): with B ~ Binomial(n, p), low is the largest l with
/// P(B < l) <= 2.5 %, high the smallest u with P(B >= u) <= 2.5 %. Exact while n(1-p) <= 32, beyond that by the normal
/// approximation with the correction for skewness, which is off by at most one rank. (David & Nagaraja, Order Statistics, 7.1.)
constexpr RankInterval interval_ranks(std::uint64_t n, int percentile) {
  THAW_CHECK(n >= 1 && percentile > 0 && percentile < 10'000);
  constexpr std::uint64_t exact_above = 32;
  const double p = static_cast<double>(percentile) / 10'000;
  const bool exact = n * static_cast<std::uint64_t>(10'000 - percentile) <= exact_above * 10'000;
  return exact ? exact_ranks(n, p) : normal_ranks(n, p);
}

}  // namespace thaw::stats
