// result_members.hpp: the JSON of a whole result, written and read, schema version 1 (design note, section 6).
//
// How to add a member: a line in the file of its block, NOUN_members.cpp, which serves both writing and reading. One that is not
// always there is an object_if_any() or array_if_any(). What must agree with other figures is checked where they are all known.
#pragma once

#include "report/saved_block.hpp"
#include "report/written_block.hpp"
#include "thaw/result.hpp"

namespace thaw {

void members(WrittenBlock& block, const Result& result);
/// The schema version has been checked.
void members(SavedBlock& block, Result& result);

}  // namespace thaw
