// text_call_groups.hpp: what the text report says about sources whose arrivals make several calls at once.
#pragma once

#include <string>
#include <vector>

#include "thaw/result.hpp"

namespace thaw {

/// A paragraph for each source that has groups of calls: how many came through whole, and how slow they were beside single calls.
std::vector<std::string> call_group_paragraphs(const Result& result);

}  // namespace thaw
