#include "scenario/tag_reader.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "scenario/function_reader.hpp"

namespace thaw {
namespace {

constexpr std::size_t longest_tag = 128;

}  // namespace

std::shared_ptr<const Tags> read_tags(const MapReader& map, const std::shared_ptr<const Tags>& defaults, FaultList& faults) {
  const YamlNode* node = map.value("tags");
  if (node == nullptr) return defaults;
  if (node->kind != YamlNode::Kind::map) {
    faults.add(node->place, fmt::format("{} is {}, but a map is expected", map.path_of("tags"), kind_name(*node)),
               "write tags: {team: payments}");
    return defaults;
  }
  Tags tags = defaults ? *defaults : Tags{};
  for (const YamlEntry& entry : node->entries) {
    if (!is_name(entry.key) || entry.key.size() > longest_tag) {
      faults.add(entry.place, "this is no tag", "1 to 128 bytes, no control characters");
      continue;
    }
    const auto value = read_text(entry.value, "the value of a tag", faults);
    if (!value) continue;
    if (!is_name(*value)) {
      faults.add(entry.value.place, "this is no value for a tag", "1 to 256 bytes, no control characters");
      continue;
    }
    tags.insert_or_assign(entry.key, std::string(*value));
    if (tags.size() > max_tags) {
      faults.add(entry.place, fmt::format("more than {} tags", max_tags), "Lambda's limit for a function");
      return defaults;
    }
  }
  return tags.empty() ? nullptr : std::make_shared<const Tags>(std::move(tags));
}

}  // namespace thaw
