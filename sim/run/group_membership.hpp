// group_membership.hpp: which groups of a scenario a function is in.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "thaw/scenario.hpp"

namespace thaw {

/// Indices of the groups, ascending. Costs a search in each group's names, and a pass over the name for each pattern.
std::vector<std::uint32_t> groups_of(std::string_view function, const std::vector<Group>& groups);

}  // namespace thaw
