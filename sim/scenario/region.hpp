// region.hpp: the AWS regions, and which of them this version has prices for.
#pragma once

#include <string_view>
#include <vector>

namespace thaw {

/// With prices.
const std::vector<std::string_view>& priced_regions();

/// Real regions whose prices come later.
const std::vector<std::string_view>& unpriced_regions();

}  // namespace thaw
