// The verb `validate`: is this scenario good, and can its traces be opened?
#include <fmt/format.h>

#include <array>
#include <variant>

#include "cli/scenario_arguments.hpp"
#include "cli/standard_output.hpp"
#include "cli/usage.hpp"
#include "cli/verb.hpp"
#include "report/human_number.hpp"
#include "report/printable.hpp"
#include "trace/trace_file.hpp"

namespace thaw {

namespace {

constexpr std::array<Option, 5> options = {{
    {"set", '\0', "KEY=VALUE", true, true, "set a key of the scenario before it is checked; repeatable"},
    {"seed", '\0', "N", false, true, "use this seed instead of the scenario's"},
    {"assume-constant-duration", '\0', "", false, true,
     "let handler times stay where --set varies memory or architecture and nothing says how they follow"},
    {"quiet", 'q', "", false, true, "say nothing if all is well; warnings are told all the same"},
    {"help", 'h', "", false, true, "show this help"},
}};

// The header and the first rows, which most mistakes of a trace show in; standard input can be read only once and is left to the
// run.
void check_traces(const Scenario& scenario) {
  TraceFiles traces;
  for (const Source& source : scenario.sources) {
    const auto* trace = std::get_if<TraceArrivals>(&source.arrivals);
    if (trace != nullptr && trace->file != "-") static_cast<void>(traces.open(scenario, source)->next());
  }
}

void tell(const std::string& file, const Warning& warning) {
  fmt::print(stderr, "{}: warning: {}: {}\n", printable(file, 4096), printable(warning.key, 400), warning.message);
  if (!warning.hint.empty()) fmt::print(stderr, "    hint: {}\n", warning.hint);
}

int act(const std::vector<std::string>& words) {
  const Arguments arguments = read_arguments("validate", options, words, 1);
  if (arguments.has("help")) {
    print_out(help_of(validate_verb()));
    return 0;
  }
  if (arguments.operands.empty()) throw WrongUsage("say which scenario to check: 'thaw validate SCENARIO'");
  const Scenario scenario = scenario_of(arguments);
  check_traces(scenario);
  for (const Warning& warning : scenario.warnings) tell(arguments.operands[0], warning);
  if (arguments.has("quiet")) return 0;
  print_out(fmt::format("{}: good, with {} and {}\n", printable(arguments.operands[0], 4096),
                        counted(scenario.functions.size(), "function"), counted(scenario.sources.size(), "source")));
  return 0;
}

}  // namespace

const Verb& validate_verb() {
  static const Verb verb = {
      "validate",
      "SCENARIO",
      "check a scenario, and the first rows of its traces, without running it",
      "Reports up to 20 faults at once, each with file:line:column, the line and a hint. What is good but hardly meant "
      "is a warning, which leaves the exit status 0.",
      options,
      act};
  return verb;
}

}  // namespace thaw
