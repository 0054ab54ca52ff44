// source_members.hpp: the JSON of what a source offered and got, written and read.
#pragma once

#include "report/saved_block.hpp"
#include "report/written_block.hpp"
#include "thaw/result.hpp"

namespace thaw {

void members(WrittenBlock& block, const SourceResult& source);
void members(SavedBlock& block, SourceResult& source);

}  // namespace thaw
