#include "scenario/runtimes.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <tuple>
#include <vector>

#include "engine/random_stream.hpp"
#include "workload/sampler.hpp"

namespace thaw {
namespace {

TEST_CASE("the table has every measured combination once, with quantiles in order") {
  std::set<std::tuple<std::string_view, Package, Architecture>> seen;
  for (const RuntimeInit& row : runtime_table()) {
    CAPTURE(row.runtime, row.p50_ms);
    CHECK(seen.emplace(row.runtime, row.package, row.architecture).second);
    CHECK(0 < row.p50_ms);
    CHECK(row.p50_ms < row.p90_ms);
    CHECK(row.p90_ms < row.p99_ms);
    CHECK(row.p99_ms < row.max_ms);
    CHECK(row.sigma > 0);
    CHECK(row.sigma < 1);
    CHECK(row.samples > 500);
  }
  // 22 runtimes, two packages, two architectures; quarkus was not measured on arm64.
  CHECK(runtime_table().size() == 86);
  CHECK(runtime_names().size() == 22);
}

TEST_CASE("rows are those of the published measurement") {
  const RuntimeInit* python = find_runtime("python3.13", Package::zip, Architecture::x86_64);
  REQUIRE(python != nullptr);
  CHECK(init_quantiles(*python) == Quantiles{84.2e6, 98.8e6, 119.7e6, 143.4e6, 0.0767});
  const RuntimeInit* rust = find_runtime("rust", Package::image, Architecture::arm64);
  REQUIRE(rust != nullptr);
  CHECK(rust->p99_ms == 98.0);
  CHECK(find_runtime("quarkus", Package::zip, Architecture::arm64) == nullptr);
  CHECK(find_runtime("cobol", Package::zip, Architecture::x86_64) == nullptr);
}

TEST_CASE("every preset draws its measured p50, p90 and p99 within 2, 3 and 10 %, and never more than its longest") {
  std::vector<std::int64_t> draws(100'000);
  const RandomStream stream(1, {"presets"});
  for (const RuntimeInit& row : runtime_table()) {
    CAPTURE(row.runtime, row.p50_ms);
    const Sampler sampler(init_quantiles(row));
    for (std::size_t i = 0; i < draws.size(); ++i) draws[i] = sampler.draw_ns(stream.at(i));
    const auto quantile_ms = [&draws](std::size_t percent) {
      const auto place = draws.begin() + static_cast<std::ptrdiff_t>(draws.size() * percent / 100 - 1);
      std::nth_element(draws.begin(), place, draws.end());
      return static_cast<double>(*place) / 1e6;
    };
    CHECK(quantile_ms(50) == Approx(row.p50_ms).epsilon(0.02));
    CHECK(quantile_ms(90) == Approx(row.p90_ms).epsilon(0.03));
    CHECK(quantile_ms(99) == Approx(row.p99_ms).epsilon(0.10));
    CHECK(quantile_ms(100) <= row.max_ms);
  }
}

TEST_CASE("no runtime is both measured and not") {
  for (const std::string_view name : runtime_names()) {
    CAPTURE(name);
    CHECK_FALSE(is_unmeasured_runtime(name));
  }
}

TEST_CASE("custom runtimes are told from managed ones") {
  CHECK(is_custom_runtime("go"));
  CHECK(is_custom_runtime("provided.al2023"));
  CHECK_FALSE(is_custom_runtime("python3.13"));
  CHECK_FALSE(is_custom_runtime(""));
}

}  // namespace
}  // namespace thaw
