// map_reader.hpp: one map of a scenario, read against the keys that it may have.
//
// Made from the schema of a map: its keys, and those of the contract that are not built yet. Making one reports all that
// is wrong with the keys; afterwards value() gives what stands there. Each kind of value is read here once, so that every
// key reports the same fault in the same words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/fault_list.hpp"
#include "scenario/quantity.hpp"
#include "scenario/yaml_tree.hpp"

namespace thaw {

struct Schema {
  std::vector<std::string_view> keys;
  std::vector<std::string_view> not_built;  // keys of the contract that a later version builds
};

class MapReader {
 public:
  /// `path` names the map in messages ("functions.api"). A node that is no map, or has unknown keys, is reported.
  MapReader(const YamlNode& node, std::string path, const Schema& schema, FaultList& faults);

  /// The value of a key; null if the key is absent or has no value (which is reported).
  [[nodiscard]] const YamlNode* value(std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const { return node_.find(key) != nullptr; }
  [[nodiscard]] const YamlNode& node() const { return node_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string path_of(std::string_view key) const;

 private:
  const YamlNode& node_;
  std::string path_;
  FaultList& faults_;
};

/// The text of a scalar; a list or map is reported, as is an empty text.
std::optional<std::string_view> read_text(const YamlNode& node, std::string_view expected, FaultList& faults);

/// A value read by one of the readers of quantity.hpp.
template <class Value, class... Bounds>
std::optional<Value> read_quantity(const YamlNode& node, std::string_view expected, FaultList& faults,
                                   Reading<Value> (*read)(std::string_view, Bounds...), Bounds... bounds) {
  const auto text = read_text(node, expected, faults);
  if (!text) return std::nullopt;
  Reading<Value> reading = read(*text, bounds...);
  if (!reading) faults.add(node.place, reading.message, reading.hint);
  return reading.value;
}

/// One of a few words; `not_built` are words of the contract that a later version knows.
std::optional<std::string_view> read_word(const YamlNode& node, std::string_view what, const std::vector<std::string_view>& words,
                                          const std::vector<std::string_view>& not_built, FaultList& faults);

std::optional<bool> read_switch(const YamlNode& node, FaultList& faults);

/// "not built yet: x", in the same words everywhere.
void add_not_built(const Place& place, std::string_view what, FaultList& faults);

}  // namespace thaw
