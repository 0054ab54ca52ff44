#include "report/csv.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "report/csv_field.hpp"
#include "report/sample_result.hpp"

namespace {

std::string csv_of(const thaw::Result& result) {
  thaw::StringSink sink;
  thaw::write_csv(result, sink);
  return sink.text;
}

std::string field(std::string_view text) {
  std::string out;
  thaw::append_csv_field(out, text);
  return out;
}

bool has_line(const std::string& text, const std::string& line) {
  return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("a field is quoted only where it has to be") {
  CHECK(field("plain") == "plain");
  CHECK(field("a,b") == "\"a,b\"");
  CHECK(field("say \"hi\"") == "\"say \"\"hi\"\"\"");
  CHECK(field("two\nlines") == "\"two\nlines\"");
  CHECK(field(" blank") == "\" blank\"");
}

TEST_CASE("the tidy table has one figure a row, with its unit") {
  const std::string text = csv_of(thaw::sample_result());
  CHECK(text.starts_with("scope,name,metric,statistic,unit,value\n"));
  CHECK(has_line(text, "totals,,requests,count,1,10"));
  CHECK(has_line(text, "function,api,latency_ms,p50,ms,13"));
  CHECK(has_line(text, "function,api,latency_ms,p50_high_95,ms,310.25"));
  CHECK(has_line(text, "function,api,gb_seconds,sum,GB-s,1.7625"));
  CHECK(has_line(text, "function,api,throttles,concurrency,1,1"));
  CHECK(has_line(text, "function,api,cost_duration,amount,USD,0.00002937505875"));
  CHECK(has_line(text, "totals,,cost,total,USD,0.00003117505875"));
  CHECK(has_line(text, "source,web,recorded,both,1,2"));
  CHECK(has_line(text, "run,,cold_start_ratio_by_idle,5min,1,0.5"));
}

TEST_CASE("a figure that there is not has no row") {
  const std::string text = csv_of(thaw::sample_result());
  CHECK(text.find("p99_high_95") == std::string::npos);
  CHECK(text.find("10min") == std::string::npos);
}

TEST_CASE("each row of the tidy table has six fields") {
  thaw::Result result = thaw::sample_result();
  result.functions["odd \"name\""] = result.functions["api"];
  std::size_t rows = 0;
  const std::string text = csv_of(result);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    const std::string line = text.substr(begin, end - begin);
    CHECK(std::count(line.begin(), line.end(), ',') == 5);
    begin = end + 1;
    ++rows;
  }
  CHECK(rows > 300);
}

TEST_CASE("scope, name, metric and statistic are a key") {
  thaw::Result result = thaw::sample_result();
  result.cost.lines.push_back(result.cost.lines.back());  // as where a duration reaches into a second tier
  std::set<std::string> keys;
  std::size_t rows = 0;
  std::istringstream lines(csv_of(result));
  for (std::string line; std::getline(lines, line); ++rows) keys.insert(line.substr(0, line.rfind(',', line.rfind(',') - 1)));
  CHECK(keys.size() == rows);
  CHECK(has_line(csv_of(result), "function,api,cost_duration_2,amount,USD,0.00002937505875"));
}

TEST_CASE("a name that looks like a formula is text, and a number stays one") {
  const auto name = [](std::string_view text) {
    std::string out;
    thaw::append_csv_name(out, text);
    return out;
  };
  CHECK(name("=1+1") == "'=1+1");
  CHECK(name("+1") == "'+1");
  CHECK(name("-1") == "'-1");
  CHECK(name("@sum") == "'@sum");
  CHECK(name("\t=1") == "'\t=1");
  CHECK(name("=a,\"b\"") == "\"'=a,\"\"b\"\"\"");
  CHECK(name("a=1") == "a=1");
  CHECK(name("").empty());
  thaw::Result result = thaw::sample_result();
  result.functions["=HYPERLINK(1)"] = result.functions["api"];
  result.sources["-2"] = result.sources["web"];
  result.cost.lines.push_back(result.cost.lines[0]);
  result.cost.lines.back().function = "@x";
  result.cost.total = *thaw::Decimal::parse("-1.5");
  const std::string text = csv_of(result);
  CHECK(has_line(text, "function,'=HYPERLINK(1),requests,count,1,10"));
  CHECK(has_line(text, "source,'-2,requests,count,1,10"));
  CHECK(has_line(text, "function,'@x,cost_requests,quantity,requests,9"));
  CHECK(has_line(text, "totals,,cost,total,USD,-1.5"));
}
