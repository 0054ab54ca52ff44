// saved_bounds.hpp: up to where quantities and money of a saved result go, so that every product and sum of a bill stays within
// a Decimal's 38 digits.
#pragma once

#include <cstdint>

#include "report/saved_block.hpp"
#include "thaw/decimal.hpp"

namespace thaw {

inline constexpr std::uint64_t most_billed_ms = std::uint64_t{1} << 60U;
inline constexpr Decimal most_gb_s = Decimal(1'000'000'000'000);
inline constexpr Decimal most_idle_gb_s = Decimal(1'000'000'000'000'000'000);
inline constexpr Decimal most_quantity = Decimal(static_cast<std::int64_t>(saved_count_max));
inline constexpr Decimal most_money = Decimal(1'000'000'000'000);
inline constexpr int gb_s_places = 13;  // MB x ms / 1,024,000
inline constexpr int idle_gb_s_places = 19;
inline constexpr int restored_gb_places = 10;
inline constexpr int price_places = 12;
inline constexpr int money_places = gb_s_places + price_places;

}  // namespace thaw
