#include "report/text.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "report/printable.hpp"
#include "report/result_document.hpp"
#include "report/sample_result.hpp"
#include "report/wrapped.hpp"

namespace {

std::string text_of(const thaw::Result& result, std::size_t width = 100, bool bold = false) {
  thaw::StringSink sink;
  thaw::write_text(thaw::document_of(result), {width, bold}, sink);
  return sink.text;
}

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    longest = std::max(longest, thaw::columns_of(std::string_view(text).substr(begin, end - begin)));
    begin = end + 1;
  }
  return longest;
}

bool says(const std::string& text, const std::string& what) {
  INFO(text);
  return text.find(what) != std::string::npos;
}

// Of so many samples that every percentile has an upper bound.
thaw::Summary bounded_summary() {
  thaw::Summary summary = thaw::summary_of(std::vector<std::int64_t>(80'000, 45'250'000));
  for (thaw::Interval& interval : summary.intervals) interval.high = summary.max;
  return summary;
}

thaw::Result many_functions(int count) {
  thaw::Result result = thaw::sample_result();
  result.functions.clear();
  result.cost.lines.clear();
  for (int i = 0; i < count; ++i) {
    const std::string name = "f" + std::to_string(i);
    result.functions[name] = thaw::sample_function();
    result.settings[name] = result.settings["api"];
    result.cost.lines.push_back(
        {name, "requests", thaw::Decimal(i), "requests", thaw::Decimal(0), thaw::Decimal(1), thaw::Decimal(i)});
  }
  return result;
}

}  // namespace

TEST_CASE("the answer comes first, in three sentences") {
  const std::string text = text_of(thaw::sample_result());
  const std::string answer =
      "checkout \"v2\": 1 h simulated from 2026-11-01T00:00:00Z, us-east-1, seed 18446744073709551615\n\n"
      "7 of 10 requests succeeded (70.0 %): half within 13 ms, the slowest in 310 ms.\n"
      "3 of 10 calls (30.0 %) had to wait for an environment: half of them for at most 200 ms, the longest for 210 ms.\n";
  INFO(text);
  // The second sentence is wider than the page and is wrapped there.
  CHECK(text.starts_with(answer.substr(0, answer.find("3 of 10"))));
  CHECK(says(text, "It costs $0.0000312 for the 1 h simulated, $3.12 per million requests.\n"));
}

TEST_CASE("fates, reasons and shares are told") {
  const std::string text = text_of(thaw::sample_result());
  CHECK(says(text, "failed      2  20.0 %  1 error, 1 timeout"));
  CHECK(says(text, "throttled   1  10.0 %  1 by the concurrency limit"));
  CHECK(!says(text, "dead-lettered"));
  CHECK(says(text, "Latency of the 70.0 % of requests that succeeded, in ms with [95 % intervals]\n"));
  CHECK(!says(text, "failed or took longer"));
}

TEST_CASE("crashes are told among the reasons, and inits that failed below the cold starts") {
  thaw::Result result = thaw::sample_result();
  result.totals.crashes = 1;
  result.totals.failed_inits = 1;
  CHECK(says(text_of(result), "failed      2  20.0 %  1 timeout, 1 crash\n"));
  CHECK(says(text_of(result), "\n  1 init failed or took longer than the limit, and had to be made again inside a run, under its"));
  result.totals.timeouts = 0;
  result.totals.crashes = 2;
  CHECK(says(text_of(result), "failed      2  20.0 %  2 crashes\n"));
}

TEST_CASE("restores are called so, and told apart from inits") {
  thaw::Result result = thaw::sample_result();
  CHECK(says(text_of(result), "their environment's first (Init Duration)"));
  CHECK(!says(text_of(result), "estore"));
  result.totals.snap_start.emplace().restore = result.totals.init;
  CHECK(says(text_of(result), "their environment's first (Restore Duration)"));
  CHECK(says(text_of(result), "\n  Restore Duration: "));
  CHECK(!says(text_of(result), "Init Duration"));
  CHECK(!says(text_of(result), "its call ended in an error"));
  result.totals.snap_start->restore = {};  // of another function, none of whose environments served
  CHECK(says(text_of(result), "their environment's first (Init or Restore Duration)"));
  CHECK(says(text_of(result), "\n  Init or Restore Duration: "));
  result.totals.snap_start->failed_restores = 1;
  CHECK(says(text_of(result), "\n  1 restore failed or took longer than 10 s: its call ended in an error"));
}

TEST_CASE("what is known of the idle times is told, and nothing where nothing is") {
  thaw::Result result = thaw::sample_result();
  result.cold_start_ratio_by_idle = {0.012, 0.005, 0.003};
  CHECK(says(text_of(result), "With an idle time of 5 to 15 min (AWS does not document it): 1.2 % to 0.30 % of calls would"));
  result.cold_start_ratio_by_idle = {0.5, 0.5, 0.5};
  CHECK(says(text_of(result), "With an idle time of 5 to 15 min (AWS does not document it): 50.0 % of calls would find no"));
  result.cold_start_ratio_by_idle = {std::nullopt, 0.5, std::nullopt};
  CHECK(says(text_of(result), "With an idle time of 10 min (AWS does not document it): 50.0 % of calls would find no"));
  result.cold_start_ratio_by_idle = {};
  CHECK(!says(text_of(result), "idle time"));
}

TEST_CASE("where nothing is told of the idle times, the text says why") {
  thaw::Result result = thaw::sample_result();
  result.cold_start_ratio_by_idle = {};
  thaw::Function& settings = result.settings.begin()->second;
  settings.keep_alive_policy = thaw::KeepForever{};
  CHECK(!says(text_of(result), "What other idle times"));
  settings.max_life = thaw::Constant{thaw::seconds(60)};
  CHECK(says(text_of(result), "What other idle times would give is not told: environments also end for their age (max_life)."));
  settings.keep_alive_policy = thaw::KeepByHalving{thaw::seconds(60)};
  CHECK(says(text_of(result), "What other idle times would give is not told: a keep_alive goes by a policy."));
  settings.pick = thaw::Pick::lru;
  CHECK(says(text_of(result), "What other idle times would give is not told: not every function picks by mru."));
  result.cold_start_ratio_by_idle = {0.5, 0.5, 0.5};
  CHECK(!says(text_of(result), "What other idle times"));
}

TEST_CASE("the section on cold starts leads with the idle times and the delayed starts") {
  const std::string text = text_of(thaw::sample_result());
  const std::string idle = "Cold starts\n  With an idle time of 5 to 15 min (AWS does not document it): 50.0 % to 12.5 % of calls ";
  CHECK(says(text, idle));
  CHECK(text.find(idle) < text.find("delayed starts"));
  CHECK(text.find("delayed starts") < text.find("cold starts    "));
}

TEST_CASE("a percentile with too few samples is shown as a lower bound") {
  CHECK(says(text_of(thaw::sample_result()), "p99    at least 310.3 (7 samples)"));
}

TEST_CASE("the cost is shown line by line, and the free tier on its lines") {
  thaw::Result result = thaw::sample_result();
  CHECK(says(text_of(result), "  api    requests     9        x $0.0000002     = $0.0000018\n"));
  result.cost.lines[0].free = thaw::Decimal(9);
  result.cost.lines[0].amount = thaw::Decimal(0);
  CHECK(says(text_of(result), "(9 - 9 free)"));
  CHECK(says(text_of(result), "After the free tier it costs $0.0000312 for the 1 h simulated"));
}

TEST_CASE("recorded and predicted cold starts are compared") {
  CHECK(says(text_of(thaw::sample_result()),
             "web: of 9 rows 2 were recorded cold, 3 are predicted so, 2 are both; precision 66.7 %, recall"));
}

TEST_CASE("what was assumed is told with its reason") {
  CHECK(says(text_of(thaw::sample_result()), "  keep_alive = 380 s (AWS does not document it [EST])\n"));
}

TEST_CASE("an interrupted result says so before anything else of it") {
  thaw::Result result = thaw::sample_result();
  result.complete = false;
  const std::string text = text_of(result);
  CHECK(text.find("INTERRUPTED") < text.find("succeeded"));
  CHECK(!says(text_of(thaw::sample_result()), "INTERRUPTED"));
}

TEST_CASE("of many functions the ten dearest are shown, and how many more there are") {
  const std::string text = text_of(many_functions(25));
  CHECK(says(text, "Functions, the 10 most expensive of 25"));
  CHECK(says(text, "  15 more functions "));
  CHECK(says(text, "\n  f24 "));
  CHECK(!says(text, "\n  f14 "));
  CHECK(says(text, "20 more functions"));
  CHECK(says(text, "$190.00"));  // 0 + 1 + … + 19
}

TEST_CASE("peaks that are bounds are told as such") {
  thaw::Result result = thaw::sample_result();
  result.peaks_exact = false;
  CHECK(says(text_of(result), "at most 2 at the peak"));
}

TEST_CASE("an empty result reads well too") {
  const std::string text = text_of(thaw::Result{});
  CHECK(says(text, "No request arrived in 0 ms."));
  CHECK(says(text, "It is not priced."));
}

TEST_CASE("lines keep to the width") {
  for (const std::size_t width : {60U, 72U, 80U, 100U, 160U}) {
    const std::string text = text_of(thaw::sample_result(), width);
    INFO(text);
    CHECK(longest_line(text) <= width);
    CHECK(longest_line(text_of(many_functions(25), width)) <= width);
  }
}

TEST_CASE("no escapes unless bold headings are wanted") {
  CHECK(!says(text_of(thaw::sample_result()), "\x1b"));
  CHECK(says(text_of(thaw::sample_result(), 100, true), "\x1b[1mRequests\x1b[0m"));
}

TEST_CASE("a hostile name neither moves the cursor nor breaks a line") {
  CHECK(thaw::printable("a\x1b[2Jb\nc") == "a\\x1b[2Jb\\x0ac");
  CHECK(thaw::printable("\xff") == "\\xff");
  CHECK(thaw::printable("right\u202Eleft") == "right\\xe2\\x80\\xaeleft");
  CHECK(thaw::printable("abcdef", 4) == "abc\u2026");
  CHECK(thaw::printable("abcd", 4) == "abcd");
  CHECK(rc::check("never a control character, never too wide", [](const std::string& name) {
    const auto columns = *rc::gen::inRange<std::size_t>(8, 40);
    const std::string shown = thaw::printable(name, columns);
    RC_ASSERT(thaw::columns_of(shown) <= columns);
    for (const char c : shown) RC_ASSERT(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
  }));
}

TEST_CASE("wrapping breaks at blanks only and loses no word") {
  CHECK(thaw::wrapped("one two three", 8, "", "  ") == "one two\n  three\n");
  CHECK(thaw::wrapped("", 10, "  ") == "  \n");
  CHECK(thaw::wrapped("within 12 ms, so 99 % of all", 10, "") == "within\n12 ms, so\n99 % of\nall\n");
  CHECK(thaw::wrapped("unbreakable", 4, "") == "unbreakable\n");
}

TEST_CASE("on a narrow page the parts of the cost go below the function's name, and a sum stays in its line") {
  thaw::Result result = many_functions(2);
  for (auto& line : result.cost.lines) line.quantity = *thaw::Decimal::parse("123456789012345");
  result.functions["a-function-with-a-long-name"] = result.functions["f1"];
  result.functions.erase("f1");
  result.cost.lines[1].function = "a-function-with-a-long-name";
  const std::string text = text_of(result, 60);
  CHECK(says(text, "\n  a-function-with-a-long-name\n    requests  123,456,789,012,345  x $1       = $1.00\n"));
  CHECK(says(text, "\n  total                                  = $0.0000312\n"));
}

TEST_CASE("what is read back from a file may be hostile in every word") {
  thaw::Result result = thaw::sample_result();
  const std::string hostile = "\x1b[2J|<b>\n";
  result.scenario_name = result.region = result.cost.currency = result.cost.price_book = hostile;
  result.assumptions = {{hostile, hostile, hostile}};
  for (thaw::CostLine& line : result.cost.lines) line.function = line.item = line.unit = hostile;
  result.functions[hostile] = result.functions["api"];
  result.sources[hostile] = result.sources["web"];
  for (const std::size_t width : {60U, 160U}) {
    const std::string text = text_of(result, width);
    CHECK(!says(text, "\x1b"));
    CHECK(!says(text, "<b>\n<b>"));
  }
}

TEST_CASE("where there is one request, or none that succeeded, the sentences say so") {
  thaw::Result result = thaw::sample_result();
  thaw::FunctionResult& t = result.totals;
  t.latency = t.cold_latency = t.warm_latency = {};
  t.succeeded = 0;
  t.failed = 9;
  std::string text = text_of(result);
  CHECK(says(text, "\nNone of the 10 requests succeeded.\n"));
  CHECK(says(text, "\nLatency of requests that failed\n  The 2 requests that failed: "));
  t.requests = t.attempts = t.failed = t.delayed_starts = 1;
  t.start_wait = thaw::summary_of({200'000'000});
  text = text_of(result);
  CHECK(says(text, "\nThe only request did not succeed.\nThe only call had to wait 200 ms for an environment.\n"));
}

TEST_CASE("a percentile of which so few samples tell nothing has no figure") {
  thaw::Result result = thaw::sample_result();
  for (thaw::Interval& interval : result.totals.cold_latency.intervals) interval = {};
  CHECK(says(text_of(result), "p90    at least 310.3 (7 samples)  -"));
  CHECK_FALSE(says(text_of(result), "at least 0 "));
}

TEST_CASE("several sources are told apart, the busiest first") {
  thaw::Result result = thaw::sample_result();
  CHECK(!says(text_of(result), "Sources"));
  result.sources["night job"] = result.sources["web"];
  result.sources["night job"].requests = 1'000;
  CHECK(says(text_of(result),
             "Sources, the busiest first\n"
             "  source     requests  succeeded  p50 ms  p99 ms\n"
             "  night job     1,000     0.70 %   13.00   310.3\n"
             "  web              10     70.0 %   13.00   310.3\n"));
  result.sources["web"].caller_retries = 4;
  CHECK(says(text_of(result), "  web              10     70.0 %   13.00   310.3               4\n"));
  for (int i = 0; i < 12; ++i) result.sources["s" + std::to_string(i)] = result.sources["web"];
  const std::string text = text_of(result);
  CHECK(says(text, "Sources, the 10 busiest of 14\n"));
  CHECK(says(text, "  4 more sources        40     70.0 %"));
}

TEST_CASE("retries are told where there are any") {
  thaw::Result result = thaw::sample_result();
  CHECK(!says(text_of(result), "retries"));
  result.totals.retries = 3;
  CHECK(says(text_of(result), "  10 calls, 3 of them retries.\n"));
}

TEST_CASE("a warning comes before the figures, with what to do about it") {
  thaw::Result result = thaw::sample_result();
  CHECK_FALSE(says(text_of(result), "Warnings"));
  result.warnings = {{"functions.api.timeout", "too short for its init", "raise it"}, {"functions", "and others", ""}};
  const std::string text = text_of(result);
  CHECK(says(text,
             "\nWarnings\n  functions.api.timeout: too short for its init (raise it).\n  functions: and others.\n\nRequests\n"));
}

TEST_CASE("where the delayed calls are not the cold ones, their latency has a column, and both words are explained") {
  thaw::Result result = thaw::sample_result();
  CHECK_FALSE(says(text_of(result, 160), "elayed, "));
  result.totals.delayed_latency = thaw::summary_of({14'000'000, 300'000'000, 310'250'000});
  const std::string text = text_of(result, 160);
  const std::string gap(23, ' ');
  CHECK(says(text, "  warm" + gap + " delayed\n"));
  CHECK(says(text, "  max    310.3" + gap + "310.3" + gap + "14.00" + gap +
                       "310.3\n  Cold: an environment's first call, which may have found it ready. Delayed: a call that waited for "
                       "an environment, "
                       "cold or warm.\n"));
}

TEST_CASE("four columns of latency stand beside each other at 100 columns, in fewer words than on a wider page") {
  thaw::Result result = thaw::sample_result();
  result.totals.latency = result.totals.warm_latency = bounded_summary();
  result.totals.delayed_latency = thaw::summary_of({14'000'000, 300'000'000, 310'250'000});
  const std::string wide = text_of(result, 140), usual = text_of(result, 100), narrow = text_of(result, 80);
  CHECK(
      says(wide, "  p99    45.25 [45.25, 45.25]  at least 310.3 (2 samples)  45.25 [45.25, 45.25]  at least 310.3 (3 samples)\n"));
  CHECK(says(usual,
             "         all                   cold                  warm                  delayed\n"
             "  count  80,000                2                     80,000                3\n"
             "  share  100 %                 <0.01 %               100 %                 <0.01 %\n"));
  CHECK(says(usual, "  p99    45.25 [45.25, 45.25]  at least 310.3        45.25 [45.25, 45.25]  at least 310.3\n"));
  CHECK(says(narrow, "         all                   cold                  warm\n"));
  CHECK(says(narrow, "         delayed\n"));
  for (const std::string& text : {wide, usual, narrow}) {
    CHECK(says(text, "  At least: there are too few samples for an upper bound.\n"));
  }
  CHECK(longest_line(usual) <= 100);
  CHECK(longest_line(narrow) <= 80);
}

TEST_CASE("what at least means is told only where it is said") {
  thaw::Result result = thaw::sample_result();
  result.totals.latency = result.totals.cold_latency = result.totals.warm_latency = bounded_summary();
  CHECK_FALSE(says(text_of(result), "At least:"));
}
