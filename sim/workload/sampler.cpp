#include "workload/sampler.hpp"

#include <algorithm>

#include "engine/elementary.hpp"

namespace thaw {
namespace {

// Keeps exp in range whatever the parameters; rounded() cuts the result at max_draw_ns anyway.
double bounded_exp(double x) {
  return natural_exp(std::clamp(x, -600.0, 600.0));
}

double exponential_quantile(double p, bool upper) {
  return upper ? -natural_log(p) : -natural_log(1 - p);
}

double score(double p, bool upper) {
  return upper ? -normal_quantile(p) : normal_quantile(p);
}

double preset_quantile(const Quantiles& q, double p, bool upper) {
  constexpr double z90 = 1.2815515655446004, z99 = 2.3263478740408408;
  const double l50 = natural_log(q.p50_ns), l90 = natural_log(q.p90_ns), l99 = natural_log(q.p99_ns);
  const double z = score(p, upper);
  double log_value = 0;
  if (z < 0) {
    log_value = l50 + q.sigma * z;
  } else if (z < z90) {
    log_value = l50 + (l90 - l50) * z / z90;
  } else {
    log_value = l90 + (l99 - l90) * (z - z90) / (z99 - z90);
  }
  return std::min(bounded_exp(log_value), q.max_ns);
}

template <class Quantile>
std::shared_ptr<const QuantileTable> shared_table(QuantileTables& tables, const QuantileTables::Shape& shape, Quantile quantile) {
  auto& entry = tables.by_shape[shape];
  if (!entry) entry = std::make_shared<const QuantileTable>(quantile);
  return entry;
}

}  // namespace

std::shared_ptr<const QuantileTable> exponential_table(QuantileTables& tables) {
  return shared_table(tables, {1, 0, 0, 0, 0, 0}, exponential_quantile);
}

double Sampler::rough_mean_ns() const {
  double sum = 0;
  for (std::uint64_t i = 0; i < 1'024; ++i) sum += static_cast<double>(draw_ns((2 * i + 1) << 53));
  return sum / 1'024;
}

Sampler::Sampler(const Distribution& distribution) {
  QuantileTables alone;
  *this = Sampler(distribution, alone);
}

Sampler::Sampler(const Distribution& distribution, QuantileTables& tables) {
  if (const auto* constant = std::get_if<Constant>(&distribution)) {
    low_ns_ = std::min(constant->value.ns, max_draw_ns);
  } else if (const auto* uniform = std::get_if<Uniform>(&distribution)) {
    kind_ = Kind::uniform;
    low_ns_ = uniform->low.ns;
    span_ = static_cast<std::uint64_t>(uniform->high.ns - uniform->low.ns) + 1;
  } else if (const auto* empirical = std::get_if<Empirical>(&distribution)) {
    THAW_CHECK(!empirical->samples.empty());
    kind_ = Kind::empirical;
    low_ns_ = empirical->samples.front().ns;
    span_ = empirical->samples.size();
    samples_ = std::make_shared<const std::vector<Duration>>(empirical->samples);
  } else if (const auto* exponential = std::get_if<Exponential>(&distribution)) {
    kind_ = Kind::table;
    scale_ns_ = exponential->mean_ns;
    table_ = exponential_table(tables);
  } else if (const auto* lognormal = std::get_if<Lognormal>(&distribution)) {
    kind_ = Kind::table;
    scale_ns_ = lognormal->median_ns;
    const double sigma = lognormal->sigma;
    table_ = shared_table(tables, {2, sigma, 0, 0, 0, 0},
                          [sigma](double p, bool upper) { return bounded_exp(sigma * score(p, upper)); });
  } else {
    const Quantiles& q = std::get<Quantiles>(distribution);
    kind_ = Kind::table;
    scale_ns_ = 1;
    cap_ns_ = std::min(q.max_ns, cap_ns_);
    table_ = shared_table(tables, {3, q.p50_ns, q.p90_ns, q.p99_ns, q.max_ns, q.sigma},
                          [q](double p, bool upper) { return preset_quantile(q, p, upper); });
  }
  THAW_CHECK(low_ns_ >= 0 && low_ns_ <= max_draw_ns);
}

}  // namespace thaw
