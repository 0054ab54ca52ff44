#include "expect/judge.hpp"

#include <rapidcheck.h>

#include <algorithm>

#include <catch2/catch.hpp>

#include "expect/metric.hpp"

namespace thaw {
namespace {

Duration ms(std::int64_t count) {
  return milliseconds(count);
}

/// 1,000 requests of which 990 succeeded; p99 is 300 ms [290, 320], p99.9 has no upper end.
Result sample() {
  Result result;
  FunctionResult& t = result.totals;
  t.requests = 1'000;
  t.succeeded = 990;
  t.failed = 10;
  t.invocations = 1'000;
  t.cold_starts = 7;
  t.latency.count = 990;
  t.latency.mean = ms(60);
  t.latency.percentiles = {ms(45), ms(120), ms(170), ms(300), ms(500)};
  for (std::size_t i = 0; i < 5; ++i) t.latency.intervals[i] = {t.latency.percentiles[i], t.latency.percentiles[i]};
  t.latency.intervals[3] = {ms(290), ms(320)};
  t.latency.intervals[4] = {ms(400), {}};
  t.gb_seconds = *Decimal::parse("12.5");
  t.concurrency_peak = 12;
  t.environments.peak = 20;
  t.environments.mean = 8.75;
  result.functions["a"] = t;
  result.functions["a"].concurrency_peak = 7;
  result.functions["b"].concurrency_peak = 9;
  result.peaks_exact = false;
  result.groups["database"] = {{"a", "b"}, false, t};
  result.groups["one"] = {{"a"}, true, result.functions["a"]};
  result.sources["web"].requests = 1'000;
  result.sources["web"].succeeded = 1'000;
  result.cost.price_book = "book";
  result.cost.total = *Decimal::parse("0.0525");
  return result;
}

Expectation expected(Subject subject, const std::string& name, const std::string& metric, Relation relation, const char* bound) {
  Expectation e;
  e.subject = subject;
  e.name = name;
  e.metric = metric;
  e.unit = unit_of_metric(subject, metric).value();
  e.relation = relation;
  e.bound = Decimal::parse(bound).value();
  e.rounded_bound = std::stod(bound);
  return e;
}

ExpectationResult judged(const Result& result, const Expectation& e) {
  return judge(result, {e}).at(0);
}

Verdict verdict(const std::string& metric, Relation relation, const char* bound) {
  return judged(sample(), expected(Subject::totals, "", metric, relation, bound)).verdict;
}

std::string text_of(const std::optional<Figure>& figure) {
  if (!figure) return "none";
  const auto* decimal = std::get_if<Decimal>(&*figure);
  return decimal != nullptr ? decimal->text() : "a double";
}

TEST_CASE("counts and sums are exact figures of the run, and compared to the last digit") {
  CHECK(verdict("requests", Relation::equal, "1000") == Verdict::met);
  CHECK(verdict("requests", Relation::equal, "1001") == Verdict::not_met);
  CHECK(verdict("requests", Relation::below, "1000") == Verdict::not_met);
  CHECK(verdict("requests", Relation::at_most, "1000") == Verdict::met);
  CHECK(verdict("gb_seconds", Relation::at_most, "12.5") == Verdict::met);
  CHECK(verdict("gb_seconds", Relation::above, "12.499999999999") == Verdict::met);
  CHECK(verdict("cost.total", Relation::at_most, "0.0525") == Verdict::met);
  CHECK(verdict("cost.total", Relation::below, "0.0525") == Verdict::not_met);
  CHECK(verdict("environments.mean", Relation::at_least, "8.75") == Verdict::met);
  CHECK(verdict("environments.mean", Relation::above, "8.75") == Verdict::not_met);
  CHECK(verdict("latency_ms.mean", Relation::at_most, "60") == Verdict::met);
}

TEST_CASE("a ratio is compared as the fraction it is, not as the double that is shown") {
  CHECK(verdict("success", Relation::at_least, "0.99") == Verdict::met);
  CHECK(verdict("success", Relation::above, "0.99") == Verdict::not_met);
  Result result = sample();
  result.totals.requests = 3;
  result.totals.succeeded = 1;
  CHECK(judged(result, expected(Subject::totals, "", "success", Relation::above, "0.333333333333")).verdict == Verdict::met);
  CHECK(judged(result, expected(Subject::totals, "", "success", Relation::below, "0.333333333334")).verdict == Verdict::met);
}

TEST_CASE("a percentile is met if its whole interval is, and not met if none of it is") {
  CHECK(verdict("latency_ms.p99", Relation::below, "800") == Verdict::met);
  CHECK(verdict("latency_ms.p99", Relation::at_most, "320") == Verdict::met);
  CHECK(verdict("latency_ms.p99", Relation::below, "320") == Verdict::undetermined);
  CHECK(verdict("latency_ms.p99", Relation::below, "305") == Verdict::undetermined);
  CHECK(verdict("latency_ms.p99", Relation::at_most, "290") == Verdict::undetermined);
  CHECK(verdict("latency_ms.p99", Relation::below, "290") == Verdict::not_met);
  CHECK(verdict("latency_ms.p99", Relation::at_least, "290") == Verdict::met);
  CHECK(verdict("latency_ms.p99", Relation::above, "290") == Verdict::undetermined);
  CHECK(verdict("latency_ms.p99", Relation::above, "320") == Verdict::not_met);
}

TEST_CASE("without an upper end only what the lower end decides is decided") {
  CHECK(verdict("latency_ms.p99_9", Relation::below, "100000") == Verdict::undetermined);
  CHECK(verdict("latency_ms.p99_9", Relation::below, "400") == Verdict::not_met);
  CHECK(verdict("latency_ms.p99_9", Relation::above, "100000") == Verdict::undetermined);
  CHECK(verdict("latency_ms.p99_9", Relation::above, "399") == Verdict::met);
  const auto open = judged(sample(), expected(Subject::totals, "", "latency_ms.p99_9", Relation::below, "600"));
  CHECK(open.why == "too few samples: the interval has no upper end");
  CHECK(text_of(open.value) == "500");
  CHECK(text_of(open.interval->low) == "400");
  CHECK(!open.interval->high);
}

TEST_CASE("the peak of several functions lies between the largest of theirs and the sum of their maxima") {
  CHECK(verdict("concurrency_peak", Relation::at_most, "12") == Verdict::met);
  CHECK(verdict("concurrency_peak", Relation::at_most, "10") == Verdict::undetermined);
  CHECK(verdict("concurrency_peak", Relation::at_most, "8") == Verdict::not_met);
  CHECK(verdict("concurrency_peak", Relation::equal, "12") == Verdict::undetermined);
  CHECK(verdict("concurrency_peak", Relation::equal, "13") == Verdict::not_met);
  const Result result = sample();
  const auto of_group = [&](const char* group, const char* bound) {
    return judged(result, expected(Subject::group, group, "concurrency_peak", Relation::at_most, bound)).verdict;
  };
  CHECK(of_group("database", "10") == Verdict::undetermined);
  CHECK(of_group("one", "7") == Verdict::met);
  CHECK(of_group("one", "6") == Verdict::not_met);
  CHECK(judged(result, expected(Subject::function, "b", "concurrency_peak", Relation::equal, "9")).verdict == Verdict::met);
}

TEST_CASE("what there is no figure for is undetermined and says why") {
  const Result result = sample();
  const auto why = [&](Subject subject, const char* name, const char* metric) {
    const ExpectationResult one = judged(result, expected(subject, name, metric, Relation::at_most, "1"));
    CHECK(one.verdict == Verdict::undetermined);
    CHECK(!one.value);
    return one.why;
  };
  CHECK(why(Subject::totals, "", "failed_latency_ms.p99") == "there are no samples");
  CHECK(why(Subject::function, "b", "success") == "there are no requests");
  CHECK(why(Subject::function, "b", "cold_start_ratio") == "there are no invocations");
  CHECK(why(Subject::function, "ghost", "requests") == "no such function was called");
  CHECK(why(Subject::totals, "", "cost.per_million_requests") == "there is no such price");
  Result unpriced = result;
  unpriced.cost = {};
  CHECK(judged(unpriced, expected(Subject::totals, "", "cost.total", Relation::at_most, "1")).why == "it is not priced");
}

TEST_CASE("nothing is decided by an interrupted run") {
  Result result = sample();
  result.complete = false;
  const ExpectationResult one = judged(result, expected(Subject::source, "web", "success", Relation::at_least, "0.5"));
  CHECK(one.verdict == Verdict::undetermined);
  CHECK(one.why == "the run was interrupted");
  CHECK(one.value);
}

TEST_CASE("dollars are not judged by a book in another currency") {
  Result result = sample();
  result.cost.price_book = "a book";
  Expectation dollars = expected(Subject::totals, "", "cost.total", Relation::at_most, "1000000");
  dollars.in_usd = true;
  CHECK(judged(result, dollars).verdict == Verdict::met);
  result.cost.currency = "EUR";
  CHECK(judged(result, dollars).verdict == Verdict::undetermined);
  dollars.in_usd = false;
  CHECK(judged(result, dollars).verdict == Verdict::met);
}

TEST_CASE("groups of calls, recorded cold starts and the share by idle time have figures, or say why not") {
  Result result = sample();
  const auto of_web = [&](const char* metric, Relation relation, const char* bound) {
    return judged(result, expected(Subject::source, "web", metric, relation, bound));
  };
  CHECK(of_web("group.success", Relation::at_least, "0").why == "its arrivals make one call each");
  CHECK(of_web("group.group_latency_ms.count", Relation::at_least, "0").why == "its arrivals make one call each");
  CHECK(of_web("group.group_latency_ms.p99", Relation::at_least, "0").why == "its arrivals make one call each");
  CHECK(of_web("recorded.recall", Relation::at_least, "0").why == "no trace of it says which calls were cold");
  SourceResult& web = result.sources["web"];
  web.group = CallGroupResult{5, 200, 199, result.totals.latency};
  web.recorded = Recorded{999, 3, 0, 0, {}, 0};
  CHECK(of_web("group.size", Relation::equal, "5").verdict == Verdict::met);
  CHECK(of_web("group.groups", Relation::equal, "200").verdict == Verdict::met);
  CHECK(of_web("group.succeeded", Relation::equal, "199").verdict == Verdict::met);
  CHECK(of_web("group.success", Relation::at_least, "0.995").verdict == Verdict::met);
  CHECK(of_web("group.success", Relation::above, "0.995").verdict == Verdict::not_met);
  CHECK(of_web("group.group_latency_ms.p99", Relation::at_most, "320").verdict == Verdict::met);
  CHECK(of_web("group.group_latency_ms.p99", Relation::at_most, "300").verdict == Verdict::undetermined);
  CHECK(of_web("recorded.rows", Relation::equal, "999").verdict == Verdict::met);
  CHECK(of_web("recorded.cold", Relation::equal, "3").verdict == Verdict::met);
  CHECK(of_web("recorded.precision", Relation::at_least, "0.5").why == "no call is predicted cold");
  CHECK(of_web("recorded.recall", Relation::at_least, "0.5").verdict == Verdict::not_met);
  web.recorded->predicted = 3;
  web.recorded->both = 2;
  CHECK(of_web("recorded.precision", Relation::at_least, "0.666666666666").verdict == Verdict::met);
  CHECK(of_web("recorded.precision", Relation::at_least, "0.666666666667").verdict == Verdict::not_met);
  CHECK(of_web("recorded.both", Relation::equal, "2").verdict == Verdict::met);

  const auto by_idle = [&](const char* metric, Relation relation, const char* bound) {
    return judged(result, expected(Subject::totals, "", metric, relation, bound));
  };
  result.totals.throttled = 1;
  result.cold_start_ratio_by_idle = {333.0 / 999.0, 0.0, std::nullopt};
  CHECK(by_idle("cold_start_ratio_by_idle.5min", Relation::above, "0.333333333333").verdict == Verdict::met);
  CHECK(by_idle("cold_start_ratio_by_idle.5min", Relation::below, "0.333333333334").verdict == Verdict::met);
  CHECK(by_idle("cold_start_ratio_by_idle.10min", Relation::at_most, "0").verdict == Verdict::met);
  CHECK(by_idle("cold_start_ratio_by_idle.15min", Relation::at_most, "1").why ==
        "it can be told only where every function picks by `mru`, keeps by time, and reaches no `max_life`");
  CHECK(!unit_of_metric(Subject::function, "cold_start_ratio_by_idle.5min"));
}

TEST_CASE("the latency of delayed calls is that of the cold ones where they are the same") {
  Result result = sample();
  result.totals.cold_latency = result.totals.latency;
  const auto p99_at_most = [&](const char* bound) {
    return judged(result, expected(Subject::totals, "", "delayed_latency_ms.p99", Relation::at_most, bound)).verdict;
  };
  CHECK(p99_at_most("320") == Verdict::met);
  result.totals.delayed_latency = result.totals.latency;
  result.totals.delayed_latency->intervals[3] = {ms(500), ms(600)};
  CHECK(p99_at_most("320") == Verdict::not_met);
  CHECK(p99_at_most("600") == Verdict::met);
}

TEST_CASE("every name has a unit and a figure, and no name stands twice") {
  const Result result = sample();
  for (const Subject subject : {Subject::totals, Subject::function, Subject::source, Subject::group}) {
    std::vector<std::string_view> names = metric_names(subject);
    CHECK(names.size() >= 16);
    for (const std::string_view metric : names) {
      const std::string name = subject == Subject::source ? "web" : subject == Subject::function ? "a" : "database";
      const auto one = judged(result, expected(subject, name, std::string(metric), Relation::at_least, "0"));
      INFO(metric);
      CHECK((one.verdict == Verdict::met || !one.why.empty()));
    }
    std::sort(names.begin(), names.end());
    CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
  }
  CHECK(unit_of_metric(Subject::function, "out_of_memory") == MetricUnit::count);
  CHECK(unit_of_metric(Subject::function, "crashes") == MetricUnit::count);
  CHECK(unit_of_metric(Subject::group, "failed_inits") == MetricUnit::count);
  CHECK(unit_of_metric(Subject::function, "snap_start.restore_ms.p99") == MetricUnit::milliseconds);
  CHECK(!unit_of_metric(Subject::source, "cold_starts"));
  CHECK(!unit_of_metric(Subject::function, "cost.total"));
}

TEST_CASE("a verdict is what holds for every value of the interval") {
  const bool holds = rc::check([] {
    const auto number = [](int most) { return *rc::gen::inRange<std::int64_t>(0, most); };
    Result result;
    result.totals.latency.count = 1'000;
    const std::int64_t low = number(20), high = low + number(20), bound = number(45);
    const bool open = number(3) == 0;
    result.totals.latency.percentiles[3] = ms(low);
    result.totals.latency.intervals[3].low = ms(low);
    if (!open) result.totals.latency.intervals[3].high = ms(high);
    const auto relation = static_cast<Relation>(number(4));
    const auto holds_for = [&](std::int64_t value) {
      return relation == Relation::below     ? value < bound
             : relation == Relation::at_most ? value <= bound
             : relation == Relation::above   ? value > bound
                                             : value >= bound;
    };
    bool all = true, none = true;
    for (std::int64_t value = low; value <= (open ? 1'000 : high); ++value) {
      all = all && holds_for(value);
      none = none && !holds_for(value);
    }
    const Verdict wanted = all ? Verdict::met : none ? Verdict::not_met : Verdict::undetermined;
    const std::string text = std::to_string(bound);
    RC_ASSERT(judged(result, expected(Subject::totals, "", "latency_ms.p99", relation, text.c_str())).verdict == wanted);
  });
  CHECK(holds);
}

}  // namespace
}  // namespace thaw
