// human_number.hpp: numbers as people read them, in the text report only.
//
// Rounds half up from integers and exact decimals, so that the same result reads the same everywhere. A part is never
// rounded to nothing or to all: 0.001 % is "<0.01 %", and 99.999 % is ">99.99 %".
#pragma once

#include <cstdint>
#include <string>

#include "thaw/decimal.hpp"
#include "thaw/time.hpp"

namespace thaw {

/// 1234567 -> "1,234,567".
std::string with_thousands(std::uint64_t value);
/// Milliseconds without the unit: three to four digits, or all whole ones ("0.042", "46.10", "301.2", "1,468", "12,345").
std::string people_ms(Duration duration);
/// With the unit that suits: "46.1 ms", "1.25 s", "380 s", "12.5 min", "36 h", "30 days".
std::string people_duration(Duration duration);
/// part of whole, with its sign; "-" of nothing.
std::string percent(std::uint64_t part, std::uint64_t whole);
std::string percent(double ratio);
/// "$0.0144": to the cent, and below a dollar to three digits. Another currency than USD stands behind, as it is called.
std::string money(Decimal amount, const std::string& currency);
/// A quantity to at most `places` decimals, with thousands separators.
std::string people_quantity(Decimal quantity, int places);
/// An average of counts: "8.78", "1,234.50", "0.0019", "<0.0001"; 0 only where it is.
std::string people_average(double average);
/// "1 request", "2 requests".
std::string counted(std::uint64_t count, const std::string& noun);

}  // namespace thaw
