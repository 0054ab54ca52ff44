// version.hpp: which thaw this is; a test holds it equal to the version in CMakeLists.txt.
#pragma once

#include <string_view>

namespace thaw {

inline constexpr std::string_view version = "0.1.0";

}  // namespace thaw
