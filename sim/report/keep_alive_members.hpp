// keep_alive_members.hpp: how long a function keeps idle environments, in JSON: a law of times, or the policy instead of one.
#pragma once

#include "report/saved_block.hpp"
#include "report/written_block.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// The members of the object `keep_alive`; its `kind` is that of a law, or forever, rank or halving.
void keep_alive_members(WrittenBlock& block, const Function& function);
void keep_alive_members(SavedBlock& block, Function& function);

}  // namespace thaw
