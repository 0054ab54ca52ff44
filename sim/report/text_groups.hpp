// text_groups.hpp: groups of functions in the text report, a row for each.
#pragma once

#include <cstddef>
#include <string>

#include "thaw/result.hpp"

namespace thaw {

/// Functions, requests, cold starts, p99 and peaks of each group; peaks that are upper bounds are marked. Empty without groups.
std::string groups_table(const Result& result, std::size_t width);

}  // namespace thaw
