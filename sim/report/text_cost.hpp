// text_cost.hpp: the cost of the text report, line by line.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "thaw/result.hpp"

namespace thaw {

/// Sum of the lines of one function.
Decimal cost_of(const Cost& cost, const std::string& function);

/// Names of the functions by falling cost, equal ones by name; at most `count`.
std::vector<std::string> dearest_functions(const Result& result, std::size_t count);

/// Quantity x price = amount of each line, the free tier's part, the total and the price of a million requests. With more
/// than `functions_max` functions only the lines of the `dearest`, and the sum of the others.
std::string cost_table(const Result& result, std::size_t functions_max, std::size_t dearest);

}  // namespace thaw
