// date.hpp: dates of a scenario, ISO 8601 in UTC, as nanoseconds since 1970.
//
// No leap seconds, years 1970 to 2199: instants up to 36 years later still fit. No library clock and no time zone data.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/calendar.hpp"
#include "scenario/quantity.hpp"

namespace thaw {

/// "2026-11-01", "2026-11-01T08:30:00Z" (fraction of a second, blank for T and the offset +00:00 allowed).
Reading<std::int64_t> read_date_unix_ns(std::string_view text);

/// A moment that prices and rules are of: a date, or a month meaning its last day, as days since 1970.
Reading<std::int64_t> read_era_day(std::string_view text);

}  // namespace thaw
