// Our own gamma function and gamma quantiles against those of a library, which the product does not use.
#include "engine/gamma_quantile.hpp"

#include <boost/math/special_functions/gamma.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "thaw/check.hpp"

namespace thaw {
namespace {

const std::vector<double>& shapes() {
  static const std::vector<double> list = {0.05, 0.07, 0.1,  0.3, 0.5,  0.9,   1,     1.1,   1.5,   2,     2.5,   3,
                                           5,    10,   17.3, 50,  99.9, 100.1, 316.2, 1'000, 3'333, 5'000, 10'000};
  return list;
}

TEST_CASE("the logarithm of the gamma function is a library's to the last bits") {
  for (double x = 0.01; x < 1e6; x *= 1.01) {
    CAPTURE(x);
    const double expected = boost::math::lgamma(x);
    CHECK(std::abs(natural_log_gamma(x) - expected) <= std::max(2e-14, 1e-15 * std::abs(expected)));
  }
  CHECK_THROWS_AS(natural_log_gamma(0), BrokenInvariant);
}

TEST_CASE("gamma quantiles of shapes from 0.05 to 10,000 are a library's within 1e-10, down to tails of 1e-15") {
  for (const double shape : shapes()) {
    for (double p = 0.5; p >= 1e-15; p *= 0.77) {
      CAPTURE(shape, p);
      const double above = boost::math::gamma_q_inv(shape, p);
      CHECK(log_gamma_quantile(shape, p, true) == Approx(std::log(above)).margin(1e-10).epsilon(0));
      const double below = boost::math::gamma_p_inv(shape, p);
      if (below > 1e-300) CHECK(log_gamma_quantile(shape, p, false) == Approx(std::log(below)).margin(1e-10).epsilon(0));
    }
  }
}

TEST_CASE("a gamma quantile has the tail that it was asked for") {
  for (const double shape : shapes()) {
    for (const double p : {0.5, 0.1, 1e-3, 1e-6, 1e-10, 1e-15}) {
      CAPTURE(shape, p);
      CHECK(boost::math::gamma_q(shape, std::exp(log_gamma_quantile(shape, p, true))) == Approx(p).epsilon(1e-9));
      const double log_below = log_gamma_quantile(shape, p, false);
      if (log_below > -700) CHECK(boost::math::gamma_p(shape, std::exp(log_below)) == Approx(p).epsilon(1e-9));
    }
  }
}

TEST_CASE("quantiles of tiny shapes stay logarithms below the smallest double") {
  // There P(X <= x) is x^shape / gamma(shape + 1).
  const double expected = (std::log(1e-15) + std::lgamma(1.01)) / 0.01;
  CHECK(log_gamma_quantile(0.01, 1e-15, false) == Approx(expected).epsilon(1e-12));
}

TEST_CASE("both halves of a gamma law meet at its median") {
  for (const double shape : shapes()) {
    CAPTURE(shape);
    CHECK(log_gamma_quantile(shape, 0.5, true) == Approx(log_gamma_quantile(shape, 0.5, false)).margin(1e-11).epsilon(0));
  }
}

}  // namespace
}  // namespace thaw
