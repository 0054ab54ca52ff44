// standard_output.hpp: a short text to standard output, whole.
#pragma once

#include <string_view>

namespace thaw {

/// Throws OutputFailure; a reader that has gone is none.
void print_out(std::string_view text);

}  // namespace thaw
