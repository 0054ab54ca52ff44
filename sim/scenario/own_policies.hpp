// own_policies.hpp: the keep-alive policies that a program built on thaw has added, by name (thaw/program.hpp).
#pragma once

#include <string_view>
#include <vector>

#include "thaw/program.hpp"

namespace thaw {

/// Null if no policy has that name.
const IdlePolicyMaker* own_policy(std::string_view name);
/// In order.
std::vector<std::string_view> own_policy_names();

}  // namespace thaw
