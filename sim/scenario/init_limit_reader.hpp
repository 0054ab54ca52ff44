// init_limit_reader.hpp: the key `init_limit:` of a scenario: how long the init of an environment on demand may take.
#pragma once

#include <optional>

#include "scenario/fault_list.hpp"
#include "scenario/yaml_tree.hpp"
#include "thaw/time.hpp"

namespace thaw {

/// Of environments on demand (Lambda Developer Guide, 2026).
inline constexpr Duration documented_init_limit = seconds(10);

/// `none`, a time, or where it is not written (no node) what the preset says. Nothing means no limit.
std::optional<Duration> read_init_limit(const YamlNode* node, std::optional<Duration> preset, FaultList& faults);

}  // namespace thaw
