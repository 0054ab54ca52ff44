// arrival_cases.hpp: drawn arrivals of every law, some hundred a second each, to compare with a homogeneous Poisson process.
#pragma once

#include <array>
#include <utility>
#include <vector>

#include "thaw/rows.hpp"
#include "thaw/scenario.hpp"
#include "workload/arrivals.hpp"

namespace thaw::bench {

struct ArrivalCase {
  const char* name;
  Arrivals arrivals;
  std::uint32_t group = 1;  // calls of each arrival; figures are per call
};

/// A schedule that fires every minute by a clock that is changed twice a year: as often as a schedule can, for 36 years.
inline CronArrivals every_minute() {
  CronArrivals cron;
  cron.minutes.set();
  cron.hours.set();
  cron.days.of_month.set();
  cron.days.of_week.set();
  cron.months.set();
  cron.years.set();
  constexpr std::int64_t half_year_s = 182 * 86'400;
  for (std::int32_t i = 0; i < 80; ++i) cron.zone.push_back({i * half_year_s, i % 2 == 0 ? 3'600 : 7'200});
  return cron;
}

/// The first is the homogeneous process.
inline std::vector<ArrivalCase> arrival_cases() {
  constexpr std::int64_t hour_s = 3'600;
  constexpr Duration day = seconds(24 * hour_s);
  RateProfile steps;  // hour by hour, as a forecast has them
  for (std::int64_t i = 0; i < 24; ++i) {
    steps.steps.push_back({seconds(i * hour_s), i < 8 || i >= 20 ? 20.0 : 150.0 + static_cast<double>(i)});
  }
  steps.period = day;
  steps.calendar = true;
  RateProfile week = steps;  // and hour by hour of a week
  for (std::int64_t i = 24; i < 24 * 7; ++i) {
    week.steps.push_back({seconds(i * hour_s), i % 24 < 8 || i >= 24 * 5 ? 20.0 : 150.0 + static_cast<double>(i % 24)});
  }
  week.period = seconds(7 * 24 * hour_s);
  RateProfile sine{{{Duration{}, 100.0}}, {}, false, 0.8, day, seconds(14 * hour_s), {}};
  RateProfile fast_sine = sine;
  fast_sine.swing = 1;
  fast_sine.swing_period = seconds(60);  // the shortest that a scenario may name
  const auto on_off = [](double rate_per_s, Distribution on, Distribution off) {
    return PhasedArrivals{{{rate_per_s, std::move(on), {}}, {0, std::move(off), {}}}};
  };
  const Mixture hyperexponential{{{0.9, Exponential{1e7 / 1.8}}, {0.1, Exponential{5e7}}}};
  return {
      {"poisson", PoissonArrivals{100}},
      {"steps by the hour", ProfileArrivals{steps}},
      {"sine of a day", ProfileArrivals{sine}},
      {"sine of a minute", ProfileArrivals{fast_sine}},
      {"bursts of 10 s in 60", on_off(600, Exponential{10e9}, Exponential{50e9})},
      {"bursts of 10 calls", on_off(1'000, Exponential{1e7}, Exponential{9e7})},
      {"hyperexponential gaps", RenewalArrivals{hyperexponential}},
      {"gamma gaps", RenewalArrivals{Gamma{0.2, 1e7}}},
      {"constant", ConstantArrivals{100, seconds(1)}},
      {"steps of a week", ProfileArrivals{week}},
      {"cron", every_minute()},
      {"sum of two", SumArrivals{{PoissonArrivals{60}, PoissonArrivals{40}}}},
      {"sum of eight", SumArrivals{std::vector<DrawnLaw>(8, PoissonArrivals{12.5})}},
      {"sum of profile and cron", SumArrivals{{ProfileArrivals{steps}, every_minute()}}},
      {"poisson in groups of 5", PoissonArrivals{100}, 5},
      {"sine in groups of 2", ProfileArrivals{sine}, 2},
  };
}

/// Arrivals without an end, taken in blocks as a run takes them.
class DrawnArrivals {
 public:
  explicit DrawnArrivals(const ArrivalCase& drawn)
      : generator_(drawn.arrivals, 1, {ArrivalStreams(1, "bench", ""), Instant{latest_ns}, 0}, tables_, drawn.group) {}
  static constexpr std::size_t block = 1'024;
  /// Instant of the last of the next block.
  std::int64_t next_block() {
    const std::size_t made = generator_.fill(rows_, Instant{latest_ns});
    return made == block ? rows_.back().at_ns : -1;
  }

 private:
  QuantileTables tables_;
  ArrivalGenerator generator_;
  std::array<Row, block> rows_{};
};

}  // namespace thaw::bench
