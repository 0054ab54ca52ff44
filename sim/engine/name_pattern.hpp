// name_pattern.hpp: names by pattern: `*` is any text, also none; everything else is itself.
//
// Costs at most the product of the lengths, most often one pass over the name.
#pragma once

#include <string_view>

namespace thaw {

bool matches(std::string_view pattern, std::string_view name);

inline bool is_pattern(std::string_view text) {
  return text.find('*') != std::string_view::npos;
}

}  // namespace thaw
