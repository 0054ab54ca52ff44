#include "report/cost.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "billing/invoice.hpp"
#include "billing/price_book.hpp"
#include "billing/tag_costs.hpp"
#include "thaw/check.hpp"

namespace thaw {

namespace {

// A whole number of MB x ms, since GB-seconds are those divided by 1,024,000 exactly.
Uint128 mb_ms_of(Decimal gb_s) {
  Uint128 value = 0;
  for (const char digit : (gb_s * Decimal(1'024'000)).text()) {
    THAW_CHECK(digit >= '0' && digit <= '9');
    value = value * 10 + static_cast<unsigned>(digit - '0');
  }
  return value;
}

/// Its invocations' part of the function's billed time is what is left without the inits, at the function's memory.
ProvisionedUsage provisioned_usage(const ProvisionedResult& provisioned, const Usage& all, std::uint32_t memory_mb) {
  ProvisionedUsage used;
  used.configured_gb_s = provisioned.configured_gb_seconds.rounded(13);  // as exact as billed time, a millisecond of a MB
  used.billed_mb_ms = mb_ms_of(provisioned.gb_seconds);
  const Uint128 inits_mb_ms = static_cast<Uint128>(provisioned.init_billed_ms) * memory_mb;
  const Uint128 invocations_mb_ms = used.billed_mb_ms - std::min(used.billed_mb_ms, inits_mb_ms);
  used.invocations_mb_ms = std::min(invocations_mb_ms, all.billed_mb_ms);  // a saved result may say anything
  used.invocations = std::min(provisioned.invocations, all.invocations);
  return used;
}

std::vector<Usage> usage_of(const Result& result) {
  std::vector<Usage> usage;
  usage.reserve(result.functions.size());
  for (const auto& [name, function] : result.functions) {
    const auto settings = result.settings.find(name);
    THAW_CHECK(settings != result.settings.end());
    const Function& f = settings->second;
    Usage used{name, f.architecture, function.invocations, mb_ms_of(function.gb_seconds)};
    if (function.provisioned) used.provisioned = provisioned_usage(*function.provisioned, used, f.memory_mb);
    if (f.snap_start && f.snap_start->charged && function.snap_start) {
      used.snapshot = SnapshotUsage{function.snap_start->cache_gb_seconds, function.snap_start->restored_gb};
    }
    used.ephemeral_mb_ms = Uint128{function.billed_ms} * (f.ephemeral_storage_mb - ephemeral_storage_mb_min);
    usage.push_back(std::move(used));
  }
  return usage;
}

}  // namespace

void price(Result& result, const PriceBook& book, bool free_tier) {
  result.cost = invoice(usage_of(result), book, free_tier);
  result.cost.by_tag = tag_costs(result.cost, result.settings);
  result.cost.per_million_requests = per_million(result.cost.total, result.totals.requests);
  result.cost.free_tier = free_tier;
}

void price_again(Result& result, const PriceBook& book) {
  price(result, book, result.cost.free_tier);
  for (ExpectationResult& expectation : result.expectations) {
    if (expectation.unit != MetricUnit::money) continue;
    expectation = {expectation.text, expectation.unit, Verdict::undetermined, {}, {}, "it was judged at other prices"};
  }
}

void price(Result& result, const Billing& billing) {
  const std::optional<PriceBook> book = built_in_price_book(result.region);
  if (book) return price(result, *book, billing.free_tier);
  result.cost.free_tier = billing.free_tier;  // for whoever prices it with a book of their own
}

}  // namespace thaw
