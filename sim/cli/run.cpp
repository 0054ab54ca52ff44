// The verb `run`: simulate a scenario and report.
#include "thaw/run.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <optional>

#include "cli/interruption.hpp"
#include "cli/output_plan.hpp"
#include "cli/prices_argument.hpp"
#include "cli/progress_line.hpp"
#include "cli/run_outputs.hpp"
#include "cli/scenario_arguments.hpp"
#include "cli/standard_output.hpp"
#include "cli/terminal.hpp"
#include "cli/usage.hpp"
#include "cli/verb.hpp"
#include "expect/judge.hpp"
#include "report/cost.hpp"
#include "report/expectation_story.hpp"
#include "scenario/expectation_reader.hpp"
#include "trace/trace_file.hpp"

namespace thaw {

namespace {

constexpr std::array<Option, 19> options = {{
    {"set", '\0', "KEY=VALUE", true, true, "set a key of the scenario, such as functions.api.memory=1GB; repeatable"},
    {"seed", '\0', "N", false, true, "draw with this seed instead of the scenario's"},
    {"assume-constant-duration", '\0', "", false, true,
     "let handler times stay where --set varies memory or architecture and nothing says how they follow"},
    {"slo", '\0', "EXPRESSION", true, true,
     "expect this of the result, beside the scenario's `expect:`, such as 'latency_ms.p99 < 800'; status 5 unless all are met"},
    {"format", '\0', "FORMAT", false, true, "of standard output: text (default), json, csv or markdown"},
    {"output", 'o', "FILE", true, true,
     "also write the result to FILE; its ending chooses .json, .csv, .md or .txt; repeatable; '-' is standard output"},
    {"requests", '\0', "FILE.csv", false, true, "write one row per attempt to FILE.csv; '-' is standard output"},
    {"requests-sample", '\0', "1/N", false, true, "of these rows keep those of every N-th request"},
    {"lanes", '\0', "", false, true, "put the timelines of the first 200 environments into the JSON"},
    {"prices", '\0', "FILE", false, true, "price it by this book instead of the built-in one of the scenario's region"},
    {"quiet", 'q', "", false, true,
     "no report on standard output unless --format is given, no progress line; faults are told all the same"},
    {"progress", '\0', "WHEN", false, true,
     "show a progress line on standard error: auto (default, on a terminal), always or never"},
    {"color", '\0', "WHEN", false, true,
     "bold, dim and red in the text: auto (default, on a terminal without NO_COLOR), always or never"},
    {"threads", '\0', "N", false, true, "how many threads to simulate on; only 1 is built yet"},
    {"help", 'h', "", false, true, "show this help"},
    {"metrics", '\0', "FILE.csv", false, false, ""},
    {"log", '\0', "FILE", false, false, ""},
    {"replications", '\0', "N", false, false, ""},
}};

void check_threads(const Arguments& arguments) {
  const auto text = arguments.value("threads");
  if (!text) return;
  const std::uint64_t threads = whole_number("--threads", *text);
  if (threads == 0) throw WrongUsage("option '--threads' takes a whole number from 1");
  if (threads > 1) throw not_built_yet("'--threads' with more than one thread");
}

Result simulate(const Scenario& scenario, const OutputPlan& plan, RunOutputs& outputs, bool show_progress) {
  TraceFiles traces;
  std::optional<ProgressLine> progress;
  if (show_progress) progress.emplace(standard_error_is_terminal());
  RunOptions run_options;
  run_options.lanes = plan.lanes;
  run_options.attempts = outputs.attempts();
  run_options.progress = progress ? &*progress : nullptr;
  run_options.stop = &stop_requested();
  return run(scenario, traces, run_options);
}

std::vector<Expectation> expectations_of(const Arguments& arguments, const Scenario& scenario) {
  std::vector<Expectation> list = scenario.expectations;
  const std::vector<Expectation> more = read_expectations("--slo", arguments.all("slo"), scenario);
  list.insert(list.end(), more.begin(), more.end());
  return list;
}

/// Says which expectations were not met or could not be decided, and what the process ends with.
int end_by_expectations(const Result& result) {
  int status = static_cast<int>(ExitStatus::done);
  for (const ExpectationResult& expectation : result.expectations) {
    if (expectation.verdict == Verdict::met) continue;
    fmt::print(stderr, "thaw: {}\n", expectation_story(expectation, result.cost.currency).text());
    status = static_cast<int>(ExitStatus::expectation);
  }
  return status;
}

int act(const std::vector<std::string>& words) {
  const Arguments arguments = read_arguments("run", options, words, 1);
  if (arguments.has("help")) {
    print_out(help_of(run_verb()));
    return 0;
  }
  check_threads(arguments);
  const TextStyle style = style_of(arguments);
  const bool show_progress = wants_progress(when_of("--progress", arguments.value("progress"))) && !arguments.has("quiet");
  const OutputPlan plan = plan_outputs(arguments);
  const Scenario scenario = scenario_of(arguments);
  const std::vector<Expectation> expectations = expectations_of(arguments, scenario);
  const std::optional<PriceBook> prices = prices_of(arguments);
  check_inputs_stay(plan, inputs_of(arguments, scenario));
  RunOutputs outputs(plan, scenario);
  Result result = simulate(scenario, plan, outputs, show_progress);
  prices ? price(result, *prices, scenario.billing.free_tier) : price(result, scenario.billing);
  result.expectations = judge(result, expectations);
  outputs.write(result, style);
  if (result.complete) return end_by_expectations(result);
  fmt::print(stderr, "thaw: interrupted; the result is partial and marked so\n");
  return interrupted_status();
}

}  // namespace

const Verb& run_verb() {
  static const Verb verb = {
      "run",
      "[SCENARIO]",
      "simulate a scenario and report; without one, the built-in first example",
      "Simulates the scenario and reports cold starts, latency, environments and cost. The result goes to standard output, "
      "everything else to standard error. A file is written whole or not at all. An expectation compares a figure of the result by "
      "the JSON's own name with a bound: 'latency_ms.p99 < 800ms', 'success >= 99%', 'functions.api.throttles == 0', "
      "'cost.total <= $5'.",
      options,
      act};
  return verb;
}

}  // namespace thaw
