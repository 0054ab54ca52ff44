// Groups of calls in each rendering: the same figures.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "report/byte_sink.hpp"
#include "report/csv.hpp"
#include "report/json.hpp"
#include "report/result_document.hpp"
#include "report/sample_result.hpp"
#include "report/text.hpp"

namespace thaw {
namespace {

Result with_groups() {
  Result result = sample_result();
  SourceResult& source = result.sources["page"];
  source.requests = 15;
  source.succeeded = 14;
  source.latency = summary_of({10'000'000, 20'000'000});
  source.group = CallGroupResult{5, 3, 2, summary_of({40'000'000, 90'000'000})};
  return result;
}

TEST_CASE("the JSON of a source has a block for its groups, where it has any") {
  StringSink sink;
  write_json(with_groups(), sink);
  const auto json = nlohmann::json::parse(sink.text);
  const auto& group = json["sources"]["page"]["group"];
  CHECK(group["size"] == 5);
  CHECK(group["groups"] == 3);
  CHECK(group["succeeded"] == 2);
  CHECK(group["group_latency_ms"]["count"] == 2);
  CHECK(group["group_latency_ms"]["max"] == 90);
  for (const auto& [name, source] : json["sources"].items()) CHECK(source.contains("group") == (name == "page"));
}

TEST_CASE("the tidy table has the figures of groups") {
  StringSink sink;
  write_csv(with_groups(), sink);
  for (const char* line : {"source,page,group_size,count,1,5\n", "source,page,groups,count,1,3\n",
                           "source,page,groups_succeeded,count,1,2\n", "source,page,group_latency_ms,max,ms,90\n"}) {
    CAPTURE(sink.text);
    CHECK(sink.text.find(line) != std::string::npos);
  }
}

std::string text_of(const Result& result) {
  StringSink sink;
  write_text(document_of(result), {250, false, false}, sink);
  return sink.text;
}

TEST_CASE("the text puts groups beside single calls, and a source without groups has no word on them") {
  CHECK(text_of(sample_result()).find("Groups of calls") == std::string::npos);
  Result result = with_groups();
  const auto says = [&](const std::string& statement) {
    INFO(text_of(result));
    return text_of(result).find("\nGroups of calls made at once\n  " + statement + "\n") != std::string::npos;
  };
  CHECK(
      says("page: 3 groups of 5 calls. All calls succeeded in 2 of them (66.7 %). A group is as slow as its slowest call: "
           "p50 40 ms, p99 at least 90 ms, longest 90 ms; a single call: p50 10 ms, p99 at least 20 ms, longest 20 ms."));
  result.sources["page"].group = CallGroupResult{5, 1, 0, {}};
  CHECK(says("page: 1 group of 5 calls. All calls succeeded in 0 of them (0 %)."));
}

}  // namespace
}  // namespace thaw
