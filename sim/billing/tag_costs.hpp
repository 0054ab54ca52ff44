// tag_costs.hpp: what it costs by tag: team: payments, team: search, and what carries no team.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "thaw/result.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// By tag and value; functions without the tag come last, if there are any. For each tag the amounts add up to the cost's total
/// (checked). A line of no function has no tag. Nothing is rounded.
std::vector<TagCost> tag_costs(const Cost& cost, const std::map<std::string, Function>& settings);

}  // namespace thaw
