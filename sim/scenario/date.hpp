// date.hpp: dates of a scenario, ISO 8601 in UTC, as nanoseconds since 1970.
//
// Proleptic Gregorian, no leap seconds, years 1970 to 2199: instants up to 36 years later still fit. Pure arithmetic, no
// library clock and no time zone data.
#pragma once

#include <cstdint>
#include <string_view>

#include "scenario/quantity.hpp"

namespace thaw {

/// Days since 1970-01-01.
std::int64_t days_from_civil(std::int64_t year, int month, int day);
int days_in_month(std::int64_t year, int month);

/// "2026-11-01", "2026-11-01T08:30:00Z" (fraction of a second, blank for T and the offset +00:00 allowed).
Reading<std::int64_t> read_date_unix_ns(std::string_view text);

/// A moment that prices and rules are of: a date, or a month meaning its last day, as days since 1970.
Reading<std::int64_t> read_era_day(std::string_view text);

}  // namespace thaw
