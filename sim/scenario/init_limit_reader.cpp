#include "scenario/init_limit_reader.hpp"

#include <fmt/format.h>

#include "scenario/map_reader.hpp"
#include "scenario/quantity.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

std::optional<Duration> read_init_limit(const YamlNode* node, std::optional<Duration> preset, FaultList& faults) {
  if (node == nullptr) return preset;
  if (node->kind == YamlNode::Kind::scalar && node->text == "none") return std::nullopt;
  const auto limit = read_quantity(*node, "a time", faults, read_time);
  if (!limit) return std::nullopt;
  if (limit->ns == 0 || *limit > longest_init_limit) {
    faults.add(node->place, fmt::format("the init limit {} is not within Lambda's limits", quoted(node->text)),
               fmt::format("above 0s and at most {}, or `none`; Lambda's own is 10s", time_text(longest_init_limit)));
    return std::nullopt;
  }
  return limit;
}

}  // namespace thaw
