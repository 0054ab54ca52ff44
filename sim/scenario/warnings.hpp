// warnings.hpp: what a scenario may well say, and its author hardly means. It is good all the same.
//
// So far one: an environment that timed out or ran out of memory runs its init again inside its next run. Where a typical init
// and a typical handler time do not fit into the timeout together, that run times out too, and so on.
#pragma once

#include <vector>

#include "scenario/function_reader.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// In the order of the groups, at most eight of a kind.
std::vector<Warning> list_warnings(const Scenario& scenario, const std::vector<FunctionGroup>& groups);

}  // namespace thaw
