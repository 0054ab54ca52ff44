// A saved result is the result: what is read again renders to the same bytes, and what could not have been saved is refused.
#include "report/result_reader.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "report/cost.hpp"
#include "report/csv.hpp"
#include "report/date.hpp"
#include "report/decimal_time.hpp"
#include "report/json.hpp"
#include "report/json_tree.hpp"
#include "report/random_result.hpp"
#include "report/result_document.hpp"
#include "report/sample_result.hpp"
#include "report/text.hpp"
#include "thaw/diagnostic.hpp"

namespace {

using thaw::Diagnostic;
using thaw::Result;
using Json = nlohmann::ordered_json;

std::string json_of(const Result& result) {
  thaw::StringSink sink;
  thaw::write_json(result, sink);
  return sink.text;
}

std::string csv_of(const Result& result) {
  thaw::StringSink sink;
  thaw::write_csv(result, sink);
  return sink.text;
}

std::string text_of(const Result& result) {
  thaw::StringSink sink;
  thaw::write_text(thaw::document_of(result), {}, sink);
  return sink.text;
}

Result read(const std::string& text) {
  return thaw::read_result(text, "r.json");
}

/// The faults of a text; none if it is read.
std::vector<Diagnostic> faults_of(const std::string& text) {
  try {
    read(text);
  } catch (const thaw::Faults& faults) {
    CHECK(faults.status() == thaw::ExitStatus::scenario);
    return faults.list();
  }
  return {};
}

/// The only fault of the text, as a terminal shows its first line.
std::string fault_of(const std::string& text) {
  const std::vector<Diagnostic> faults = faults_of(text);
  for (const Diagnostic& fault : faults) UNSCOPED_INFO(thaw::to_text(fault));
  REQUIRE(faults.size() == 1);
  const std::string shown = thaw::to_text(faults[0]);
  return shown.substr(0, shown.find('\n'));
}

/// The sample result, priced, with one member changed by its path.
std::string changed(const std::string& pointer, const Json& value) {
  Json json = Json::parse(json_of(thaw::sample_result()));
  json[Json::json_pointer(pointer)] = value;
  return json.dump(1);
}

std::string without(const std::string& pointer, const std::string& key) {
  Json json = Json::parse(json_of(thaw::sample_result()));
  (pointer.empty() ? json : json[Json::json_pointer(pointer)]).erase(key);
  return json.dump(1);
}

}  // namespace

TEST_CASE("any result that is written, read and written again is the same bytes in every rendering") {
  CHECK(rc::check("round trip", [] {
    Result result = thaw::any_result();
    result.region = *rc::gen::element<std::string>("us-east-1", "nowhere-1");
    thaw::Billing billing;
    billing.free_tier = *rc::gen::arbitrary<bool>();
    thaw::price(result, billing);
    const std::string json = json_of(result);
    const Result again = read(json);
    RC_ASSERT(json_of(again) == json);
    RC_ASSERT(csv_of(again) == csv_of(result));
    RC_ASSERT(text_of(again) == text_of(result));
  }));
}

TEST_CASE("what has no digits of its own in the text is read back too") {
  const Result before = thaw::sample_result();
  const Result after = read(json_of(before));
  CHECK(after.settings.at("api").name == "api");
  CHECK(after.settings.at("api").init == before.settings.at("api").init);
  CHECK(after.settings.at("api").service == before.settings.at("api").service);
  CHECK(after.totals.gb_seconds == before.totals.gb_seconds);
  CHECK(after.start_unix_ns == before.start_unix_ns);
  CHECK(after.seed == before.seed);
  CHECK(after.tool_version.empty());
  CHECK(!after.totals.latency.intervals[3].high);
}

TEST_CASE("a result of another version keeps the name of that version") {
  const std::string old = changed("/tool/version", "0.0.9");
  CHECK(Json::parse(json_of(read(old)))["tool"]["version"] == "0.0.9");
}

TEST_CASE("the digits decide, not a double on the way") {
  // Neither has an exact double; both are within what a double tells apart.
  Result result = thaw::sample_result();
  result.simulated = {999'999'999'999'999'999};
  result.warmup = {999'999'999'999'999'998};
  result.totals.idle_gb_seconds = *thaw::Decimal::parse("123456789012345.1234567890123456789");
  const Result again = read(json_of(result));
  CHECK(again.simulated.ns == 999'999'999'999'999'999);
  CHECK(again.warmup.ns == 999'999'999'999'999'998);
  CHECK(again.totals.idle_gb_seconds.text() == "123456789012345.1234567890123456789");
}

TEST_CASE("layout, order of members and escapes do not matter") {
  const std::string json = json_of(thaw::sample_result());
  const nlohmann::json sorted = nlohmann::json::parse(json);  // members by name
  CHECK(json_of(read(sorted.dump())) == json);
  CHECK(json_of(read("\xEF\xBB\xBF" + sorted.dump(4, ' ', true))) == json);
  std::string escaped = json;
  escaped.replace(escaped.find("\"seed\""), 6, "\"se\\u0065d\"");
  CHECK(json_of(read(escaped)) == json);
}

TEST_CASE("what is no result of thaw's is refused with its place") {
  CHECK(fault_of("") ==
        "r.json:1:1: error: not JSON: syntax error while parsing value - unexpected end of input; expected '[', "
        "'{', or a literal");
  CHECK(faults_of("name: shop\n").at(0).hint == "a result is what 'thaw run SCENARIO -o RESULT.json' has written");
  CHECK(faults_of("{\"seed\": nul}").at(0).hint.empty());
  CHECK(fault_of("[]") == "r.json:1:1: error: not a result of thaw: it is an array");
  CHECK(fault_of("{}") == "r.json:1:1: error: not a result of thaw: it has no `schema_version`");
  CHECK(fault_of("{\n \"schema_version\": 2}") == "r.json:2:20: error: a result of another schema_version, but this thaw reads 1");
  CHECK(fault_of("{\"ü\": 1,}").starts_with("r.json:1:9: error: not JSON: "));
  CHECK(fault_of("1e999").starts_with("r.json:1:5: error: not JSON: number overflow"));
  CHECK(fault_of("\"\xFF\"").starts_with("r.json:1:2: error: not JSON: "));
  CHECK(fault_of(std::string(100'000, '[')).starts_with("r.json:1:33: error: nested deeper than 32 levels"));
}

TEST_CASE("a result that was cut anywhere is refused") {
  const std::string json = json_of(thaw::sample_result());
  for (std::size_t size = 0; size + 2 < json.size(); size += 97) {
    CAPTURE(size);
    CHECK(faults_of(json.substr(0, size)).size() == 1);
  }
}

TEST_CASE("a member that is missing, unknown, doubled or of another kind is told where it stands") {
  CHECK(fault_of(without("", "seed")) == "r.json:1:1: error: the result has no `seed`");
  CHECK(fault_of(without("/functions/api", "settings")).ends_with(": error: `functions.api` has no `settings`"));
  CHECK(fault_of(without("/totals/latency_ms/interval_95", "p99")).ends_with("`totals.latency_ms.interval_95` has no `p99`"));
  CHECK(fault_of(changed("/totals/new_one", 1)).ends_with(": error: unknown member `totals.new_one`"));
  CHECK(fault_of(changed("/seed", "1"))
            .ends_with(": error: `seed` is a string, but a whole number from 0 to 18446744073709551615 is expected"));
  CHECK(fault_of(changed("/complete", 1)).ends_with(": error: `complete` is 1, but true or false is expected"));
  CHECK(fault_of(changed("/functions", Json::array())).ends_with(": error: `functions` is an array, but an object is expected"));
  CHECK(fault_of(changed("/totals/cold_start_ratio", nullptr)).ends_with("is null, but a number from 0 to 1 is expected"));
  CHECK(fault_of(changed("/functions/api/settings/pick", "lifo")).ends_with("is `lifo`, which this thaw does not know"));
  CHECK(fault_of(changed("/functions/api/settings/init/kind", "zeta")).ends_with("is `zeta`, which this thaw does not know"));
  const std::string json = json_of(thaw::sample_result());
  std::string twice = json;
  twice.insert(twice.find(" \"complete\""), " \"seed\": 2,\n");
  CHECK(fault_of(twice) == "r.json:6:2: error: `seed` stands here twice");
  std::string functions = json;
  functions.insert(functions.find("  \"api\""), "  \"web\": 1, \"web\": 2,\n");
  CHECK(faults_of(functions).size() == 2);
}

TEST_CASE("numbers that no run prints are refused") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"/seed", "-1"},
      {"/seed", "1.5"},
      {"/seed", "18446744073709551616"},
      {"/totals/requests", "1e1"},
      {"/totals/errors", "99999999999999999999"},
      {"/simulated_seconds", "0.0000000001"},
      {"/simulated_seconds", "-1"},
      {"/simulated_seconds", "99999999999999999999"},
      {"/simulated_seconds", "3.6e3"},
      {"/totals/gb_seconds", "-1"},
      {"/totals/gb_seconds", "1e3"},
      {"/totals/idle_gb_seconds", "1000000000000000000000"},
      {"/totals/idle_gb_seconds", "0.00000000000000000001"},
      {"/cost/lines/0/amount", "\"0.00000000000000000000000001\""},
      {"/cost/lines/0/amount", "\"1e-5\""},
      {"/cost/lines/0/unit_price", "\"2\""},
      {"/cost/total", "1"},
      {"/series/bucket_s", "0"},
      {"/functions/api/settings/init/p50_ms", "null"},
      {"/functions/api/settings/memory_mb", "4294967296"},
  };
  for (const auto& [pointer, digits] : cases) {
    CAPTURE(pointer, digits);
    std::string text = changed(pointer, "@here@");
    text.replace(text.find("\"@here@\""), 8, digits);
    CHECK(faults_of(text).size() == 1);
  }
}

TEST_CASE("real numbers have the range of what they are") {
  Json json = Json::parse(json_of(thaw::sample_result()));
  Json& settings = json["functions"]["api"]["settings"];
  settings["service_at"] = {{"memory_mb", 512}, {"cpu_share", 0.5}, {"threads", 1}, {"relative_speed", 1.1}};
  settings["peak_memory"] = {{"kind", "lognormal"}, {"median_mb", 200.5}, {"sigma", 0.5}};
  settings["keep_alive"] = {{"kind", "gamma"}, {"shape", 2.5}, {"mean_ms", 40}};
  settings["placement"] = {{"kind", "mixture"},
                           {"parts", Json::array({{{"weight", 0.5}, {"kind", "weibull"}, {"shape", 2}, {"scale_ms", 4}},
                                                  {{"weight", 0.5}, {"kind", "pareto"}, {"shape", 2}, {"min_ms", 4}}})}};
  json["expectations"] = Json::array(
      {{{"text", "a"}, {"verdict", "met"}, {"unit", "ratio"}, {"value", 0.5}, {"interval", nullptr}, {"why", nullptr}},
       {{"text", "b"}, {"verdict", "met"}, {"unit", "average"}, {"value", 8}, {"interval", {1.5, 2.5}}, {"why", nullptr}}});
  CHECK(faults_of(json.dump(1)).empty());
  const std::string function = "/functions/api/settings/";
  const std::vector<std::pair<std::string, double>> most = {{"/totals/cold_start_ratio", 1},
                                                            {"/totals/environments/mean", 1e13},
                                                            {"/totals/environments/mean_busy", 1e13},
                                                            {"/functions/api/environments/mean_idle", 1e13},
                                                            {"/sources/web/recorded/precision", 1},
                                                            {"/sources/web/recorded/recall", 1},
                                                            {"/cold_start_ratio_by_idle/5min", 1},
                                                            {"/expectations/0/value", 1},
                                                            {"/expectations/1/value", 1e13},
                                                            {"/expectations/1/interval/1", 1e13},
                                                            {function + "errors", 1},
                                                            {function + "crashes", 1},
                                                            {function + "init_errors", 1},
                                                            {function + "init/p50_ms", 1e18},
                                                            {function + "service/sigma", 10},
                                                            {function + "service_at/cpu_share", 1},
                                                            {function + "service_at/relative_speed", 10},
                                                            {function + "peak_memory/median_mb", 102'400},
                                                            {function + "peak_memory/sigma", 10},
                                                            {function + "keep_alive/shape", 10'000},
                                                            {function + "keep_alive/mean_ms", 1e18},
                                                            {function + "placement/parts/0/weight", 1e13},
                                                            {function + "placement/parts/0/shape", 1'000},
                                                            {function + "placement/parts/1/shape", 1'000}};
  for (const auto& [pointer, bound] : most) {
    CAPTURE(pointer);
    const auto with = [&](double value) {
      Json other = json;
      REQUIRE(other.contains(Json::json_pointer(pointer)));
      other[Json::json_pointer(pointer)] = value;
      return faults_of(other.dump(1));
    };
    CHECK(with(bound).empty());
    for (const double beyond : {std::nextafter(bound, 1e300), -1e-9, 1e300}) {
      const std::vector<Diagnostic> faults = with(beyond);
      REQUIRE(faults.size() == 1);
      CHECK(faults[0].line > 1);
      CHECK(faults[0].column > 1);
      CHECK(faults[0].message.find(", but a number from ") != std::string::npos);
    }
  }
  CHECK(fault_of(changed("/totals/environments/mean", -0.5))
            .ends_with(": error: `totals.environments.mean` is -0.5, but a number from 0 to 10000000000000 is expected"));
}

TEST_CASE("ephemeral storage of a saved result cannot be priced beyond any bill") {
  CHECK(fault_of(changed("/functions/api/settings/ephemeral_storage_mb", 511)).ends_with("`ephemeral_storage_mb` is below 512"));
  Json json = Json::parse(json_of(thaw::sample_result()));
  json[Json::json_pointer("/functions/api/settings/ephemeral_storage_mb")] = 10'240;
  json[Json::json_pointer("/functions/api/billed_ms")] = std::uint64_t{1} << 60U;
  json[Json::json_pointer("/totals/billed_ms")] = std::uint64_t{1} << 60U;
  CHECK(fault_of(json.dump(1)).ends_with("`billed_ms` are too many to price its ephemeral storage"));
}

TEST_CASE("figures that contradict each other are the file's fault, not ours") {
  CHECK(fault_of(changed("/totals/succeeded", 8)).ends_with("`totals`: `requests` are not the sum of their fates"));
  CHECK(fault_of(changed("/functions/api/attempts", 11)).ends_with("`attempts` are not `invocations`, `throttles` and `denials`"));
  CHECK(fault_of(changed("/functions/api/warm_starts", 8)).ends_with("`invocations` are not `cold_starts` and `warm_starts`"));
  CHECK(fault_of(changed("/totals/environments/alive", 2))
            .ends_with("`alive_at_start` and `started` are not `reclaimed` and `alive`"));
  CHECK(fault_of(changed("/totals/billed_ms", 1)).ends_with("`totals.billed_ms` are not those of all functions"));
  CHECK(fault_of(changed("/totals/latency_ms/p50", 400)).ends_with("the percentiles do not ascend from `min` to `max`"));
  CHECK(fault_of(changed("/totals/latency_ms/grid", Json::array())).ends_with("is an array, but an array of 23 is expected"));
  CHECK(fault_of(changed("/totals/latency_ms/interval_95/p50", Json::array({1}))).ends_with("an array of two ends is expected"));
  CHECK(fault_of(changed("/functions/api/gb_seconds", 0.0001)).ends_with("`gb_seconds` are not whole MB x ms"));
  CHECK(fault_of(changed("/sources/web/failed", 3)).ends_with("`sources.web`: `requests` are not the sum of their fates"));
  CHECK(fault_of(changed("/series/errors", Json::array({1}))).ends_with("the columns are not of one length"));
  CHECK(fault_of(changed("/cost/lines/0/amount", "0.1")).ends_with("an `amount` is not its quantity at its price"));
  CHECK(fault_of(changed("/cost/lines/0/function", "other")).ends_with("a line names a function that there is not"));
  CHECK(fault_of(changed("/cost/total", "0.1")).ends_with("`total` is not the sum of the amounts"));
  CHECK(fault_of(changed("/cost/price_book", "")).ends_with("there is a `total` where there is a `price_book`, and only there"));
  CHECK(fault_of(changed("/percentile_grid/0", 1)).find("`percentile_grid`") != std::string::npos);
  CHECK(fault_of(changed("/fingerprint", "00ABCDEF01234567")).find("`fingerprint`") != std::string::npos);
  CHECK(fault_of(changed("/start", "2026-02-30T00:00:00Z")).find("`start`") != std::string::npos);
}

TEST_CASE("all faults are told at once, in the order of the file, but not more than 20") {
  Json json = Json::parse(json_of(thaw::sample_result()));
  json["seed"] = "x";
  json["totals"]["requests"] = nullptr;
  json["cost"]["currency"] = 1;
  const std::vector<Diagnostic> three = faults_of(json.dump(1));
  REQUIRE(three.size() == 3);
  CHECK(three[0].message.starts_with("`seed`"));
  CHECK(three[1].message.starts_with("`totals.requests`"));
  CHECK(three[2].message.starts_with("`cost.currency`"));
  CHECK(three[0].line < three[1].line);
  CHECK(three[1].line < three[2].line);
  for (auto& [name, value] : json["totals"].items()) value = "x";
  CHECK(faults_of(json.dump(1)).size() == 20);
}

TEST_CASE("samples that a small file claims to have are bounded in all") {
  const Json many = {{"kind", "empirical"}, {"samples", 9'000'000}, {"min_ms", 1}, {"max_ms", 2}};
  CHECK(faults_of(changed("/functions/api/settings/init", many)).empty());
  Json json = Json::parse(json_of(thaw::sample_result()));
  json["functions"]["api"]["settings"]["init"] = many;
  json["functions"]["api"]["settings"]["placement"] = many;
  CHECK(fault_of(json.dump(1)).find("`functions.api.settings.placement.samples`") != std::string::npos);
}

TEST_CASE("any one value of a result made another either reads to what renders, or is refused") {
  CHECK(rc::check("hostile values", [] {
    Result result = thaw::sample_result();
    Json json = Json::parse(json_of(result));
    const Json flat = json.flatten();
    const auto at = *rc::gen::inRange<std::size_t>(0, flat.size());
    const std::string pointer = std::next(flat.begin(), static_cast<std::ptrdiff_t>(at)).key();
    json[Json::json_pointer(pointer)] = *rc::gen::element<Json>(
        nullptr, true, 0, 1, -1, 1.5, 1e18, 1'000'000'000'000, 9'999'999'999'999, ~std::uint64_t{0}, "", "1", "-1", "999999999999",
        "0.0000000000000000000000001", Json::array(), Json::object(), Json::array({0, 1}));
    try {
      Result again = read(json.dump());
      RC_ASSERT(json_of(again).size() > 1'000);
      csv_of(again);
      text_of(again);
      thaw::price(again, {});
      text_of(again);
    } catch (const thaw::Faults& faults) {
      RC_ASSERT(!faults.list().empty());
      for (const Diagnostic& fault : faults.list()) RC_ASSERT(fault.line == 1);
    }
  }));
}

TEST_CASE("a result at the bounds of what is read can be priced and rendered") {
  Json json = Json::parse(json_of(thaw::sample_result()));
  for (Json* block : {&json["totals"], &json["functions"]["api"]}) {
    (*block)["requests"] = 9'999'999'999'999;
    (*block)["succeeded"] = 9'999'999'999'996;
    (*block)["attempts"] = 9'999'999'999'999;
    (*block)["invocations"] = 9'999'999'999'998;
    (*block)["warm_starts"] = 9'999'999'999'996;
    (*block)["gb_seconds"] = 0;
  }
  std::string text = json.dump(1);
  for (int i = 0; i < 2; ++i) {
    const std::string zero = "\"gb_seconds\": 0,";
    const std::size_t at = text.find(zero, text.find(i == 0 ? "\"totals\"" : "\"functions\""));
    text.replace(at, zero.size(), "\"gb_seconds\": 999999999999.9990234375,");
  }
  Result result = read(text);
  thaw::PriceBook book = *thaw::built_in_price_book("us-east-1");
  book.usd_per_request = *thaw::Decimal::parse("0.000999999999");
  book.x86_64 = {{std::nullopt, *thaw::Decimal::parse("0.999999999999")}};
  thaw::price(result, book, true);
  CHECK(text_of(result).find("Cost") != std::string::npos);
  CHECK(result.cost.total > thaw::Decimal(999'000'000'000));
}

TEST_CASE("text to whole units is the inverse of writing them") {
  CHECK(rc::check("milliseconds", [](std::int64_t ns) {
    RC_PRE(ns != std::numeric_limits<std::int64_t>::min());
    std::string ms, s;
    thaw::append_ms(ms, ns);
    thaw::append_seconds(s, ns);
    RC_ASSERT(thaw::scaled_whole(ms, 6) == ns);
    RC_ASSERT(thaw::scaled_whole(s, 9) == ns);
  }));
  for (const char* text : {"", "-", ".", "1.", ".5", "1e3", "+1", "1.0000001", "9223372036854.775808", "1 ", "0x1"}) {
    CAPTURE(text);
    CHECK(!thaw::scaled_whole(text, 6));
  }
  CHECK(thaw::scaled_whole("9223372036854.775807", 6) == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("the text of a date is read as it was written, and nothing else is") {
  CHECK(rc::check("dates", [](std::int64_t unix_ns) { RC_ASSERT(thaw::unix_ns_of(thaw::iso_date(unix_ns)) == unix_ns); }));
  for (const char* text : {"", "Z", "2026-11-01", "2026-11-01T00:00:00", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z",
                           "2026-11-01T24:00:00Z", "2026-11-01T00:00:00.0Z", "2026-11-01T00:00:00.1234567891Z",
                           "9999-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "2026-11-01 00:00:00Z"}) {
    CAPTURE(text);
    CHECK(!thaw::unix_ns_of(text));
  }
}
