#include "billing/invoice.hpp"

#include <algorithm>

#include "thaw/check.hpp"

namespace thaw {
namespace {

/// A quantity that the account uses up from the front, as the free tier is.
class Allowance {
 public:
  explicit Allowance(Decimal left) : left_(left) {}

  Decimal take(Decimal wanted) {
    const Decimal taken = std::min(wanted, left_);
    left_ = left_ - taken;
    return taken;
  }

 private:
  Decimal left_;
};

/// How far into the tiers of one architecture the account has come.
struct TierPosition {
  const std::vector<DurationTier>* tiers;
  std::size_t current = 0;
  Decimal used_gb_s;
};

/// What still fits into the current tier, at most `wanted`.
Decimal fitting(const TierPosition& position, Decimal wanted) {
  const std::optional<Decimal>& end = (*position.tiers)[position.current].end_gb_s;
  return end ? std::min(wanted, *end - position.used_gb_s) : wanted;
}

/// The prices that hold for what a function used, if it used any of it and the book has them.
const ProvisionedPrices* provisioned_prices(const Usage& used, const PriceBook& book) {
  const auto& prices = used.architecture == Architecture::x86_64 ? book.provisioned_x86_64 : book.provisioned_arm64;
  return used.provisioned && prices ? &*prices : nullptr;
}

/// What is priced as running on demand.
Decimal on_demand_gb_s(const Usage& used, const PriceBook& book) {
  const bool apart = provisioned_prices(used, book) != nullptr;
  return gb_seconds(used.billed_mb_ms - (apart ? used.provisioned->invocations_mb_ms : 0));
}

void add_provisioned_lines(std::vector<CostLine>& lines, const Usage& used, const PriceBook& book) {
  const ProvisionedPrices* prices = provisioned_prices(used, book);
  if (prices == nullptr) return;
  const auto add = [&](const char* item, Decimal quantity, Decimal price) {
    lines.push_back({used.function, item, quantity, "GB-s", Decimal(0), price, quantity * price});
  };
  add("provisioned concurrency", used.provisioned->configured_gb_s, prices->usd_per_gb_s_configured);
  add("provisioned duration", gb_seconds(used.provisioned->billed_mb_ms), prices->usd_per_gb_s_run);
}

void add_duration_lines(std::vector<CostLine>& lines, const Usage& used, Decimal quantity, Decimal free, TierPosition& position) {
  Decimal left = quantity - free;
  while (true) {
    THAW_CHECK(position.current < position.tiers->size());
    const DurationTier& tier = (*position.tiers)[position.current];
    const Decimal priced = fitting(position, left);
    if (priced + free > Decimal(0) || quantity == Decimal(0)) {
      lines.push_back({used.function, "duration", priced + free, "GB-s", free, tier.usd_per_gb_s, priced * tier.usd_per_gb_s});
    }
    position.used_gb_s = position.used_gb_s + priced;
    left = left - priced;
    if (left == Decimal(0)) {
      return;
    }
    free = Decimal(0);
    ++position.current;
  }
}

CostLine requests_line(const Usage& used, Decimal usd_per_request, Allowance& free_requests) {
  const Decimal quantity = Decimal::scaled(static_cast<Int128>(used.invocations), 0);
  const std::uint64_t provisioned = used.provisioned ? used.provisioned->invocations : 0;
  const Decimal free = free_requests.take(Decimal::scaled(static_cast<Int128>(used.invocations - provisioned), 0));
  return {used.function, "requests", quantity, "requests", free, usd_per_request, (quantity - free) * usd_per_request};
}

void add_line(std::vector<CostLine>& lines, const std::string& function, const char* item, Decimal quantity, const char* unit,
              Decimal price) {
  lines.push_back({function, item, quantity, unit, Decimal(0), price, quantity * price});
}

/// What comes on top of requests and duration.
void add_extras(std::vector<CostLine>& lines, const Usage& used, const PriceBook& book) {
  if (used.snapshot && book.snap_start) {
    add_line(lines, used.function, "snap_start_cache", used.snapshot->cached_gb_s, "GB-s", book.snap_start->usd_per_cached_gb_s);
    add_line(lines, used.function, "snap_start_restores", used.snapshot->restored_gb, "GB", book.snap_start->usd_per_restored_gb);
  }
  if (used.ephemeral_mb_ms > 0 && book.usd_per_ephemeral_gb_s) {
    add_line(lines, used.function, "ephemeral_storage", gb_seconds(used.ephemeral_mb_ms), "GB-s", *book.usd_per_ephemeral_gb_s);
  }
}

std::vector<const Usage*> by_name(const std::vector<Usage>& usage) {
  std::vector<const Usage*> sorted;
  for (const Usage& used : usage) {
    sorted.push_back(&used);
  }
  std::sort(sorted.begin(), sorted.end(), [](const Usage* a, const Usage* b) { return a->function < b->function; });
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end(), [](auto* a, auto* b) { return a->function == b->function; });
  THAW_CHECK(twice == sorted.end());
  return sorted;
}

/// The free GB-seconds of each function, in the order of `sorted`: x86_64 is served first.
std::vector<Decimal> free_durations(const std::vector<const Usage*>& sorted, const PriceBook& book, Allowance free_gb_s) {
  std::vector<Decimal> free(sorted.size());
  for (const Architecture architecture : {Architecture::x86_64, Architecture::arm64}) {
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      if (sorted[i]->architecture == architecture) {
        free[i] = free_gb_s.take(on_demand_gb_s(*sorted[i], book));
      }
    }
  }
  return free;
}

}  // namespace

Decimal gb_seconds(Uint128 billed_mb_ms) {
  THAW_CHECK(billed_mb_ms >> 127 == 0);
  return Decimal::scaled(static_cast<Int128>(billed_mb_ms), 3).halved(10);
}

Cost invoice(const std::vector<Usage>& usage, const PriceBook& book, bool free_tier) {
  const std::vector<const Usage*> sorted = by_name(usage);
  const FreeTier free = free_tier ? book.free : FreeTier{};
  Allowance free_requests(Decimal::scaled(static_cast<Int128>(free.requests), 0));
  const std::vector<Decimal> free_gb_s =
      free_durations(sorted, book, Allowance(Decimal::scaled(static_cast<Int128>(free.gb_s), 0)));
  TierPosition x86_64{&book.x86_64, 0, Decimal(0)};
  TierPosition arm64{&book.arm64, 0, Decimal(0)};

  Cost cost;
  cost.currency = book.currency;
  cost.price_book = book.name();
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    cost.lines.push_back(requests_line(*sorted[i], book.usd_per_request, free_requests));
    TierPosition& position = sorted[i]->architecture == Architecture::x86_64 ? x86_64 : arm64;
    add_duration_lines(cost.lines, *sorted[i], on_demand_gb_s(*sorted[i], book), free_gb_s[i], position);
    add_provisioned_lines(cost.lines, *sorted[i], book);
    add_extras(cost.lines, *sorted[i], book);
  }
  for (const CostLine& line : cost.lines) {
    cost.total = cost.total + line.amount;
  }
  return cost;
}

std::map<std::string, Decimal> cost_by_function(const Cost& cost) {
  std::map<std::string, Decimal> sums;
  for (const CostLine& line : cost.lines) {
    Decimal& sum = sums[line.function];
    sum = sum + line.amount;
  }
  return sums;
}

std::optional<Decimal> per_million(Decimal total, std::uint64_t requests) {
  if (requests == 0) {
    return std::nullopt;
  }
  return total.divided(requests, 12) * Decimal(1'000'000);
}

}  // namespace thaw
