// expectation_members.hpp: the JSON of an expectation and its verdict, written and read.
#pragma once

#include "report/saved_block.hpp"
#include "report/written_block.hpp"
#include "thaw/expectation.hpp"

namespace thaw {

void members(WrittenBlock& block, const ExpectationResult& expectation);
void members(SavedBlock& block, ExpectationResult& expectation);

}  // namespace thaw
