#include "stats/order_statistics.hpp"

#include <algorithm>
#include <cmath>

#include "thaw/check.hpp"

namespace thaw::stats {
namespace {

constexpr double tail = 0.025;

/// p^n by squaring, since pow() differs between C libraries.
double power(double p, std::uint64_t n) {
  double result = 1;
  for (; n != 0; n >>= 1) {
    if ((n & 1) != 0) {
      result *= p;
    }
    p *= p;
  }
  return result;
}

/// Walks down from k = n: P(B >= k) grows, passes 2.5 % at the high end and 97.5 % at the low end.
RankInterval exact_ranks(std::uint64_t n, double p) {
  const double odds = (1 - p) / p;
  RankInterval ranks;
  double term = power(p, n);
  double at_least = term;
  for (std::uint64_t k = n; k >= 1; --k) {
    if (at_least <= tail) {
      ranks.high = k;
    }
    if (at_least >= 1 - tail) {
      ranks.low = k;
      return ranks;
    }
    term *= odds * static_cast<double>(k) / static_cast<double>(n - k + 1);
    at_least += term;
  }
  return ranks;
}

/// Cornish-Fisher: the z-quantile of B lies near np + z s + (z^2 - 1)(1 - 2p)/6; half a step turns it into a whole number.
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

}  // namespace

RankInterval interval_ranks(std::uint64_t n, int percentile) {
  THAW_CHECK(n >= 1 && percentile > 0 && percentile < 10'000);
  constexpr std::uint64_t exact_above = 32;
  const double p = static_cast<double>(percentile) / 10'000;
  if (n * static_cast<std::uint64_t>(10'000 - percentile) <= exact_above * 10'000) {
    return exact_ranks(n, p);
  }
  return normal_ranks(n, p);
}

}  // namespace thaw::stats
