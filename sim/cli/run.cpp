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
#include "report/cost.hpp"
#include "trace/trace_file.hpp"

namespace thaw {

namespace {

constexpr std::array<Option, 17> options = {{
    {"set", '\0', "KEY=VALUE", true, true, "set a key of the scenario, such as functions.api.memory=1GB; repeatable"},
    {"seed", '\0', "N", false, true, "draw with this seed instead of the scenario's"},
    {"format", '\0', "FORMAT", false, true, "of standard output: text (default), json or csv"},
    {"output", 'o', "FILE", true, true,
     "also write the result to FILE; its ending chooses .json, .csv or .txt; repeatable; '-' is standard output"},
    {"requests", '\0', "FILE.csv", false, true, "write one row per attempt to FILE.csv; '-' is standard output"},
    {"requests-sample", '\0', "1/N", false, true, "of these rows keep those of every N-th request"},
    {"lanes", '\0', "", false, true, "put the timelines of the first 200 environments into the JSON"},
    {"prices", '\0', "FILE", false, true, "price it by this book instead of the built-in one of the scenario's region"},
    {"quiet", 'q', "", false, true,
     "no report on standard output unless --format is given, no progress line; faults are told all the same"},
    {"progress", '\0', "WHEN", false, true,
     "show a progress line on standard error: auto (default, on a terminal), always or never"},
    {"color", '\0', "WHEN", false, true,
     "bold headings in the text: auto (default, on a terminal without NO_COLOR), always or never"},
    {"threads", '\0', "N", false, true, "how many threads to simulate on; only 1 is built yet"},
    {"help", 'h', "", false, true, "show this help"},
    {"metrics", '\0', "FILE.csv", false, false, ""},
    {"log", '\0', "FILE", false, false, ""},
    {"replications", '\0', "N", false, false, ""},
    {"slo", '\0', "EXPRESSION", false, false, ""},
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
  const std::optional<PriceBook> prices = prices_of(arguments);
  check_inputs_stay(plan, inputs_of(arguments, scenario));
  RunOutputs outputs(plan, scenario);
  Result result = simulate(scenario, plan, outputs, show_progress);
  prices ? price(result, *prices, scenario.billing.free_tier) : price(result, scenario.billing);
  outputs.write(result, style);
  if (result.complete) return 0;
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
      "everything else to standard error. A file is written whole or not at all.",
      options,
      act};
  return verb;
}

}  // namespace thaw
