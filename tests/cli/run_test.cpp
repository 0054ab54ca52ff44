// `thaw run` and `thaw validate` as a user meets them: statuses, files, streams, signals.
#include <fmt/format.h>
#include <signal.h>
#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli/process.hpp"

using nlohmann::json;
using thaw::test::Ended;
using thaw::test::Folder;
using thaw::test::Running;
using thaw::test::shell;

namespace {

const std::string drawn = R"(name: small
duration: 60s
functions:
  api: {memory: 512MB, init: 100ms, service: 45ms, placement: 50ms}
sources:
  web: {kind: sync, function: api, arrivals: {constant: {every: 1s}}}
)";

const std::string two_functions = R"(duration: 60s
functions:
  b: {memory: 512MB, init: 100ms, service: 45ms, placement: 50ms}
  a: {memory: 512MB, init: 100ms, service: 45ms, placement: 50ms}
sources:
  one: {kind: sync, function: a, arrivals: {constant: {every: 1s}}}
  two: {kind: sync, function: b, arrivals: {constant: {every: 2s}}}
)";

std::string replay(const std::string& file) {
  return "functions:\n  api: {memory: 512MB, init: 100ms, placement: 50ms}\nsources:\n  log: {kind: sync, function: api, arrivals: "
         "{trace: " +
         file + "}}\n";
}

const std::string good_trace = "arrival_s,duration_ms\n0,10\n1,20.5\n2,30\n";
const std::string bad_trace = "arrival_s,duration_ms\n0,10\n1,2x\n2,30\n";

using Names = std::vector<std::string>;

// Until the outputs are open, which is when the run begins.
bool wait_for_temporary(const Folder& folder) {
  for (int tries = 0; tries < 1'000; ++tries) {
    for (const std::string& name : folder.names()) {
      if (name.starts_with(".thaw-")) return true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

}  // namespace

TEST_CASE("without a scenario the built-in first example runs") {
  const Ended ended = shell("\"$THAW\" run");
  CHECK(ended.status == 0);
  CHECK(ended.err.empty());
  CHECK(ended.out.starts_with("first: "));
  CHECK(ended.out.find("Cold starts") != std::string::npos);
  CHECK(ended.out.find("Cost") != std::string::npos);
  CHECK(ended.out.find('\x1b') == std::string::npos);
}

TEST_CASE("a scenario gives the text, the Markdown, the JSON and the CSV of one result") {
  const Folder folder;
  folder.put("s.yaml", drawn);
  const Ended text = folder.thaw("run s.yaml -o r.json -o r.csv -o r.txt -o r.md --requests a.csv");
  CHECK(text.status == 0);
  CHECK(text.err.empty());
  CHECK(folder.names() == Names{"a.csv", "r.csv", "r.json", "r.md", "r.txt", "s.yaml"});
  CHECK(folder.content("r.txt") == text.out);
  CHECK(folder.content("r.json") == folder.thaw("run s.yaml --format json").out);
  CHECK(folder.content("r.csv") == folder.thaw("run s.yaml --format csv").out);
  CHECK(folder.content("r.md") == folder.thaw("run s.yaml --format markdown").out);
  CHECK(folder.content("r.md").starts_with("# `small`\n"));
  const json result = json::parse(folder.content("r.json"));
  CHECK(result["totals"]["requests"] == 60);
  CHECK(result["totals"]["cold_starts"] == 1);
  CHECK(result["totals"]["latency_ms"]["max"] == 195);
  CHECK(result["totals"]["latency_ms"]["p50"] == 45);
  CHECK(!result.contains("lanes"));
  const std::string rows = folder.content("a.csv");
  CHECK(std::count(rows.begin(), rows.end(), '\n') == 61);
  CHECK(rows.find("\nweb,api,0,1,0,150,50,100,45,195,145,1,cold,succeeded,\n") != std::string::npos);
  CHECK(rows.find("\nweb,api,1,1,1,0,0,0,45,45,45,1,warm,succeeded,\n") != std::string::npos);
}

TEST_CASE("settings and the seed of the command line reach the result") {
  const Folder folder;
  folder.put("s.yaml", drawn);
  const json result = json::parse(folder.thaw("run s.yaml --format json --seed 7 --set functions.api.timeout=9s").out);
  CHECK(result["seed"] == 7);
  CHECK(result["functions"]["api"]["settings"]["timeout_ms"] == 9'000);
}

TEST_CASE("memory is varied with a rule for handler times, or with the word that they are constant") {
  const Folder folder;
  folder.put("s.yaml", drawn);
  const std::string varied = " s.yaml --format json --set functions.api.memory=1GB";
  for (const std::string verb : {"run", "validate"}) {
    const Ended refused = folder.thaw(verb + " s.yaml --set functions.api.memory=1GB");
    CHECK(refused.status == 2);
    CHECK(refused.out.empty());
    CHECK(refused.err.find("--assume-constant-duration") != std::string::npos);
  }
  CHECK(folder.thaw("validate s.yaml --assume-constant-duration --set functions.api.memory=1GB").status == 0);
  const json constant = json::parse(folder.thaw("run" + varied + " --assume-constant-duration").out);
  CHECK(constant["functions"]["api"]["settings"]["memory_mb"] == 1024);
  CHECK(constant["functions"]["api"]["warm_latency_ms"]["p50"] == 45);
  CHECK(constant["assumptions"].dump().find("memory varied, under --assume-constant-duration") != std::string::npos);
  const json scaled =
      json::parse(folder.thaw("run" + varied + " --set functions.api.service_at=512MB --set functions.api.cpu_share=60%").out);
  CHECK(scaled["functions"]["api"]["warm_latency_ms"]["p50"] == 31.5);
  CHECK(scaled["assumptions"].dump().find("0.7 times those at 512MB") != std::string::npos);
}

TEST_CASE("runtimes are listed in every format, all or those of a name") {
  const json all = json::parse(shell("\"$THAW\" runtimes --format json").out);
  CHECK(all["source"] == "maxday/lambda-perf, 2026-08-09..22");
  CHECK(all["runtimes"].size() == 86);
  const json python = json::parse(shell("\"$THAW\" runtimes python --format json").out);
  CHECK(python["runtimes"].size() == 16);
  CHECK(python["runtimes"][3]["runtime"] == "python3.12");
  CHECK(python["runtimes"][3]["p99_ms"] == 135.2);
  CHECK(shell("\"$THAW\" runtimes rust --format csv").out ==
        "runtime,package,architecture,p50_ms,p90_ms,p99_ms,max_ms,samples,source\n"
        "rust,image,arm64,31.1,62.3,98.0,224.6,558,\"maxday/lambda-perf, 2026-08-09..22\"\n"
        "rust,image,x86_64,36.9,73.4,108.1,134.4,559,\"maxday/lambda-perf, 2026-08-09..22\"\n"
        "rust,zip,arm64,13.9,15.4,44.2,47.0,559,\"maxday/lambda-perf, 2026-08-09..22\"\n"
        "rust,zip,x86_64,15.8,20.0,49.9,68.9,560,\"maxday/lambda-perf, 2026-08-09..22\"\n");
  const std::string text = shell("\"$THAW\" runtimes nodejs22").out;
  CHECK(text.find("\n  nodejs22.x  zip      x86_64        140.4  159.9  191.0    220.0     560\n") != std::string::npos);
}

TEST_CASE("the lesson on dropping an import tells what both runs say") {
  const std::string file = THAW_SOURCE_DIR "/scenarios/drop-one-import.yaml";
  const auto figures = [&](const std::string& more) {
    const json result = json::parse(shell("\"$THAW\" run " + file + " --format json" + more).out);
    const double p99_ms = result["totals"]["latency_ms"]["p99"].get<double>();
    const double dollars = std::stod(result["cost"]["per_million_requests"].get<std::string>());
    return std::pair(std::lround(p99_ms), fmt::format("{:.2f}", dollars));
  };
  const auto before = figures(""), after = figures(" --set functions.thumbnail.init.imports.aws-sdk=0ms");
  const std::string told = fmt::format("falls from {},{:03} ms to {} ms, and the bill from ${} to ${} per million requests",
                                       before.first / 1'000, before.first % 1'000, after.first, before.second, after.second);
  const std::string lesson = shell("tr -s '\\n# ' ' ' <" + file).out;
  INFO(told);
  CHECK(lesson.find(told) != std::string::npos);
}

TEST_CASE("the lesson on a slow framework is as it says, and its report warns of it") {
  const std::string run = "\"$THAW\" run " THAW_SOURCE_DIR "/scenarios/slow-framework.yaml";
  const auto totals = [&](const std::string& more) { return json::parse(shell(run + " --format json" + more).out)["totals"]; };
  const json trapped = totals("");
  CHECK(trapped["requests"] > 7'000);
  CHECK(trapped["timeouts"] == trapped["requests"]);
  CHECK(trapped["failed_inits"] == trapped["cold_starts"]);
  const json with_room = totals(" --set functions.shop.timeout=30s");
  CHECK(with_room["succeeded"] == with_room["requests"]);
  CHECK(with_room["init_ms"]["min"] == 10'000);
  CHECK(with_room["init_ms"]["max"] == 10'000);
  CHECK(with_room["cold_latency_ms"]["max"] > 22'000);
  CHECK(with_room["cold_latency_ms"]["max"] < 23'000);
  CHECK(with_room["warm_latency_ms"]["p50"] < 100);
  const json fast_enough = totals(" --set functions.shop.init=9s");
  CHECK(fast_enough["failed_inits"] == 0);
  CHECK(fast_enough["succeeded"] >= 0.99 * fast_enough["requests"].get<double>());
  const std::string report = shell(run).out;
  CHECK(report.find("functions.shop.timeout: a typical init (12s)") != std::string::npos);
  CHECK(report.find("failed or took longer than the limit") != std::string::npos);
}

TEST_CASE("the lessons on SnapStart are as they say") {
  struct Pair {
    json with, without;
  };
  const auto both = [](const std::string& scenario, const std::string& function) {
    const std::string run = "\"$THAW\" run " THAW_SOURCE_DIR "/scenarios/" + scenario + " --format json";
    return Pair{json::parse(shell(run).out), json::parse(shell(run + " --set functions." + function + ".snap_start=false").out)};
  };
  const auto p99 = [](const json& result) { return result["totals"]["latency_ms"]["p99"].get<double>(); };
  const auto total = [](const json& result) { return std::stod(result["cost"]["total"].get<std::string>()); };
  const Pair helped = both("snapstart-helps.yaml", "shop");
  CHECK(helped.without["totals"]["init_ms"]["p50"] > 6'000);
  CHECK(p99(helped.without) > 6'000);
  CHECK(p99(helped.with) < 2'000);
  CHECK(total(helped.with) < total(helped.without));
  CHECK(helped.with["cost"]["lines"].size() == 2);  // Java is not charged
  CHECK(helped.with["totals"]["snap_start"]["restores"] == helped.with["totals"]["environments"]["started"]);
  CHECK(helped.without["totals"].contains("snap_start") == false);
  const Pair hurt = both("snapstart-hurts.yaml", "hook");
  CHECK(p99(hurt.with) > p99(hurt.without) + 300);
  CHECK(hurt.with["totals"]["cold_latency_ms"]["p50"] > hurt.without["totals"]["cold_latency_ms"]["p50"].get<double>() + 450);
  CHECK(total(hurt.with) > 100 * total(hurt.without));
  CHECK(hurt.with["totals"]["snap_start"]["cache_gb_seconds"] == 43'200);
}

TEST_CASE("lanes and samples of requests come on request") {
  const Folder folder;
  folder.put("s.yaml", drawn);
  CHECK(json::parse(folder.thaw("run s.yaml --format json --lanes").out)["lanes"].size() == 1);
  const std::string rows = folder.thaw("run s.yaml --requests - --requests-sample 1/10").out;
  CHECK(std::count(rows.begin(), rows.end(), '\n') == 7);
}

TEST_CASE("rows of several functions are by name, into a file and into a pipe") {
  const Folder folder;
  folder.put("s.yaml", two_functions);
  CHECK(folder.thaw("run s.yaml --requests a.csv").status == 0);
  const std::string rows = folder.content("a.csv");
  CHECK(rows.rfind(",a,59,1,") < rows.find(",b,0,1,"));
  CHECK(folder.thaw("run s.yaml --requests - | cat").out == rows);
}

TEST_CASE("functions that had to be run again together have their rows once") {
  const Folder folder;
  folder.put("s.yaml", "account: {concurrency: 1}\n" + two_functions);
  const json result = json::parse(folder.thaw("run s.yaml --format json --requests a.csv").out);
  CHECK(result["totals"]["throttles"] > 0);
  const std::string rows = folder.content("a.csv");
  CHECK(std::count(rows.begin(), rows.end(), '\n') == 1 + result["totals"]["attempts"].get<int>());
}

TEST_CASE("standard output holds the result alone, in whatever way it is named") {
  const Folder folder;
  folder.put("s.yaml", drawn);
  const std::string result = folder.thaw("run s.yaml --format json").out;
  CHECK(folder.thaw("run s.yaml --format json -o -").out == result);
  CHECK(folder.thaw("run s.yaml --format json -o /dev/stdout").out == result);
  CHECK(folder.thaw("run s.yaml --format json -o /dev/stdout >> got && cat got").out == result);
}

TEST_CASE("quiet says nothing but what was asked for") {
  const Folder folder;
  folder.put("s.yaml", drawn);
  const Ended quiet = folder.thaw("run s.yaml --quiet --progress always -o r.json");
  CHECK(quiet.status == 0);
  CHECK(quiet.out.empty());
  CHECK(quiet.err.empty());
  CHECK(folder.has("r.json"));
  CHECK(!folder.thaw("run s.yaml -q --format csv").out.empty());
}

TEST_CASE("colour is only where it is wanted") {
  const Folder folder;
  folder.put("s.yaml", drawn);
  CHECK(folder.thaw("run s.yaml --color always").out.find("\x1b[1m") != std::string::npos);
  CHECK(folder.thaw("run s.yaml").out.find('\x1b') == std::string::npos);
}

TEST_CASE("neither locale nor time zone nor terminal settings change a byte") {
  const Folder folder;
  folder.put("s.yaml", drawn);
  // A German locale made here if the system has its sources; else only the variables are set.
  shell("mkdir loc && localedef -i de_DE -f UTF-8 loc/de_DE.UTF-8", folder.path());
  const std::string german = "export LOCPATH=$PWD/loc LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8 TZ=Asia/Tokyo COLUMNS=40 TERM=xterm; ";
  for (const std::string format : {"text", "json", "csv", "markdown"}) {
    for (const std::string scenario : {"", "s.yaml "}) {
      const std::string command = "\"$THAW\" run " + scenario + "--format " + format;
      const std::string here = shell(command, folder.path()).out;
      CHECK(!here.empty());
      CHECK(shell(german + command, folder.path()).out == here);
      CHECK(shell("export LC_ALL=C TZ=America/New_York; " + command, folder.path()).out == here);
    }
  }
}

TEST_CASE("a scenario that is missing, bad or empty has status 3 and leaves no file") {
  const Folder folder;
  folder.put("bad.yaml", "functions: {api: {memory: 512}}\n");
  folder.put("empty.yaml", "");
  for (const std::string name : {"missing.yaml", "bad.yaml", "empty.yaml", "."}) {
    for (const std::string verb : {"run -o r.json --requests a.csv ", "validate "}) {
      const Ended ended = folder.thaw(verb + name);
      INFO(verb << name << "\n" << ended.err);
      CHECK(ended.status == 3);
      CHECK(ended.out.empty());
      CHECK(ended.err.starts_with(name + ":"));
    }
  }
  CHECK(folder.thaw("run empty.yaml").err.starts_with("empty.yaml:1:1: error: "));
  CHECK(folder.names() == Names{"bad.yaml", "empty.yaml"});
}

TEST_CASE("a fault in --set has status 2 and names the option") {
  const Folder folder;
  folder.put("s.yaml", drawn);
  const Ended ended = folder.thaw("run s.yaml --set functions.api.memroy=1GB");
  CHECK(ended.status == 2);
  CHECK(ended.err.starts_with("--set: error: "));
}

TEST_CASE("a trace that is missing or bad has status 4, and the old results stand") {
  const Folder folder;
  folder.put("bad.csv", bad_trace);
  folder.put("empty.csv", "");
  for (const std::string name : {"missing.csv", "bad.csv", "empty.csv"}) {
    folder.put("s.yaml", replay(name));
    folder.put("r.json", "old result");
    folder.put("a.csv", "old rows");
    const Ended ended = folder.thaw("run s.yaml -o r.json --requests a.csv");
    INFO(ended.err);
    CHECK(ended.status == 4);
    CHECK(ended.out.empty());
    CHECK(ended.err.find(name) != std::string::npos);
    CHECK(folder.content("r.json") == "old result");
    CHECK(folder.content("a.csv") == "old rows");
    CHECK(folder.names() == Names{"a.csv", "bad.csv", "empty.csv", "r.json", "s.yaml"});
  }
  folder.put("s.yaml", replay("bad.csv"));
  CHECK(folder.thaw("run s.yaml").err.starts_with("bad.csv:3:"));
}

TEST_CASE("what is good but hardly meant is a warning: validate tells it, a run reports it") {
  const Folder folder;
  folder.put("s.yaml",
             "duration: 10min\nfunctions:\n  api: {memory: 512MB, init: 4s, service: {lognormal: {p50: 200ms, p99: 2s}}}\n"
             "sources:\n  web: {kind: sync, function: api, arrivals: {poisson: {rate: 2/s}}}\n");
  for (const std::string verb : {"validate s.yaml", "validate s.yaml --quiet"}) {
    const Ended ended = folder.thaw(verb);
    CHECK(ended.status == 0);
    CHECK(ended.err.starts_with(
        "s.yaml: warning: functions.api.timeout: a typical init (4s) and a typical handler time (200ms) do not "
        "fit together into the timeout of 3s: "));
    CHECK(ended.err.ends_with("\n    hint: raise the timeout above 4.2s, or shorten the init\n"));
  }
  CHECK(folder.thaw("validate s.yaml --set functions.api.timeout=10s").err.empty());
  const Ended ran = folder.thaw("run s.yaml -o r.json");
  CHECK(ran.err.empty());
  CHECK(ran.out.find("\nWarnings\n  functions.api.timeout: a typical init (4s)") != std::string::npos);
  const json result = json::parse(folder.content("r.json"));
  REQUIRE(result["warnings"].size() == 1);
  CHECK(result["warnings"][0]["key"] == "functions.api.timeout");
  CHECK(result["totals"]["timeouts"] > 100);
  CHECK(folder.thaw("report r.json").out == ran.out);
  CHECK(folder.thaw("run s.yaml --set functions.api.timeout=10s --format json").out.find("\"warnings\"") == std::string::npos);
}

TEST_CASE("validate reads the first rows of the traces but runs nothing") {
  const Folder folder;
  folder.put("good.csv", good_trace);
  folder.put("s.yaml", replay("good.csv"));
  CHECK(folder.thaw("validate s.yaml").out == "s.yaml: good, with 1 function and 1 source\n");
  const Ended quiet = folder.thaw("validate s.yaml --quiet");
  CHECK(quiet.status == 0);
  CHECK(quiet.out.empty());
  CHECK(folder.thaw("validate s.yaml --set sources.log.arrivals.trace.file=missing.csv").status == 4);
  folder.put("epoch.csv", "arrival_s,duration_ms\n1764547200,12\n");
  const Ended undated = folder.thaw("validate s.yaml --set sources.log.arrivals.trace.file=epoch.csv");
  CHECK(undated.status == 4);
  CHECK(undated.err.find("epoch.csv:2:1: error: arrival_s: the arrivals are dates or times since 1970") != std::string::npos);
  folder.put("stdin.yaml", replay("\"-\""));
  CHECK(folder.thaw("validate stdin.yaml").status == 0);
}

TEST_CASE("a result that cannot be written has status 1, one line, and nothing left behind") {
  const Folder folder;
  folder.put("s.yaml", drawn);
  folder.put("r.csv", "old");
  ::mkdir((folder.path() / "dir.json").c_str(), 0777);
  const Ended missing = folder.thaw("run s.yaml -o r.csv -o none/r.json");
  CHECK(missing.status == 1);
  CHECK(missing.out.empty());
  CHECK(missing.err == "thaw: cannot write 'none/r.json': No such file or directory\n");
  CHECK(folder.thaw("run s.yaml -o r.csv -o dir.json").err == "thaw: cannot write 'dir.json': Is a directory\n");
  CHECK(folder.thaw("run s.yaml -o r.csv --requests none/a.csv").status == 1);
  CHECK(folder.content("r.csv") == "old");
  CHECK(folder.names() == Names{"dir.json", "r.csv", "s.yaml"});
}

TEST_CASE("a full device has status 1 and names the reason") {
  const Folder folder;
  folder.put("s.yaml", drawn);
  const Ended ended = folder.thaw("run s.yaml >/dev/full");
  CHECK(ended.status == 1);
  CHECK(ended.err == "thaw: cannot write standard output: No space left on device\n");
  CHECK(folder.thaw("run s.yaml --requests /dev/full").err == "thaw: cannot write '/dev/full': No space left on device\n");
  CHECK(shell("\"$THAW\" version >/dev/full").status == 1);
}

TEST_CASE("a file that may not grow leaves the old one intact") {
  const Folder folder;
  folder.put("s.yaml", drawn);
  folder.put("r.json", "old");
  const Ended ended = shell("ulimit -f 1; \"$THAW\" run s.yaml -o r.json -q 2>&1 | cat; true", folder.path());
  CHECK(ended.out == "thaw: cannot write 'r.json': File too large\n");
  CHECK(folder.content("r.json") == "old");
  CHECK(folder.names() == Names{"r.json", "s.yaml"});
}

TEST_CASE("a reader that has gone ends the run quietly, with the files written") {
  const Folder folder;
  folder.put("s.yaml", drawn);
  const Ended ended = folder.thaw("run s.yaml --format json -o r.csv | true; \"$THAW\" run s.yaml -o r.txt >&-");
  CHECK(ended.status == 0);
  CHECK(ended.err.empty());
  CHECK(folder.has("r.csv"));
  CHECK(folder.has("r.txt"));
  // Without a shell's pipe in between: the reader is gone before the program begins.
  const Ended gone = folder.thaw("run s.yaml -o late.json | { exec <&-; sleep 0.2; }; ls late.json");
  CHECK(gone.out == "late.json\n");
  CHECK(gone.err.empty());
  CHECK(shell("{ sleep 0.1; \"$THAW\" help; echo $? >&2; } | true").err == "0\n");
}

TEST_CASE("an input is never overwritten") {
  const Folder folder;
  folder.put("good.csv", good_trace);
  folder.put("s.yaml", replay("good.csv"));
  const Ended ended = folder.thaw("run s.yaml --requests good.csv");
  CHECK(ended.status == 2);
  CHECK(ended.err == "thaw: 'good.csv' is read by this run and would be overwritten; write to another file\n");
  CHECK(folder.content("good.csv") == good_trace);
}

TEST_CASE("a trace from standard input gives what the file gives") {
  const Folder folder;
  folder.put("good.csv", good_trace);
  folder.put("s.yaml", replay("good.csv"));
  const std::string from_pipe = "run s.yaml --format csv --set sources.log.arrivals.trace.file=- < good.csv";
  const std::string from_file = "run s.yaml --format csv";
  CHECK(folder.thaw(from_pipe).status == 0);
  CHECK(folder.thaw(from_pipe).out == folder.thaw(from_file).out);
}

TEST_CASE("a replay of an old record starts on its date") {
  const char* data = std::getenv("THAW_DATA");
  if (data == nullptr) {
    WARN("skipped: THAW_DATA is not set");
    return;
  }
  const std::string record = std::string(data) + "/lambda-logs-2020/App8_Lambda_Logs.csv";
  const Ended run =
      shell("\"$THAW\" run --format json '" THAW_SOURCE_DIR "/scenarios/app8-2020.yaml' --set 'sources.app.arrivals.trace.file=" +
            record + "'");
  REQUIRE(run.status == 0);
  // The earliest row ended at 00:33:13 and took 434.62 ms.
  CHECK(json::parse(run.out)["start"] == "2020-01-28T00:33:12.56538Z");
}

TEST_CASE("the same scenario gives the same bytes again") {
  const Ended first = shell("\"$THAW\" run --format json --lanes");
  CHECK(first.status == 0);
  CHECK(first.out == shell("\"$THAW\" run --format json --lanes").out);
}

TEST_CASE("an interrupted run writes its partial result, marked") {
  for (const int number : {SIGINT, SIGTERM}) {
    const Folder folder;
    folder.put("s.yaml", replay("\"-\""));
    Running running({"run", "s.yaml", "-o", "r.json", "-o", "r.txt"}, folder);
    CHECK(running.feed("arrival_s,duration_ms\n"));
    REQUIRE(wait_for_temporary(folder));
    running.signal(number);
    std::string rows;
    for (int i = 0; i < 10'000; ++i) rows += "5,10\n";
    for (int i = 0; i < 5'000 && running.feed(rows); ++i) continue;
    running.close_input();
    CHECK(running.wait() == 128 + number);
    const json result = json::parse(folder.content("r.json"));
    CHECK(result["complete"] == false);
    CHECK(folder.content("r.txt").find("INTERRUPTED: this result is partial.") != std::string::npos);
    CHECK(folder.names() == Names{"r.json", "r.txt", "s.yaml"});
  }
}

TEST_CASE("a second signal ends the run at once, with nothing left behind") {
  const Folder folder;
  folder.put("s.yaml", replay("\"-\""));
  folder.put("r.json", "old");
  Running running({"run", "s.yaml", "-o", "r.json", "--requests", "a.csv"}, folder);
  CHECK(running.feed("arrival_s,duration_ms\n1,1\n"));
  // The run has what there is and waits for more, so it cannot see the first signal.
  CHECK(wait_for_temporary(folder));
  REQUIRE(running.wait_until_it_waits());
  running.signal(SIGINT);
  REQUIRE(running.wait_until_it_waits());  // or the two could become one
  running.signal(SIGINT);
  CHECK(running.wait() == 130);
  CHECK(folder.content("r.json") == "old");
  CHECK(folder.names() == Names{"r.json", "s.yaml"});
}
