#include "workload/sampler.hpp"

#include <algorithm>
#include <utility>

#include "engine/elementary.hpp"
#include "engine/gamma_quantile.hpp"

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

/// ln (1 - p), to the last bit for small p too.
double log_of_rest(double p) {
  const double rest = 1 - p;
  return rest == 1 ? -p : -p * natural_log(rest) / (rest - 1);
}

/// A tail like p^exponent is stored as a root of it that cubics follow: how often that must be squared again.
std::uint8_t squarings_for(double exponent, double steepest) {
  THAW_CHECK(exponent > 0 && exponent <= 100);
  std::uint8_t squarings = 0;
  for (; exponent > steepest; exponent /= 2) ++squarings;
  return squarings;
}

double root_of(unsigned squarings) {
  return 1.0 / static_cast<double>(1U << squarings);
}

using Shape = QuantileTables::Shape;
constexpr Shape exponential_shape{1, 0, 0, 0, 0, 0};
Shape shape_of(const Lognormal& law) {
  return {2, law.sigma, 0, 0, 0, 0};
}
Shape shape_of(const Quantiles& law) {
  return {3, law.p50_ns, law.p90_ns, law.p99_ns, law.max_ns, law.sigma};
}
Shape shape_of(const Gamma& law) {
  return {4, law.shape, 0, 0, 0, 0};
}
Shape shape_of(const Weibull& law) {
  return {5, law.shape, 0, 0, 0, 0};
}
Shape shape_of(const Pareto& law) {
  return {6, law.shape, 0, 0, 0, 0};
}

struct ShapeList {
  std::vector<Shape> shapes;

  void operator()(const Constant&) {}
  void operator()(const Uniform&) {}
  void operator()(const Empirical&) {}
  void operator()(const Exponential&) { shapes.push_back(exponential_shape); }
  void operator()(const Mixture& mixture) {
    for (const Mixture::Part& part : mixture.parts) std::visit(*this, part.law);
  }
  template <class Law>
  void operator()(const Law& law) {
    shapes.push_back(shape_of(law));
  }
};

template <class Quantile>
std::shared_ptr<const QuantileTable> shared_table(QuantileTables& tables, const QuantileTables::Shape& shape, Quantile quantile) {
  auto& entry = tables.by_shape[shape];
  if (!entry) entry = std::make_shared<const QuantileTable>(quantile);
  return entry;
}

}  // namespace

std::shared_ptr<const QuantileTable> exponential_table(QuantileTables& tables) {
  return shared_table(tables, exponential_shape, exponential_quantile);
}

std::vector<QuantileTables::Shape> table_shapes(const Distribution& distribution) {
  ShapeList list;
  std::visit(list, distribution);
  return std::move(list.shapes);
}

struct Sampler::Part {
  std::uint64_t end;  // bits below it, and not below the part before, are this part's; the last takes all that are left
  Sampler sampler;
};

Sampler::Sampler(const Distribution& distribution) {
  QuantileTables alone;
  *this = Sampler(distribution, alone);
}

Sampler::Sampler(const Distribution& distribution, QuantileTables& tables) {
  std::visit([&](const auto& law) { take(law, tables); }, distribution);
  THAW_CHECK(low_ns_ >= 0 && low_ns_ <= max_draw_ns);
}

namespace {

double mean_ns_of(const Quantiles& q) {
  constexpr int points = 64;
  double sum = 0;
  for (int i = 0; i < points / 2; ++i) {
    const double tail = (i + 0.5) / points;
    sum += preset_quantile(q, tail, false) + preset_quantile(q, tail, true);
  }
  return sum / points;
}

double mean_ns_of(const Empirical& empirical) {
  double sum = 0;
  for (const Duration sample : empirical.samples) sum += static_cast<double>(sample.ns);
  return sum / static_cast<double>(empirical.samples.size());
}

struct RoughMean {
  double operator()(const Constant& d) const { return static_cast<double>(d.value.ns); }
  double operator()(const Exponential& d) const { return d.mean_ns; }
  double operator()(const Lognormal& d) const { return d.median_ns * bounded_exp(d.sigma * d.sigma / 2); }
  double operator()(const Uniform& d) const { return (static_cast<double>(d.low.ns) + static_cast<double>(d.high.ns)) / 2; }
  double operator()(const Empirical& d) const { return mean_ns_of(d); }
  double operator()(const Quantiles& d) const { return mean_ns_of(d); }
  double operator()(const Gamma& d) const { return d.mean_ns; }
  double operator()(const Weibull& d) const { return d.scale_ns * bounded_exp(natural_log_gamma(1 + 1 / d.shape)); }
  double operator()(const Pareto& d) const {
    return d.shape > 1 ? static_cast<double>(d.min.ns) * d.shape / (d.shape - 1) : static_cast<double>(max_draw_ns);
  }
  double operator()(const Mixture& d) const {
    double sum = 0, weights = 0;
    for (const Mixture::Part& part : d.parts) {
      sum += part.weight * std::visit(*this, part.law);
      weights += part.weight;
    }
    return sum / weights;
  }
};

}  // namespace

double rough_mean_ns(const Distribution& distribution) {
  return std::visit(RoughMean{}, distribution);
}

void Sampler::take(const Constant& constant, QuantileTables&) {
  low_ns_ = std::min(constant.value.ns, max_draw_ns);
}

void Sampler::take(const Exponential& exponential, QuantileTables& tables) {
  kind_ = Kind::table;
  scale_ns_ = exponential.mean_ns;
  table_ = exponential_table(tables);
}

void Sampler::take(const Lognormal& lognormal, QuantileTables& tables) {
  kind_ = Kind::table;
  scale_ns_ = lognormal.median_ns;
  const double sigma = lognormal.sigma;
  table_ =
      shared_table(tables, shape_of(lognormal), [sigma](double p, bool upper) { return bounded_exp(sigma * score(p, upper)); });
}

void Sampler::take(const Uniform& uniform, QuantileTables&) {
  kind_ = Kind::uniform;
  low_ns_ = uniform.low.ns;
  span_ = static_cast<std::uint64_t>(uniform.high.ns - uniform.low.ns) + 1;
}

void Sampler::take(const Empirical& empirical, QuantileTables&) {
  THAW_CHECK(!empirical.samples.empty());
  kind_ = Kind::empirical;
  low_ns_ = empirical.samples.front().ns;
  span_ = empirical.samples.size();
  samples_ = std::make_shared<const std::vector<Duration>>(empirical.samples);
}

void Sampler::take(const Quantiles& q, QuantileTables& tables) {
  kind_ = Kind::table;
  scale_ns_ = 1;
  cap_ns_ = std::min(q.max_ns, cap_ns_);
  table_ = shared_table(tables, shape_of(q), [q](double p, bool upper) { return preset_quantile(q, p, upper); });
}

void Sampler::take(const Gamma& gamma, QuantileTables& tables) {
  kind_ = Kind::squares;
  scale_ns_ = gamma.mean_ns;
  squarings_ = squarings_for(1 / gamma.shape, 2);
  const double shape = gamma.shape, root = root_of(squarings_), log_mean = natural_log(shape);
  table_ = shared_table(tables, shape_of(gamma),
                        [=](double p, bool upper) { return bounded_exp((log_gamma_quantile(shape, p, upper) - log_mean) * root); });
}

void Sampler::take(const Weibull& weibull, QuantileTables& tables) {
  kind_ = Kind::squares;
  scale_ns_ = weibull.scale_ns;
  squarings_ = squarings_for(1 / weibull.shape, 2);
  const double power = root_of(squarings_) / weibull.shape;
  table_ = shared_table(tables, shape_of(weibull), [power](double p, bool upper) {
    return bounded_exp(natural_log(upper ? -natural_log(p) : -log_of_rest(p)) * power);
  });
}

void Sampler::take(const Pareto& pareto, QuantileTables& tables) {
  kind_ = Kind::squares;
  low_ns_ = std::min(pareto.min.ns, max_draw_ns);
  scale_ns_ = static_cast<double>(pareto.min.ns);
  squarings_ = squarings_for(1 / pareto.shape, 0.25);
  const double power = -root_of(squarings_) / pareto.shape;
  table_ = shared_table(tables, shape_of(pareto),
                        [power](double p, bool upper) { return bounded_exp((upper ? natural_log(p) : log_of_rest(p)) * power); });
}

void Sampler::take(const Mixture& mixture, QuantileTables& tables) {
  THAW_CHECK(!mixture.parts.empty());
  double total = 0;
  for (const Mixture::Part& part : mixture.parts) {
    THAW_CHECK(part.weight > 0 && part.weight < 1e300);
    total += part.weight;
  }
  std::vector<Part> parts;
  double below = 0;
  low_ns_ = max_draw_ns;
  for (const Mixture::Part& part : mixture.parts) {
    below += part.weight / total;
    constexpr double nearly_all = 1 - 0x1p-53;
    Sampler sampler;
    std::visit([&](const auto& law) { sampler.take(law, tables); }, part.law);
    low_ns_ = std::min(low_ns_, sampler.low_ns_);
    parts.push_back({static_cast<std::uint64_t>(std::min(below, nearly_all) * 0x1p64), std::move(sampler)});
  }
  kind_ = Kind::mixture;
  parts_ = std::make_shared<const std::vector<Part>>(std::move(parts));
}

std::int64_t Sampler::drawn_apart_ns(std::uint64_t bits) const {
  if (kind_ == Kind::squares) {
    double value = table_->at(bits);
    for (unsigned i = 0; i < squarings_; ++i) value *= value;
    return std::max(low_ns_, rounded(value * scale_ns_));
  }
  const Part* part = parts_->data();
  for (const Part* last = part + parts_->size() - 1; part != last && bits >= part->end; ++part) {
  }
  // The bits that chose the part lie in a narrow range; mixed once more they are as good as new.
  return part->sampler.draw_ns(mixed(bits));
}

}  // namespace thaw
