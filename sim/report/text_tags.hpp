// text_tags.hpp: the cost by tag in the text report.
#pragma once

#include <string>

#include "thaw/result.hpp"

namespace thaw {

/// A row for each tag and value, and one for what has no such tag. Empty if no function has a tag, or nothing is priced.
std::string tag_costs_table(const Result& result);

}  // namespace thaw
