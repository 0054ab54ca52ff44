// lane_members.hpp: the JSON of an environment's timeline, written and read.
#pragma once

#include "report/saved_block.hpp"
#include "report/written_block.hpp"
#include "thaw/result.hpp"

namespace thaw {

void members(WrittenBlock& block, const Lane& lane);
void members(SavedBlock& block, Lane& lane);

}  // namespace thaw
