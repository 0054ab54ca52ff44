// unpacking_input.hpp: gzip and Zstandard unpacked while they are read.
//
// Files of several gzip members or zstd frames are read as one, as their own tools do. A file that ends in the middle, is
// damaged, or unpacks to more than the limits allow is an InputFault, after all bytes before that place have been given.
#pragma once

#include <memory>

#include "trace/input_source.hpp"

namespace thaw {

std::unique_ptr<InputSource> gzip_input(std::unique_ptr<InputSource> packed, const InputLimits& limits);
std::unique_ptr<InputSource> zstd_input(std::unique_ptr<InputSource> packed, const InputLimits& limits);

}  // namespace thaw
