// dearest_functions.hpp: which functions matter most.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "thaw/result.hpp"

namespace thaw {

/// Sum of the lines of one function.
Decimal cost_of(const Cost& cost, const std::string& function);

/// Names of the functions by falling cost, equal ones by falling requests, then by name; at most `count`.
std::vector<std::string> dearest_functions(const Result& result, std::size_t count);

}  // namespace thaw
