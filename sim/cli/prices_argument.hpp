// prices_argument.hpp: the price book that a command line names by --prices.
#pragma once

#include <optional>

#include "billing/price_book.hpp"
#include "cli/options.hpp"

namespace thaw {

/// Nothing without --prices. Throws Faults.
std::optional<PriceBook> prices_of(const Arguments& arguments);

}  // namespace thaw
