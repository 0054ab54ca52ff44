// settings_members.hpp: the JSON of what a function was, written and read.
#pragma once

#include "report/saved_block.hpp"
#include "report/written_block.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

void members(WrittenBlock& block, const Function& function);
void members(SavedBlock& block, Function& function);

}  // namespace thaw
