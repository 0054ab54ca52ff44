// cost_members.hpp: the JSON of the bill, written and read. That its amounts add up is checked by whoever knows the functions.
#pragma once

#include "report/saved_block.hpp"
#include "report/written_block.hpp"
#include "thaw/result.hpp"

namespace thaw {

void members(WrittenBlock& block, const Cost& cost);
void members(SavedBlock& block, Cost& cost);

}  // namespace thaw
