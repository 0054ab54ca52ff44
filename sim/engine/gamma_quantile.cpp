#include "engine/gamma_quantile.hpp"

#include <algorithm>
#include <cmath>

#include "engine/elementary.hpp"
#include "thaw/check.hpp"

namespace thaw {
namespace {

constexpr double smallest_exponent = -700;  // below it natural_exp has no value, and e to it is 0 to every sum here
constexpr double last_bit = 1e-17;

/// The sum over n of x^n / ((shape + 1) … (shape + n)): P(X <= x) is x^shape e^-x / gamma(shape + 1) times it.
double lower_series(double shape, double x) {
  double term = 1, sum = 1;
  for (double n = 1; term > sum * last_bit; ++n) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

/// Legendre's continued fraction for x > shape, by Lentz: P(X > x) is x^shape e^-x / gamma(shape) times it.
double upper_fraction(double shape, double x) {
  double b = x + 1 - shape, c = 1e300, d = 1 / b, product = d;
  for (int n = 1; n < 100'000; ++n) {
    const double a = n * (shape - n);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    const double factor = c * d;
    product *= factor;
    if (std::fabs(factor - 1) < 4e-16) break;
  }
  return product;
}

struct Tail {
  double log_share;  // ln of the tail's probability
  double slope;      // how fast its logarithm changes with ln x, without sign
};

class GammaLaw {
 public:
  explicit GammaLaw(double shape) : shape_(shape), log_gamma_(natural_log_gamma(shape)) {}

  [[nodiscard]] Tail tail(double log_x, bool upper) const {
    const double x = log_x < smallest_exponent ? 0 : natural_exp(log_x);
    const double log_density = shape_ * log_x - x - log_gamma_;  // of ln X
    double log_share = 0;
    if (upper && x >= shape_ + 1) {
      log_share = log_density + natural_log(upper_fraction(shape_, x));
    } else {
      log_share = log_density + natural_log(lower_series(shape_, x) / shape_);
      if (upper) log_share = natural_log(std::max(1 - natural_exp(std::max(log_share, smallest_exponent)), last_bit));
    }
    return {log_share, natural_exp(std::clamp(log_density - log_share, smallest_exponent, -smallest_exponent))};
  }

  /// Wilson and Hilferty's cube where it is good, and never below what x^shape / gamma(shape + 1) >= P(X <= x) leaves.
  [[nodiscard]] double guess(double p, bool upper) const {
    const double least = (natural_log(upper ? 1 - p : p) + log_gamma_ + natural_log(shape_)) / shape_;
    const double z = upper ? -normal_quantile(p) : normal_quantile(p);
    const double root = 1 - 1 / (9 * shape_) + z / (3 * std::sqrt(shape_));
    return root > 0.1 ? std::max(least, natural_log(shape_) + 3 * natural_log(root)) : least;
  }

 private:
  double shape_, log_gamma_;
};

}  // namespace

double natural_log_gamma(double x) {
  THAW_CHECK(x >= 0.01 && x <= 1e6);
  // Stirling's series is good to the last bit from 16 on; below, gamma(x + 1) = x gamma(x) leads there.
  double passed = 1;
  for (; x < 16; ++x) passed *= x;
  const double square = 1 / (x * x);
  const double series = (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1'260 - square * (1.0 / 1'680 - square / 1'188)))) / x;
  return (x - 0.5) * natural_log(x) - x + 0.9189385332046727 + series - natural_log(passed);
}

double log_gamma_quantile(double shape, double p, bool upper) {
  THAW_CHECK(p >= 1e-17 && p <= 0.5);
  const GammaLaw law(shape);
  const double target = natural_log(p);
  double log_x = law.guess(p, upper);
  // Newton on ln P(ln x), which is concave: from one side it converges without passing, from the other it passes once.
  for (int i = 0; i < 100; ++i) {
    const Tail tail = law.tail(log_x, upper);
    const double step = std::clamp((target - tail.log_share) / tail.slope, -1.0, 1.0);
    log_x += upper ? -step : step;
    if (std::fabs(step) < 1e-9) break;
  }
  return log_x;
}

}  // namespace thaw
