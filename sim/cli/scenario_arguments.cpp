#include "cli/scenario_arguments.hpp"

#include <cstdint>
#include <optional>
#include <variant>

#include "scenario/first_example.hpp"
#include "scenario/scenario_file.hpp"

namespace thaw {

Scenario scenario_of(const Arguments& arguments) {
  std::optional<std::uint64_t> seed;
  if (const auto text = arguments.value("seed")) seed = whole_number("--seed", *text);
  const std::vector<std::string> settings = arguments.all("set");
  const auto varied = arguments.has("assume-constant-duration") ? VariedDurations::constant : VariedDurations::refused;
  if (!arguments.operands.empty()) return load_scenario(arguments.operands[0], settings, seed, varied);
  return parse_scenario(first_example(), std::string(first_example_name), ".", settings, seed, varied);
}

std::vector<std::string> inputs_of(const Arguments& arguments, const Scenario& scenario) {
  std::vector<std::string> inputs = arguments.operands;
  if (const auto prices = arguments.value("prices")) inputs.push_back(*prices);
  for (const Source& source : scenario.sources) {
    if (const auto* trace = std::get_if<TraceArrivals>(&source.arrivals)) inputs.push_back(trace->file);
  }
  return inputs;
}

}  // namespace thaw
