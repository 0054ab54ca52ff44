// Provisioned concurrency that spills over to environments on demand (closed form 5.7): nothing is lost, but to the units it is as
// if what spills over were, so that its share is Erlang's B(P, rho) and units are busy rho (1 - B) / P of the time.
#include <catch2/catch.hpp>

#include "statistical/experiment.hpp"

namespace thaw::statistical {
namespace {

double spilled_share(const FunctionResult& r) {
  return static_cast<double>(r.provisioned->spillover_invocations) / static_cast<double>(r.invocations);
}
double utilization(const FunctionResult& r) {
  return r.provisioned->utilization_mean;
}
double lost(const FunctionResult& r) {
  return static_cast<double>(r.requests - r.succeeded);
}

TEST_CASE("5.7: what spills over is what Erlang's formula would lose, and the units are as busy, whatever the service law") {
  struct Units {
    std::uint32_t provisioned;
    double load, spilled, utilization, precision;
  };
  const auto c = GENERATE(values<Units>(
      {{10, 10, .21458234, .78541766, 0.01}, {15, 10, .03649695, .64233537, 0.03}, {3, 1.7919, .17903008, .49036534, 0.01}}));
  const auto law = GENERATE(0, 1);
  CAPTURE(c.provisioned, c.load, law);
  const std::vector<Distribution> laws = {exponential(1), lognormal(1, 1)};
  Scenario scenario = poisson(c.load, laws[static_cast<std::size_t>(law)], 5, 150'000 / c.load, 20);
  scenario.functions[0].provisioned_concurrency = ProvisionedConcurrency{{{Duration{}, c.provisioned}}, {}};
  auto found = replicate(scenario, {{"spilled", spilled_share}, {"utilization", utilization}, {"lost", lost}});
  CHECK_AGREES(found["spilled"], c.spilled, c.precision);
  CHECK_AGREES(found["utilization"], c.utilization, 0.01);
  CHECK(found["lost"].mean == 0);
}

}  // namespace
}  // namespace thaw::statistical
