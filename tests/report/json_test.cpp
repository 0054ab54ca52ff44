#include "report/json.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <clocale>
#include <locale>
#include <nlohmann/json.hpp>

#include "report/json_writer.hpp"
#include "report/sample_result.hpp"
#include "report/version.hpp"
#include "thaw/check.hpp"

namespace {

using Json = nlohmann::ordered_json;

std::string json_of(const thaw::Result& result) {
  thaw::StringSink sink;
  thaw::write_json(result, sink);
  return sink.text;
}

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

// Like a German locale, but there on every machine.
class CommaPoint : public std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

}  // namespace

TEST_CASE("the JSON's keys are the contract's, in its order") {
  const Json json = Json::parse(json_of(thaw::sample_result()));
  CHECK(keys_of(json) == std::vector<std::string>{"schema_version", "tool", "scenario", "seed", "complete", "simulated_seconds",
                                                  "fingerprint", "start", "region", "warmup_seconds", "peaks_exact",
                                                  "percentile_grid", "assumptions", "totals", "functions", "sources",
                                                  "cold_start_ratio_by_idle", "series", "cost"});
  const std::vector<std::string> block = {"requests",         "succeeded",
                                          "failed",           "throttled",
                                          "denied",           "dead_lettered",
                                          "dropped",          "expired",
                                          "filtered",         "in_flight",
                                          "attempts",         "invocations",
                                          "retries",          "throttles",
                                          "denials",          "errors",
                                          "timeouts",         "out_of_memory",
                                          "crashes",          "failed_inits",
                                          "cold_starts",      "warm_starts",
                                          "cold_start_ratio", "delayed_starts",
                                          "latency_ms",       "failed_latency_ms",
                                          "cold_latency_ms",  "warm_latency_ms",
                                          "start_wait_ms",    "init_ms",
                                          "duration_ms",      "billed_ms",
                                          "gb_seconds",       "idle_gb_seconds",
                                          "concurrency_peak", "environments",
                                          "billed_init_ms",   "throttles_by_reason"};
  CHECK(keys_of(json["totals"]) == block);
  std::vector<std::string> of_function = block;
  of_function.emplace_back("settings");
  CHECK(keys_of(json["functions"]["api"]) == of_function);
  CHECK(keys_of(json["totals"]["latency_ms"]) == std::vector<std::string>{"count", "mean", "min", "p50", "p90", "p95", "p99",
                                                                          "p99_9", "max", "interval_95", "exact", "grid"});
  CHECK(keys_of(json["totals"]["environments"]) == std::vector<std::string>{"alive_at_start", "started", "reclaimed", "alive",
                                                                            "unused", "peak", "mean", "mean_busy", "mean_idle"});
  CHECK(keys_of(json["series"]) == std::vector<std::string>{"bucket_s", "requests", "invocations", "cold_starts", "throttles",
                                                            "errors", "busy_max", "environments_max"});
  CHECK(keys_of(json["cost"]["lines"][0]) ==
        std::vector<std::string>{"function", "item", "quantity", "unit", "free", "unit_price", "amount"});
}

TEST_CASE("every figure of the result stands in the JSON") {
  const Json json = Json::parse(json_of(thaw::sample_result()));
  CHECK(json["tool"]["version"] == std::string(thaw::version));
  CHECK(json["scenario"]["name"] == "checkout \"v2\"");
  CHECK(json["seed"] == 18'446'744'073'709'551'615U);
  CHECK(json["fingerprint"] == "00abcdef01234567");
  CHECK(json["start"] == "2026-11-01T00:00:00Z");
  CHECK(json["simulated_seconds"] == 3600);
  CHECK(json["percentile_grid"].size() == 23);
  CHECK(json["percentile_grid"][20] == 99.9);
  CHECK(json["totals"]["requests"] == 10);
  CHECK(json["totals"]["latency_ms"]["p50"] == 13);
  CHECK(json["totals"]["latency_ms"]["interval_95"]["p99"] == Json::parse("[310.25, null]"));
  CHECK(json["totals"]["latency_ms"]["grid"].size() == 23);
  CHECK(json["functions"]["api"]["settings"]["memory_mb"] == 512);
  CHECK(json["functions"]["api"]["settings"]["init"]["kind"] == "quantiles");
  CHECK(json["functions"]["api"]["settings"]["cold_service"].is_null());
  CHECK(json["functions"]["api"]["throttles_by_reason"]["concurrency"] == 1);
  CHECK(json["sources"]["web"]["recorded"]["both"] == 2);
  CHECK(json["cold_start_ratio_by_idle"] == Json::parse(R"({"5min": 0.5, "10min": null, "15min": 0.125})"));
  CHECK(json["cost"]["total"] == "0.00003117505875");
  CHECK(json["cost"]["per_million_requests"] == "3.117506");
}

TEST_CASE("the settings of a function say each law with its parameters, and a mixture part by part") {
  thaw::Result result = thaw::sample_result();
  thaw::Function& api = result.settings["api"];
  api.init = thaw::Gamma{2.5, 45e6};
  api.cold_service = thaw::Weibull{0.5, 1e9};
  api.placement = thaw::Pareto{1.5, thaw::milliseconds(10)};
  api.service = thaw::Mixture{{{9, thaw::Constant{thaw::milliseconds(45)}}, {1, thaw::Exponential{2e9}}}};
  const Json settings = Json::parse(json_of(result))["functions"]["api"]["settings"];
  CHECK(settings["init"] == Json::parse(R"({"kind": "gamma", "shape": 2.5, "mean_ms": 45})"));
  CHECK(settings["cold_service"] == Json::parse(R"({"kind": "weibull", "shape": 0.5, "scale_ms": 1000})"));
  CHECK(settings["placement"] == Json::parse(R"({"kind": "pareto", "shape": 1.5, "min_ms": 10})"));
  const Json parts = Json::parse(R"([{"weight": 9, "kind": "constant", "value_ms": 45},
                                     {"weight": 1, "kind": "exponential", "mean_ms": 2000}])");
  CHECK(settings["service"] == Json({{"kind", "mixture"}, {"parts", parts}}));
}

TEST_CASE("times and quantities are printed as exact decimals") {
  const std::string text = json_of(thaw::sample_result());
  CHECK(text.find("\"gb_seconds\": 1.7625,") != std::string::npos);
  CHECK(text.find("\"idle_gb_seconds\": 190.000000001,") != std::string::npos);
  CHECK(text.find("12.000001") != std::string::npos);
}

TEST_CASE("a distribution without samples has null for every figure") {
  thaw::Result result = thaw::sample_result();
  result.totals.latency = {};
  const Json latency = Json::parse(json_of(result))["totals"]["latency_ms"];
  CHECK(latency["count"] == 0);
  CHECK(latency["p99"].is_null());
  CHECK(latency["interval_95"].is_null());
  CHECK(latency["grid"].empty());
}

TEST_CASE("a result without a price book has no price") {
  thaw::Result result = thaw::sample_result();
  result.cost = {};
  const Json cost = Json::parse(json_of(result))["cost"];
  CHECK(cost["total"].is_null());
  CHECK(cost["per_million_requests"].is_null());
}

TEST_CASE("lanes are there only on request") {
  thaw::Result result = thaw::sample_result();
  CHECK(!Json::parse(json_of(result)).contains("lanes"));
  thaw::Lane lane{"api", 1, true, {}};
  lane.spans.push_back({thaw::SpanKind::init, {0}, {120'000'000}, -1, ""});
  lane.spans.push_back({thaw::SpanKind::run, {120'000'000}, {130'500'000}, 0, "web"});
  result.lanes = {lane};
  const Json lanes = Json::parse(json_of(result))["lanes"];
  CHECK(lanes[0]["spans"][0] == Json::parse(R"({"kind": "init", "from_ms": 0, "to_ms": 120})"));
  CHECK(lanes[0]["spans"][1] == Json::parse(R"({"kind": "run", "from_ms": 120, "to_ms": 130.5, "source": "web", "request": 0})"));
}

TEST_CASE("the JSON does not depend on the locale") {
  const std::string before = json_of(thaw::sample_result());
  const std::locale old = std::locale::global(std::locale(std::locale::classic(), new CommaPoint));
  const std::string after = json_of(thaw::sample_result());
  std::locale::global(old);
  CHECK(before == after);
}

TEST_CASE("any bytes as a name give JSON that parses, and UTF-8 comes back as it was") {
  CHECK(rc::check("hostile names", [](const std::string& name) {
    thaw::Result result;
    result.scenario_name = name;
    RC_ASSERT(Json::parse(json_of(result))["scenario"]["name"].is_string());
  }));
  for (const std::string name : {"Grüße, 東京 🚀", "tab\tquote\"back\\slash\n\x01\x7f", ""}) {
    std::string text;
    thaw::append_json_string(text, name);
    CHECK(Json::parse(text) == name);
  }
  std::string broken;
  thaw::append_json_string(broken, "\xC0\xAF|\xED\xA0\x80|\xF5|\xE2\x82");
  CHECK(broken == "\"\uFFFD\uFFFD|\uFFFD\uFFFD\uFFFD|\uFFFD|\uFFFD\uFFFD\"");
}

TEST_CASE("doubles read back as the same bits, and what is not finite is null") {
  CHECK(rc::check("shortest round trip", [](double value) {
    thaw::StringSink sink;
    thaw::JsonWriter json(sink);
    json.real(value);
    json.finish();
    RC_ASSERT(Json::parse(sink.text).get<double>() == value);
  }));
  thaw::StringSink sink;
  thaw::JsonWriter json(sink);
  json.begin_array();
  json.real(std::numeric_limits<double>::infinity());
  json.real(std::nan(""));
  json.end_array();
  json.finish();
  CHECK(sink.text == "[null, null]\n");
}

TEST_CASE("a value where a key must stand is our bug") {
  thaw::StringSink sink;
  thaw::JsonWriter json(sink);
  json.begin_object();
  CHECK_THROWS_AS(json.whole(1), thaw::BrokenInvariant);
  CHECK_THROWS_AS(json.end_array(), thaw::BrokenInvariant);
}
