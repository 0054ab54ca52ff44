// `thaw report` and `--prices` as a user meets them.
#include <signal.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/process.hpp"

namespace fs = std::filesystem;

using nlohmann::json;
using thaw::test::Ended;
using thaw::test::Folder;
using thaw::test::Running;
using thaw::test::shell;

namespace {

const std::string scenario = R"(name: small
duration: 600s
billing: {free_tier: true}
functions:
  api: {memory: 512MB, init: 100ms, service: {lognormal: {p50: 45ms, p99: 300ms}}, errors: 5%}
  tail: {memory: 1769MB, architecture: arm64, init: {empirical: [100ms, 150ms, 170ms]}, service: 1s, timeout: 2s}
sources:
  web: {kind: sync, function: api, arrivals: {poisson: {rate: 20/s}}}
  job: {kind: sync, function: tail, arrivals: {constant: {every: 7s}}}
)";

const std::string prices = R"(name: contract
region: us-east-1
month: 2026-12
currency: EUR
requests: {price: 0.15/1M requests}
duration:
  x86_64: [{up_to: 100GB-s, price: 0.00002/GB-s}, {price: 0.00001/GB-s}]
  arm64: 0.0000123/GB-s
free_tier: {requests: 1000, duration: 7GB-s}
)";

std::string quoted(const fs::path& path) {
  return "'" + path.string() + "'";
}

std::vector<fs::path> shipped_scenarios() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(THAW_SOURCE_DIR "/scenarios")) {
    if (entry.path().extension() == ".yaml") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

struct Record {
  std::string scenario, source, rows;
};

/// A few calls in the form of the records that shipped scenarios replay, since those are no part of the project.
const std::vector<Record> records = {
    {"app8-2020", "app",
     "Function,Memory Size,Max Memory Used,Duration,Billed Duration,UTCTimestamp,RequestId\n"
     "f1,1536,59,434.62,500,1580171593.0,a\nf2,512,59,401.1,500,1580171603.0,b\n"},
    {"recorded-2020", "recorded",
     "experiment,seq,t_send_s,is_cold,aws_duration_ms\nres-01-2020-05-17_04-13-06,0,0.000000,0,1862.32\n"
     "res-01-2020-05-17_04-13-06,1,18.560648,0,1867.94\nres-01-2020-05-17_04-13-06,2,918.6,1,1867.94\n"},
    {"recorded-2020-original", "recorded",
     "client_start_time,aws_duration,is_cold\n1589688786.5,1862.32,True\n1589688797.25,1862.32,False\n"},
};

/// The options that put a record in place of the one that the scenario names; writes it into the folder.
std::string record_of(const fs::path& file, const Folder& folder) {
  for (const Record& record : records) {
    if (file.stem() != record.scenario) continue;
    folder.put("record.csv", record.rows);
    return " --set sources." + record.source + ".arrivals.trace.file=record.csv";
  }
  return "";
}

}  // namespace

TEST_CASE("what fuzzing starts from is a result that this thaw reads, and writes again as it is") {
  const Folder folder;
  const std::string seed = THAW_SOURCE_DIR "/fuzz/corpus/result/run.json";
  CHECK(folder.thaw("report '" + seed + "' -q -o again.json").status == 0);
  CHECK(shell("cmp '" + seed + "' again.json", folder.path()).status == 0);
}

TEST_CASE("every rendering of a saved result is what the run rendered, for all shipped scenarios") {
  const std::vector<fs::path> scenarios = shipped_scenarios();
  CHECK(scenarios.size() > records.size());
  for (const fs::path& file : scenarios) {
    const Folder folder;
    const Ended run = folder.thaw("run --lanes -o r.json -o r.csv " + quoted(file) + record_of(file, folder));
    INFO(file << "\n" << run.err);
    REQUIRE(run.status == 0);
    const Ended report = folder.thaw("report r.json -o again.json -o again.csv -o again.txt");
    CHECK(report.status == 0);
    CHECK(report.err.empty());
    CHECK(report.out == run.out);
    CHECK(folder.content("again.txt") == run.out);
    CHECK(folder.content("again.json") == folder.content("r.json"));
    CHECK(folder.content("again.csv") == folder.content("r.csv"));
    for (const std::string format : {"json", "csv"})
      CHECK(folder.thaw("report --format " + format + " r.json").out == folder.content("r." + format));
  }
}

TEST_CASE("a saved result priced again is what a new run at these prices is") {
  const Folder folder;
  folder.put("s.yaml", scenario);
  folder.put("p.yaml", prices);
  REQUIRE(folder.thaw("run s.yaml --prices p.yaml -o a.json -o a.csv -o a.txt -q").status == 0);
  REQUIRE(folder.thaw("run s.yaml -o b.json -q").status == 0);
  REQUIRE(folder.thaw("report b.json --prices p.yaml -o c.json -o c.csv -o c.txt -q").status == 0);
  CHECK(folder.content("a.json") == folder.content("c.json"));
  CHECK(folder.content("a.csv") == folder.content("c.csv"));
  CHECK(folder.content("a.txt") == folder.content("c.txt"));
  // Only the cost is another.
  json before = json::parse(folder.content("b.json"));
  json after = json::parse(folder.content("c.json"));
  CHECK(before["cost"]["price_book"] == "us-east-1, 2026-11");
  CHECK(after["cost"]["price_book"] == "contract, us-east-1, 2026-12");
  CHECK(after["cost"]["currency"] == "EUR");
  CHECK(after["cost"]["free_tier"] == true);
  CHECK(after["cost"]["total"] != before["cost"]["total"]);
  before.erase("cost");
  after.erase("cost");
  CHECK(before == after);
  // And back.
  REQUIRE(folder.thaw("report c.json --prices '" THAW_SOURCE_DIR "/scenarios/prices/us-east-1-2026-11.yaml' -o d.json -q").status ==
          0);
  CHECK(folder.content("d.json") == folder.content("b.json"));
}

TEST_CASE("the book that comes with thaw, named by --prices, changes nothing") {
  const Folder folder;
  folder.put("s.yaml", scenario);
  const std::string book = " --prices '" THAW_SOURCE_DIR "/scenarios/prices/us-east-1-2026-11.yaml'";
  CHECK(folder.thaw("run s.yaml --format json" + book).out == folder.thaw("run s.yaml --format json").out);
}

TEST_CASE("a result comes from a pipe too") {
  const Folder folder;
  folder.put("s.yaml", scenario);
  const std::string text = folder.thaw("run s.yaml").out;
  CHECK(folder.thaw("run s.yaml --format json | \"$THAW\" report -").out == text);
}

TEST_CASE("a report says nothing but what was asked for, in colour only where it is wanted") {
  const Folder folder;
  folder.put("s.yaml", scenario);
  REQUIRE(folder.thaw("run s.yaml -q -o r.json").status == 0);
  const Ended quiet = folder.thaw("report r.json -q -o r.txt");
  CHECK(quiet.status == 0);
  CHECK(quiet.out.empty());
  CHECK(quiet.err.empty());
  CHECK(folder.content("r.txt") == folder.thaw("report r.json").out);
  CHECK(folder.thaw("report r.json --color always").out == folder.thaw("run s.yaml --color always").out);
}

TEST_CASE("a result that is missing or bad has status 3, and nothing is written") {
  const Folder folder;
  folder.put("s.yaml", scenario);
  REQUIRE(folder.thaw("run s.yaml -q -o r.json").status == 0);
  folder.put("cut.json", folder.content("r.json").substr(0, 3'000));
  folder.put("empty.json", "");
  for (const std::string name : {"missing.json", "cut.json", "empty.json", "s.yaml", "."}) {
    const Ended ended = folder.thaw("report " + name + " -o new.csv");
    INFO(name << "\n" << ended.err);
    CHECK(ended.status == 3);
    CHECK(ended.out.empty());
    CHECK(ended.err.starts_with(name + ":"));
    CHECK(!folder.has("new.csv"));
  }
  CHECK(shell("\"$THAW\" report -").err.starts_with("-:1:1: error: not JSON"));
}

TEST_CASE("a price book that is missing or bad has status 3 before anything is run") {
  const Folder folder;
  folder.put("s.yaml", scenario);
  folder.put("bad.yaml", "region: us-east-1\n");
  REQUIRE(folder.thaw("run s.yaml -q -o r.json").status == 0);
  for (const std::string verb : {"run s.yaml", "report r.json"}) {
    for (const std::string name : {"missing.yaml", "bad.yaml"}) {
      const Ended ended = folder.thaw(verb + " -o new.csv --prices " + name);
      CHECK(ended.status == 3);
      CHECK(ended.out.empty());
      CHECK(ended.err.starts_with(name + ":"));
      CHECK(!folder.has("new.csv"));
    }
  }
}

TEST_CASE("a report is used wrongly with status 2, and never overwrites what it reads") {
  const Folder folder;
  folder.put("s.yaml", scenario);
  folder.put("p.csv", prices);
  REQUIRE(folder.thaw("run s.yaml -q -o r.json").status == 0);
  const std::string before = folder.content("r.json");
  CHECK(folder.thaw("report").status == 2);
  CHECK(folder.thaw("report r.json r.json").status == 2);
  CHECK(folder.thaw("report r.json --seed 1").status == 2);
  CHECK(folder.thaw("report r.json -o r.json").err ==
        "thaw: 'r.json' is read by this run and would be overwritten; write to another file\n");
  CHECK(folder.thaw("report r.json -o r.json").status == 2);
  CHECK(folder.thaw("report r.json --prices p.csv -o p.csv").status == 2);
  CHECK(folder.thaw("run s.yaml --prices p.csv -o p.csv").status == 2);
  CHECK(folder.content("r.json") == before);
  CHECK(folder.content("p.csv") == prices);
}

TEST_CASE("a report that waits for its input ends at a signal, without a word or a file") {
  for (const int number : {SIGINT, SIGTERM}) {
    const Folder folder;
    Running running({"report", "-", "-o", "r.csv"}, folder);
    REQUIRE(running.feed("{\"schema_version\": 1"));
    REQUIRE(running.wait_until_it_waits());
    running.signal(number);
    CHECK(running.wait() == 128 + number);
    CHECK(folder.names().empty());
  }
}

TEST_CASE("a partial result stays marked") {
  const Folder folder;
  folder.put("s.yaml", scenario);
  REQUIRE(folder.thaw("run s.yaml -q -o r.json").status == 0);
  std::string partial = folder.content("r.json");
  partial.replace(partial.find("\"complete\": true"), 16, "\"complete\": false");
  folder.put("p.json", partial);
  const Ended ended = folder.thaw("report p.json");
  CHECK(ended.status == 0);
  CHECK(ended.out.find("INTERRUPTED: this result is partial.") != std::string::npos);
}
