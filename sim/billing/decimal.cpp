#include "thaw/decimal.hpp"

#include <algorithm>

#include "thaw/check.hpp"

namespace thaw {
namespace {

constexpr int digits_max = 38;

constexpr Int128 power_of_ten(int exponent) {
  Int128 power = 1;
  for (int i = 0; i < exponent; ++i) {
    power *= 10;
  }
  return power;
}

constexpr Int128 limit = power_of_ten(digits_max);  // digits stay below it on both sides of zero

constexpr Int128 magnitude(Int128 digits) {
  return digits < 0 ? -digits : digits;
}

/// By division, since clang's checked product of 128 bits needs a run-time library that GCC's does not have.
Int128 checked_product(Int128 a, Int128 b) {
  THAW_CHECK(b == 0 || magnitude(a) <= (limit - 1) / magnitude(b));
  return a * b;
}

Int128 shifted(Int128 digits, int places) {
  if (digits == 0) {
    return 0;
  }
  THAW_CHECK(places >= 0 && places <= digits_max);
  return checked_product(digits, power_of_ten(places));
}

/// numerator / denominator, half away from zero.
Int128 half_away(Int128 numerator, Int128 denominator) {
  const Int128 whole = numerator / denominator;
  const Int128 rest = magnitude(numerator % denominator);
  const Int128 away = rest >= denominator - rest ? 1 : 0;
  return numerator < 0 ? whole - away : whole + away;
}

struct Parts {
  Int128 digits;
  int scale;
};

/// The same number with the fewest decimal places, so that sums do not run out of digits before they must.
Parts shortest(Int128 digits, int scale) {
  THAW_CHECK(scale >= 0 && digits > -limit && digits < limit);
  if (digits == 0) {
    return {0, 0};
  }
  while (scale > 0 && digits % 10 == 0) {
    digits /= 10;
    --scale;
  }
  return {digits, scale};
}

Decimal checked(Int128 digits, int scale) {
  const Parts parts = shortest(digits, scale);
  THAW_CHECK(parts.scale <= digits_max);
  return Decimal::scaled(parts.digits, parts.scale);
}

std::string plain(Int128 positive) {
  std::string text;
  do {
    text += static_cast<char>('0' + static_cast<int>(positive % 10));
    positive /= 10;
  } while (positive != 0);
  std::reverse(text.begin(), text.end());
  return text;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) {
    text.remove_prefix(1);
  }
  Int128 digits = 0;
  int count = 0;
  int scale = -1;  // no point yet
  for (const char c : text) {
    if (c == '.' && scale < 0 && count > 0) {
      scale = 0;
      continue;
    }
    if (c < '0' || c > '9' || count == digits_max) {
      return std::nullopt;
    }
    digits = digits * 10 + (c - '0');
    ++count;
    scale += scale < 0 ? 0 : 1;
  }
  if (count == 0 || scale == 0) {
    return std::nullopt;
  }
  return checked(negative ? -digits : digits, std::max(scale, 0));
}

Decimal operator+(Decimal a, Decimal b) {
  const Parts x = shortest(a.digits_, a.scale_);
  const Parts y = shortest(b.digits_, b.scale_);
  const int scale = std::max(x.scale, y.scale);
  Int128 sum = 0;
  THAW_CHECK(!__builtin_add_overflow(shifted(x.digits, scale - x.scale), shifted(y.digits, scale - y.scale), &sum));
  return checked(sum, scale);
}

Decimal operator-(Decimal a, Decimal b) {
  return a + Decimal::scaled(-b.digits_, b.scale_);
}

Decimal operator*(Decimal a, Decimal b) {
  const Parts x = shortest(a.digits_, a.scale_);
  const Parts y = shortest(b.digits_, b.scale_);
  return checked(checked_product(x.digits, y.digits), x.scale + y.scale);
}

/// Whole parts first, then fractions at a common scale: neither can overflow.
std::strong_ordering operator<=>(Decimal a, Decimal b) {
  const Parts x = shortest(a.digits_, a.scale_);
  const Parts y = shortest(b.digits_, b.scale_);
  THAW_CHECK(x.scale <= digits_max && y.scale <= digits_max);
  const Int128 x_unit = power_of_ten(x.scale);
  const Int128 y_unit = power_of_ten(y.scale);
  if (x.digits / x_unit != y.digits / y_unit) {
    return x.digits / x_unit < y.digits / y_unit ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  const int scale = std::max(x.scale, y.scale);
  const Int128 x_rest = x.digits % x_unit * power_of_ten(scale - x.scale);
  const Int128 y_rest = y.digits % y_unit * power_of_ten(scale - y.scale);
  return x_rest < y_rest   ? std::strong_ordering::less
         : x_rest > y_rest ? std::strong_ordering::greater
                           : std::strong_ordering::equal;
}

bool operator==(Decimal a, Decimal b) {
  return (a <=> b) == std::strong_ordering::equal;
}

Decimal Decimal::rounded(int places) const {
  THAW_CHECK(places >= 0);
  const Parts parts = shortest(digits_, scale_);
  if (parts.scale <= places) {
    return checked(parts.digits, parts.scale);
  }
  THAW_CHECK(parts.scale <= digits_max);
  return checked(half_away(parts.digits, power_of_ten(parts.scale - places)), places);
}

Decimal Decimal::halved(int times) const {
  THAW_CHECK(times >= 0 && times <= digits_max);
  Parts parts = shortest(digits_, scale_);
  for (int i = 0; i < times; ++i) {
    parts = shortest(checked_product(parts.digits, 5), parts.scale + 1);
  }
  return checked(parts.digits, parts.scale);
}

Decimal Decimal::divided(std::uint64_t divisor, int places) const {
  THAW_CHECK(divisor > 0 && places >= 0);
  const Parts parts = shortest(digits_, scale_);
  const Int128 by = static_cast<Int128>(divisor);
  if (parts.scale <= places) {
    return checked(half_away(shifted(parts.digits, places - parts.scale), by), places);
  }
  return checked(half_away(parts.digits, shifted(by, parts.scale - places)), places);
}

std::string Decimal::text(int places_min) const {
  const Parts parts = shortest(digits_, scale_);
  std::string digits = plain(magnitude(parts.digits));
  const auto scale = static_cast<std::size_t>(parts.scale);
  if (digits.size() <= scale) {
    digits.insert(0, scale + 1 - digits.size(), '0');
  }
  const auto places = static_cast<std::size_t>(std::max(places_min, 0));
  std::string text = (parts.digits < 0 ? "-" : "") + digits.substr(0, digits.size() - scale);
  if (scale == 0 && places == 0) {
    return text;
  }
  text += "." + digits.substr(digits.size() - scale);
  return text.append(places > scale ? places - scale : 0, '0');
}

}  // namespace thaw
