#include "stats/closed_forms.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "thaw/check.hpp"

// The expected numbers were computed independently of this code (another language, other formulas where there are any).

namespace {

using namespace thaw::stats;

/// Equal to the digits given: `digits` significant ones.
void require_near(double found, double expected, int digits) {
  CAPTURE(found, expected);
  REQUIRE(std::abs(found - expected) <= std::abs(expected) * std::pow(10.0, 1 - digits));
}

}  // namespace

TEST_CASE("losses are Erlang's") {
  REQUIRE(erlang_b(1, 1) == 0.5);
  REQUIRE(erlang_b(0, 3) == 1);
  require_near(erlang_b(3, 1.7919), 0.17903008, 8);
  require_near(erlang_b(5, 1.7919), 0.025918755, 8);
  require_near(erlang_b(10, 5), 0.01838457, 7);
  require_near(erlang_b(10, 10), 0.21458234, 8);
  require_near(erlang_b(15, 10), 0.036496945, 8);
  require_near(erlang_b(100, 100), 0.075700453, 8);
  require_near(erlang_b(120, 100), 0.0056900546, 8);
  require_near(erlang_b(1000, 2016), 0.50445458, 8);
}

TEST_CASE("waits are Erlang's") {
  require_near(erlang_c(10, 8), 0.40918015, 8);
  require_near(erlang_c(3, 1.7919), 0.35129101, 8);
  require_near(erlang_c(100, 90), 0.21694048, 8);
  require_near(erlang_c_mean_wait(10, 8), 0.40918015 / 2, 8);
  require_near(erlang_c(1, 0.25), 0.25, 12);
}

TEST_CASE("the busy count of unlimited places is Poisson") {
  require_near(busy_probability(0, 1.7919), 0.16664, 5);
  double sum = 0;
  double mean = 0;
  for (int k = 0; k < 60; ++k) {
    sum += busy_probability(k, 1.7919);
    mean += k * busy_probability(k, 1.7919);
  }
  require_near(sum, 1, 12);
  require_near(mean, 1.7919, 12);
}

TEST_CASE("the most recently used pool with a fixed idle timeout has the shares known") {
  struct Case {
    double rate, service, timeout, cold, environments, idle;
  };
  const std::vector<Case> cases = {
      {0.9, 1.991, 600, .001329307, 7.691934, 5.900034},
      {0.9, 1.991, 60, .01632734, 5.864228, 4.072328},
      {0.9, 1.991, 10, .1060398, 4.183985, 2.392085},
      {1, 1, 10, .07737383, 3.278075, 2.278075},
      {1, 1, 1, .4965203, 1.692103, .692103},
      {5, 2, 60, .005628689, 19.164343, 9.164343},
      {0.01, 1, 600, .01174772, 1.055022, 1.045022},
      {0.001, 0.1, 600, .5488567, .451303, .451203},
      {0.001, 0.1, 1800, .1653823, .834898, .834798},
      {10, 2.016, 600, .0002897342, 37.534986, 17.374986},
      {100, 0.1, 600, .00001799026, 26.120533, 16.120533},
      {1000, 0.05, 300, .000006819284, 83.491711, 33.491711},
  };
  for (const Case& one : cases) {
    CAPTURE(one.rate, one.service, one.timeout);
    const Pool pool = mru_pool(one.rate, one.service, one.timeout);
    require_near(pool.cold_share, one.cold, 6);
    require_near(pool.environments, one.environments, 6);
    require_near(pool.idle, one.idle, 6);
  }
}

TEST_CASE("cold starts of an empty start are the largest busy count") {
  require_near(cold_starts_from_empty(0.9, 2.016, 300), 7.209395, 7);
  require_near(cold_starts_from_empty(1, 1, 10), 3.127576330, 10);  // by uniformisation
  require_near(cold_starts_from_empty(0.1, 10, 3600), 5.728526, 7);
}

TEST_CASE("an exponential idle timeout has the shares known, and as many environments end as start") {
  struct Case {
    double rate, warm, cold, timeout, share, idle, environments;
  };
  const std::vector<Case> cases = {
      // By elimination without subtractions on (busy, idle), since cold = warm.
      {.9, 1.991, 1.991, 600, .008567620664, 4.626515159, 6.418415159},
      {.1, 1, 1, 60, .171532708363, 1.029196250, 1.129196250},
      {1, 1, 1, 10, .164634597361, 1.646345974, 2.646345974},
  };
  for (const Case& one : cases) {
    CAPTURE(one.rate, one.cold, one.timeout);
    const Pool pool = exponential_idle_pool(one.rate, one.warm, one.cold, one.timeout);
    require_near(pool.cold_share, one.share, 9);
    require_near(pool.idle, one.idle, 9);
    require_near(pool.environments, one.environments, 9);
    require_near(one.rate * pool.cold_share, pool.idle / one.timeout, 9);
  }
}

TEST_CASE("an exponential idle timeout with dearer cold calls has the shares known to four digits") {
  for (const bool busy : {true, false}) {
    const Pool pool = busy ? exponential_idle_pool(.9, 1.991, 2.244, 600) : exponential_idle_pool(.1, 1, 3, 60);
    require_near(pool.cold_share, busy ? .008584507 : .1769323, 5);
    require_near(pool.idle, busy ? 4.63525 : 1.06159, 5);
    require_near(pool.environments, busy ? 6.42910 : 1.19698, 5);
    require_near((busy ? .9 : .1) * pool.cold_share, pool.idle / (busy ? 600 : 60), 9);
  }
}

TEST_CASE("one environment alone has the shares known") {
  struct Case {
    double rate, warm, cold, timeout, share, service, rejected, alive;
  };
  const std::vector<Case> cases = {
      {.01, 2, 3, 60, .54881164, 2.5488116, .024854619, .46482887},
      {.1, .5, 2.5, 10, .36787944, 1.2357589, .10998446, .67258158},
      {.001, .1, 1.1, 600, .54881164, .64881164, .00064839, .45154421},
  };
  for (const Case& one : cases) {
    const OneEnvironment found = one_environment(one.rate, one.warm, one.cold, one.timeout);
    require_near(found.cold_share, one.share, 7);
    require_near(found.mean_service_s, one.service, 7);
    require_near(found.rejected_share, one.rejected, 5);
    require_near(found.alive, one.alive, 7);
  }
}

TEST_CASE("with a vanishing service an arrival is cold if the gap before it was longer than the timeout") {
  require_near(mru_pool(0.001, 1e-6, 600).cold_share, std::exp(-0.6), 6);
}

TEST_CASE("parameters that make no sense are broken invariants") {
  REQUIRE_THROWS_AS(erlang_b(-1, 1), thaw::BrokenInvariant);
  REQUIRE_THROWS_AS(erlang_b(1, 0), thaw::BrokenInvariant);
  REQUIRE_THROWS_AS(erlang_c(3, 3), thaw::BrokenInvariant);
  REQUIRE_THROWS_AS(busy_probability(-1, 1), thaw::BrokenInvariant);
  REQUIRE_THROWS_AS(mru_pool(0, 1, 1), thaw::BrokenInvariant);
  REQUIRE_THROWS_AS(mru_pool(1, 1, std::nan("")), thaw::BrokenInvariant);
  REQUIRE_THROWS_AS(cold_starts_from_empty(1, 1, 0), thaw::BrokenInvariant);
  REQUIRE_THROWS_AS(exponential_idle_pool(1, 1, 1, -1), thaw::BrokenInvariant);
  REQUIRE_THROWS_AS(exponential_idle_pool(1'000, 1, 1, 60), thaw::BrokenInvariant);
  REQUIRE_THROWS_AS(one_environment(1, 0, 1, 1), thaw::BrokenInvariant);
}
