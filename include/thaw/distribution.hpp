// distribution.hpp: the distributions of times that a scenario can name (design note, section 4), as plain values.
//
// They are parameters only; workload/sampler.hpp makes one ready to draw. All times are in nanoseconds.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "thaw/time.hpp"

namespace thaw {

struct Constant {
  Duration value;
  friend bool operator==(const Constant&, const Constant&) = default;
};

struct Exponential {
  double mean_ns;
  friend bool operator==(const Exponential&, const Exponential&) = default;
};

/// ln X is normal with the given sigma around ln median_ns.
struct Lognormal {
  double median_ns;
  double sigma;
  friend bool operator==(const Lognormal&, const Lognormal&) = default;
};

/// Uniform on [low, high], to the nanosecond.
struct Uniform {
  Duration low;
  Duration high;
  friend bool operator==(const Uniform&, const Uniform&) = default;
};

/// Draws one of the samples, each as likely as the other; sorted, never empty.
struct Empirical {
  std::vector<Duration> samples;
  friend bool operator==(const Empirical&, const Empirical&) = default;
};

/// Measured quantiles of a time with a heavy upper tail (the runtime presets): ln X is piecewise linear in the normal
/// score through the three quantiles, of slope sigma below the median, and cut at max_ns.
struct Quantiles {
  double p50_ns;
  double p90_ns;
  double p99_ns;
  double max_ns;
  double sigma;
  friend bool operator==(const Quantiles&, const Quantiles&) = default;
};

struct Gamma {
  double shape;
  double mean_ns;
  friend bool operator==(const Gamma&, const Gamma&) = default;
};

/// P(X > x) = exp(-(x / scale)^shape).
struct Weibull {
  double shape;
  double scale_ns;
  friend bool operator==(const Weibull&, const Weibull&) = default;
};

/// P(X > x) = (min / x)^shape from min on; a shape up to 1 has no mean.
struct Pareto {
  double shape;
  Duration min;
  friend bool operator==(const Pareto&, const Pareto&) = default;
};

/// A law that is no mixture of others.
using PlainDistribution = std::variant<Constant, Exponential, Lognormal, Uniform, Empirical, Quantiles, Gamma, Weibull, Pareto>;

/// Draws one of its parts in proportion to their weights, then from that part; never empty, every weight above 0.
struct Mixture {
  struct Part {
    double weight;
    PlainDistribution law;
    friend bool operator==(const Part&, const Part&) = default;
  };
  std::vector<Part> parts;
  friend bool operator==(const Mixture&, const Mixture&) = default;
};

using Distribution = std::variant<Constant, Exponential, Lognormal, Uniform, Empirical, Quantiles, Gamma, Weibull, Pareto, Mixture>;

}  // namespace thaw
