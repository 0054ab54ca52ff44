// Percentiles of cold shares over functions and apps, by hand.
#include "run/cold_shares.hpp"

#include <catch2/catch.hpp>
#include <memory>

namespace thaw {
namespace {

Function in_app(const char* app) {
  Function f;
  if (app != nullptr) f.tags = std::make_shared<const Tags>(Tags{{"app", app}});
  return f;
}

FunctionResult calls(std::uint64_t attempts, std::uint64_t delayed, std::uint64_t throttles = 0) {
  FunctionResult figures;
  figures.attempts = attempts;
  figures.throttles = throttles;
  figures.delayed_starts = delayed;
  return figures;
}

TEST_CASE("each function counts once, however often it is called, and one without calls not at all") {
  ColdShareSums sums;
  CHECK_FALSE(sums.by_function(true));
  sums.add(in_app(nullptr), calls(1, 1), 1);
  CHECK_FALSE(sums.by_function(true));
  sums.add(in_app(nullptr), calls(1'000'000, 0), 0);
  sums.add(in_app(nullptr), calls(6, 1, 2), 2);  // of the four that were admitted
  sums.add(in_app(nullptr), calls(8, 4), 8);
  sums.add(in_app(nullptr), calls(3, 0, 3), 0);
  const auto found = sums.by_function(true);
  REQUIRE(found);
  CHECK(found->count == 4);
  CHECK(found->shares == ShareQuantiles{0, 0.25, 0.5, 1, 1});
  REQUIRE(found->fixed_10min);
  CHECK(*found->fixed_10min == ShareQuantiles{0, 0.5, 1, 1, 1});
  CHECK_FALSE(sums.by_function(false)->fixed_10min);
  CHECK_FALSE(sums.by_app(true));
}

TEST_CASE("functions of one app are one, and those of none are each their own") {
  ColdShareSums sums;
  sums.add(in_app("shop"), calls(10, 10), 0);
  sums.add(in_app("shop"), calls(30, 0), 0);
  CHECK_FALSE(sums.by_app(true));
  sums.add(in_app(nullptr), calls(2, 1), 0);
  sums.add(in_app("blog"), calls(4, 3), 0);
  const auto found = sums.by_app(true);
  REQUIRE(found);
  CHECK(found->count == 3);
  CHECK(found->shares == ShareQuantiles{0.25, 0.5, 0.75, 0.75, 0.75});
}

}  // namespace
}  // namespace thaw
