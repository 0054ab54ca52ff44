// key_help.hpp: `thaw help scenario` and `thaw help expect`: what may be written in a scenario, and what can be expected.
#pragma once

#include <cstddef>
#include <string>

namespace thaw {

/// Every key of a scenario, map by map, in lines of at most a width.
std::string scenario_help(std::size_t width);

/// The form of an expectation, and every metric.
std::string expect_help(std::size_t width);

}  // namespace thaw
