// Expectations, groups and costs by tag in every rendering.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "report/cost.hpp"
#include "report/csv.hpp"
#include "report/expectation_story.hpp"
#include "report/json.hpp"
#include "report/result_document.hpp"
#include "report/sample_result.hpp"
#include "report/text.hpp"

namespace thaw {
namespace {

template <class Write>
std::string written(Write write) {
  StringSink sink;
  write(sink);
  return sink.text;
}

Result sample() {
  Result result = sample_result();
  result.functions["batch"] = result.functions["api"];
  result.settings["batch"] = result.settings["api"];
  result.settings["batch"].tags = std::make_shared<const Tags>(Tags{{"team", "data, \"big\""}});
  result.groups["data base"] = {{"api", "batch"}, false, sample_function()};
  result.groups["solo"] = {{"api"}, true, sample_function()};
  result.groups["nobody"] = {};
  const auto ms = [](const char* text) { return Figure(*Decimal::parse(text)); };
  result.expectations = {
      {"latency_ms.p99 < 800", MetricUnit::milliseconds, Verdict::met, ms("300.155251"), FigureRange{ms("298.5"), ms("301.728")},
       ""},
      {"latency_ms.p99_9 < 1s", MetricUnit::milliseconds, Verdict::undetermined, ms("524.074438"), FigureRange{ms("355"), {}},
       "too few samples: the interval has no upper end"},
      {"success >= 99%", MetricUnit::ratio, Verdict::not_met, Figure(0.7), {}, ""},
      {"cost.total <= $5", MetricUnit::money, Verdict::met, ms("0.00003117505875"), {}, ""},
      {"environments.mean < 2", MetricUnit::average, Verdict::met, Figure(1.25), {}, ""},
      {"groups.solo.init_ms.p50 < 1s", MetricUnit::milliseconds, Verdict::undetermined, {}, {}, "there are no samples"}};
  return result;
}

std::string text_of(const Result& result) {
  return written([&](ByteSink& sink) { write_text(document_of(result), {100, false, false}, sink); });
}

nlohmann::json json_of(const Result& result) {
  return nlohmann::json::parse(written([&](ByteSink& sink) { write_json(result, sink); }));
}

bool has(const std::string& text, const std::string& part) {
  INFO(text);
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("verdicts are a list with a mark and words") {
  CHECK(has(text_of(sample()),
            "Expectations: 3 of 6 met\n"
            "  \u2713 latency_ms.p99 < 800: met, it is 300.2 ms [298.5, 301.7]\n"
            "  ? latency_ms.p99_9 < 1s: undetermined, it is 524.1 ms [355, ?]; too few samples: the interval has\n"
            "    no upper end\n"
            "  \u2717 success >= 99%: not met, it is 70.0 %\n"
            "  \u2713 cost.total <= $5: met, it is $0.0000312\n"
            "  \u2713 environments.mean < 2: met, it is 1.25\n"
            "  ? groups.solo.init_ms.p50 < 1s: undetermined, there are no samples\n"));
}

TEST_CASE("a peak that is an upper bound is told as one") {
  const auto count = [](int whole) { return Figure(Decimal(whole)); };
  CHECK(expectation_story({"concurrency_peak <= 20", MetricUnit::count, Verdict::undetermined, count(1'028),
                           FigureRange{count(18), count(1'028)}, "the bound lies within the interval"},
                          "USD")
            .text() ==
        "concurrency_peak <= 20: undetermined, it is at least 18 and at most 1,028; the bound lies within the interval");
}

TEST_CASE("a hostile expectation cannot move the cursor") {
  Result result;
  result.expectations = {{"functions.\"\x1b[2J\".requests > 0", MetricUnit::count, Verdict::met, Figure(Decimal(1)), {}, ""}};
  CHECK(has(text_of(result), "  \u2713 functions.\"\\x1b[2J\".requests > 0: met, it is 1\n"));
}

TEST_CASE("groups are a row each, with their peaks as bounds where they are") {
  const std::string text = text_of(sample());
  CHECK(has(text, "  data base          2        10       22.2 %  at least 310 ms    at most 2     at most 2\n"));
  CHECK(has(text, "  nobody             0         0            -                -            0             0\n"));
  CHECK(has(text, "  solo               1        10       22.2 %  at least 310 ms            2             2\n"));
  CHECK(has(text, "At most: maxima of each function"));
  Result exact = sample();
  exact.groups.erase("data base");
  CHECK(!has(text_of(exact), "At most:"));
}

TEST_CASE("the sections stand in the text only where they are asked for") {
  Result result = sample();
  price(result, Billing{});
  const std::string text = text_of(result);
  for (const char* heading : {"\nExpectations: 3 of 6 met\n", "\nGroups of functions\n", "\nCost by tag\n"}) {
    CHECK(has(text, heading));
    CHECK(!has(text_of(sample_result()), heading));
  }
  CHECK(has(text, "  team  data, \"big\"  $0.0000312\n  team  (untagged)   $0.0000312\n"));
  CHECK(text.find("Expectations") < text.find("\nRequests\n"));
}

TEST_CASE("the JSON has exact figures, and none of these members without need") {
  Result result = sample();
  price(result, Billing{});
  const nlohmann::json json = json_of(result);
  const auto& expectations = json["expectations"];
  REQUIRE(expectations.size() == 6);
  CHECK(expectations[0] ==
        nlohmann::json::parse(R"({"text": "latency_ms.p99 < 800", "verdict": "met", "unit": "ms", "value": 300.155251,
                                                     "interval": [298.5, 301.728], "why": null})"));
  CHECK(expectations[1]["interval"] == nlohmann::json::parse("[355, null]"));
  CHECK(expectations[2]["verdict"] == "not_met");
  CHECK(expectations[2]["value"] == 0.7);
  CHECK(expectations[3]["value"] == "0.00003117505875");
  CHECK(expectations[5]["value"].is_null());
  CHECK(expectations[5]["why"] == "there are no samples");
  const auto& group = json["groups"]["data base"];
  CHECK(group["functions"] == nlohmann::json::parse(R"(["api", "batch"])"));
  CHECK(group["peaks_exact"] == false);
  CHECK(group["latency_ms"] == json["totals"]["latency_ms"]);
  CHECK(json["functions"]["batch"]["settings"]["tags"]["team"] == "data, \"big\"");
  CHECK(!json["functions"]["api"]["settings"].contains("tags"));
  CHECK(json["cost"]["by_tag"] == nlohmann::json::parse(R"([{"tag": "team", "value": "data, \"big\"", "amount": "0.00003117505875"},
                                                            {"tag": "team", "value": null, "amount": "0.00003117505875"}])"));
  const nlohmann::json bare = json_of(sample_result());
  CHECK(!bare.contains("expectations"));
  CHECK(!bare.contains("groups"));
  CHECK(!bare["cost"].contains("by_tag"));
}

TEST_CASE("the CSV has a row for each fact") {
  Result result = sample();
  price(result, Billing{});
  const std::string csv = written([&](ByteSink& sink) { write_csv(result, sink); });
  CHECK(has(csv,
            "\nexpectation,latency_ms.p99 < 800,verdict,,,met\n"
            "expectation,latency_ms.p99 < 800,value,,ms,300.155251\n"
            "expectation,latency_ms.p99 < 800,low,,ms,298.5\n"
            "expectation,latency_ms.p99 < 800,high,,ms,301.728\n"
            "expectation,latency_ms.p99_9 < 1s,verdict,,,undetermined\n"));
  CHECK(has(csv, "\nexpectation,success >= 99%,value,,ratio,0.7\n"));
  CHECK(has(csv,
            "\ngroup,data base,functions,count,1,2\ngroup,data base,peaks_exact,,,false\ngroup,data base,requests,count,1,10\n"));
  CHECK(has(csv, "\ngroup,solo,environments,peak,1,2\n"));
  CHECK(has(csv, "\ntotals,,requests,count,1,10\n"));
  CHECK(has(csv,
            "\ntotals,,cost_by_tag,\"team=data, \"\"big\"\"\",USD,0.00003117505875\n"
            "totals,,cost_by_tag,team (untagged),USD,0.00003117505875\n"));
}

}  // namespace thaw
