#include "scenario/own_policies.hpp"

#include <map>
#include <string>
#include <utility>

namespace thaw {
namespace {

using Policies = std::map<std::string, IdlePolicyMaker, std::less<>>;

/// Of the process: filled before it does anything, and only read from then on.
Policies& policies() {
  static Policies all;
  return all;
}

}  // namespace

void add_policy(std::string name, IdlePolicyMaker maker) {
  policies().insert_or_assign(std::move(name), std::move(maker));
}

const IdlePolicyMaker* own_policy(std::string_view name) {
  const auto found = policies().find(name);
  return found == policies().end() ? nullptr : &found->second;
}

std::vector<std::string_view> own_policy_names() {
  std::vector<std::string_view> names;
  for (const auto& [name, maker] : policies()) names.emplace_back(name);
  return names;
}

}  // namespace thaw
