#include "scenario/date.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>

namespace thaw {
namespace {

constexpr std::int64_t second_ns = 1'000'000'000;
constexpr std::int64_t day_ns = 86'400 * second_ns;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes exactly `width` digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t width) {
  if (text.size() < width) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    if (!is_digit(text[i])) return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

struct Month {
  int year, month;
};

std::optional<Month> take_month(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || *year < 1970 || *year > 2199 || *month < 1 || *month > 12) return std::nullopt;
  return Month{*year, *month};
}

/// The day after "YYYY-MM", as days since 1970.
std::optional<std::int64_t> take_day(std::string_view& text, const Month& month) {
  if (!take(text, '-')) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day || *day < 1 || *day > days_in_month(month.year, month.month)) return std::nullopt;
  return days_from_civil(month.year, month.month, *day);
}

/// ".25" in nanoseconds, at most nine digits; 0 if there is no point.
std::optional<std::int64_t> take_fraction_ns(std::string_view& text) {
  if (!take(text, '.')) return 0;
  std::int64_t unit = second_ns;
  std::int64_t fraction = 0;
  std::size_t digits = 0;
  while (!text.empty() && is_digit(text[0])) {
    if (++digits > 9) return std::nullopt;
    unit /= 10;
    fraction += (text[0] - '0') * unit;
    text.remove_prefix(1);
  }
  if (digits == 0) return std::nullopt;
  return fraction;
}

std::optional<std::int64_t> take_clock_ns(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
  int second = 0;
  if (take(text, ':')) {
    const auto written = take_number(text, 2);
    if (!written || *written > 59) return std::nullopt;
    second = *written;
  }
  const auto fraction = take_fraction_ns(text);
  if (!fraction) return std::nullopt;
  return (*hour * 3600 + *minute * 60 + second) * second_ns + *fraction;
}

}  // namespace

Reading<std::int64_t> read_date_unix_ns(std::string_view text) {
  using Date = Reading<std::int64_t>;
  const auto fault = [&](std::string_view hint) {
    return Date::fault(fmt::format("{} is not a date", quoted(text)), std::string(hint));
  };
  constexpr std::string_view form = "write a date of the years 1970 to 2199, such as 2026-11-01 or 2026-11-01T08:30:00Z";
  std::string_view rest = text;
  const auto month = take_month(rest);
  if (!month) return fault(form);
  const auto day = take_day(rest, *month);
  if (!day) return fault(form);
  if (rest.empty()) return Date::of(*day * day_ns);
  if (!take(rest, 'T') && !take(rest, ' ')) return fault(form);
  const auto clock_ns = take_clock_ns(rest);
  if (!clock_ns) return fault(form);
  if (rest.empty()) return fault("write the Z behind the time: dates are in UTC");
  if (rest != "Z" && rest != "+00:00") return fault("dates are in UTC: end the time with Z");
  return Date::of(*day * day_ns + *clock_ns);
}

Reading<std::int64_t> read_era_day(std::string_view text) {
  using Day = Reading<std::int64_t>;
  const auto fault = [&] {
    return Day::fault(fmt::format("{} is not an era", quoted(text)),
                      "write a month such as 2026-11, a date, `legacy` or `article`");
  };
  std::string_view rest = text;
  const auto month = take_month(rest);
  if (!month) return fault();
  if (rest.empty()) return Day::of(days_from_civil(month->year, month->month, days_in_month(month->year, month->month)));
  const auto day = take_day(rest, *month);
  if (!day || !rest.empty()) return fault();
  return Day::of(*day);
}

}  // namespace thaw
