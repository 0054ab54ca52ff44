// Arrivals as a scenario writes them: rates that change, gaps of any law, phases; and each way of writing them wrong.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scenario/scenario_file.hpp"
#include "scenario/time_zone.hpp"
#include "thaw/diagnostic.hpp"

namespace thaw {
namespace {

constexpr std::int64_t hour_ns = 3'600'000'000'000;

/// The arrivals are in line 4, from column 16 on.
std::string scenario_with(const std::string& arrivals) {
  return "functions: {f: {init: 1ms, service: 1ms}}\nsources:\n  s: {kind: sync, function: f,\n     arrivals: " + arrivals + "}\n";
}

template <class Kind>
Kind arrivals(const std::string& text) {
  return std::get<Kind>(parse_scenario(scenario_with(text), "s.yaml", "").sources.at(0).arrivals);
}

struct Step {
  std::int64_t from_ns;
  double rate_per_s;
  friend bool operator==(const Step&, const Step&) = default;
};

std::vector<Step> steps_of(const RateProfile& profile) {
  std::vector<Step> steps;
  for (const RateStep& step : profile.steps) steps.push_back({step.from.ns, step.rate_per_s});
  return steps;
}

TEST_CASE("a rate by instants holds until the next, and the last one on") {
  const RateProfile rate = arrivals<ProfileArrivals>("{poisson: {rate: {0h: 5/s, 8h: 50/s, 20h: 0/s}}}").rate;
  CHECK(steps_of(rate) == std::vector<Step>{{0, 5}, {8 * hour_ns, 50}, {20 * hour_ns, 0}});
  CHECK(rate.period.ns == 0);
  CHECK_FALSE(rate.calendar);
  CHECK(rate.swing == 0);
}

TEST_CASE("a rate by times of day begins again at midnight") {
  const RateProfile rate = arrivals<ProfileArrivals>("{poisson: {rate: {daily: {0h: 5/s, 8h: 50/s}}}}").rate;
  CHECK(steps_of(rate) == std::vector<Step>{{0, 5}, {8 * hour_ns, 50}});
  CHECK(rate.period.ns == 24 * hour_ns);
  CHECK(rate.calendar);
}

TEST_CASE("a rate by days of the week takes the day's own before that of its group") {
  const RateProfile rate =
      arrivals<ProfileArrivals>("{poisson: {rate: {weekly: {weekdays: {0h: 1/s, 8h: 9/s}, fri: 4/s, weekend: 0/s}}}}").rate;
  std::vector<Step> expected;
  for (std::int64_t day = 0; day < 4; ++day) {
    expected.push_back({day * 24 * hour_ns, 1});
    expected.push_back({(day * 24 + 8) * hour_ns, 9});
  }
  for (std::int64_t day = 4; day < 7; ++day) expected.push_back({day * 24 * hour_ns, day == 4 ? 4.0 : 0.0});
  CHECK(steps_of(rate) == expected);
  CHECK(rate.period.ns == 7 * 24 * hour_ns);
  CHECK(rate.calendar);
}

TEST_CASE("a sine has a mean, a swing, and by default the period of a day with the most at midnight") {
  const RateProfile full =
      arrivals<ProfileArrivals>("{poisson: {rate: {sine: {mean: 20/s, swing: 80%, period: 12h, peak: 14h}}}}").rate;
  CHECK(steps_of(full) == std::vector<Step>{{0, 20}});
  CHECK(full.swing == 0.8);
  CHECK(full.swing_period.ns == 12 * hour_ns);
  CHECK(full.peak.ns == 14 * hour_ns);
  const RateProfile plain = arrivals<ProfileArrivals>("{poisson: {rate: {sine: {mean: 20/s, swing: 1}}}}").rate;
  CHECK(plain.swing == 1);
  CHECK(plain.swing_period.ns == 24 * hour_ns);
  CHECK(plain.peak.ns == 0);
}

TEST_CASE("gaps have any law") {
  CHECK(arrivals<RenewalArrivals>("{renewal: 2s}").gap == Distribution(Constant{seconds(2)}));
  CHECK(arrivals<RenewalArrivals>("{renewal: {uniform: [1s, 3s]}}").gap == Distribution(Uniform{seconds(1), seconds(3)}));
}

TEST_CASE("bursts are phases in turn") {
  const PhasedArrivals phased =
      arrivals<PhasedArrivals>("{bursts: [{rate: 50/s, for: {exponential: {mean: 10s}}}, {rate: 0/s, for: 1min}]}");
  REQUIRE(phased.phases.size() == 2);
  CHECK(phased.phases[0].rate_per_s == 50);
  CHECK(phased.phases[0].length == Distribution(Exponential{1e10}));
  CHECK(phased.phases[1].rate_per_s == 0);
  CHECK(phased.phases[1].length == Distribution(Constant{seconds(60)}));
}

TEST_CASE("phases may follow each other by weights") {
  const PhasedArrivals phased = arrivals<PhasedArrivals>(
      "{bursts: [{name: calm, rate: 1/s, for: 1min, next: {storm: 1, busy: 2.5}}, {name: busy, rate: 5/s, for: 10s},"
      " {name: storm, rate: 50/s, for: 1s, next: {calm: 1}}]}");
  REQUIRE(phased.phases.size() == 3);
  REQUIRE(phased.phases[0].turns.size() == 2);
  CHECK(phased.phases[0].turns[0].phase == 2);
  CHECK(phased.phases[0].turns[0].weight == 1);
  CHECK(phased.phases[0].turns[1].phase == 1);
  CHECK(phased.phases[0].turns[1].weight == 2.5);
  CHECK(phased.phases[1].turns.empty());
  REQUIRE(phased.phases[2].turns.size() == 1);
  CHECK(phased.phases[2].turns[0].phase == 0);
}

TEST_CASE("daily and weekly rates have a time zone, and are in UTC without") {
  const auto zone = [](const std::string& rate) { return arrivals<ProfileArrivals>("{poisson: {rate: " + rate + "}}").rate.zone; };
  CHECK(zone("{daily: {0h: 5/s}}").empty());
  for (const char* rate :
       {"{daily: {0h: 5/s}, time_zone: Asia/Tokyo}", "{time_zone: Asia/Tokyo, weekly: {weekdays: 5/s, weekend: 1/s}}"}) {
    const auto steps = zone(rate);
    REQUIRE(steps.size() == 1);
    CHECK(steps[0].offset_s == 32'400);
  }
  const auto berlin = zone("{daily: {0h: 5/s}, time_zone: Europe/Berlin}");
  CHECK(berlin.size() >= 20);  // two changes in each of ten years
}

TEST_CASE("a schedule has a time zone, and is in UTC without") {
  CHECK(arrivals<CronArrivals>("{cron: \"*/5 * * * *\"}").zone.empty());
  CHECK(arrivals<CronArrivals>("{cron: {schedule: \"@daily\"}}").zone.empty());
  CHECK(arrivals<ConstantArrivals>("{cron: rate(5 minutes)}").per == seconds(300));
  const auto zoned = arrivals<CronArrivals>("{cron: {schedule: \"0 8 * * MON-FRI\", time_zone: Europe/Berlin}}");
  CHECK(zoned.minutes.count() == 1);
  CHECK(zoned.hours[8]);
  REQUIRE(zoned.zone.size() >= 20);  // ten years of changes
  CHECK(zoned.zone[0].offset_s == 3'600);
}

TEST_CASE("a source may call several functions, whose order matters where it is their rank") {
  const auto called = [](const std::string& more) {
    const Scenario scenario = parse_scenario(
        "functions: {a: {init: 1ms, service: 1ms}, b: {init: 1ms, service: 1ms, count: 2}, c: {init: 1ms, service: 1ms}}\n"
        "sources: {s: {kind: sync, function: [c, b, a], arrivals: {poisson: {rate: 1/s}" +
            more + "}}}\n",
        "s.yaml", "");
    std::vector<std::string> names;
    for (const std::uint32_t function : scenario.sources[0].functions) names.push_back(scenario.functions[function].name);
    return names;
  };
  CHECK(called(", zipf: {exponent: 1}") == std::vector<std::string>{"c", "b0", "b1", "a"});
  CHECK(called(", group: 5") == std::vector<std::string>{"a", "b0", "b1", "c"});
}

TEST_CASE("a sum has laws in the order written, and a group is beside any of them") {
  const Scenario scenario = parse_scenario(
      scenario_with("{sum: [{poisson: {rate: 2/s}}, {cron: \"@hourly\"}, {constant: {every: 3s}}], group: 5}"), "s.yaml", "");
  const Source& source = scenario.sources.at(0);
  CHECK(source.group == 5);
  const auto& laws = std::get<SumArrivals>(source.arrivals).laws;
  REQUIRE(laws.size() == 3);
  CHECK(std::get<PoissonArrivals>(laws[0]).rate_per_s == 2);
  CHECK(std::holds_alternative<CronArrivals>(laws[1]));
  CHECK(std::get<ConstantArrivals>(laws[2]).per == seconds(3));
  CHECK(parse_scenario(scenario_with("{poisson: {rate: 2/s}}"), "s.yaml", "").sources.at(0).group == 1);
}

TEST_CASE("where a trace may set the date, what follows the calendar needs `start`") {
  const auto with = [](const std::string& head, const std::string& arrivals) {
    return head + "functions: {f: {init: 1ms, service: 1ms}}\nsources:\n  s: {kind: sync, function: f, arrivals: " + arrivals +
           "}\n  t: {kind: sync, function: f, arrivals: {trace: {file: t.csv, origin: first}}}\n";
  };
  for (const char* arrivals :
       {"{cron: \"@hourly\"}", "{sum: [{poisson: {rate: 1/s}}, {cron: \"@daily\"}]}", "{poisson: {rate: {daily: {0h: 1/s}}}}"}) {
    CAPTURE(arrivals);
    CHECK_THROWS_AS(parse_scenario(with("", arrivals), "s.yaml", ""), Faults);
    CHECK_NOTHROW(parse_scenario(with("start: 2026-11-01T00:00:00Z\n", arrivals), "s.yaml", ""));
  }
  CHECK_NOTHROW(parse_scenario(with("", "{poisson: {rate: 1/s}}"), "s.yaml", ""));
}

TEST_CASE("a schedule that does not fire in the run, and the rules of a zone, are assumptions that are told") {
  const auto told = [](const std::string& law) {
    std::vector<std::string> lines;
    for (const Assumption& a : parse_scenario(scenario_with(law), "s.yaml", "").assumptions) {
      if (a.key == "sources.s.arrivals" || a.key == "time zones") lines.push_back(a.key + " = " + a.value);
    }
    return lines;
  };
  using Lines = std::vector<std::string>;
  CHECK(told("{cron: \"0 0 2 11 *\"}") == Lines{"sources.s.arrivals = no call"});  // the run is the first of November
  CHECK(told("{cron: \"0 0 1 11 *\"}").empty());
  CHECK(told("{sum: [{poisson: {rate: 1/s}}, {cron: \"0 0 2 11 *\"}]}") == Lines{"sources.s.arrivals = fewer calls"});
  CHECK(told("{cron: {schedule: \"@hourly\", time_zone: Asia/Tokyo}}") == Lines{"time zones = " + TimeZones().release()});
  const std::string release = "time zones = " + TimeZones().release();
  CHECK(told("{poisson: {rate: {daily: {0h: 1/s}, time_zone: Asia/Tokyo}}}") == Lines{release});
  CHECK(told("{sum: [{poisson: {rate: {daily: {0h: 1/s}, time_zone: Asia/Tokyo}}}]}") == Lines{release});
  CHECK(told("{poisson: {rate: {daily: {0h: 1/s}, time_zone: UTC}}}").empty());
  CHECK_FALSE(TimeZones().release().empty());
}

TEST_CASE("arrivals that are wrong are told where, what and how else") {
  struct Wrong {
    std::string arrivals, place, message, hint;
  };
  const std::string steps_hint = "write times and the rates from then on: {0h: 5/s, 8h: 50/s, 20h: 5/s}";
  const std::string bursts_hint = "write phases in turn: [{rate: 50/s, for: 10s}, {rate: 0/s, for: 50s}]";
  const std::vector<Wrong> list = {
      {"{poisson: {rate: {}}}", "4:33", "sources.s.arrivals.poisson.rate is empty, but times and rates are expected",
       steps_hint + ", or one of daily, weekly and sine"},
      {"{poisson: {rate: {dayly: {0h: 5/s}}}}", "4:34", "`dayly` is not a time", "did you mean `daily`?"},
      {"{poisson: {rate: {tuesday: 5/s}}}", "4:34", "`tuesday` is not a time", steps_hint + ", or one of daily, weekly and sine"},
      {"{poisson: {rate: {daily: {dayly: 5/s}}}}", "4:42", "`dayly` is not a time", steps_hint},
      {"{poisson: {rate: [1/s]}}", "4:33", "a rate is expected, not a list", ""},
      {"{poisson: {rate: {weekdays: 5/s}}}", "4:34", "`weekdays` is not a time", "write weekly: {weekdays: 5/s, weekend: 1/s}"},
      {"{poisson: {rate: {8h: 5/s, 20h: 1/s}}}", "4:34", "the first rate is from `8h` on, and none is given before",
       "begin with 0h; a rate may be 0/s"},
      {"{poisson: {rate: {8h: 5/s}}}", "4:34", "the first rate is from `8h` on, and none is given before",
       "begin with 0h; a rate may be 0/s"},
      {"{poisson: {rate: {0h: 5/s, 0.5s: 1/s}}}", "4:43", "`0.5s` is not later than the time before by a second or more",
       "times are in ascending order"},
      {"{poisson: {rate: {0h: 5/s, 8h: 1/s, 7h: 2/s}}}", "4:52", "`7h` is not later than the time before by a second or more",
       "times are in ascending order"},
      {"{poisson: {rate: {0h: 5/s, 8: 1/s}}}", "4:43", "the time `8` has no unit", steps_hint},
      {"{poisson: {rate: {0h: 5}}}", "4:38", "the rate `5` has no unit", "write 5/s (or /min, /h, /d)"},
      {"{poisson: {rate: {0h: -5/s}}}", "4:38", "the rate `-5/s` is not above 0", "leave a source out if it sends nothing"},
      {"{poisson: {rate: {0h: 0/s, 8h: 0/s}}}", "4:33", "every rate of sources.s.arrivals.poisson.rate is 0",
       "leave a source out if it sends nothing"},
      {"{poisson: {rate: {daily: {0h: 1/s, 24h: 2/s}}}}", "4:51", "`24h` is not before 1d", "times of day are below 24h"},
      {"{poisson: {rate: {daily: 5/s}}}", "4:41",
       "sources.s.arrivals.poisson.rate.daily is a plain value, but times and rates are expected", steps_hint},
      {"{poisson: {rate: {daily: {0h: 1/s}, weekly: {}}}}", "4:33",
       "sources.s.arrivals.poisson.rate takes one of daily, weekly and sine", "two rates are a `sum` of two laws"},
      {"{poisson: {rate: {daily: {0h: 1/s}, zone: UTC}}}", "4:52", "unknown key `zone` in sources.s.arrivals.poisson.rate",
       "keys here: daily, weekly, time_zone, sine"},
      {"{poisson: {rate: {daily: {0h: 1/s}, time_zone: Europe/Belrin}}}", "4:63", "there is no time zone `Europe/Belrin`",
       "did you mean `Europe/Berlin`?"},
      {"{poisson: {rate: {time_zone: UTC, 0h: 1/s}}}", "4:34", "a rate in steps from the start takes no `time_zone`",
       "it goes on evenly, whatever a clock shows; `daily` and `weekly` follow a clock"},
      {"{poisson: {rate: {sine: {mean: 1/s, swing: 1}, time_zone: UTC}}}", "4:63", "a sine takes no `time_zone`",
       "it goes on evenly, whatever a clock shows; `daily` and `weekly` follow a clock"},
      {"{poisson: {rate: {weekly: {weekdays: 1/s, sat: 2/s}}}}", "4:42",
       "sources.s.arrivals.poisson.rate.weekly has no rate for sun", "name the day, or all weekend by `weekend`"},
      {"{poisson: {rate: {weekly: {weekdays: 0/s, weekend: 0/s}}}}", "4:42",
       "every rate of sources.s.arrivals.poisson.rate.weekly is 0", "leave a source out if it sends nothing"},
      {"{poisson: {rate: {weekly: {weekdays: 1/s, weekend: 0/s, fry: 1/s}}}}", "4:72",
       "unknown key `fry` in sources.s.arrivals.poisson.rate.weekly", "did you mean `fri`?"},
      {"{poisson: {rate: {sine: {mean: 1/s}}}}", "4:40", "sources.s.arrivals.poisson.rate.sine has no `swing`",
       "write how far it goes up and down: swing: 80%"},
      {"{poisson: {rate: {sine: {swing: 10%}}}}", "4:40", "sources.s.arrivals.poisson.rate.sine has no `mean`",
       "write the rate in the middle: mean: 20/s"},
      {"{poisson: {rate: {sine: {mean: 1/s, swing: 120%}}}}", "4:59", "the percentage `120%` is over 100%",
       "write a percentage such as 0.2%, or a fraction between 0 and 1"},
      {"{poisson: {rate: {sine: {mean: 1/s, swing: 20%, period: 59s}}}}", "4:72", "the period 59s is below a minute",
       "for faster changes use `bursts`"},
      {"{renewal: 0s}", "4:26", "the gaps of sources.s.arrivals.renewal are 0",
       "on average at least 1ns lies between two arrivals"},
      {"{renewal: {empirical: [0ms, 0ms]}}", "4:26", "the gaps of sources.s.arrivals.renewal are 0",
       "on average at least 1ns lies between two arrivals"},
      {"{bursts: []}", "4:25", "sources.s.arrivals.bursts is empty, but a list of phases is expected", bursts_hint},
      {"{bursts: {rate: 1/s, for: 1s}}", "4:25", "sources.s.arrivals.bursts is a map, but a list of phases is expected",
       bursts_hint},
      {"{bursts: [{rate: 1/s}]}", "4:26", "sources.s.arrivals.bursts[0] has no `for`",
       "write how long it lasts: for: 10s, or a distribution"},
      {"{bursts: [{for: 1s}]}", "4:26", "sources.s.arrivals.bursts[0] has no `rate`", "write a rate such as 20/s"},
      {"{bursts: [{rate: 0/s, for: 1s}]}", "4:25", "every rate of sources.s.arrivals.bursts is 0",
       "leave a source out if it sends nothing"},
      {"{bursts: [{rate: 1/s, for: 0.5ms}]}", "4:43", "the phases of sources.s.arrivals.bursts[0] last less than a millisecond",
       "on average at least 1ms"},
      {"{bursts: [{rate: 1/s, for: {exponential: {mean: 1us}}}]}", "4:43",
       "the phases of sources.s.arrivals.bursts[0] last less than a millisecond", "on average at least 1ms"},
      {"{bursts: [{name: calm, rate: 1/s, for: 1s, next: {clam: 1}}]}", "4:66", "there is no phase `clam`", "did you mean `calm`?"},
      {"{bursts: [{rate: 1/s, for: 1s, next: {calm: 1}}]}", "4:54", "there is no phase `calm`",
       "give the phase its name: {name: calm, rate: 5/s, for: 10s}"},
      {"{bursts: [{name: calm, rate: 1/s, for: 1s, next: {}}]}", "4:65",
       "sources.s.arrivals.bursts[0].next is empty, but names of phases and weights are expected",
       "write the phases that may follow: next: {busy: 0.3, calm: 0.7}"},
      {"{bursts: [{name: calm, rate: 1/s, for: 1s, next: calm}]}", "4:65",
       "sources.s.arrivals.bursts[0].next is a plain value, but names of phases and weights are expected",
       "write the phases that may follow: next: {busy: 0.3, calm: 0.7}"},
      {"{bursts: [{name: calm, rate: 1/s, for: 1s, next: {calm: 0}}]}", "4:72", "the number `0` is too small",
       "write a plain number from 0.001 to 1000000"},
      {"{bursts: [{name: a, rate: 1/s, for: 1s}, {name: a, rate: 1/s, for: 1s}]}", "4:64",
       "two phases of sources.s.arrivals.bursts are named `a`", "each name is for one phase"},
      {"{bursts: [{name: [a], rate: 1/s, for: 1s}]}", "4:27", "this is no name for a phase",
       "1 to 256 bytes, no control characters"},
      {"{cron: []}", "4:23", "sources.s.arrivals.cron is a list, but a schedule is expected",
       "write \"*/5 * * * *\", or {schedule: \"0 8 * * MON-FRI\", time_zone: Europe/Berlin}"},
      {"{cron: {time_zone: UTC}}", "4:23", "sources.s.arrivals.cron has no `schedule`",
       "write \"*/5 * * * *\", or {schedule: \"0 8 * * MON-FRI\", time_zone: Europe/Berlin}"},
      {"{cron: \"* * * *\"}", "4:23", "the schedule `* * * *` has 4 fields, but five are expected",
       "write minute, hour, day of the month, month, day of the week: \"*/5 * * * *\"; AWS's six stand in cron(…)"},
      {"{cron: {schedule: \"@daily\", time_zone: Europe/Belrin}}", "4:55", "there is no time zone `Europe/Belrin`",
       "did you mean `Europe/Berlin`?"},
      {"{cron: {schedule: rate(1 day), time_zone: UTC}}", "4:58", "a rate(…) takes no `time_zone`",
       "it counts from the start, whatever a clock shows"},
      {"{sum: []}", "4:22", "sources.s.arrivals.sum is empty, but a list of laws is expected",
       "write laws: [{poisson: {rate: 20/s}}, {cron: \"*/5 * * * *\"}]"},
      {"{sum: {poisson: {rate: 1/s}}}", "4:22", "sources.s.arrivals.sum is a map, but a list of laws is expected",
       "write laws: [{poisson: {rate: 20/s}}, {cron: \"*/5 * * * *\"}]"},
      {"{sum: [{poisson: {rate: 1/s}, constant: {rate: 1/s}}]}", "4:23", "sources.s.arrivals.sum[0] takes one law, here are 2",
       "each law is an item of the list"},
      {"{sum: [{poison: {rate: 1/s}}]}", "4:24", "unknown key `poison` in sources.s.arrivals.sum[0]", "did you mean `poisson`?"},
      {"{sum: [{poisson: {rate: 1}}]}", "4:40", "the rate `1` has no unit", "write 1/s (or /min, /h, /d)"},
      {"{sum: [{trace: a.csv}]}", "4:24", "a sum takes no trace", "let the trace be a source of its own, beside the sum's"},
      {"{sum: [{sum: []}]}", "4:24", "a sum takes no sum", "write all laws in one list"},
      {"{sum: [{poisson: {rate: 1/s}, group: 2}]}", "4:46", "a law within a sum takes no `group`",
       "write it beside `sum`, or use a source for each"},
      {"{sum: [{poisson: {rate: 1/s}, zipf: {exponent: 1}}]}", "4:46", "a law within a sum takes no `zipf`",
       "write it beside `sum`"},
      {"{poisson: {rate: 1/s}, group: 0}", "4:46", "the number `0` is too small",
       "write a whole number from 1 to 1000, without unit"},
      {"{poisson: {rate: 1/s}, group: 1001}", "4:46", "the number `1001` is too large",
       "write a whole number from 1 to 1000, without unit"},
      {"{trace: a.csv, group: 2}", "4:38", "a trace takes no `group`", "each of its rows is a call"},
  };
  for (const Wrong& wrong : list) {
    CAPTURE(wrong.arrivals);
    try {
      parse_scenario(scenario_with(wrong.arrivals), "s.yaml", "");
      FAIL("it was accepted");
    } catch (const Faults& faults) {
      REQUIRE(faults.list().size() == 1);
      const Diagnostic& fault = faults.list().front();
      CHECK(std::to_string(fault.line) + ":" + std::to_string(fault.column) == wrong.place);
      CHECK(fault.message == wrong.message);
      CHECK(fault.hint == wrong.hint);
    }
  }
}

TEST_CASE("a rate has ten thousand steps at most") {
  std::string rate = "{0s: 1/s";
  for (int i = 1; i < 10'000; ++i) rate += ", " + std::to_string(i) + "s: 1/s";
  CHECK(steps_of(arrivals<ProfileArrivals>("{poisson: {rate: " + rate + "}}}").rate).size() == 10'000);
  CHECK_THROWS_AS(arrivals<ProfileArrivals>("{poisson: {rate: " + rate + ", 10000s: 1/s}}}"), Faults);
}

}  // namespace
}  // namespace thaw
