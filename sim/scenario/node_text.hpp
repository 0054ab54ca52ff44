// node_text.hpp: a value of a scenario as text again.
#pragma once

#include <string>

#include "scenario/yaml_tree.hpp"

namespace thaw {

/// The same tree whatever order, quoting and layout it was written in: JSON with sorted keys. For the digest.
std::string canonical_text(const YamlNode& node);

/// The value in one line, for the report's list of assumptions.
std::string one_line(const YamlNode& node);

}  // namespace thaw
