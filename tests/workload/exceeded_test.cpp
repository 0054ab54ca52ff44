// The rough quantiles that settings are checked with, against what a Sampler draws.
#include "workload/exceeded.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/random_stream.hpp"
#include "workload/sampler.hpp"

namespace thaw {
namespace {

constexpr std::size_t draws = 200'000;
constexpr RandomStream stream(20'261'124, {"exceeded test"});

double share_above(const Distribution& law, double ns) {
  const Sampler sampler(law);
  std::size_t above = 0;
  for (std::size_t i = 0; i < draws; ++i) above += static_cast<double>(sampler.draw_ns(stream.at(i))) > ns ? 1U : 0U;
  return static_cast<double>(above) / static_cast<double>(draws);
}

TEST_CASE("half of a law's draws exceed its median, and a tenth what a tenth exceeds") {
  const std::vector<Distribution> laws = {Exponential{2e9},
                                          Lognormal{45e6, 0.8},
                                          Uniform{seconds(1), seconds(3)},
                                          Gamma{0.5, 45e6},
                                          Gamma{20, 45e6},
                                          Weibull{0.7, 1e9},
                                          Pareto{1.5, milliseconds(10)},
                                          Quantiles{84e6, 99e6, 120e6, 143e6, 0.1},
                                          Mixture{{{1, Exponential{1e9}}, {1, Exponential{1e9}}}}};
  for (const Distribution& law : laws) {
    INFO(law.index());
    CHECK(share_above(law, rough_median_ns(law)) == Approx(0.5).margin(0.005));
    if (std::holds_alternative<Quantiles>(law)) continue;
    CHECK(share_above(law, rough_exceeded_ns(law, 0.1)) == Approx(0.1).margin(0.003));
  }
}

TEST_CASE("of constants, samples and bounded laws it is one of their times") {
  CHECK(rough_median_ns(Constant{milliseconds(5)}) == 5e6);
  const Empirical samples{{nanoseconds(1), nanoseconds(2), nanoseconds(3), nanoseconds(4)}};
  CHECK(rough_median_ns(samples) == 2);
  CHECK(rough_exceeded_ns(samples, 1e-9) == 4);
  CHECK(rough_median_ns(Empirical{{nanoseconds(7)}}) == 7);
  CHECK(rough_exceeded_ns(Quantiles{84e6, 99e6, 120e6, 143e6, 0.1}, 1e-9) == 143e6);
  CHECK(rough_exceeded_ns(Uniform{seconds(1), seconds(3)}, 1e-9) == Approx(3e9));
}

TEST_CASE("a mixture's is that of the part that decides, and none is beyond what can be drawn") {
  const Mixture mixture{{{0.9, Constant{milliseconds(45)}}, {0.1, Constant{seconds(2)}}}};
  CHECK(rough_median_ns(mixture) == 45e6);
  CHECK(rough_exceeded_ns(mixture, 0.05) == 2e9);
  CHECK(rough_exceeded_ns(Pareto{0.1, seconds(1)}, 1e-9) == static_cast<double>(max_draw_ns));
}

}  // namespace
}  // namespace thaw
