// variation.hpp: what `--set` varies of a function's memory and architecture, and whether its handler times can follow.
//
// A time that was measured at one memory size says nothing about another, and nearly every what-if about memory would be
// wrong if it stayed. So varying either without a rule is a fault, unless the user takes constant durations for granted.
#pragma once

#include <string_view>
#include <vector>

#include "scenario/fault_list.hpp"
#include "scenario/function_reader.hpp"
#include "scenario/scenario_file.hpp"
#include "scenario/yaml_tree.hpp"

namespace thaw {

/// Notes in each group what its memory and architecture were in the file; `before` and `after` are the tree without and with
/// the settings.
void note_variations(const YamlNode& before, const YamlNode& after, std::vector<FunctionGroup>& groups);

/// Where something was varied that handler times do not follow: a fault, or noted in the group if they are to stay.
/// `recorded`: a trace may bring durations.
void check_variation(FunctionGroup& group, bool recorded, VariedDurations varied, FaultList& faults);

/// As a scenario writes it.
std::string_view architecture_text(Architecture architecture);

}  // namespace thaw
