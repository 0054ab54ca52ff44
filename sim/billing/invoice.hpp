// invoice.hpp: from what functions used to what it costs, line by line.
//
// What always holds: every amount is (quantity - free) x unit price, exactly; the total is the exact sum of the amounts;
// quantities of a function's lines add up to what it used. Nothing is rounded here. Cost: a sort of the functions and a few
// exact sums per function.
//
// Rules where AWS's bill has no line per function: tiers and the free tier belong to the account's month, so they are used up
// in a stated order. Free requests: by function name. Free GB-seconds: x86_64 first [EST], then arm64, each by function name.
// Tiers count what remains after the free tier, per architecture, as AWS's calculator does, by function name.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "billing/price_book.hpp"
#include "thaw/decimal.hpp"
#include "thaw/result.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// What one function used: invocations that started, and billed milliseconds x MB of memory.
/// Of provisioned concurrency: its fee, what its invocations and inits ran, and how many invocations these were.
struct ProvisionedUsage {
  Decimal configured_gb_s;
  Uint128 billed_mb_ms = 0;       // inits included
  Uint128 invocations_mb_ms = 0;  // without them: part of the function's billed_mb_ms
  std::uint64_t invocations = 0;
};

struct Usage {
  std::string function;
  Architecture architecture = Architecture::x86_64;
  std::uint64_t invocations = 0;
  Uint128 billed_mb_ms = 0;
  std::optional<ProvisionedUsage> provisioned = {};
};

/// Exactly mb_ms / 1,024,000: MB to GB by 1,024, ms to s by 1,000.
Decimal gb_seconds(Uint128 billed_mb_ms);

/// Lines by function name, requests before duration, a duration that reaches into further tiers once per tier; a function that used
/// nothing has lines of 0. Provisioned concurrency has two lines more, at prices of its own, and nothing of it is free; with a book
/// that has none it runs at the prices of duration and its fee is left out. Function names differ (checked). The span is taken as
/// one month. `per_million_requests` is left empty: requests are the run's to count.
Cost invoice(const std::vector<Usage>& usage, const PriceBook& book, bool free_tier);

/// Sums of the lines of each function.
std::map<std::string, Decimal> cost_by_function(const Cost& cost);

/// `total` x 1,000,000 / requests to six decimal places, half away from zero; nothing without requests.
std::optional<Decimal> per_million(Decimal total, std::uint64_t requests);

}  // namespace thaw
