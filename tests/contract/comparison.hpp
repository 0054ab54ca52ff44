// comparison.hpp: what a Result says other than the reference, in words.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "contract/reference.hpp"

namespace thaw::contract {

/// One line for each figure on which they differ, at most 20; empty if they agree on everything.
std::vector<std::string> differences(const Scenario& scenario, const Figures& expected, const Result& result,
                                     const std::map<std::string, std::vector<AttemptRow>>& rows);

/// One line for each equation of section 3.12 that does not hold.
std::vector<std::string> broken_conservation(const Result& result);

}  // namespace thaw::contract
