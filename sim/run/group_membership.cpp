#include "run/group_membership.hpp"

#include <algorithm>

#include "engine/name_pattern.hpp"

namespace thaw {

std::vector<std::uint32_t> groups_of(std::string_view function, const std::vector<Group>& groups) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t g = 0; g < groups.size(); ++g) {
    const Group& group = groups[g];
    const bool named = std::binary_search(group.functions.begin(), group.functions.end(), function);
    const auto by_pattern = [function](const std::string& pattern) { return matches(pattern, function); };
    if (named || std::any_of(group.patterns.begin(), group.patterns.end(), by_pattern)) found.push_back(g);
  }
  return found;
}

}  // namespace thaw
