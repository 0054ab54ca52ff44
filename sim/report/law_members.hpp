// law_members.hpp: the JSON of a law of times, and of one of sizes, written and read.
//
// Not saved, and so not read back: of an empirical law all samples but the least and the greatest (those between are read as the
// least: no rendering shows them).
#pragma once

#include "report/saved_block.hpp"
#include "report/written_block.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

void members(WrittenBlock& block, const Distribution& law);
void members(SavedBlock& block, Distribution& law);
void members(WrittenBlock& block, const Sizes& sizes);
void members(SavedBlock& block, Sizes& sizes);

}  // namespace thaw
