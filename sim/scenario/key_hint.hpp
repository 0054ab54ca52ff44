// key_hint.hpp: what to write instead of a key that a map does not have, or of a value where a map is expected.
//
// Knows the table of all keys (keys.hpp), the words that other tools have for them, and how people misspell: the nearest key of
// this map first, then the map that has the key, and if nothing is near, the keys that there are.
#pragma once

#include <string>
#include <string_view>

#include "scenario/map_reader.hpp"

namespace thaw {

/// Instead of `key`, which the map of this schema does not have.
std::string key_hint(std::string_view key, const Schema& schema);

/// Instead of what stands where a map of this schema is expected; a bare value of the only key is put there.
std::string map_hint(const YamlNode& node, const Schema& schema);

}  // namespace thaw
