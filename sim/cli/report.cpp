// The verb `report`: a saved result again, in any rendering and at any prices.
#include <array>
#include <optional>

#include "cli/interruption.hpp"
#include "cli/output_plan.hpp"
#include "cli/prices_argument.hpp"
#include "cli/run_outputs.hpp"
#include "cli/standard_output.hpp"
#include "cli/usage.hpp"
#include "cli/verb.hpp"
#include "report/cost.hpp"
#include "report/json_tree.hpp"
#include "report/result_reader.hpp"
#include "scenario/text_file.hpp"
#include "thaw/diagnostic.hpp"

namespace thaw {

namespace {

constexpr std::array<Option, 6> options = {{
    {"format", '\0', "FORMAT", false, true, "of standard output: text (default), json, csv or markdown"},
    {"output", 'o', "FILE", true, true,
     "also write the result to FILE; its ending chooses .json, .csv, .md or .txt; repeatable; '-' is standard output"},
    {"prices", '\0', "FILE", false, true, "price it again by this book, as if it had been run with it"},
    {"quiet", 'q', "", false, true, "no report on standard output unless --format is given; faults are told all the same"},
    {"color", '\0', "WHEN", false, true,
     "bold headings in the text: auto (default, on a terminal without NO_COLOR), always or never"},
    {"help", 'h', "", false, true, "show this help"},
}};

/// Nothing if a signal came while reading.
std::optional<Result> saved_result(const std::string& path) {
  const auto text = path == "-" ? read_standard_input(max_json_bytes) : read_text_file(path, max_json_bytes);
  if (stop_requested()) return std::nullopt;
  if (!text) throw Faults(ExitStatus::scenario, Diagnostic{path, 0, 0, text.message, text.hint, {}});
  return read_result(*text.value, path);
}

int act(const std::vector<std::string>& words) {
  const Arguments arguments = read_arguments("report", options, words, 1);
  if (arguments.has("help")) {
    print_out(help_of(report_verb()));
    return 0;
  }
  if (arguments.operands.empty()) throw WrongUsage("say which result to report: 'thaw report RESULT.json'; '-' is standard input");
  const TextStyle style = style_of(arguments);
  const OutputPlan plan = plan_outputs(arguments);
  std::vector<std::string> inputs = arguments.operands;
  if (const auto book = arguments.value("prices")) inputs.push_back(*book);
  check_inputs_stay(plan, inputs);
  const std::optional<PriceBook> prices = prices_of(arguments);
  std::optional<Result> result = saved_result(arguments.operands[0]);
  if (!result) return interrupted_status();
  if (prices) price_again(*result, *prices);
  RunOutputs(plan).write(*result, style);
  return 0;
}

}  // namespace

const Verb& report_verb() {
  static const Verb verb = {
      "report",
      "RESULT.json",
      "render a saved result again, or price it by another book",
      "Reads a result that 'thaw run -o RESULT.json' has written ('-' is standard input) and renders it as the "
      "run did, byte for byte, without simulating anything. With --prices it is what the run with that "
      "price book would have been, but for expectations of money, which become undetermined.",
      options,
      act};
  return verb;
}

}  // namespace thaw
