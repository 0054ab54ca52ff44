// series_members.hpp: the JSON of the counts over time, written and read.
#pragma once

#include "report/saved_block.hpp"
#include "report/written_block.hpp"
#include "thaw/result.hpp"

namespace thaw {

void members(WrittenBlock& block, const Series& series);
void members(SavedBlock& block, Series& series);

}  // namespace thaw
