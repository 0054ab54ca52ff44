// Every rendering shows the same figures: each shipped scenario is run once, and what text, Markdown and CSV say is read back and
// held against the JSON. People's renderings may differ from it by half a unit of the last digit they print, and no more.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>
#include <variant>

#include "report/cost.hpp"
#include "report/csv.hpp"
#include "report/json.hpp"
#include "report/markdown.hpp"
#include "report/result_document.hpp"
#include "report/sample_result.hpp"
#include "report/text.hpp"
#include "scenario/scenario_file.hpp"
#include "thaw/run.hpp"
#include "trace/trace_file.hpp"

namespace {

using Json = nlohmann::json;
using Words = std::vector<std::string>;

struct Renderings {
  std::string name, text, markdown, csv;
  Json json;
};

Renderings renderings_of(const std::string& name, const thaw::Result& result) {
  thaw::StringSink text, markdown, csv, json;
  thaw::write_text(thaw::document_of(result), {10'000, false, false}, text);
  thaw::write_markdown(thaw::document_of(result), markdown);
  thaw::write_csv(result, csv);
  thaw::write_json(result, json);
  return {name, text.text, markdown.text, csv.text, Json::parse(json.text)};
}

bool needs_a_file(const thaw::Scenario& scenario) {
  return std::any_of(scenario.sources.begin(), scenario.sources.end(), [](const thaw::Source& source) {
    const auto* trace = std::get_if<thaw::TraceArrivals>(&source.arrivals);
    return trace != nullptr && !std::filesystem::exists(trace->file);
  });
}

// Twelve functions and sources, each a little different, priced, with idle times and curves.
thaw::Result several_of_everything() {
  thaw::Result result = thaw::sample_result();
  result.cost = {};
  for (std::uint64_t i = 0; i < 12; ++i) {
    const std::string name = "f" + std::to_string(i);
    result.functions[name] = result.functions["api"];
    result.functions[name].requests += i;
    result.functions[name].invocations += i;
    result.settings[name] = result.settings["api"];
    result.sources[name] = result.sources["web"];
    result.sources[name].requests += i;
    result.sources[name].caller_retries = i;
  }
  result.cold_start_ratio_by_idle = {0.0123, 0.005, 0.00001};
  result.series.busy_max = {0, 1, 2, 3, 2, 1'234};
  result.series.environments_max = {1, 2, 2, 3, 2, 12'345};
  thaw::price(result, {});
  return result;
}

// The shipped scenarios that need no recorded file, and results in which every part is filled.
std::vector<Renderings> all_renderings() {
  std::vector<Renderings> all = {renderings_of("sample", thaw::sample_result()), renderings_of("several", several_of_everything())};
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(THAW_SOURCE_DIR "/scenarios")) {
    if (entry.path().extension() == ".yaml") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths) {
    const thaw::Scenario scenario = thaw::load_scenario(path);
    if (needs_a_file(scenario)) continue;
    thaw::TraceFiles traces;
    thaw::Result result = thaw::run(scenario, traces);
    thaw::price(result, scenario.billing);
    all.push_back(renderings_of(path, result));
  }
  REQUIRE(all.size() >= 5);
  return all;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// What a reader of the Markdown sees.
std::string shown(const std::string& markdown) {
  std::string plain;
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    if (markdown[i] == '\\' && i + 1 < markdown.size()) {
      plain += markdown[++i];
    } else if (markdown.compare(i, 2, "&#") == 0) {
      const std::size_t end = markdown.find(';', i);
      plain += static_cast<char>(std::stoi(markdown.substr(i + 2, end - i - 2)));
      i = end;
    } else if (markdown[i] != '`') {
      plain += markdown[i];
    }
  }
  return plain;
}

// Words with a digit, in order; how long a mark of a curve is depends on the width.
Words figures_in(const std::string& text) {
  Words figures;
  for (const std::string& line : lines_of(text)) {
    if (line.find("Each mark is the maximum within") != std::string::npos) continue;
    std::istringstream in(line);
    for (std::string word; in >> word;) {
      // The title of the text goes on with a colon.
      while (!word.empty() && (word.back() == ':' || word.back() == '*')) word.pop_back();
      while (!word.empty() && word.front() == '*') word.erase(0, 1);
      if (word.find_first_of("0123456789") != std::string::npos) figures.push_back(word);
    }
  }
  return figures;
}

// The cells of the rows of a table below a heading that begins so; the head and its rule are left out.
std::vector<Words> table_below(const std::string& markdown, const std::string& heading) {
  std::vector<Words> rows;
  bool inside = false;
  for (const std::string& line : lines_of(markdown)) {
    if (line.starts_with("## ")) inside = line.starts_with("## " + heading);
    if (!inside || !line.starts_with("|")) continue;
    Words cells;
    for (std::size_t begin = 2; begin < line.size();) {
      const std::size_t end = line.find(" |", begin - 1);
      cells.push_back(end < begin ? "" : shown(line.substr(begin, end - begin)));
      begin = std::max(end, begin - 1) + 3;
    }
    rows.push_back(cells);
  }
  if (rows.size() >= 2) rows.erase(rows.begin(), rows.begin() + 2);
  return rows;
}

// True if `printed` ("1,234.5", "$0.30") is `exact` rounded to the digits that are printed.
bool rounds_to(std::string printed, double exact) {
  printed.erase(std::remove_if(printed.begin(), printed.end(), [](char c) { return c == ',' || c == '$'; }), printed.end());
  const std::size_t point = printed.find('.');
  const int places = point == std::string::npos ? 0 : static_cast<int>(printed.size() - point - 1);
  const double unit = std::pow(10.0, -places);
  UNSCOPED_INFO(printed << " stands for " << exact);
  return std::abs(std::stod(printed) - exact) <= 0.5 * unit + 1e-9 * std::abs(exact);
}

bool is_share(const std::string& printed, double part, double whole) {
  UNSCOPED_INFO(printed << " stands for " << part << " of " << whole);
  if (whole == 0) return printed == "-";
  const double percent = 100 * part / whole;
  if (printed == "<0.01 %") return percent > 0 && percent < 0.005;
  if (printed == ">99.99 %") return percent < 100 && percent >= 99.985;
  return printed.ends_with(" %") && rounds_to(printed.substr(0, printed.size() - 2), percent);
}

double number_of(const Json& value) {
  return value.is_string() ? std::stod(value.get<std::string>()) : value.get<double>();
}

// "12.3", "12.3 [11.9, 12.8]" or "at least 11.9 (12 samples)" of one percentile.
void check_percentile(const std::string& cell, const Json& summary, const std::string& key) {
  INFO(cell);
  if (summary["count"] == 0) {
    CHECK(cell == "-");
    return;
  }
  const Json& interval = summary["interval_95"][key];
  std::smatch match;
  if (interval[1].is_null() && interval[0] == 0) {
    CHECK(cell == "-");
    return;
  }
  if (interval[1].is_null()) {
    REQUIRE(std::regex_match(cell, match, std::regex("at least ([0-9.,]+) \\(([0-9,]+) samples?\\)")));
    CHECK(rounds_to(match[1], interval[0]));
    CHECK(rounds_to(match[2], summary["count"]));
    return;
  }
  REQUIRE(std::regex_match(cell, match, std::regex("([0-9.,]+) \\[([0-9.,]+), ([0-9.,]+)\\]")));
  CHECK(rounds_to(match[1], summary[key]));
  CHECK(rounds_to(match[2], interval[0]));
  CHECK(rounds_to(match[3], interval[1]));
}

void check_latency(const Renderings& r) {
  const Json& totals = r.json["totals"];
  const std::vector<Words> rows = table_below(r.markdown, "Latency");
  if (totals["latency_ms"]["count"] == 0) {
    CHECK(rows.empty());
    return;
  }
  const std::map<std::string, std::string> keys = {{"mean", "mean"}, {"min", "min"}, {"p50", "p50"},     {"p90", "p90"},
                                                   {"p95", "p95"},   {"p99", "p99"}, {"p99.9", "p99_9"}, {"max", "max"}};
  REQUIRE(rows.size() == keys.size() + 2);
  std::vector<std::string> shown = {"latency_ms", "cold_latency_ms", "warm_latency_ms"};
  if (totals.contains("delayed_latency_ms")) shown.emplace_back("delayed_latency_ms");
  CHECK((r.text.find("Delayed: a call that waited") != std::string::npos) == (shown.size() == 4));
  for (const Words& row : rows) {
    REQUIRE(row.size() == 1 + shown.size());
    const std::string key = row[0] == "count" || row[0] == "share" ? row[0] : keys.at(row[0]);
    for (std::size_t i = 0; i < shown.size(); ++i) {
      const Json& summary = totals[shown[i]];
      if (key == "count")
        CHECK(rounds_to(row[i + 1], summary["count"]));
      else if (key == "share")
        CHECK(is_share(row[i + 1], summary["count"], totals["latency_ms"]["count"]));
      else if (key.starts_with('p'))
        check_percentile(row[i + 1], summary, key);
      else if (summary["count"] == 0)
        CHECK(row[i + 1] == "-");
      else
        CHECK(rounds_to(row[i + 1], summary[key]));
    }
  }
}

void check_counts(const Renderings& r) {
  const Json& totals = r.json["totals"];
  std::set<std::string> told;
  for (const Words& row : table_below(r.markdown, "Requests")) {
    const std::map<std::string, std::string> others = {
        {"offered", "requests"}, {"dead-lettered", "dead_lettered"}, {"still in flight", "in_flight"}};
    const std::string key = others.contains(row[0]) ? others.at(row[0]) : row[0];
    INFO(row[0]);
    CHECK(rounds_to(row[1], totals[key]));
    if (key != "requests") CHECK(is_share(row[2], totals[key], totals["requests"]));
    told.insert(key);
  }
  for (const std::string key :
       {"requests", "succeeded", "failed", "throttled", "denied", "dead_lettered", "dropped", "expired", "filtered", "in_flight"}) {
    if (totals[key] > 0) CHECK(told.contains(key));
  }
  const std::vector<Words> starts = table_below(r.markdown, "Cold starts");
  REQUIRE(starts.size() == 3);
  for (const Words& row : starts) {
    std::string key = row[0];
    key[key.find(' ')] = '_';
    CHECK(rounds_to(row[1], totals[key]));
    CHECK(is_share(row[2], totals[key], totals[key == "delayed_starts" ? "attempts" : "invocations"]));
  }
}

void check_idle_times(const Renderings& r) {
  const Json& ratios = r.json["cold_start_ratio_by_idle"];
  std::vector<double> known;
  for (const char* key : {"5min", "10min", "15min"}) {
    if (!ratios[key].is_null()) known.push_back(ratios[key]);
  }
  std::smatch match;
  const std::string text = r.text;
  const bool told = std::regex_search(text, match, std::regex("does not document it\\): (.*?)( to (.*?))? of calls"));
  REQUIRE(told == !known.empty());
  if (!told) return;
  CHECK(is_share(match[1], known.front(), 1));
  CHECK(is_share(match[3].matched ? match[3] : match[1], known.back(), 1));
}

void check_environments(const Renderings& r) {
  const Json& totals = r.json["totals"];
  const Json& environments = totals["environments"];
  std::smatch match;
  const std::string counts = "([0-9,]+) started and ([0-9,]+) reclaimed; ([0-9,]+) alive at the start, ([0-9,]+) at the end";
  REQUIRE(std::regex_search(r.text, match, std::regex(counts)));
  CHECK(rounds_to(match[1], environments["started"]));
  CHECK(rounds_to(match[2], environments["reclaimed"]));
  CHECK(rounds_to(match[3], environments["alive_at_start"]));
  CHECK(rounds_to(match[4], environments["alive"]));
  const std::string at_once =
      "At once: ([0-9,.]+) on average \\(([0-9,.]+) busy, ([0-9,.]+) idle\\), (at most )?([0-9,]+) at the peak";
  REQUIRE(std::regex_search(r.text, match, std::regex(at_once)));
  CHECK(rounds_to(match[1], environments["mean"]));
  CHECK(rounds_to(match[2], environments["mean_busy"]));
  CHECK(rounds_to(match[3], environments["mean_idle"]));
  CHECK(match[4].matched == !r.json["peaks_exact"].get<bool>());
  CHECK(rounds_to(match[5], environments["peak"]));
  REQUIRE(std::regex_search(r.text, match, std::regex("or running\\): (at most )?([0-9,]+) at the peak")));
  CHECK(rounds_to(match[2], totals["concurrency_peak"]));
  REQUIRE(std::regex_search(r.text, match, std::regex("Memory held: ([0-9,.]+) GB-s billed, ([0-9,.]+) GB-s idle")));
  CHECK(rounds_to(match[1], totals["gb_seconds"]));
  CHECK(rounds_to(match[2], totals["idle_gb_seconds"]));
  const Json& series = r.json["series"];
  for (const auto& [label, key] : {std::pair("concurrency", "busy_max"), std::pair("environments", "environments_max")}) {
    const auto values = series[key].get<std::vector<std::uint64_t>>();
    const bool drawn = std::regex_search(r.text, match, std::regex("\n  " + std::string(label) + " +[^ ]+  up to ([0-9,]+)\n"));
    CHECK(drawn == (values.size() >= 5));
    if (drawn) CHECK(rounds_to(match[1], static_cast<double>(*std::max_element(values.begin(), values.end()))));
  }
}

void check_cost(const Renderings& r) {
  const Json& cost = r.json["cost"];
  const std::vector<Words> rows = table_below(r.markdown, "Cost at");
  if (r.json["functions"].size() <= 10) {
    REQUIRE(rows.size() == cost["lines"].size() + 1);
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
      const Json& line = cost["lines"][i];
      CHECK(rows[i][0] == line["function"].get<std::string>());
      CHECK(rows[i][1] == line["item"].get<std::string>());
      if (line["free"] == "0") CHECK(rounds_to(rows[i][2].substr(0, rows[i][2].find(' ')), number_of(line["quantity"])));
      CHECK(rows[i][2].ends_with(" GB-s") == (line["unit"] == "GB-s"));
      CHECK(rows[i][3] == "$" + line["unit_price"].get<std::string>());
      CHECK(rounds_to(rows[i][4], number_of(line["amount"])));
    }
  }
  REQUIRE(!rows.empty());
  CHECK(rows.back()[0] == "total");
  CHECK(rounds_to(rows.back()[4], number_of(cost["total"])));
  std::smatch match;
  REQUIRE(std::regex_search(r.text, match, std::regex("That is ([$0-9.,]+) per million requests")));
  CHECK(rounds_to(match[1], number_of(cost["per_million_requests"])));
}

void check_functions(const Renderings& r) {
  const Json& functions = r.json["functions"];
  const std::vector<Words> rows = table_below(r.markdown, "Functions");
  CHECK(rows.size() == (functions.size() < 2 ? 0 : std::min<std::size_t>(functions.size(), 11)));
  for (std::size_t i = 0; i < std::min<std::size_t>(rows.size(), 10); ++i) {
    const Json& f = functions[rows[i][0]];
    CHECK(rows[i][1].ends_with(" MB"));
    CHECK(rounds_to(rows[i][1].substr(0, rows[i][1].size() - 3), f["settings"]["memory_mb"]));
    CHECK(rounds_to(rows[i][2], f["requests"]));
    CHECK(is_share(rows[i][3], f["cold_starts"], f["invocations"]));
    if (f["latency_ms"]["count"] == 0) continue;
    CHECK(rounds_to(rows[i][4], f["latency_ms"]["p50"]));
    CHECK(rounds_to(rows[i][5], f["latency_ms"]["p99"]));
  }
}

void check_sources(const Renderings& r) {
  const Json& sources = r.json["sources"];
  const std::vector<Words> rows = table_below(r.markdown, "Sources");
  CHECK(rows.size() == (sources.size() < 2 ? 0 : std::min<std::size_t>(sources.size(), 11)));
  for (std::size_t i = 0; i < std::min<std::size_t>(rows.size(), 10); ++i) {
    const Json& s = sources[rows[i][0]];
    CHECK(rounds_to(rows[i][1], s["requests"]));
    CHECK(is_share(rows[i][2], s["succeeded"], s["requests"]));
    if (s["latency_ms"]["count"] == 0) continue;
    CHECK(rounds_to(rows[i][3], s["latency_ms"]["p50"]));
    CHECK(rounds_to(rows[i][4], s["latency_ms"]["p99"]));
    if (rows[i].size() > 5) CHECK(rounds_to(rows[i][5], s["caller_retries"]));
  }
}

// Of "team=data" or "team (untagged)".
Json cost_by_tag(const Json& costs, const std::string& statistic) {
  for (const Json& cost : costs) {
    const std::string tag = cost.at("tag");
    const bool none = cost.at("value").is_null();
    if (statistic == (none ? tag + " (untagged)" : tag + "=" + cost.at("value").get<std::string>())) return cost.at("amount");
  }
  return nullptr;
}

Json figure_of_expectation(const Json& expectations, const Words& row) {
  for (const Json& one : expectations) {
    if (one.at("text") != row[1]) continue;
    if (row[2] == "low" || row[2] == "high") return one.at("interval").at(row[2] == "low" ? 0 : 1);
    return one.at(row[2]);
  }
  return nullptr;
}

// Of a source whose arrivals make several calls at once: its figures are a block of their own in the JSON. So are those of
// SnapStart.
const Json& block_of_metric(const Json& block, std::string& metric) {
  if (metric == "restore_ms") return block.at("snap_start");
  if (!metric.starts_with("group")) return block;
  if (metric.starts_with("group_") && metric != "group_latency_ms") metric = metric.substr(6);
  if (metric == "groups_succeeded") metric = "succeeded";
  return block.at("group");
}

// The JSON figure that a row of the CSV shows.
Json figure_of(const Json& json, const Words& row) {
  const std::string &scope = row[0], &name = row[1], &statistic = row[3];
  std::string metric = row[2];
  if (scope == "run") return statistic == "value" ? json.at(metric) : json.at(metric).at(statistic);
  if (metric.starts_with("cost_") || metric == "cost") {
    if (metric == "cost") return json.at("cost").at(statistic);
    if (metric == "cost_by_tag") return cost_by_tag(json.at("cost").at("by_tag"), statistic);
    for (const Json& line : json.at("cost").at("lines")) {
      if (line.at("function") == name && "cost_" + line.at("item").get<std::string>() == metric) return line.at(statistic);
    }
    return nullptr;
  }
  if (scope == "expectation") return figure_of_expectation(json.at("expectations"), row);
  const Json& block = scope == "totals" ? json.at("totals") : json.at(scope + "s").at(name);
  if (metric == "throttles" && statistic != "count") return block.at("throttles_by_reason").at(statistic);
  if (scope == "group" && metric == "functions") return block.at(metric).size();
  const Json& value = block_of_metric(block, metric).at(metric);
  if (!value.is_object()) return value;
  for (const auto& [end, i] : {std::pair("_low_95", 0), std::pair("_high_95", 1)}) {
    const std::size_t at = statistic.rfind(end);
    if (at != std::string::npos) return value.at("interval_95").at(statistic.substr(0, at)).at(static_cast<std::size_t>(i));
  }
  return value.at(statistic);
}

// How many figures a block of the JSON has; grids are for plots, settings are not figures, what is null is none.
std::size_t figures_of(const Json& value, const std::string& key = "") {
  if (key == "grid" || key == "settings" || key == "exact" || value.is_null()) return 0;
  if (!value.is_structured() || key == "functions") return 1;  // of a group's functions the number is told
  std::size_t sum = 0;
  for (const auto& [inner, member] : value.items()) sum += figures_of(member, inner);
  return sum;
}

void check_csv(const Renderings& r) {
  std::map<std::string, std::size_t> rows;
  const std::vector<std::string> lines = lines_of(r.csv);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    Words row;
    std::istringstream in(lines[i]);
    for (std::string field; std::getline(in, field, ',');) row.push_back(field);
    INFO(lines[i]);
    REQUIRE(row.size() == 6);
    const Json figure = figure_of(r.json, row);
    if (figure.is_string())
      CHECK(figure == row[5]);
    else
      CHECK(figure == Json::parse(row[5] == "inf" ? "null" : row[5]));
    if (!row[2].starts_with("cost")) ++rows[row[0] + " " + row[1]];
  }
  CHECK(rows["totals "] == figures_of(r.json["totals"]));
  for (const auto& [name, function] : r.json["functions"].items()) CHECK(rows["function " + name] == figures_of(function));
  for (const auto& [name, source] : r.json["sources"].items()) CHECK(rows["source " + name] == figures_of(source));
  if (!r.json.contains("groups")) return;
  for (const auto& [name, group] : r.json["groups"].items()) CHECK(rows["group " + name] == figures_of(group));
}

}  // namespace

TEST_CASE("text, Markdown and CSV show the figures of the JSON, for every shipped scenario") {
  for (const Renderings& r : all_renderings()) {
    INFO(r.name);
    INFO(r.text);
    CHECK(figures_in(r.text) == figures_in(shown(r.markdown)));
    check_counts(r);
    check_idle_times(r);
    check_latency(r);
    check_environments(r);
    check_functions(r);
    check_sources(r);
    check_cost(r);
    check_csv(r);
  }
}

TEST_CASE("a figure that is not the one printed is noticed") {
  CHECK(rounds_to("1,234.5", 1234.54));
  CHECK(!rounds_to("1,234.5", 1234.56));
  CHECK(rounds_to("$0.30", 0.304));
  CHECK(!rounds_to("$0.30", 0.306));
  CHECK(is_share("33.3 %", 1, 3));
  CHECK(!is_share("33.4 %", 1, 3));
  CHECK(!is_share("<0.01 %", 0, 3));
  CHECK(figures_in("1 h, p50 2.5 ms: none") == Words{"1", "p50", "2.5"});
  CHECK(shown("`a` \\[95 %\\] &#60;b") == "a [95 %] <b");
}
