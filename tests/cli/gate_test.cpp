// `expect:` and `--slo` as a build that runs thaw meets them.
#include <signal.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/process.hpp"

using nlohmann::json;
using thaw::test::Ended;
using thaw::test::Folder;
using thaw::test::Running;

namespace {

const std::string small = R"(duration: 60s
functions:
  api: {memory: 512MB, init: 100ms, service: 45ms, placement: 50ms}
sources:
  web: {kind: sync, function: api, arrivals: {constant: {every: 1s}}}
)";

}  // namespace

TEST_CASE("what is met ends with status 0 and says nothing on standard error") {
  const Folder folder;
  folder.put("s.yaml", small + "expect: [\"latency_ms.max <= 195\", success >= 100%]\n");
  const Ended ended = folder.thaw("run s.yaml --slo 'requests == 60' --slo 'functions.api.cold_starts < 2'");
  CHECK(ended.status == 0);
  CHECK(ended.err.empty());
  CHECK(ended.out.find("\nExpectations: 4 of 4 met\n") != std::string::npos);
}

TEST_CASE("what is not met or undetermined ends with status 5, told on standard error, with the outputs written") {
  const Folder folder;
  folder.put("s.yaml", small + "expect: [latency_ms.max < 195]\n");
  const Ended ended = folder.thaw("run s.yaml --quiet -o r.json -o r.csv --slo 'latency_ms.p99 < 1s' --slo 'success >= 99%'");
  CHECK(ended.status == 5);
  CHECK(ended.out.empty());
  CHECK(ended.err ==
        "thaw: latency_ms.max < 195: not met, it is 195 ms\n"
        "thaw: latency_ms.p99 < 1s: undetermined, it is 195 ms [45, ?]; too few samples: the interval has no upper end\n");
  const json result = json::parse(folder.content("r.json"));
  CHECK(result["expectations"].size() == 3);
  CHECK(result["expectations"][2]["verdict"] == "met");
  CHECK(folder.content("r.csv").find("\nexpectation,latency_ms.max < 195,verdict,,,not_met\n") != std::string::npos);
  CHECK(folder.thaw("run s.yaml").status == 5);
}

TEST_CASE("an expectation changes nothing of the result but its own block") {
  const Folder folder;
  folder.put("s.yaml", small);
  json with = json::parse(folder.thaw("run s.yaml --format json --slo 'success >= 99%'").out);
  with.erase("expectations");
  CHECK(with == json::parse(folder.thaw("run s.yaml --format json").out));
}

TEST_CASE("a fault in an expectation is found before anything runs or is written") {
  const Folder folder;
  folder.put("s.yaml", small);
  const Ended option = folder.thaw("run s.yaml -o r.json --slo 'succes >= 99%'");
  CHECK(option.status == 2);
  CHECK(option.err == "--slo: error: there is no metric `succes`\n    succes >= 99%\n    ^\n    hint: did you mean `success`?\n");
  folder.put("bad.yaml", small + "expect:\n  - succes >= 99%\n");
  const Ended listed = folder.thaw("run bad.yaml -o r.json");
  CHECK(listed.status == 3);
  CHECK(listed.err ==
        "bad.yaml:7:5: error: there is no metric `succes`\n      - succes >= 99%\n        ^\n    hint: did you mean `success`?\n");
  CHECK(folder.names() == std::vector<std::string>{"bad.yaml", "s.yaml"});
}

TEST_CASE("an interrupted run decides nothing, and ends as interrupted") {
  const Folder folder;
  folder.put("s.yaml", "functions: {api: {init: 1ms}}\nsources: {log: {kind: sync, function: api, arrivals: {trace: \"-\"}}}\n");
  Running running({"run", "s.yaml", "--quiet", "-o", "r.json", "--slo", "throttles == 0"}, folder);
  REQUIRE(running.feed("arrival_s,duration_ms\n0,10\n1,10\n"));
  REQUIRE(running.wait_until_it_waits());
  running.signal(SIGINT);
  REQUIRE(running.wait_until_it_waits());
  running.close_input();
  CHECK(running.wait() == 130);
  const json result = json::parse(folder.content("r.json"));
  CHECK(result["complete"] == false);
  CHECK(result["expectations"][0]["verdict"] == "undetermined");
  CHECK(result["expectations"][0]["why"] == "the run was interrupted");
}

TEST_CASE("a group that a trace fills tells the same whether functions were run apart or together") {
  const Folder folder;
  folder.put("calls.csv", "arrival_s,duration_ms,function\n0,900,api-a\n0.2,900,api-b\n0.4,900,batch\n1.5,5,api-a\n");
  folder.put("s.yaml",
             "functions: {\"*\": {memory: 512MB, init: 100ms, placement: 0ms}}\n"
             "sources: {log: {kind: sync, arrivals: {trace: calls.csv}}}\ngroups: {web: \"api-*\"}\n");
  const json group = json::parse(folder.thaw("run s.yaml --format json").out)["groups"]["web"];
  CHECK(group["functions"] == json({"api-a", "api-b"}));
  CHECK(group["requests"] == 3);
  CHECK(group["concurrency_peak"] == 2);
  CHECK(group["environments"]["peak"] == 2);
  const std::string command = "run s.yaml --format json --set 'sources.log.arrivals.trace=-' < calls.csv";
  CHECK(json::parse(folder.thaw(command).out)["groups"]["web"] == group);
}

TEST_CASE("the gate's scenario passes as it is, fails with a heavier package, and a day decides too little") {
  const Folder folder;
  const std::string gate = "run '" THAW_SOURCE_DIR "/scenarios/pull-request-gate.yaml' --quiet";
  CHECK(folder.thaw(gate).status == 0);
  const Ended heavier = folder.thaw(gate + " --set functions.checkout.init=1900ms");
  CHECK(heavier.status == 5);
  CHECK(heavier.err.starts_with("thaw: latency_ms.p99 < 1.2s: not met, it is "));
  CHECK(heavier.err.find('\n') == heavier.err.size() - 1);
  const Ended day = folder.thaw(gate + " --set duration=1d --slo 'latency_ms.p99_9 < 2s'");
  CHECK(day.status == 5);
  CHECK(day.err.starts_with("thaw: latency_ms.p99_9 < 2s: undetermined, it is "));
  CHECK(folder.thaw(gate + " --slo 'latency_ms.p99_9 < 2s'").status == 0);
}

TEST_CASE("a database needs as many connections as there are environments, and more if they are reclaimed sooner") {
  const Folder folder;
  const auto group = [&](const std::string& more) {
    const std::string run = "run '" THAW_SOURCE_DIR "/scenarios/database-connections.yaml' --format json";
    return json::parse(folder.thaw(run + more).out)["groups"]["database"];
  };
  const json usual = group(""), sooner = group(" --set defaults.keep_alive=30s");
  CHECK(usual["functions"] == json({"api-orders", "api-stock", "nightly"}));
  CHECK(usual["environments"]["peak"] == 28);
  CHECK(usual["environments"]["mean_busy"] < 4.5);
  CHECK(usual["environments"]["peak"] > usual["concurrency_peak"]);
  CHECK(sooner["environments"]["peak"] > usual["environments"]["peak"]);
}
