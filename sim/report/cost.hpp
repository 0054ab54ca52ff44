// cost.hpp: puts the price on a result.
#pragma once

#include "thaw/result.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// Fills result.cost from its functions' invocations and GB-seconds by the region's price book; without a book the cost stays
/// empty. Tiers and the free tier are applied to the span as simulated, as if it were one month.
void price(Result& result, const Billing& billing);

}  // namespace thaw
