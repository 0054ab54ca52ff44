// nearest_name.hpp: what the user probably meant, for the hint of an unknown name.
//
// The edit distance (insert, delete, replace, swap of neighbours), at most a third of the longer name. Costs the product of the
// lengths for each candidate, so only names of up to 64 bytes are compared.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace thaw {

/// The candidate nearest to the name, the first of equals; empty if none is near.
std::string nearest_name(std::string_view name, const std::vector<std::string_view>& candidates);

/// "did you mean `x`?", or else the list: "known here: a, b, c".
std::string name_hint(std::string_view name, const std::vector<std::string_view>& candidates, std::string_view known_here);

}  // namespace thaw
