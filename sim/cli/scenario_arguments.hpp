// scenario_arguments.hpp: the scenario that a command line means.
#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// The file of the first operand, or the built-in first example, with --set and --seed applied. Throws Faults, WrongUsage.
Scenario scenario_of(const Arguments& arguments);

/// Files that a run of it reads: the scenario's own, the price book and the traces.
std::vector<std::string> inputs_of(const Arguments& arguments, const Scenario& scenario);

}  // namespace thaw
