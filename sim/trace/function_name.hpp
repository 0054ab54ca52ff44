// function_name.hpp: what a row may call a function.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace thaw {

inline constexpr std::size_t function_name_bytes_max = 256;

/// What is wrong with a name; empty if it is 1 to 256 bytes of UTF-8 without control characters.
std::string function_name_fault(std::string_view name);

}  // namespace thaw
