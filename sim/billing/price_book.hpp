// price_book.hpp: what Lambda charges in one region, as a value.
//
// A book holds nothing but numbers and where they come from; applying it is invoice.hpp. Books of other regions and dates
// are data of the same shape, read from YAML by scenario/price_book_file.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "thaw/decimal.hpp"

namespace thaw {

/// GB-seconds from the end of the tier before up to this one's end cost `usd_per_gb_s` each.
struct DurationTier {
  std::optional<Decimal> end_gb_s;  // none: the last tier, without end
  Decimal usd_per_gb_s;
};

/// Free in each month, over all functions of the account.
struct FreeTier {
  std::uint64_t requests = 0;
  std::uint64_t gb_s = 0;
};

/// Of provisioned concurrency, per GB-second: kept ready, and running.
struct ProvisionedPrices {
  Decimal usd_per_gb_s_configured, usd_per_gb_s_run;
};

struct PriceBook {
  std::string title;  // of a book that is not AWS's list, such as what a contract says; may be empty
  std::string region;
  std::string month;  // that the prices hold for, as "2026-11", or a date
  std::string currency = "USD";
  Decimal usd_per_request;
  std::vector<DurationTier> x86_64, arm64;                                 // ascending, the last without end
  std::optional<ProvisionedPrices> provisioned_x86_64, provisioned_arm64;  // none: not priced
  FreeTier free;
  std::vector<std::string> sources;

  /// As reports name it: "us-east-1, 2026-11", behind its title if it has one.
  [[nodiscard]] std::string name() const { return (title.empty() ? "" : title + ", ") + region + ", " + month; }
};

/// The book that comes with thaw: us-east-1 so far, nothing for other regions.
std::optional<PriceBook> built_in_price_book(std::string_view region);

}  // namespace thaw
