// yaml_tree.hpp: a YAML document as a plain tree in which every key and value knows its place.
//
// Built from yaml-cpp's events, since its own nodes lose duplicate keys and the places of keys, and share what aliases
// name. What always holds: at most max_nodes nodes after aliases are expanded, at most max_depth levels, one document,
// valid UTF-8 text, keys are plain text and unique within their map. Cost: one pass, about 200 bytes a node.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace thaw {

class FaultList;

inline constexpr std::size_t max_document_bytes = std::size_t{8} << 20U;
inline constexpr std::size_t max_nodes = 200'000;
inline constexpr std::size_t max_depth = 64;

/// Where something stands: in the document, or in the text of a --set. Lines and columns count from 1, columns in bytes.
struct Place {
  static constexpr std::int32_t document = -1;

  std::int32_t setting = document;  // index of the --set, or document
  std::size_t line = 0;
  std::size_t column = 0;

  friend bool operator==(const Place&, const Place&) = default;
};

struct YamlEntry;

struct YamlNode {
  enum class Kind : std::uint8_t { null, scalar, list, map };

  Kind kind = Kind::null;
  Place place;
  std::string text;                // of a scalar
  std::vector<YamlNode> items;     // of a list
  std::vector<YamlEntry> entries;  // of a map, in the order written

  [[nodiscard]] const YamlEntry* find(std::string_view key) const;
  [[nodiscard]] YamlEntry* find(std::string_view key);
};

struct YamlEntry {
  std::string key;
  Place place;  // of the key
  YamlNode value;
};

/// The tree of a document. `origin` is the place of the text's first character. Faults go to the list; the tree is null
/// if the text is not YAML at all. Text without any value gives a null node.
YamlNode read_yaml(std::string_view text, const Place& origin, FaultList& faults);

/// How a message names the kind of a node: "a map", "a list", "nothing", "a plain value".
std::string_view kind_name(const YamlNode& node);

}  // namespace thaw
