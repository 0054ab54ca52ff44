// Arrivals of every kind against what their laws say: rates over time, gaps, phases; blocks of any size give the same.
#include "workload/arrivals.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <iterator>
#include <numeric>
#include <tuple>
#include <utility>
#include <vector>

namespace {

using namespace thaw;

constexpr std::int64_t second_ns = 1'000'000'000, minute_ns = 60 * second_ns;
constexpr Duration hour = seconds(3'600), day = seconds(86'400);

std::vector<std::int64_t> arrivals_of(const Arrivals& law, Duration span, std::uint64_t seed, std::int64_t start_unix_ns = 0,
                                      std::size_t block = 512) {
  QuantileTables tables;
  ArrivalGenerator generator(law, 1, {ArrivalStreams(seed, "source", "function"), {span.ns}, start_unix_ns}, tables);
  std::vector<Row> rows(block);
  std::vector<std::int64_t> instants_ns;
  for (std::size_t made = block; made == block;) {
    made = generator.fill(rows, {span.ns});
    for (std::size_t i = 0; i < made; ++i) instants_ns.push_back(rows[i].at_ns);
  }
  CHECK(generator.exhausted());
  return instants_ns;
}

RateProfile steps(std::vector<RateStep> list, Duration period = {}, bool calendar = false) {
  RateProfile profile;
  profile.steps = std::move(list);
  profile.period = period;
  profile.calendar = calendar;
  return profile;
}

RateProfile sine(double mean_per_s, double swing, Duration period, Duration peak) {
  RateProfile profile = steps({{Duration{}, mean_per_s}});
  profile.swing = swing;
  profile.swing_period = period;
  profile.peak = peak;
  return profile;
}

/// Arrivals in each of `cells` equal parts of the span, summed over 100 seeds.
std::vector<double> counts_of(const Arrivals& law, Duration span, std::size_t cells, std::int64_t start_unix_ns = 0) {
  std::vector<double> counts(cells);
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    for (const std::int64_t at_ns : arrivals_of(law, span, seed, start_unix_ns)) {
      counts[static_cast<std::size_t>(static_cast<double>(at_ns) / static_cast<double>(span.ns) * static_cast<double>(cells))] += 1;
    }
  }
  return counts;
}

/// Each count lies within four standard errors of what its part of the span expects over 100 seeds of a Poisson process.
void check_rate(const RateProfile& profile, Duration span, std::size_t cells, const std::function<double(double)>& rate_at_s,
                std::int64_t start_unix_ns = 0) {
  const std::vector<double> counts = counts_of(ProfileArrivals{profile}, span, cells, start_unix_ns);
  const double width_s = static_cast<double>(span.ns) / second_ns / static_cast<double>(cells);
  for (std::size_t cell = 0; cell < cells; ++cell) {
    double expected = 0;  // by the midpoint rule, fine enough for a sine and exact for steps on the cells' edges
    constexpr int points = 200;
    for (int i = 0; i < points; ++i) {
      expected += rate_at_s((static_cast<double>(cell) + (i + 0.5) / points) * width_s) * width_s / points;
    }
    expected *= 100;
    CAPTURE(cell, expected);
    CHECK(std::abs(counts[cell] - expected) <= 4 * std::sqrt(expected));
  }
}

struct Moments {
  double mean = 0, variance = 0;
};

Moments moments(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return {mean, squares / (n - 1)};
}

/// Arrivals of 100 seeds.
Moments counts_over_seeds(const Arrivals& law, Duration span) {
  std::vector<double> counts;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) counts.push_back(static_cast<double>(arrivals_of(law, span, seed).size()));
  return moments(counts);
}

}  // namespace

TEST_CASE("steps have their rates, and none where it is 0") {
  const RateProfile profile = steps({{Duration{}, 2}, {hour, 0}, {Duration{2 * hour.ns}, 5}, {Duration{3 * hour.ns}, 1}});
  check_rate(profile, Duration{6 * hour.ns}, 24, [](double at_s) {
    const double at_h = at_s / 3'600;
    return at_h < 1 ? 2.0 : at_h < 2 ? 0.0 : at_h < 3 ? 5.0 : 1.0;
  });
}

TEST_CASE("daily steps follow the clock of the start, and begin again") {
  const RateProfile profile = steps({{Duration{}, 0.1}, {Duration{8 * hour.ns}, 1}, {Duration{20 * hour.ns}, 0.2}}, day, true);
  // From 06:00 on.
  check_rate(
      profile, Duration{2 * day.ns}, 48,
      [](double at_s) {
        const double clock_h = std::fmod(at_s / 3'600 + 6, 24);
        return clock_h < 8 ? 0.1 : clock_h < 20 ? 1.0 : 0.2;
      },
      6 * hour.ns);
}

TEST_CASE("weekly steps know that the epoch was a Thursday") {
  std::vector<RateStep> week;
  for (int i = 0; i < 7; ++i) week.push_back({Duration{i * day.ns}, i < 5 ? 0.2 : 0.02});
  check_rate(steps(week, Duration{7 * day.ns}, true), Duration{14 * day.ns}, 14, [](double at_s) {
    const auto weekday = (static_cast<int>(at_s / 86'400) + 3) % 7;  // Monday is 0
    return weekday < 5 ? 0.2 : 0.02;
  });
}

namespace {

constexpr std::int64_t unix_s_of(std::int64_t days_since_1970, std::int64_t hour_of_day) {
  return days_since_1970 * 86'400 + hour_of_day * 3'600;
}
constexpr std::int64_t spring_day = 20'541, autumn_day = 20'751;  // 2026-03-29 and 2026-10-25, Sundays
const std::vector<ZoneStep> berlin = {{0, 3'600}, {unix_s_of(spring_day, 1), 7'200}, {unix_s_of(autumn_day, 1), 3'600}};

/// Each hour of the day has a rate of its own, by the clock of Berlin.
RateProfile hourly_in_berlin(double factor = 1) {
  std::vector<RateStep> hours;
  for (int i = 0; i < 24; ++i) hours.push_back({Duration{i * hour.ns}, factor * (0.01 + 0.01 * i)});
  RateProfile profile = steps(hours, day, true);
  profile.zone = berlin;
  return profile;
}

}  // namespace

TEST_CASE("daily steps follow a clock that is put forward or back: an hour is left out, or comes twice") {
  const auto rate = [](std::int64_t local_hour) { return 0.01 + 0.01 * static_cast<double>(local_hour); };
  // 48 hours from noon (UTC) of the day before; the thirteenth hour is the last before the change.
  for (const auto& [day_of_change, before_h, after_h] : {std::tuple(spring_day, 1, 2), std::tuple(autumn_day, 2, 1)}) {
    CAPTURE(day_of_change);
    const auto local_hour = [&, before = before_h, after = after_h](double at_s) {
      const auto at_h = static_cast<std::int64_t>(at_s / 3'600);
      return (12 + at_h + (at_h < 13 ? before : after)) % 24;
    };
    check_rate(
        hourly_in_berlin(), Duration{2 * day.ns}, 48, [&](double at_s) { return rate(local_hour(at_s)); },
        unix_s_of(day_of_change - 1, 12) * second_ns);
  }
}

TEST_CASE("a local hour that does not occur has no arrivals, and one that occurs twice has twice as many") {
  RateProfile profile = steps({{Duration{}, 0}, {Duration{2 * hour.ns}, 0.5}, {Duration{3 * hour.ns}, 0}}, day, true);
  profile.zone = berlin;
  const auto count = [&](std::int64_t of_day) {  // its local midnight is 22:00 or 23:00 of the day before in UTC; noon is safe
    return counts_of(ProfileArrivals{profile}, day, 1, unix_s_of(of_day - 1, 12) * second_ns)[0];
  };
  CHECK(count(spring_day) == 0);
  for (const auto& [of_day, hours] : {std::pair(spring_day - 1, 1), std::pair(spring_day + 1, 1), std::pair(autumn_day, 2)}) {
    const double expected = 100 * 0.5 * 3'600 * hours;
    CAPTURE(of_day, expected);
    CHECK(std::abs(count(of_day) - expected) <= 4 * std::sqrt(expected));
  }
}

TEST_CASE("a week begins on the Monday of its clock, which in Berlin is Sunday evening in UTC") {
  std::vector<RateStep> week;
  for (int i = 0; i < 7; ++i) week.push_back({Duration{i * day.ns}, 0.05 + 0.05 * i});
  RateProfile profile = steps(week, Duration{7 * day.ns}, true);
  profile.zone = berlin;
  // Three days from the Saturday before the clock is put back; the Sunday has 25 hours.
  check_rate(
      profile, Duration{3 * day.ns}, 72,
      [](double at_s) {
        const double at_h = at_s / 3'600;
        return at_h < 22 ? 0.3 : at_h < 47 ? 0.35 : at_h < 71 ? 0.05 : 0.1;
      },
      unix_s_of(autumn_day - 1, 0) * second_ns);
}

TEST_CASE("a zone that is UTC changes no arrival, and one that is always ahead is a start so much later") {
  const std::int64_t start_ns = unix_s_of(spring_day, 5) * second_ns;
  RateProfile utc = hourly_in_berlin(), tokyo = utc, plain = utc;
  plain.zone.clear();
  utc.zone = {{0, 0}};
  tokyo.zone = {{0, 9 * 3'600}};
  const auto of = [](const RateProfile& profile, std::int64_t from_ns) {
    return arrivals_of(ProfileArrivals{profile}, Duration{3 * day.ns}, 7, from_ns);
  };
  CHECK(of(utc, start_ns) == of(plain, start_ns));
  CHECK(of(tokyo, start_ns) == of(plain, start_ns + 9 * hour.ns));
  CHECK(of(tokyo, start_ns) != of(plain, start_ns));
}

TEST_CASE("a sine swings round its mean, the most at its peak") {
  for (const double swing : {0.3, 1.0}) {
    CAPTURE(swing);
    check_rate(sine(0.5, swing, day, Duration{14 * hour.ns}), Duration{2 * day.ns}, 48,
               [swing](double at_s) { return 0.5 * (1 + swing * std::cos(2 * 3.141592653589793 * (at_s / 3'600 - 14) / 24)); });
  }
}

TEST_CASE("counts of a changing rate are Poisson: as much variance as mean") {
  // A hundred counts: their variance is within 4 sqrt(2 / 99) of the mean.
  for (const Arrivals& law : {Arrivals(ProfileArrivals{sine(0.5, 0.9, day, {})}),
                              Arrivals(ProfileArrivals{steps({{Duration{}, 0.1}, {hour, 2}}, Duration{5 * hour.ns})})}) {
    const Moments counts = counts_over_seeds(law, day);
    CHECK(std::abs(counts.variance / counts.mean - 1) <= 4 * std::sqrt(2.0 / 99));
  }
}

TEST_CASE("gaps of a renewal process have its law's mean and spread, and the first is a gap") {
  const Duration low = seconds(1), high = seconds(3);
  std::vector<double> gaps_s, first_s;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const auto instants_ns = arrivals_of(RenewalArrivals{Uniform{low, high}}, Duration{2'000 * second_ns}, seed);
    first_s.push_back(static_cast<double>(instants_ns.front()) / second_ns);
    for (std::size_t i = 1; i < instants_ns.size(); ++i) {
      gaps_s.push_back(static_cast<double>(instants_ns[i] - instants_ns[i - 1]) / second_ns);
    }
  }
  const Moments gaps = moments(gaps_s);
  const double sd = 2 / std::sqrt(12.0);
  CHECK(std::abs(gaps.mean - 2) <= 4 * sd / std::sqrt(static_cast<double>(gaps_s.size())));
  CHECK(std::sqrt(gaps.variance) / gaps.mean == Approx(sd / 2).epsilon(0.01));
  CHECK(std::abs(moments(first_s).mean - 2) <= 4 * sd / 10);
}

TEST_CASE("phases in turn: arrivals only where there is a rate, and as many as their shares of time say") {
  // On for 10 s at 5/s, off for 30 s, both lengths exponential: on a quarter of the time.
  const PhasedArrivals law{{{5, Exponential{10.0 * second_ns}, {}}, {0, Exponential{30.0 * second_ns}, {}}}};
  constexpr double span_s = 40'000, on = 10, off = 30, rate = 5;
  const Moments counts = counts_over_seeds(law, seconds(40'000));
  // An interrupted Poisson process: variance / mean tends to 1 + 2 rate off^2 on / (on + off)^2.
  const double dispersion = 1 + 2 * rate * off * off * on / ((on + off) * (on + off));
  const double expected = span_s * rate * on / (on + off) + rate * off * off * on / ((on + off) * (on + off));  // it starts on
  CHECK(std::abs(counts.mean - expected) <= 4 * std::sqrt(dispersion * expected / 100));
  CHECK(std::abs(counts.variance / (dispersion * expected) - 1) <= 4 * std::sqrt(2.0 / 99));
}

TEST_CASE("phases of fixed length: each has its own rate") {
  const PhasedArrivals law{{{2, Constant{seconds(10)}, {}}, {0, Constant{seconds(20)}, {}}, {7, Constant{seconds(5)}, {}}}};
  const std::vector<double> counts = counts_of(law, seconds(35 * 50), 350);
  double first = 0, silent = 0, last = 0;
  for (std::size_t cell = 0; cell < counts.size(); ++cell) (cell % 7 < 2 ? first : cell % 7 < 6 ? silent : last) += counts[cell];
  CHECK(silent == 0);
  CHECK(std::abs(first - 100'000) <= 4 * std::sqrt(100'000.0));
  CHECK(std::abs(last - 175'000) <= 4 * std::sqrt(175'000.0));
}

TEST_CASE("phases that follow by weights: a Markov-modulated Poisson process has its closed forms") {
  // Rates, mean lengths in s, and which phase follows with what share.
  const std::array<double, 3> rate = {0.2, 1, 8}, mean_s = {60, 20, 5};
  const std::array<std::array<double, 3>, 3> share = {{{0, 0.7, 0.3}, {0.5, 0, 0.5}, {1, 0, 0}}};
  PhasedArrivals law;
  for (std::size_t i = 0; i < 3; ++i) {
    Phase phase{rate[i], Exponential{mean_s[i] * second_ns}, {}};
    for (std::size_t j = 0; j < 3; ++j) {
      if (share[i][j] > 0) phase.turns.push_back({static_cast<std::uint32_t>(j), 10 * share[i][j]});
    }
    law.phases.push_back(phase);
  }
  const std::array<double, 3> visits = {1, 0.7, 0.65};  // solves v = v * share
  double weight = 0, stationary = 0;
  for (std::size_t i = 0; i < 3; ++i) weight += visits[i] * mean_s[i];
  for (std::size_t i = 0; i < 3; ++i) stationary += visits[i] * mean_s[i] / weight * rate[i];
  // x = (Pi - Q)^-1 rate, by Jacobi's iteration on x_i = mean_i (rate_i - stationary) + sum share_ij x_j with pi x = stationary:
  // what is expected beyond the stationary rate from phase i on is x_i - stationary.
  std::array<double, 3> excess = {0, 0, 0};
  for (int round = 0; round < 10'000; ++round) {
    std::array<double, 3> next{};
    for (std::size_t i = 0; i < 3; ++i) {
      double following = 0;
      for (std::size_t j = 0; j < 3; ++j) following += share[i][j] * excess[j];
      next[i] = 0.5 * excess[i] + 0.5 * (mean_s[i] * (rate[i] - stationary) + following);
    }
    double middle = 0;
    for (std::size_t i = 0; i < 3; ++i) middle += visits[i] * mean_s[i] / weight * next[i];
    for (std::size_t i = 0; i < 3; ++i) excess[i] = next[i] - middle;
  }
  double variance_per_s = stationary;
  for (std::size_t i = 0; i < 3; ++i) variance_per_s += 2 * visits[i] * mean_s[i] / weight * rate[i] * excess[i];

  constexpr double span_s = 50'000;
  const Moments counts = counts_over_seeds(law, seconds(50'000));
  const double expected = stationary * span_s + excess[0];  // it starts in the first phase
  CAPTURE(stationary, variance_per_s, expected, counts.mean, counts.variance);
  CHECK(std::abs(counts.mean - expected) <= 4 * std::sqrt(variance_per_s * span_s / 100));
  CHECK(std::abs(counts.variance / (variance_per_s * span_s) - 1) <= 4 * std::sqrt(2.0 / 99));
}

TEST_CASE("a phase that may only follow itself stays") {
  const PhasedArrivals law{{{1, Constant{seconds(100)}, {}}, {0, Constant{seconds(1)}, {{1, 1}}}}};
  const std::vector<double> counts = counts_of(law, seconds(1'000), 10);
  CHECK(std::abs(counts[0] - 10'000) <= 4 * std::sqrt(10'000.0));
  for (std::size_t cell = 1; cell < 10; ++cell) CHECK(counts[cell] == 0);
}

CronArrivals every_minute() {
  CronArrivals cron;
  cron.minutes.set();
  cron.hours.set();
  cron.days.of_month.set();
  cron.days.of_week.set();
  cron.months.set();
  cron.years.set();
  return cron;
}

TEST_CASE("a sum has the rates of its laws added up, over time") {
  // A constant 1/s, steps, and a schedule once a minute: 30 calls in each half hour.
  const SumArrivals law{{PoissonArrivals{1}, ProfileArrivals{steps({{Duration{}, 0.5}, {hour, 3}})}, every_minute()}};
  const std::vector<double> counts = counts_of(law, Duration{2 * hour.ns}, 4);
  for (std::size_t cell = 0; cell < 4; ++cell) {
    const double drawn = 100 * 1'800 * (cell < 2 ? 1.5 : 4.0);
    CHECK(std::abs(counts[cell] - (drawn + 100 * 30)) <= 4 * std::sqrt(drawn));
  }
  const Moments whole = counts_over_seeds(law, Duration{2 * hour.ns});
  const double variance = 3'600 * (1.5 + 4.0);  // the schedule adds none
  CHECK(std::abs(whole.variance / variance - 1) <= 4 * std::sqrt(2.0 / 99));
}

TEST_CASE("a law more at the end of a sum changes nothing of the others") {
  const SumArrivals two{{PoissonArrivals{0.5}, RenewalArrivals{Uniform{seconds(1), seconds(3)}}}};
  SumArrivals three = two;
  three.laws.push_back(ConstantArrivals{1, seconds(7)});
  const auto before = arrivals_of(two, hour, 3);
  const auto added = arrivals_of(ConstantArrivals{1, seconds(7)}, hour, 3);
  std::vector<std::int64_t> merged;
  std::merge(before.begin(), before.end(), added.begin(), added.end(), std::back_inserter(merged));
  CHECK(arrivals_of(three, hour, 3) == merged);
  // Equal laws in one sum draw by themselves.
  const auto twins = arrivals_of(SumArrivals{{PoissonArrivals{0.5}, PoissonArrivals{0.5}}}, hour, 3);
  CHECK(std::adjacent_find(twins.begin(), twins.end()) == twins.end());
}

TEST_CASE("a sum is the arrivals of each of its laws, whatever their number and rates") {
  const std::vector<DrawnLaw> kinds = {ProfileArrivals{sine(0.5, 1, day, {})},
                                       every_minute(),
                                       ConstantArrivals{1, seconds(60)},
                                       RenewalArrivals{Constant{day}},
                                       PoissonArrivals{2},
                                       PhasedArrivals{{{9, Exponential{4.0 * second_ns}, {}}, {0, Uniform{{}, seconds(60)}, {}}}}};
  for (const std::size_t laws : {1U, 2U, 3U, 8U, 9U, 70U}) {
    CAPTURE(laws);
    SumArrivals sum;
    std::vector<std::int64_t> merged;
    QuantileTables tables;
    for (std::size_t k = 0; k < laws; ++k) {
      sum.laws.push_back(kinds[k % kinds.size()]);
      const Arrivals law = std::visit([](const auto& alone) { return Arrivals(alone); }, sum.laws.back());
      ArrivalGenerator generator(law, 1, {ArrivalStreams(5, "source", "function").of_law(k), {hour.ns}, 0}, tables);
      std::vector<Row> rows(100'000);
      rows.resize(generator.fill(rows, {hour.ns}));
      for (const Row& row : rows) merged.push_back(row.at_ns);
    }
    std::sort(merged.begin(), merged.end());
    CHECK(arrivals_of(sum, hour, 5) == merged);
  }
}

TEST_CASE("a group is so many rows at one instant, which share the number of the arrival") {
  QuantileTables tables;
  const auto single = arrivals_of(PoissonArrivals{3}, Duration{minute_ns}, 7);
  for (const std::size_t block : {1U, 4U, 512U}) {
    ArrivalGenerator generator(PoissonArrivals{3}, 1, {ArrivalStreams(7, "source", "function"), {minute_ns}, 0}, tables, 5);
    std::vector<Row> rows(block), all;
    for (std::size_t made = block; made == block;) {
      made = generator.fill(rows, {minute_ns});
      all.insert(all.end(), rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(made));
    }
    REQUIRE(all.size() == 5 * single.size());
    bool good = true;
    for (std::size_t i = 0; i < all.size(); ++i) good = good && all[i].at_ns == single[i / 5] && all[i].function == i / 5;
    CHECK(good);
  }
}

TEST_CASE("several functions take one process each of a Poisson source, but calls of groups and sums are dealt") {
  Source source;
  source.functions = {0, 1};
  source.arrivals = PoissonArrivals{1};
  CHECK_FALSE(is_dealt(source));
  source.group = 2;
  CHECK(is_dealt(source));
  source.group = 1;
  source.arrivals = SumArrivals{{PoissonArrivals{1}}};
  CHECK(is_dealt(source));
  source.arrivals = every_minute();
  CHECK(is_dealt(source));
  source.functions = {0};
  CHECK_FALSE(is_dealt(source));
}

TEST_CASE("the size of a block changes no arrival") {
  const std::vector<Arrivals> laws = {
      PoissonArrivals{3},
      ConstantArrivals{3, seconds(2)},
      ProfileArrivals{steps({{Duration{}, 1}, {hour, 4}}, Duration{3 * hour.ns})},
      ProfileArrivals{sine(2, 1, day, hour)},
      ProfileArrivals{hourly_in_berlin(10)},
      RenewalArrivals{Lognormal{0.3 * second_ns, 1.5}},
      SumArrivals{{every_minute(), PoissonArrivals{0.1}, ConstantArrivals{1, seconds(60)}}},
      PhasedArrivals{{{9, Exponential{4.0 * second_ns}, {{1, 1}, {0, 2}}}, {0.1, Uniform{{}, seconds(60)}, {}}}},
      PhasedArrivals{{{9, Exponential{4.0 * second_ns}, {}}, {0.1, Uniform{{}, seconds(60)}, {}}}}};
  for (const Arrivals& law : laws) {
    CAPTURE(law.index());
    const auto whole = arrivals_of(law, Duration{5 * hour.ns}, 7);
    CHECK(whole.size() > 1'000);
    CHECK(std::is_sorted(whole.begin(), whole.end()));
    CHECK(arrivals_of(law, Duration{5 * hour.ns}, 7, 0, 1) == whole);
    CHECK(arrivals_of(law, Duration{5 * hour.ns}, 7, 0, 77) == whole);
  }
}

TEST_CASE("shares of a changing rate add up to the whole") {
  const Arrivals law = ProfileArrivals{sine(0.5, 0.8, day, {})};
  double whole = 0, parts = 0;
  QuantileTables tables;
  std::vector<Row> rows(100'000);
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    for (const double share : {1.0, 0.75, 0.25}) {
      ArrivalGenerator generator(law, share, {ArrivalStreams(seed, "s", std::to_string(share)), {day.ns}, 0}, tables);
      (share == 1 ? whole : parts) += static_cast<double>(generator.fill(rows, {day.ns}));
    }
  }
  CHECK(std::abs(whole - 4'320'000) <= 4 * std::sqrt(4'320'000.0));
  CHECK(std::abs(parts - 4'320'000) <= 4 * std::sqrt(4'320'000.0));
}

TEST_CASE("the first arrivals of each law are what they always were") {
  const auto first_three = [](const Arrivals& law) {
    auto instants_ns = arrivals_of(law, day, 1);
    instants_ns.resize(3);
    return instants_ns;
  };
  using Three = std::vector<std::int64_t>;
  CHECK(first_three(PoissonArrivals{3}) == Three{532'818'594, 625'415'022, 1'461'081'635});
  CHECK(first_three(ProfileArrivals{steps({{Duration{}, 1}, {hour, 4}})}) == Three{1'598'455'783, 1'876'245'067, 4'383'244'905});
  CHECK(first_three(ProfileArrivals{sine(2, 1, day, hour)}) == Three{405'693'001, 476'196'777, 1'112'481'057});
  CHECK(first_three(RenewalArrivals{Lognormal{0.3 * second_ns, 1.5}}) == Three{1'047'770'969, 1'153'044'977, 3'584'481'907});
  CHECK(first_three(PhasedArrivals{{{0.01, Exponential{4.0 * second_ns}, {}}, {0.1, Uniform{{}, seconds(60)}, {}}}}) ==
        Three{16'350'030'074, 19'127'922'914, 44'740'809'688});
  CHECK(first_three(PhasedArrivals{{{0.01, Constant{seconds(5)}, {{1, 1}, {0, 2}}}, {0.1, Uniform{{}, seconds(60)}, {}}}}) ==
        Three{29'484'557'834, 32'262'450'674, 66'332'449'049});
  CHECK(first_three(SumArrivals{{PoissonArrivals{3}, PoissonArrivals{3}}}) == Three{18'383'949, 150'783'279, 265'931'424});
}
