// ascii.hpp: text for terminals that show nothing but ASCII.
#pragma once

#include <string>
#include <string_view>

namespace thaw {

/// Each character beyond ASCII becomes one of ASCII: the blocks of curves their like, what has none a question mark.
std::string ascii_of(std::string_view text);

}  // namespace thaw
