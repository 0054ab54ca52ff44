// cost.hpp: puts the price on a result.
#pragma once

#include "billing/price_book.hpp"
#include "thaw/result.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// Fills result.cost from its functions' invocations and GB-seconds by the book, in place of whatever price it had. Tiers and the
/// free tier are applied to the span as simulated, as if it were one month.
void price(Result& result, const PriceBook& book, bool free_tier);

/// A saved result by another book, as a run with that book would have priced it, its free tier kept. Expectations of money, which
/// were judged at other prices, become undetermined.
void price_again(Result& result, const PriceBook& book);

/// The same by the book that comes with thaw for the region; without one the cost stays empty.
void price(Result& result, const Billing& billing);

}  // namespace thaw
