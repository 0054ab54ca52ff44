// elementary.hpp: logarithm, exponential and normal quantile from + - * / and sqrt alone.
//
// Quantile tables are built with these and not with libm, because glibc picks other variants of log and exp on other
// processors, and their last bits differ. All are pure and accurate to a few units in the last place; tens of
// nanoseconds a call, so they are for tables and parameters and not for draws.
#pragma once

namespace thaw {

/// Natural logarithm of a positive, finite, normal number.
double natural_log(double x);

/// e to the x for |x| up to 700.
double natural_exp(double x);

/// Cosine of an angle in turns, in [0, 1]: cos(2 pi turns).
double cosine_of_turns(double turns);

/// The z with P(Z <= z) = p for a standard normal Z and p in (0, 1). Wichura's algorithm AS 241.
double normal_quantile(double p);

}  // namespace thaw
