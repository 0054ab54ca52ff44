// Does a Sampler draw the law that it names? A million draws of each kind against its distribution function, by Kolmogorov
// and Smirnov's distance and by chi-square over 100 cells of equal share; p > 0.0001. The first ten draws are frozen.
#include "workload/sampler.hpp"

#include <algorithm>
#include <array>
#include <boost/math/special_functions/gamma.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>
#include <functional>
#include <numeric>
#include <optional>
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

/// A law and what is known of it; a mean or coefficient of variation is left out where it does not exist or where a million
/// draws are too few for sums of its powers to be normal.
struct Law {
  const char* name;
  Distribution distribution;
  std::function<double(double ns)> law;  // P(X <= ns)
  std::optional<double> mean_ns = std::nullopt, cv = std::nullopt;
};

constexpr double z90 = 1.2815515655446004, z99 = 2.3263478740408408;

double quantiles_law(const Quantiles& q, double ns) {
  if (ns >= q.max_ns) return 1;
  const double l50 = std::log(q.p50_ns), l90 = std::log(q.p90_ns), l99 = std::log(q.p99_ns), x = std::log(ns);
  if (x < l50) return normal_law((x - l50) / q.sigma);
  if (x < l90) return normal_law(z90 * (x - l50) / (l90 - l50));
  return normal_law(z90 + (z99 - z90) * (x - l90) / (l99 - l90));
}

/// E X^power by the midpoint rule over the normal score.
double quantiles_moment(const Quantiles& q, int power) {
  constexpr double step = 1e-4;
  double sum = 0;
  for (double z = -8 + step / 2; z < 8; z += step) {
    const double log_value = z < 0     ? std::log(q.p50_ns) + q.sigma * z
                             : z < z90 ? std::log(q.p50_ns) + std::log(q.p90_ns / q.p50_ns) * z / z90
                                       : std::log(q.p90_ns) + std::log(q.p99_ns / q.p90_ns) * (z - z90) / (z99 - z90);
    sum += std::pow(std::min(std::exp(log_value), q.max_ns), power) * std::exp(-z * z / 2) * step / std::sqrt(2 * M_PI);
  }
  return sum;
}

double gamma_law(double shape, double mean_ns, double ns) {
  return ns <= 0 ? 0 : boost::math::gamma_p(shape, ns * shape / mean_ns);
}

double weibull_law(double shape, double scale_ns, double ns) {
  return ns <= 0 ? 0 : -std::expm1(-std::pow(ns / scale_ns, shape));
}

double weibull_mean(double shape) {
  return std::tgamma(1 + 1 / shape);
}

double weibull_cv(double shape) {
  return std::sqrt(std::tgamma(1 + 2 / shape) / (weibull_mean(shape) * weibull_mean(shape)) - 1);
}

double pareto_law(double shape, double min_ns, double ns) {
  return ns <= min_ns ? 0 : 1 - std::pow(min_ns / ns, shape);
}

std::vector<Law> continuous_laws() {
  const Quantiles preset{84.2e6, 98.8e6, 119.7e6, 143.4e6, 0.0767};  // python3.13, zip, x86_64
  const double preset_mean = quantiles_moment(preset, 1);
  const double preset_cv = std::sqrt(quantiles_moment(preset, 2) / (preset_mean * preset_mean) - 1);
  const auto gamma = [](const char* name, double shape, double mean_ns) {
    return Law{name, Gamma{shape, mean_ns}, [=](double x) { return gamma_law(shape, mean_ns, x); }, mean_ns, 1 / std::sqrt(shape)};
  };
  const auto weibull = [](const char* name, double shape, double scale_ns) {
    return Law{name, Weibull{shape, scale_ns}, [=](double x) { return weibull_law(shape, scale_ns, x); },
               scale_ns * weibull_mean(shape), weibull_cv(shape)};
  };
  // Balanced means at a coefficient of variation of 3: both parts bring half of the mean.
  const double rare = 0.5 * (1 - std::sqrt(8.0 / 10.0)), common = 1 - rare;
  const Mixture hyperexponential{{{common, Exponential{1e9 / common}}, {rare, Exponential{1e9 / rare}}}};
  return {
      {"exponential", Exponential{1.991e9}, [](double x) { return 1 - std::exp(-x / 1.991e9); }, 1.991e9, 1.0},
      {"lognormal", Lognormal{45e6, 0.8}, [](double x) { return normal_law(std::log(x / 45e6) / 0.8); }, 45e6 * std::exp(0.32),
       std::sqrt(std::expm1(0.64))},
      {"lognormal with a heavy tail", Lognormal{60e9, 2.5}, [](double x) { return normal_law(std::log(x / 60e9) / 2.5); }},
      {"uniform", Uniform{seconds(300), seconds(420)}, [](double x) { return (x - 300e9) / 120e9; }, 360e9,
       120.0 / std::sqrt(12.0) / 360},
      {"quantiles of a runtime", preset, [preset](double x) { return quantiles_law(preset, x); }, preset_mean, preset_cv},
      gamma("gamma of shape 0.2", 0.2, 1e13),
      gamma("gamma of shape 1", 1, 2e9),
      gamma("gamma of shape 2.5", 2.5, 45e6),
      gamma("gamma of shape 100", 100, 45e6),
      gamma("gamma of shape 10,000", 10'000, 45e9),
      weibull("weibull of shape 0.5", 0.5, 1e12),
      weibull("weibull of shape 3", 3, 45e6),
      {"pareto without a variance", Pareto{1.5, milliseconds(10)}, [](double x) { return pareto_law(1.5, 10e6, x); }},
      {"pareto", Pareto{12, milliseconds(10)}, [](double x) { return pareto_law(12, 10e6, x); }, 10e6 * 12 / 11,
       1 / std::sqrt(12.0 * 10)},
      {"hyperexponential", hyperexponential,
       [=](double x) { return 1 - common * std::exp(-x * common / 1e9) - rare * std::exp(-x * rare / 1e9); }, 2e9, 3.0},
      {"mixture of three kinds", Mixture{{{70, Lognormal{45e6, 0.8}}, {20, Gamma{2.5, 1e9}}, {10, Uniform{{}, seconds(2)}}}},
       [](double x) {
         return 0.7 * normal_law(std::log(x / 45e6) / 0.8) + 0.2 * gamma_law(2.5, 1e9, x) + 0.1 * std::min(1.0, x / 2e9);
       },
       0.7 * 45e6 * std::exp(0.32) + 0.2e9 + 0.1e9},
  };
}

std::vector<Law> laws() {
  std::vector<Law> all = continuous_laws();
  all.push_back({"empirical", Empirical{{seconds(1), seconds(2), seconds(2), seconds(7)}},
                 [](double x) { return x < 1e9   ? 0.0
                                       : x < 2e9 ? 0.25
                                       : x < 7e9 ? 0.75
                                                 : 1.0; }, 3e9, std::sqrt(5.5) / 3});
  all.push_back({"mixture of a fixed time and a tail",
                 Mixture{{{0.9, Constant{milliseconds(45)}}, {0.1, Pareto{12, milliseconds(40)}}}},
                 [](double x) { return (x < 45e6 ? 0 : 0.9) + 0.1 * pareto_law(12, 40e6, x); }, 0.9 * 45e6 + 0.1 * 40e6 * 12 / 11});
  return all;
}

TEST_CASE("a million draws of each law are as far from it as chance allows (Kolmogorov-Smirnov)") {
  for (const Law& law : laws()) {
    CAPTURE(law.name);
    std::vector<std::int64_t> values = drawn(law.distribution, draws);
    std::sort(values.begin(), values.end());
    double distance = 0;
    constexpr auto n = static_cast<double>(draws);
    for (std::size_t from = 0, to = 0; from < draws; from = to) {
      while (to < draws && values[to] == values[from]) ++to;
      // Times are rounded to whole nanoseconds: half a nanosecond either way belongs to this value.
      const auto x = static_cast<double>(values[from]);
      distance = std::max({distance, std::abs(static_cast<double>(to) / n - law.law(x + 0.5)),
                           std::abs(static_cast<double>(from) / n - law.law(x - 0.5))});
    }
    CHECK(distance * std::sqrt(n) < ks_limit);
  }
}

TEST_CASE("a million draws of each continuous law fill 100 cells of equal share evenly (chi-square)") {
  for (const Law& law : continuous_laws()) {
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

TEST_CASE("mean and coefficient of variation of a million draws are the law's within four standard errors") {
  for (const Law& law : laws()) {
    if (!law.mean_ns) continue;
    CAPTURE(law.name);
    const std::vector<std::int64_t> values = drawn(law.distribution, draws);
    constexpr auto n = static_cast<double>(draws);
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const std::int64_t value : values) squares += (static_cast<double>(value) - mean) * (static_cast<double>(value) - mean);
    const double sd = std::sqrt(squares / n);
    CHECK(std::abs(mean - *law.mean_ns) < 4 * sd / std::sqrt(n));
    if (!law.cv) continue;
    // By the delta method a draw moves sd / mean by this much of it, over n.
    double variance = 0;
    for (const std::int64_t value : values) {
      const double away = (static_cast<double>(value) - mean) / sd;
      const double moved = (away * away - 1) / 2 - away * sd / mean;
      variance += moved * moved / n;
    }
    CHECK(std::abs(sd / mean / *law.cv - 1) < 4 * std::sqrt(variance / n));
  }
}

/// The longest relative way of a draw from its quantile, for tails down to 1e-10 where a nanosecond is no part of it.
template <class Quantile>
double largest_error(const Distribution& distribution, Quantile quantile) {
  const Sampler sampler(distribution);
  double worst = 0;
  for (double p = 0.4999; p > 1e-10; p *= 0.993) {
    const auto tail = static_cast<std::uint64_t>(p * 0x1p64);
    for (const bool upper : {false, true}) {
      const double expected = quantile(static_cast<double>(tail) * 0x1p-64, upper);
      if (expected < 1e8 || expected > 0.9 * static_cast<double>(max_draw_ns)) continue;
      const auto found = static_cast<double>(sampler.draw_ns(tail | (upper ? std::uint64_t{1} << 63 : 0)));
      worst = std::max(worst, std::abs(found / expected - 1));
    }
  }
  return worst;
}

TEST_CASE("gamma, weibull and pareto draws are their quantiles within one part in a million, however steep the law") {
  const auto log_tail = [](double p, bool upper) { return upper ? std::log(p) : std::log1p(-p); };
  for (const double shape : {0.05, 0.1, 0.3, 0.7, 1.0, 2.0, 10.0, 100.0, 10'000.0}) {
    CAPTURE(shape);
    CHECK(largest_error(Gamma{shape, 1e15}, [&](double p, bool upper) {
            return (upper ? boost::math::gamma_q_inv(shape, p) : boost::math::gamma_p_inv(shape, p)) / shape * 1e15;
          }) < 1e-6);
  }
  for (const double shape : {0.1, 0.2, 0.5, 1.0, 1.5, 10.0, 1'000.0}) {
    CAPTURE(shape);
    CHECK(largest_error(Weibull{shape, 1e13},
                        [&](double p, bool upper) { return 1e13 * std::pow(-log_tail(p, upper), 1 / shape); }) < 1e-6);
    CHECK(largest_error(Pareto{shape, seconds(1)},
                        [&](double p, bool upper) { return 1e9 * std::exp(-log_tail(p, upper) / shape); }) < 1e-6);
  }
}

TEST_CASE("draws in the deepest tails are what they always were, stored or made for the draw") {
  using Draws = std::vector<std::int64_t>;
  const auto tail_of = [](const Distribution& law) {
    const Sampler sampler(law);
    Draws tail;
    for (const int octave : {14, 15, 16, 40, 47, 60}) {  // stored up to 15, cut at 47
      tail.push_back(sampler.draw_ns((std::uint64_t{1} << 63) | (std::uint64_t{0x6000000000000000} >> octave)));
    }
    return tail;
  };
  CHECK(tail_of(Exponential{1e15}) == Draws{10'684'889'780'850'960, 11'378'036'961'410'900, 12'071'184'141'970'842,
                                            28'706'716'316'464'428, 33'558'726'394'560'388, 33'404'596'059'501'900});
  CHECK(tail_of(Gamma{0.3, 1e13}) == Draws{268'438'700'866'811, 289'914'162'667'106, 311'490'331'709'486, 844'081'031'393'488,
                                           1'001'946'828'963'145, 996'922'844'295'024});
  CHECK(tail_of(Weibull{0.5, 1e13}) == Draws{1'141'668'696'289'332, 1'294'597'250'952'327, 1'457'134'865'893'683,
                                             8'240'755'616'739'678, 11'261'881'172'252'412, 11'158'670'378'984'898});
}

TEST_CASE("laws need a table for each shape, whatever their scale") {
  CHECK(table_shapes(Constant{seconds(1)}).empty());
  CHECK(table_shapes(Uniform{seconds(1), seconds(2)}).empty());
  CHECK(table_shapes(Gamma{2, 1e9}) == table_shapes(Gamma{2, 5e9}));
  CHECK(table_shapes(Gamma{2, 1e9}) != table_shapes(Weibull{2, 1e9}));
  const Mixture mixture{{{1, Lognormal{1e9, 0.5}}, {2, Constant{}}, {1, Pareto{2, seconds(1)}}, {1, Exponential{1e9}}}};
  const auto shapes = table_shapes(mixture);
  CHECK(shapes.size() == 3);
  // They are the tables that samplers make.
  QuantileTables tables;
  static_cast<void>(Sampler(mixture, tables));
  for (const auto& shape : shapes) CHECK(tables.by_shape.contains(shape));
  CHECK(tables.by_shape.size() == 3);
}

TEST_CASE("a part of a mixture that is drawn seldom is drawn over its whole range") {
  const Sampler sampler(Mixture{{{999, Uniform{{}, seconds(1)}}, {1, Uniform{seconds(2), seconds(3)}}}});
  std::vector<double> rare;
  for (std::size_t i = 0; i < draws; ++i) {
    const auto ns = static_cast<double>(sampler.draw_ns(stream.at(i)));
    if (ns > 1.5e9) rare.push_back(ns / 1e9 - 2);
  }
  CHECK(std::abs(static_cast<double>(rare.size()) - draws / 1e3) < 4 * std::sqrt(draws / 1e3));
  std::sort(rare.begin(), rare.end());
  double distance = 0;
  const auto n = static_cast<double>(rare.size());
  for (std::size_t i = 0; i < rare.size(); ++i) {
    distance = std::max({distance, static_cast<double>(i + 1) / n - rare[i], rare[i] - static_cast<double>(i) / n});
  }
  CHECK(distance * std::sqrt(n) < ks_limit);
}

TEST_CASE("the smallest draw and the rough mean of a law are known before it is drawn") {
  CHECK(Sampler(Gamma{2, 1e9}).min_ns() == 0);
  CHECK(Sampler(Weibull{2, 1e9}).min_ns() == 0);
  CHECK(Sampler(Pareto{2, seconds(3)}).min_ns() == 3'000'000'000);
  const Mixture mixture{{{3, Constant{seconds(2)}}, {1, Uniform{seconds(1), seconds(9)}}}};
  CHECK(Sampler(mixture).min_ns() == 1'000'000'000);
  CHECK_FALSE(Sampler(mixture).constant());
  CHECK(rough_mean_ns(mixture) == Approx(0.75 * 2e9 + 0.25 * 5e9).epsilon(0.01));
  for (const Law& law : laws()) {
    CAPTURE(law.name);
    if (law.mean_ns) CHECK(rough_mean_ns(law.distribution) == Approx(*law.mean_ns).epsilon(0.05));
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

TEST_CASE("no bits draw less than the smallest, a negative time, or one beyond the longest that is drawn") {
  std::vector<Law> all = laws();
  all.push_back({"lognormal without bounds", Lognormal{1e18, 50}, nullptr});
  all.push_back({"the steepest gamma", Gamma{0.05, 1e17}, nullptr});
  all.push_back({"the steepest weibull", Weibull{0.1, 1e17}, nullptr});
  all.push_back({"the steepest pareto", Pareto{0.1, seconds(86'400)}, nullptr});
  all.push_back({"the flattest pareto", Pareto{1'000, seconds(86'400 * 1'000)}, nullptr});
  for (const Law& law : all) {
    CAPTURE(law.name);
    const Sampler sampler(law.distribution);
    CHECK_FALSE(sampler.constant());
    for (int bit = 0; bit < 64; ++bit) {
      for (const std::uint64_t bits : {std::uint64_t{1} << bit, (std::uint64_t{1} << bit) - 1, ~(std::uint64_t{1} << bit)}) {
        CHECK(sampler.draw_ns(bits) >= sampler.min_ns());
        CHECK(sampler.draw_ns(bits) >= 0);
        CHECK(sampler.draw_ns(bits) <= max_draw_ns);
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
  check_frozen(Gamma{0.2, 1e13}, {0x4c0270576, 0x3eaee5f0644e, 0x52ca13c2fc2, 0x2b97761740, 0xcb6edc677, 0x3f0e93735c4,
                                  0xc589ba741a, 0x53792, 0x1a48fb6d48c, 0x9b54e4a443});
  check_frozen(Gamma{2.5, 45e6},
               {0x15c04ac, 0x6a26209, 0x335c03f, 0x1ce0dc1, 0x188b7b1, 0x3081c52, 0x24257f1, 0x72e155, 0x29108e0, 0x22cb735});
  check_frozen(Weibull{0.5, 1e12}, {0xfb1cdc632, 0xb2a1a2e6db7, 0x1434451fb18, 0x2d18c8289c, 0x18c92a5493, 0x10c96acfc91,
                                    0x63e9ccd67a, 0x275034c7, 0x9a8cf95e43, 0x5782bdb45c});
  check_frozen(Weibull{3, 45e6},
               {0x1b60b2a, 0x412e40e, 0x2d53f4c, 0x20a4bd3, 0x1d8b547, 0x2bf311b, 0x25457ea, 0xca95fc, 0x2815082, 0x2475082});
  check_frozen(Pareto{1.5, milliseconds(10)},
               {0xb56c19, 0x62957dd, 0x14eb74e, 0xcc9e0c, 0xbdaa17, 0x1383d7e, 0xec25d7, 0x9b3910, 0x106ab5e, 0xe5a069});
  check_frozen(
      Mixture{{{0.9, Exponential{1e9}}, {0.1, Exponential{9e9}}}},
      {0x60fd892, 0xe8c123f, 0x40056a74, 0xb91bef12, 0x7ef310e, 0x2bb4f6e1, 0x1ad20274, 0x3a00db44, 0x19bb557b8, 0x40deba0});
  check_frozen(Mixture{{{0.7, Constant{milliseconds(45)}}, {0.3, Pareto{12, milliseconds(40)}}}},
               {0x2aea540, 0x2aea540, 0x29b80a6, 0x2aea540, 0x2aea540, 0x288cfac, 0x2aea540, 0x2aea540, 0x28aa9b8, 0x2aea540});
  check_frozen(Quantiles{200e6, 300e6, 900e6, 4'000e6, 0.2},
               {0xa463773, 0x21884dd3, 0xdf92f3d, 0xb129846, 0xa995fa6, 0xd904b2b, 0xbce3498, 0x81097ac, 0xc79fdf8, 0xbac87d6});
}

}  // namespace
}  // namespace thaw
