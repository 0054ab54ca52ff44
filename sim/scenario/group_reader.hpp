// group_reader.hpp: the map `groups:` of a scenario: named sets of functions that have figures of their own.
//
// A group lists functions by name, by the name that `count:` numbers, or by a pattern such as `api-*`. A name or pattern that no
// function has is a fault, unless a trace may name further functions (the template `*`).
#pragma once

#include <vector>

#include "scenario/source_reader.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

inline constexpr std::size_t max_group_patterns = 100;  // in all groups: each is tried on each function

/// All groups, sorted by name. `functions` are those of `index`, `open`: there may be others.
std::vector<Group> read_groups(const YamlNode& groups, const std::vector<Function>& functions, const FunctionIndex& index,
                               bool open, const ReadContext& context);

}  // namespace thaw
