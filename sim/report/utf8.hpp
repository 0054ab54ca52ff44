// utf8.hpp: the length of the UTF-8 sequence that text begins with, for names that come from outside.
#pragma once

#include <cstddef>
#include <string_view>

namespace thaw {

/// Bytes of the well-formed UTF-8 sequence at the beginning of a text that is not empty; 0 if it begins with none
/// (overlong forms, surrogates and values above U+10FFFF are none).
std::size_t utf8_length(std::string_view text);

}  // namespace thaw
