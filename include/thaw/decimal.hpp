// decimal.hpp: exact decimal arithmetic for money and quantities (design note 3.1).
//
// A Decimal is an integer of up to 38 digits and a scale; sums, differences and products are exact or stop the program
// (overflow is a broken invariant), and nothing rounds but round(). There is no way to or from a double.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace thaw {

__extension__ using Int128 = __int128;
__extension__ using Uint128 = unsigned __int128;

class Decimal {
 public:
  constexpr Decimal() = default;
  constexpr Decimal(std::int64_t whole) : digits_(whole) {}  // NOLINT: whole numbers are decimals
  /// digits / 10^scale.
  static constexpr Decimal scaled(Int128 digits, int scale) {
    Decimal d;
    d.digits_ = digits;
    d.scale_ = scale;
    return d;
  }
  /// Plain decimal notation ("-12.50", no exponent); nothing if it is not one or has more than 38 digits.
  static std::optional<Decimal> parse(std::string_view text);

  friend Decimal operator+(Decimal a, Decimal b);
  friend Decimal operator-(Decimal a, Decimal b);
  friend Decimal operator*(Decimal a, Decimal b);
  friend bool operator==(Decimal a, Decimal b);
  friend std::strong_ordering operator<=>(Decimal a, Decimal b);

  /// Half away from zero to `places` decimal places, as invoices round.
  [[nodiscard]] Decimal rounded(int places) const;
  /// Exact quotient by a power of two (MB to GB), which a decimal always has.
  [[nodiscard]] Decimal halved(int times) const;
  /// Quotient by a whole number above 0, half away from zero to `places` decimal places.
  [[nodiscard]] Decimal divided(std::uint64_t divisor, int places) const;
  /// Without trailing zeros, at least `places_min` places.
  [[nodiscard]] std::string text(int places_min = 0) const;

 private:
  Int128 digits_ = 0;
  int scale_ = 0;
};

}  // namespace thaw
