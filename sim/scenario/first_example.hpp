// first_example.hpp: the scenario that `thaw run` simulates when none is named.
//
// The same bytes stand in scenarios/first.yaml, which a test checks.
#pragma once

#include <string_view>

namespace thaw {

inline constexpr std::string_view first_example_name = "first";

/// YAML text, ending with a newline.
std::string_view first_example();

}  // namespace thaw
