// gamma_quantile.hpp: logarithms of the gamma function and of the gamma law's quantiles, from + - * / and sqrt alone.
//
// As elementary.hpp, for tables and parameters: the same bits on every machine. A logarithm, because small shapes have
// quantiles below the smallest double. A quantile costs 2-6 us.
#pragma once

namespace thaw {

/// ln of the gamma function at x in [0.01, 1e6], to 2e-14 or, beyond 10, to the last bits.
double natural_log_gamma(double x);

/// ln x where the gamma law with this shape and scale 1 has P(X > x) = p if `upper`, else P(X <= x) = p, to 1e-11.
/// `shape` in [0.01, 1e6], `p` in (0, 1/2] and at least 1e-17.
double log_gamma_quantile(double shape, double p, bool upper);

}  // namespace thaw
