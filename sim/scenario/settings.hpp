// settings.hpp: what `--set KEY=VALUE` changes, applied to the tree before anything is checked.
//
// KEY is a path with dots, names with dots in double quotes (functions."a.b".memory); VALUE is YAML. The tree afterwards
// is as if the file had been written so, and every check that follows sees it; only where a fault lies tells the two
// apart. Later settings win over earlier ones.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenario/yaml_tree.hpp"

namespace thaw {

class FaultList;

/// Changes `root` by each setting. A path through a function or source that does not exist is a fault, since it is a
/// misspelt name; a key below that is created, and the checks decide whether it exists.
void apply_settings(YamlNode& root, const std::vector<std::string>& settings, FaultList& faults);

/// One step of a path as a user writes it: in quotes if it has to be.
std::string step_text(std::string_view name);

}  // namespace thaw
