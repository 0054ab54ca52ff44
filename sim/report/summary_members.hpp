// summary_members.hpp: the JSON of a distribution's summary, written and read.
#pragma once

#include <string_view>

#include "report/saved_block.hpp"
#include "report/written_block.hpp"
#include "thaw/result.hpp"

namespace thaw {

void members(WrittenBlock& block, const Summary& summary);
void members(SavedBlock& block, Summary& summary);

/// The summary of that name in a block.
template <class Block, class Figures>
void summary_member(Block& block, std::string_view name, Figures& summary) {
  block.object(name, [&summary](Block& inner) { members(inner, summary); });
}

}  // namespace thaw
