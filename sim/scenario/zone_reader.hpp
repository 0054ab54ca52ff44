// zone_reader.hpp: the key `time_zone`, from YAML.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "scenario/distribution_reader.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// The offsets of the zone that it names, for any run from the start on; a fault is reported.
std::optional<std::vector<ZoneStep>> read_zone(const YamlNode& node, std::int64_t start_unix_ns, const ReadContext& context);

}  // namespace thaw
