// date.hpp: an instant of the calendar as ISO 8601 text in UTC, without the clock, the locale or the time zone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace thaw {

/// "2026-11-01T00:00:00Z" of nanoseconds since 1970, with as many decimals of a second as are not zero.
std::string iso_date(std::int64_t unix_ns);

/// The instant that iso_date() writes so; nothing if there is none.
std::optional<std::int64_t> unix_ns_of(std::string_view date);

}  // namespace thaw
