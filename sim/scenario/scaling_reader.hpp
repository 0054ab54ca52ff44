// scaling_reader.hpp: how fast environments may be launched (aws-lambda-model 2): `account.scaling_rate`, and the rules of eras.
//
// Since November 2023 each function may launch 1,000 environments every 10 s. Before, the account had a burst of 3,000, 1,000 or
// 500, by region, and then 500 more every minute.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenario/era.hpp"
#include "scenario/fault_list.hpp"
#include "scenario/yaml_tree.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// Lambda's rule in that era and region.
ScalingRate scaling_rate_of(const Era& era, std::string_view region);

/// `none`, `legacy` (that region's burst), or a rate for each function. None after a fault, too.
std::optional<ScalingRate> read_scaling_rate(const YamlNode& node, std::string_view region, FaultList& faults);

/// As the report's list of assumptions shows it: "1000 environments per 10s for each function".
std::string scaling_text(const ScalingRate& rate);

}  // namespace thaw
