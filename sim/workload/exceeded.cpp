#include "workload/exceeded.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/elementary.hpp"
#include "engine/gamma_quantile.hpp"
#include "thaw/check.hpp"
#include "workload/sampler.hpp"

namespace thaw {
namespace {

double bounded_exp(double x) {
  return natural_exp(std::clamp(x, -700.0, 700.0));
}

double exceeded(const Constant& law, double) {
  return static_cast<double>(law.value.ns);
}

double exceeded(const Exponential& law, double share) {
  return law.mean_ns * -natural_log(share);
}

double exceeded(const Lognormal& law, double share) {
  return law.median_ns * bounded_exp(-law.sigma * normal_quantile(share));
}

double exceeded(const Uniform& law, double share) {
  return static_cast<double>(law.high.ns) - share * static_cast<double>(law.high.ns - law.low.ns);
}

double exceeded(const Empirical& law, double share) {
  const auto beyond = static_cast<std::size_t>(share * static_cast<double>(law.samples.size()));
  return static_cast<double>(law.samples[law.samples.size() - 1 - beyond].ns);
}

double exceeded(const Quantiles& law, double share) {
  return share < 0.5 ? law.max_ns : law.p50_ns;
}

double exceeded(const Gamma& law, double share) {
  return law.mean_ns * bounded_exp(log_gamma_quantile(law.shape, share, true)) / law.shape;
}

double exceeded(const Weibull& law, double share) {
  return law.scale_ns * bounded_exp(natural_log(-natural_log(share)) / law.shape);
}

double exceeded(const Pareto& law, double share) {
  return static_cast<double>(law.min.ns) * bounded_exp(-natural_log(share) / law.shape);
}

// Of the part at which the parts that take longer make up the share.
double exceeded(const Mixture& law, double share) {
  std::vector<std::pair<double, double>> parts;  // time and weight
  double total = 0;
  for (const Mixture::Part& part : law.parts) {
    parts.emplace_back(std::visit([share](const auto& one) { return exceeded(one, share); }, part.law), part.weight);
    total += part.weight;
  }
  std::sort(parts.rbegin(), parts.rend());
  double above = 0;
  for (const auto& [time_ns, weight] : parts) {
    above += weight;
    if (above >= share * total) return time_ns;
  }
  return parts.back().first;
}

}  // namespace

double rough_exceeded_ns(const Distribution& law, double share) {
  THAW_CHECK(share >= 1e-17 && share <= 0.5);
  const double ns = std::visit([share](const auto& one) { return exceeded(one, share); }, law);
  return std::min(ns, static_cast<double>(max_draw_ns));
}

}  // namespace thaw
