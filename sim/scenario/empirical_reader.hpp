// empirical_reader.hpp: recorded times, from a list in YAML or a file that it names.
//
//   [40ms, 45ms, 300ms]
//   times.csv              a time with its unit in each line, or plain numbers below a header that ends in one (duration_ms)
#pragma once

#include <optional>

#include "scenario/distribution_reader.hpp"

namespace thaw {

/// At least one sample and at most max_samples, sorted.
std::optional<Distribution> read_empirical(const YamlNode& node, const ReadContext& context);

}  // namespace thaw
