// Real records, where THAW_DATA names their folder; the figures were counted with other tools.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <map>

#include "trace_text.hpp"

using namespace thaw;
using thaw::testing::TraceText;

namespace {

/// The folder of sample data; empty (and said so) if there is none.
std::string data() {
  const char* folder = std::getenv("THAW_DATA");
  if (folder == nullptr) WARN("skipped: THAW_DATA is not set");
  return folder == nullptr ? "" : folder;
}

}  // namespace

TEST_CASE("five runs recorded on AWS in 2020 go in by conditions") {
  if (data().empty()) return;
  struct Run {
    const char* name;
    std::size_t rows;
    int cold;
    std::int64_t last_ns, duration_sum_ns;
  };
  for (const Run& run : {Run{"res-01-2020-05-17_04-13-06", 5050, 37, 100'758'230'964'000, 9'461'901'920'000},
                         Run{"res-01-2020-05-26_01-31-35", 1648, 29, 100'588'195'145'000, 3'065'221'710'000},
                         Run{"res-01-2020-06-04_23-02-14", 246, 52, 100'095'136'646'000, 461'057'100'000},
                         Run{"res-01-2020-06-09_01-04-58", 348, 35, 100'768'373'886'000, 648'160'390'000},
                         Run{"res-01-2020-06-13_23-39-35", 577, 28, 100'789'972'409'000, 1'071'939'430'000}}) {
    CAPTURE(run.name);
    TraceText text;
    text.trace().file = data() + "/aws2020-arrivals/invocations.csv";
    text.trace().columns = {{"arrival_s", "t_send_s"}, {"duration_ms", "aws_duration_ms"}, {"cold", "is_cold"}};
    text.trace().where = {{"experiment", run.name}};
    TraceFiles files;
    const auto rows = TraceText::all(*files.open(text.scenario, text.scenario.sources[0]));
    REQUIRE(rows.size() == run.rows);
    int cold = 0;
    std::int64_t duration_ns = 0;
    for (const Row& row : rows) {
      cold += row.cold;
      duration_ns += row.duration_ns;
    }
    CHECK(cold == run.cold);
    CHECK(rows.back().at_ns == run.last_ns);
    CHECK(duration_ns == run.duration_sum_ns);
  }
}

TEST_CASE("logs grouped by function start with the earliest row of all") {
  if (data().empty()) return;
  TraceText text;
  text.by_function();
  text.trace().file = data() + "/lambda-logs-2020/App8_Lambda_Logs.csv";
  text.trace().columns = {
      {"arrival_s", "UTCTimestamp"}, {"duration_ms", "Duration"}, {"function", "Function"}, {"memory_mb", "Memory Size"}};
  text.trace().origin = Origin::first;
  TraceFiles files;
  const auto stream = files.open(text.scenario, text.scenario.sources[0]);
  const auto rows = TraceText::all(*stream);
  REQUIRE(rows.size() == 26'880);
  CHECK(stream->end().start_unix_ns == 1'580'171'593'000'000'000);
  CHECK(stream->names() == std::vector<std::string>{"f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8"});
  std::map<std::string, std::size_t> counts;
  std::map<std::string, int> memory;
  std::int64_t duration_ns = 0;
  for (const Row& row : rows) {
    ++counts[stream->names()[row.function]];
    memory[stream->names()[row.function]] = row.memory_mb;
    duration_ns += row.duration_ns;
  }
  CHECK(counts ==
        std::map<std::string, std::size_t>{
            {"f1", 3600}, {"f2", 3600}, {"f3", 4007}, {"f4", 2161}, {"f5", 1439}, {"f6", 4007}, {"f7", 4466}, {"f8", 3600}});
  CHECK(memory == std::map<std::string, int>{
                      {"f1", 1536}, {"f2", 1792}, {"f3", 576}, {"f4", 2240}, {"f5", 896}, {"f6", 1728}, {"f7", 128}, {"f8", 128}});
  CHECK(duration_ns == 12'108'315'680'000);
}
