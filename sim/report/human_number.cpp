#include "report/human_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "report/decimal_time.hpp"
#include "report/printable.hpp"
#include "thaw/check.hpp"

namespace thaw {

namespace {

// Separates the digits before the point by threes; the text may have a sign.
std::string grouped(std::string_view number) {
  const std::size_t sign = number.starts_with('-') ? 1 : 0;
  const std::size_t whole_end = std::min(number.find('.'), number.size());
  std::string text(number.substr(0, sign));
  for (std::size_t i = sign; i < whole_end; ++i) {
    if (i > sign && (whole_end - i) % 3 == 0) text.push_back(',');
    text.push_back(number[i]);
  }
  text.append(number.substr(whole_end));
  return text;
}

// value / unit to `places` decimals, half up; value is not negative.
std::string rounded(std::int64_t value, std::int64_t unit, int places, bool trim) {
  std::int64_t scale = 1;
  for (int i = 0; i < places; ++i) scale *= 10;
  const Int128 scaled = (static_cast<Int128>(value) * scale * 2 + unit) / (static_cast<Int128>(unit) * 2);
  const auto whole = static_cast<std::uint64_t>(scaled / scale);
  std::string text = with_thousands(whole);
  if (places > 0) text += fmt::format(".{:0{}}", static_cast<std::uint64_t>(scaled % scale), places);
  if (!trim || places == 0) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

constexpr std::int64_t ms_ns = 1'000'000;
constexpr std::int64_t s_ns = 1'000 * ms_ns;
constexpr std::int64_t min_ns = 60 * s_ns;
constexpr std::int64_t h_ns = 60 * min_ns;

}  // namespace

std::string with_thousands(std::uint64_t value) {
  return grouped(std::to_string(value));
}

std::string people_ms(Duration duration) {
  const std::int64_t ns = duration.ns;
  if (ns < 0) return "-" + people_ms({-ns});
  if (ns == 0) return "0";
  if (ns < ms_ns) return rounded(ns, ms_ns, ns < 10'000 ? 6 : 3, false);
  if (ns < 100 * ms_ns) return rounded(ns, ms_ns, 2, false);
  if (ns < 1'000 * ms_ns) return rounded(ns, ms_ns, 1, false);
  return rounded(ns, ms_ns, 0, false);
}

std::string people_duration(Duration duration) {
  const std::int64_t ns = duration.ns;
  if (ns < 0) return "-" + people_duration({-ns});
  if (ns == 0) return "0 ms";
  if (ns < ms_ns) return rounded(ns, 1'000, 1, true) + " us";
  if (ns < 100 * ms_ns) return rounded(ns, ms_ns, 1, true) + " ms";
  if (ns < s_ns - ms_ns / 2) return rounded(ns, ms_ns, 0, true) + " ms";
  if (ns < 10 * s_ns) return rounded(ns, s_ns, 2, true) + " s";
  if (ns < 600 * s_ns) return rounded(ns, s_ns, 1, true) + " s";
  if (ns < 2 * h_ns && ns != h_ns) return rounded(ns, min_ns, 1, true) + " min";
  if (ns < 72 * h_ns) return rounded(ns, h_ns, 1, true) + " h";
  return rounded(ns, 24 * h_ns, 1, true) + " days";
}

std::string percent(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "-";
  if (part == 0) return "0 %";
  if (part == whole) return "100 %";
  // Each rounded half up from the exact share: rounding twice would make 53.9 % of 7 of 13.
  const auto units_of = [part, whole](std::uint64_t per_whole) {
    return static_cast<std::uint64_t>((static_cast<Uint128>(part) * per_whole * 2 + whole) / (static_cast<Uint128>(whole) * 2));
  };
  const std::uint64_t hundredths = units_of(10'000);
  if (hundredths == 0) return "<0.01 %";
  if (hundredths >= 10'000 && part < whole) return ">99.99 %";
  if (hundredths < 100 || hundredths > 9'900) return fmt::format("{}.{:02} %", hundredths / 100, hundredths % 100);
  const std::uint64_t tenths = units_of(1'000);
  return fmt::format("{}.{} %", tenths / 10, tenths % 10);
}

std::string percent(double ratio) {
  if (!std::isfinite(ratio)) return "-";
  if (ratio == 0) return "0 %";
  if (ratio == 1) return "100 %";
  if (ratio < 0.00005) return "<0.01 %";
  if (ratio > 0.99995 && ratio < 1) return ">99.99 %";
  return fmt::format("{:.{}f} %", ratio * 100, ratio < 0.01 || ratio > 0.99 ? 2 : 1);
}

std::string money(Decimal amount, const std::string& currency) {
  int places = 2;
  Decimal step = Decimal::scaled(1, 0);
  const Decimal magnitude = amount < Decimal(0) ? Decimal(0) - amount : amount;
  // One more decimal for each leading zero, so that three digits stay, down to a tenth of a billionth.
  while (places < 10 && magnitude != Decimal(0) && magnitude < step) {
    step = step * Decimal::scaled(1, 1);
    ++places;
  }
  const std::string digits = grouped(amount.rounded(places).text(2));
  return currency == "USD" ? (digits.starts_with('-') ? "-$" + digits.substr(1) : "$" + digits)
                           : digits + " " + printable(currency, 12);
}

std::string people_quantity(Decimal quantity, int places) {
  return grouped(quantity.rounded(places).text());
}

std::string people_average(double average) {
  if (!std::isfinite(average)) return "-";
  if (average > 0 && average < 0.00005) return "<0.0001";
  return grouped(fmt::format("{:.{}f}", average, average > 0 && average < 0.095 ? 4 : 2));
}

std::string counted(std::uint64_t count, const std::string& noun) {
  return with_thousands(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace thaw
