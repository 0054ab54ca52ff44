// tag_reader.hpp: `tags:` of a function: cost-allocation tags, within Lambda's limits.
#pragma once

#include <cstddef>
#include <memory>

#include "scenario/map_reader.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

inline constexpr std::size_t max_tags = 50;                // of one function
inline constexpr std::size_t max_tags_in_all = 1'000'000;  // of all that do not just take over the defaults'

/// The tags that a map writes, with those of `defaults` (may be null) behind them; null if there are none at all.
std::shared_ptr<const Tags> read_tags(const MapReader& map, const std::shared_ptr<const Tags>& defaults, FaultList& faults);

}  // namespace thaw
