// function_members.hpp: the JSON of the figures of one function, of a group of functions and of the totals, written and read.
//
// What is read agrees with itself (3.12): requests with their fates, attempts, starts, environments, billed memory.
#pragma once

#include "report/saved_block.hpp"
#include "report/written_block.hpp"
#include "thaw/result.hpp"

namespace thaw {

void members(WrittenBlock& block, const FunctionResult& function);
void members(SavedBlock& block, FunctionResult& function);

}  // namespace thaw
