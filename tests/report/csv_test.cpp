#include "report/csv.hpp"

#include <catch2/catch.hpp>

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
  CHECK(text.starts_with("function,metric,statistic,unit,value\n"));
  CHECK(has_line(text, "*,requests,count,1,10"));
  CHECK(has_line(text, "api,latency_ms,p50,ms,13"));
  CHECK(has_line(text, "api,latency_ms,p50_high_95,ms,310.25"));
  CHECK(has_line(text, "api,gb_seconds,sum,GB-s,1.7625"));
  CHECK(has_line(text, "api,throttles,concurrency,1,1"));
  CHECK(has_line(text, "api,cost duration,amount,USD,0.00002937505875"));
  CHECK(has_line(text, "*,cost,total,USD,0.00003117505875"));
  CHECK(has_line(text, ",source web recorded,both,1,2"));
  CHECK(has_line(text, ",cold_start_ratio_by_idle,5min,1,0.5"));
}

TEST_CASE("a figure that there is not has no row") {
  const std::string text = csv_of(thaw::sample_result());
  CHECK(text.find("p99_high_95") == std::string::npos);
  CHECK(text.find("10min") == std::string::npos);
}

TEST_CASE("each row of the tidy table has five fields") {
  thaw::Result result = thaw::sample_result();
  result.functions["odd \"name\""] = result.functions["api"];
  std::size_t rows = 0;
  const std::string text = csv_of(result);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    const std::string line = text.substr(begin, end - begin);
    CHECK(std::count(line.begin(), line.end(), ',') == 4);
    begin = end + 1;
    ++rows;
  }
  CHECK(rows > 300);
}
