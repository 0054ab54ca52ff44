#include "scenario/quantity.hpp"

#include <fmt/format.h>

#include <array>
#include <numeric>

#include "thaw/scenario.hpp"

namespace thaw {
namespace {

__extension__ using Wide = __int128;

constexpr int most_digits = 18;
constexpr std::size_t longest_quote = 60;

struct Unit {
  std::string_view name;
  std::int64_t ns;
};

constexpr std::array<Unit, 7> units = {{{"ns", 1},
                                        {"us", 1'000},
                                        {"ms", 1'000'000},
                                        {"s", 1'000'000'000},
                                        {"min", 60'000'000'000},
                                        {"h", 3'600'000'000'000},
                                        {"d", 86'400'000'000'000}}};

constexpr std::string_view time_hint = "write a number and a unit, such as 45ms, 3s, 5min or 24h (units: ns, us, ms, s, min, h, d)";
constexpr std::string_view rate_hint = "write a number per unit of time, such as 20/s, 5/min, 3/h or 1/d";
constexpr std::string_view memory_hint = "write whole megabytes with their unit, such as 512MB or 1GB (= 1024MB)";
constexpr std::string_view share_hint = "write a percentage such as 0.2%, or a fraction between 0 and 1";

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

std::optional<std::int64_t> unit_ns(std::string_view name) {
  for (const Unit& unit : units) {
    if (unit.name == name) return unit.ns;
  }
  return std::nullopt;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// One blank between number and unit is how many people write it.
std::string_view without_blank(std::string_view text) {
  return text.starts_with(' ') ? text.substr(1) : text;
}

/// The number as a double, rounded once: both parts must be exact, hence at most 15 digits.
std::optional<double> as_double(const Digits& number, int more_places) {
  constexpr std::int64_t exact = 1'000'000'000'000'000;
  if (number.digits > exact || number.places + more_places > 18) return std::nullopt;
  const double magnitude = static_cast<double>(number.digits) / static_cast<double>(power_of_ten(number.places + more_places));
  return number.negative ? -magnitude : magnitude;
}

}  // namespace

std::string quoted(std::string_view text) {
  if (text.size() <= longest_quote) return fmt::format("`{}`", text);
  std::size_t cut = longest_quote;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
  return fmt::format("`{}…`", text.substr(0, cut));
}

std::optional<Digits> leading_number(std::string_view text) {
  Digits number;
  std::size_t i = 0;
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) number.negative = text[i++] == '-';
  int significant = 0;
  bool any = false;
  const auto take_digits = [&](bool fraction) {
    for (; i < text.size() && is_digit(text[i]); ++i) {
      any = true;
      if (significant > 0 || text[i] != '0') ++significant;
      if (significant > most_digits || number.places >= most_digits) return false;
      number.digits = number.digits * 10 + (text[i] - '0');
      if (fraction) ++number.places;
    }
    return true;
  };
  if (!take_digits(false)) return std::nullopt;
  if (i + 1 < text.size() && text[i] == '.' && is_digit(text[i + 1])) {
    ++i;
    if (!take_digits(true)) return std::nullopt;
  }
  if (!any) return std::nullopt;
  while (number.places > 0 && number.digits % 10 == 0) {
    number.digits /= 10;
    --number.places;
  }
  number.rest = text.substr(i);
  return number;
}

Reading<Duration> read_time(std::string_view text) {
  using Time = Reading<Duration>;
  const auto number = leading_number(text);
  if (!number) return Time::fault(fmt::format("{} is not a time", quoted(text)), std::string(time_hint));
  const std::string_view name = without_blank(number->rest);
  if (name.empty()) {
    return Time::fault(fmt::format("the time {} has no unit", quoted(text)),
                       fmt::format("write {0}ms or {0}s (units: ns, us, ms, s, min, h, d)", text.substr(0, longest_quote)));
  }
  const auto unit = unit_ns(name);
  if (!unit) {
    const std::string hint = name == "m" ? "minutes are written `min`, milliseconds `ms`" : std::string(time_hint);
    return Time::fault(fmt::format("{} is not a unit of time", quoted(name)), hint);
  }
  if (number->negative && number->digits != 0) {
    return Time::fault(fmt::format("the time {} is negative", quoted(text)), "times count from 0 upwards");
  }
  const Wide scaled = Wide{number->digits} * *unit;
  const Wide divisor = power_of_ten(number->places);
  if (scaled % divisor != 0) {
    return Time::fault(fmt::format("the time {} is finer than a nanosecond", quoted(text)),
                       "simulated time counts whole nanoseconds");
  }
  if (scaled / divisor > longest_time.ns) {
    return Time::fault(fmt::format("the time {} is too long", quoted(text)), "at most 3650d");
  }
  return Time::of(Duration{static_cast<std::int64_t>(scaled / divisor)});
}

Reading<Rate> read_rate(std::string_view text) {
  using Result = Reading<Rate>;
  const auto number = leading_number(text);
  if (!number) return Result::fault(fmt::format("{} is not a rate", quoted(text)), std::string(rate_hint));
  std::string_view rest = without_blank(number->rest);
  if (rest.empty()) {
    return Result::fault(fmt::format("the rate {} has no unit", quoted(text)),
                         fmt::format("write {}/s (or /min, /h, /d)", text.substr(0, longest_quote)));
  }
  if (!rest.starts_with('/')) return Result::fault(fmt::format("{} is not a rate", quoted(text)), std::string(rate_hint));
  rest = without_blank(rest.substr(1));
  const auto unit = unit_ns(rest);
  if (!unit || *unit < seconds(1).ns) {
    return Result::fault(fmt::format("{} is not a unit of a rate", quoted(rest)), std::string(rate_hint));
  }
  if (number->negative || number->digits == 0) {
    return Result::fault(fmt::format("the rate {} is not above 0", quoted(text)), "leave a source out if it sends nothing");
  }
  const Wide per = Wide{*unit} * power_of_ten(number->places);  // ns for `digits` arrivals
  if (Wide{number->digits} > per)
    return Result::fault(fmt::format("the rate {} is too high", quoted(text)), "at most 1000000000/s");
  if (per > Wide{number->digits} * longest_time.ns) {
    return Result::fault(fmt::format("the rate {} is too low", quoted(text)), "at least one in ten years");
  }
  Wide a = number->digits;
  Wide b = per;
  while (b != 0) {
    const Wide remainder = a % b;
    a = b;
    b = remainder;
  }
  if (per / a > longest_time.ns) {
    return Result::fault(fmt::format("the rate {} has too many digits", quoted(text)), "a few significant digits are enough");
  }
  return Result::of(Rate{static_cast<std::int64_t>(number->digits / a), Duration{static_cast<std::int64_t>(per / a)}});
}

double rate_per_s(Rate rate) {
  return static_cast<double>(rate.count) / (static_cast<double>(rate.per.ns) / 1e9);
}

namespace {

struct MemoryRange {
  std::uint32_t least_mb, most_mb;
  std::string_view below, beyond, hint;
};

Reading<std::uint32_t> read_whole_mb(std::string_view text, const MemoryRange& range) {
  using Memory = Reading<std::uint32_t>;
  const auto number = leading_number(text);
  if (!number) return Memory::fault(fmt::format("{} is not a memory size", quoted(text)), std::string(memory_hint));
  const std::string_view unit = without_blank(number->rest);
  if (unit.empty()) {
    return Memory::fault(fmt::format("the memory size {} has no unit", quoted(text)),
                         fmt::format("write {}MB", text.substr(0, longest_quote)));
  }
  if (unit != "MB" && unit != "GB") {
    return Memory::fault(fmt::format("{} is not a unit of memory", quoted(unit)), std::string(memory_hint));
  }
  if (number->negative && number->digits != 0) {
    return Memory::fault(fmt::format("the memory size {} is negative", quoted(text)), std::string(range.hint));
  }
  const Wide scaled = Wide{number->digits} * (unit == "GB" ? 1024 : 1);
  const Wide divisor = power_of_ten(number->places);
  if (scaled < range.least_mb * divisor) {
    return Memory::fault(fmt::format("the memory size {} is below {}", quoted(text), range.below), std::string(range.hint));
  }
  if (scaled > range.most_mb * divisor) {
    return Memory::fault(fmt::format("the memory size {} is beyond {}", quoted(text), range.beyond), std::string(range.hint));
  }
  if (scaled % divisor != 0) {
    return Memory::fault(fmt::format("the memory size {} is not a whole number of MB", quoted(text)), std::string(memory_hint));
  }
  return Memory::of(static_cast<std::uint32_t>(scaled / divisor));
}

}  // namespace

Reading<std::uint32_t> read_memory_mb(std::string_view text) {
  return read_whole_mb(text, {memory_mb_min, memory_mb_max, "Lambda's least", "Lambda's most", "Lambda offers 128MB to 10240MB"});
}

Reading<std::uint32_t> read_size_mb(std::string_view text) {
  return read_whole_mb(text, {1, 102'400, "1MB", "100GB", "write 1MB to 100GB"});
}

Reading<double> read_probability(std::string_view text) {
  using Share = Reading<double>;
  const auto number = leading_number(text);
  if (!number) return Share::fault(fmt::format("{} is not a percentage", quoted(text)), std::string(share_hint));
  const std::string_view unit = without_blank(number->rest);
  if (!unit.empty() && unit != "%")
    return Share::fault(fmt::format("{} is not a percentage", quoted(text)), std::string(share_hint));
  if (number->negative && number->digits != 0) {
    return Share::fault(fmt::format("the share {} is negative", quoted(text)), std::string(share_hint));
  }
  const bool percent = unit == "%";
  const Wide whole = Wide{power_of_ten(number->places)} * (percent ? 100 : 1);
  if (Wide{number->digits} > whole) {
    if (percent) return Share::fault(fmt::format("the percentage {} is over 100%", quoted(text)), std::string(share_hint));
    return Share::fault(fmt::format("the fraction {} is over 1", quoted(text)),
                        fmt::format("if a percentage is meant, write {}%", text.substr(0, longest_quote)));
  }
  const auto share = as_double(*number, percent ? 2 : 0);
  if (!share) return Share::fault(fmt::format("the share {} has too many digits", quoted(text)), "at most 15 digits");
  return Share::of(*share);
}

Reading<std::uint64_t> read_whole(std::string_view text, std::uint64_t least, std::uint64_t most) {
  using Whole = Reading<std::uint64_t>;
  const std::string expected = fmt::format("write a whole number from {} to {}, without unit", least, most);
  std::uint64_t value = 0;
  if (text.empty()) return Whole::fault("a whole number is missing", expected);
  for (const char c : text) {
    if (!is_digit(c)) return Whole::fault(fmt::format("{} is not a whole number", quoted(text)), expected);
    if (__builtin_mul_overflow(value, std::uint64_t{10}, &value) ||
        __builtin_add_overflow(value, static_cast<std::uint64_t>(c - '0'), &value)) {
      return Whole::fault(fmt::format("the number {} is too large", quoted(text)), expected);
    }
  }
  if (value < least) return Whole::fault(fmt::format("the number {} is too small", quoted(text)), expected);
  if (value > most) return Whole::fault(fmt::format("the number {} is too large", quoted(text)), expected);
  return Whole::of(value);
}

Reading<double> read_number(std::string_view text, double least, double most) {
  using Number = Reading<double>;
  const std::string expected = fmt::format("write a plain number from {} to {}", least, most);
  const auto number = leading_number(text);
  if (!number || !number->rest.empty()) return Number::fault(fmt::format("{} is not a plain number", quoted(text)), expected);
  const auto value = as_double(*number, 0);
  if (!value) return Number::fault(fmt::format("the number {} has too many digits", quoted(text)), "at most 15 digits");
  if (*value < least) return Number::fault(fmt::format("the number {} is too small", quoted(text)), expected);
  if (*value > most) return Number::fault(fmt::format("the number {} is too large", quoted(text)), expected);
  return Number::of(*value);
}

std::string time_text(Duration time) {
  if (time.ns == 0) return "0ms";
  for (std::size_t i = units.size(); i-- > 0;) {
    if (time.ns % units[i].ns == 0) return fmt::format("{}{}", time.ns / units[i].ns, units[i].name);
  }
  return fmt::format("{}ns", time.ns);
}

}  // namespace thaw
