// Does a Sampler draw the law that it names? A million draws of each kind against its distribution function, by Kolmogorov
// and Smirnov's distance and by chi-square over 100 cells of equal share; p > 0.0001. The first ten draws are frozen.
#include "workload/sampler.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "engine/random_stream.hpp"

namespace thaw {
namespace {

constexpr std::size_t draws = 1'000'000;
constexpr double ks_limit = 2.2253;            // sqrt(n) D at p = 0.0001
constexpr double chi_square_limit_99 = 160.1;  // 99 degrees of freedom at p = 0.0001

constexpr RandomStream stream(20'261'123, {"sampler test"});

std::vector<std::int64_t> drawn(const Distribution& distribution, std::size_t count) {
  const Sampler sampler(distribution);
  std::vector<std::int64_t> values;
  for (std::size_t i = 0; i < count; ++i) values.push_back(sampler.draw_ns(stream.at(i)));
  return values;
}

double normal_law(double z) {
  return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

struct Law {
  const char* name;
  Distribution distribution;
  std::function<double(double ns)> law;  // P(X <= ns)
};

double quantiles_law(const Quantiles& q, double ns) {
  constexpr double z90 = 1.2815515655446004, z99 = 2.3263478740408408;
  if (ns >= q.max_ns) return 1;
  const double l50 = std::log(q.p50_ns), l90 = std::log(q.p90_ns), l99 = std::log(q.p99_ns), x = std::log(ns);
  if (x < l50) return normal_law((x - l50) / q.sigma);
  if (x < l90) return normal_law(z90 * (x - l50) / (l90 - l50));
  return normal_law(z90 + (z99 - z90) * (x - l90) / (l99 - l90));
}

std::vector<Law> laws() {
  const Quantiles preset{200e6, 300e6, 900e6, 4'000e6, 0.2};
  return {
      {"exponential", Exponential{1.991e9}, [](double x) { return 1 - std::exp(-x / 1.991e9); }},
      {"lognormal", Lognormal{45e6, 0.8}, [](double x) { return normal_law(std::log(x / 45e6) / 0.8); }},
      {"lognormal with a heavy tail", Lognormal{60e9, 2.5}, [](double x) { return normal_law(std::log(x / 60e9) / 2.5); }},
      {"uniform", Uniform{seconds(300), seconds(420)}, [](double x) { return (x - 300e9) / 120e9; }},
      {"quantiles of a runtime", preset, [preset](double x) { return quantiles_law(preset, x); }},
  };
}

TEST_CASE("a million draws of each continuous law are as far from it as chance allows (Kolmogorov-Smirnov)") {
  for (const Law& law : laws()) {
    CAPTURE(law.name);
    std::vector<std::int64_t> values = drawn(law.distribution, draws);
    std::sort(values.begin(), values.end());
    double distance = 0;
    for (std::size_t i = 0; i < draws; ++i) {
      // A continuous law rounded to whole nanoseconds: half a nanosecond either way belongs to this value.
      const double p = law.law(static_cast<double>(values[i]) + 0.5);
      const auto n = static_cast<double>(draws);
      distance = std::max({distance, static_cast<double>(i + 1) / n - p, p - static_cast<double>(i) / n - 1e-7});
    }
    CHECK(distance * std::sqrt(static_cast<double>(draws)) < ks_limit);
  }
}

TEST_CASE("a million draws of each continuous law fill 100 cells of equal share evenly (chi-square)") {
  for (const Law& law : laws()) {
    CAPTURE(law.name);
    std::array<double, 100> cells{};
    for (const std::int64_t value : drawn(law.distribution, draws)) {
      const auto cell = static_cast<std::size_t>(law.law(static_cast<double>(value)) * 100);
      cells[std::min<std::size_t>(cell, 99)] += 1;
    }
    double chi_square = 0;
    for (const double count : cells) chi_square += (count - draws / 100.0) * (count - draws / 100.0) / (draws / 100.0);
    CHECK(chi_square < chi_square_limit_99);
  }
}

TEST_CASE("successive draws of a stream are uncorrelated") {
  const std::vector<std::int64_t> values = drawn(Uniform{{}, seconds(1)}, draws);
  double sum = 0;
  for (std::size_t i = 0; i + 1 < draws; ++i) {
    sum += (static_cast<double>(values[i]) / 1e9 - 0.5) * (static_cast<double>(values[i + 1]) / 1e9 - 0.5);
  }
  CHECK(std::abs(sum / draws * 12 * std::sqrt(static_cast<double>(draws))) < 3.9);
}

TEST_CASE("an empirical law draws each of its samples as often as the others, repeated ones more often") {
  const Empirical empirical{{seconds(1), seconds(2), seconds(2), seconds(7)}};
  std::array<double, 8> counts{};
  for (const std::int64_t value : drawn(empirical, draws)) {
    REQUIRE(value % 1'000'000'000 == 0);
    counts.at(static_cast<std::size_t>(value / 1'000'000'000)) += 1;
  }
  constexpr double quarter = draws / 4.0;
  const double chi_square = (counts[1] - quarter) * (counts[1] - quarter) / quarter +
                            (counts[2] - 2 * quarter) * (counts[2] - 2 * quarter) / (2 * quarter) +
                            (counts[7] - quarter) * (counts[7] - quarter) / quarter;
  CHECK(counts[1] + counts[2] + counts[7] == draws);
  CHECK(chi_square < 18.4);  // 2 degrees of freedom at p = 0.0001
}

TEST_CASE("a uniform law reaches both ends, to the nanosecond, and nothing beyond") {
  std::array<int, 5> counts{};
  for (const std::int64_t value : drawn(Uniform{nanoseconds(2), nanoseconds(4)}, 3'000))
    counts.at(static_cast<std::size_t>(value))++;
  CHECK(counts[0] + counts[1] == 0);
  CHECK(counts[2] > 900);
  CHECK(counts[3] > 900);
  CHECK(counts[4] > 900);
}

TEST_CASE("a constant is drawn as it is") {
  const Sampler sampler(Constant{milliseconds(120)});
  CHECK(sampler.constant());
  CHECK(sampler.min_ns() == 120'000'000);
  CHECK(sampler.draw_ns(0) == 120'000'000);
  CHECK(sampler.draw_ns(~std::uint64_t{0}) == 120'000'000);
  CHECK(Sampler().draw_ns(17) == 0);
}

TEST_CASE("no bits draw less than the smallest, a negative time, or one beyond what time can hold") {
  std::vector<Law> all = laws();
  all.push_back({"lognormal without bounds", Lognormal{1e18, 50}, nullptr});
  for (const Law& law : all) {
    CAPTURE(law.name);
    const Sampler sampler(law.distribution);
    CHECK_FALSE(sampler.constant());
    for (int bit = 0; bit < 64; ++bit) {
      for (const std::uint64_t bits : {std::uint64_t{1} << bit, (std::uint64_t{1} << bit) - 1, ~(std::uint64_t{1} << bit)}) {
        CHECK(sampler.draw_ns(bits) >= sampler.min_ns());
        CHECK(sampler.draw_ns(bits) >= 0);
        CHECK(sampler.draw_ns(bits) <= latest_ns);
      }
    }
  }
}

TEST_CASE("a quantile preset never exceeds its longest time") {
  const Sampler sampler(Quantiles{200e6, 300e6, 900e6, 1'000e6, 0.2});
  for (std::size_t i = 0; i < draws; ++i) REQUIRE(sampler.draw_ns(stream.at(i)) <= 1'000'000'000);
}

void check_frozen(const Distribution& distribution, const std::array<std::int64_t, 10>& frozen) {
  const std::vector<std::int64_t> found = drawn(distribution, 10);
  std::string text;
  for (const std::int64_t value : found) {
    std::array<char, 24> hex{};
    std::snprintf(hex.data(), hex.size(), "0x%llx, ", static_cast<unsigned long long>(value));
    text += hex.data();
  }
  INFO(text);
  CHECK(std::equal(found.begin(), found.end(), frozen.begin()));
}

TEST_CASE("the first ten draws of each law are what they always were") {
  check_frozen(Exponential{1.991e9}, {0x1ecf9d24, 0x19fc94b0f, 0x8bd56e56, 0x343a645a, 0x26b842e9, 0x7f75d87c, 0x4dbd5d7f,
                                      0x30c3a26, 0x60afcbd3, 0x48c13d36});
  check_frozen(Lognormal{45e6, 0.8},
               {0x17ae08b, 0xc1070e1, 0x4021449, 0x1ff16b5, 0x1ad1cb0, 0x3b7b2eb, 0x2946ea7, 0x8fd631, 0x30278e0, 0x2777c34});
  check_frozen(Uniform{seconds(300), seconds(420)}, {0x4c3cead588, 0x54a8e08454, 0x5c6b366ea9, 0x4fcbe92436, 0x4da09bad1e,
                                                     0x5d5d262608, 0x5346e4a6c5, 0x468ebf3ec3, 0x6030852e9f, 0x52a78492b4});
  check_frozen(
      Empirical{{seconds(1), seconds(2), seconds(2), seconds(7)}},
      {0x3b9aca00, 0x77359400, 0x1a13b8600, 0x77359400, 0x77359400, 0x1a13b8600, 0x77359400, 0x3b9aca00, 0x1a13b8600, 0x77359400});
  check_frozen(Quantiles{200e6, 300e6, 900e6, 4'000e6, 0.2},
               {0xa463773, 0x21884dd3, 0xdf92f3d, 0xb129846, 0xa995fa6, 0xd904b2b, 0xbce3498, 0x81097ac, 0xc79fdf8, 0xbac87d6});
}

}  // namespace
}  // namespace thaw
