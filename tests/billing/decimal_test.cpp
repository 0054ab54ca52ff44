#include "thaw/decimal.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "thaw/check.hpp"

namespace {

using thaw::BrokenInvariant;
using thaw::Decimal;
using thaw::Int128;
using Big = boost::multiprecision::cpp_int;
using Fraction = boost::multiprecision::cpp_rational;

Decimal dec(const std::string& text) {
  const auto value = Decimal::parse(text);
  REQUIRE(value.has_value());
  return *value;
}

/// The judge's own reading of plain decimal text.
Fraction fraction(std::string text) {
  const bool negative = text[0] == '-';
  if (negative) text.erase(0, 1);
  const auto point = text.find('.');
  Big denominator = 1;
  if (point != std::string::npos) {
    for (std::size_t i = point + 1; i < text.size(); ++i) denominator *= 10;
    text.erase(point, 1);
  }
  text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));
  const Fraction value(Big(text), denominator);
  return negative ? Fraction(-value) : value;
}

/// Half away from zero, by rationals.
Fraction rounded(Fraction value, int places) {
  Big unit = 1;
  for (int i = 0; i < places; ++i) unit *= 10;
  const bool negative = value < 0;
  const Fraction scaled = (negative ? Fraction(-value) : value) * unit + Fraction(1, 2);
  const Big whole = numerator(scaled) / denominator(scaled);
  const Fraction result(whole, unit);
  return negative ? Fraction(-result) : result;
}

/// Plain decimal texts of up to 14 + 5 digits, so that every product of two still fits.
rc::Gen<std::string> any_decimal() {
  return rc::gen::map(rc::gen::tuple(rc::gen::arbitrary<bool>(), rc::gen::inRange<std::int64_t>(0, 100'000'000'000'000),
                                     rc::gen::container<std::string>(rc::gen::inRange('0', static_cast<char>('9' + 1)))),
                      [](const std::tuple<bool, std::int64_t, std::string>& parts) {
                        const std::string places = std::get<2>(parts).substr(0, 4);
                        return (std::get<0>(parts) ? "-" : "") + std::to_string(std::get<1>(parts)) +
                               (places.empty() ? "" : "." + places);
                      });
}

}  // namespace

TEST_CASE("plain decimals are read and written exactly") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"0", "0"},
      {"-0", "0"},
      {"0.00", "0"},
      {"12.50", "12.5"},
      {"-12.50", "-12.5"},
      {"007", "7"},
      {"0.0000000309", "0.0000000309"},
      {"100", "100"},
      {"-0.001", "-0.001"},
      {"123456789012345678901234567890", "123456789012345678901234567890"},
      {"0.12345678901234567890123456789", "0.12345678901234567890123456789"},
      {"99999999999999999999999999999999999999", "99999999999999999999999999999999999999"},
      {"0.1234567890123456789012345678901234567", "0.1234567890123456789012345678901234567"},
  };
  for (const auto& [text, written] : cases) {
    CAPTURE(text);
    REQUIRE(dec(text).text() == written);
  }
}

TEST_CASE("what is not a plain decimal of at most 38 digits is refused") {
  for (const std::string text :
       {"", "-", ".", ".5", "5.", "-.5", "+5", "1e3", "1,5", " 1", "1 ", "1.2.3", "--1", "0x10", "nan", "inf", "1_000",
        "123456789012345678901234567890123456789", "0.12345678901234567890123456789012345678"}) {
    CAPTURE(text);
    REQUIRE_FALSE(Decimal::parse(text).has_value());
  }
  REQUIRE_FALSE(Decimal::parse(std::string_view("1\0", 2)).has_value());
}

TEST_CASE("text keeps at least the places asked for") {
  REQUIRE(dec("2.5").text(2) == "2.50");
  REQUIRE(dec("2").text(2) == "2.00");
  REQUIRE(dec("2.125").text(2) == "2.125");
  REQUIRE(Decimal(0).text(2) == "0.00");
  REQUIRE(dec("-0.5").text(3) == "-0.500");
}

TEST_CASE("rounding is half away from zero") {
  REQUIRE(dec("2.335").rounded(2).text() == "2.34");
  REQUIRE(dec("2.3349999").rounded(2).text() == "2.33");
  REQUIRE(dec("-2.335").rounded(2).text() == "-2.34");
  REQUIRE(dec("-2.334").rounded(2).text() == "-2.33");
  REQUIRE(dec("0.5").rounded(0).text() == "1");
  REQUIRE(dec("0.4").rounded(0).text() == "0");
  REQUIRE(dec("-0.4").rounded(0).text() == "0");
  REQUIRE(dec("7").rounded(2) == Decimal(7));
  REQUIRE(dec("9.99").rounded(1).text() == "10");
}

TEST_CASE("quotients by whole numbers round half away from zero") {
  REQUIRE(Decimal(1).divided(3, 4).text() == "0.3333");
  REQUIRE(Decimal(2).divided(3, 4).text() == "0.6667");
  REQUIRE(Decimal(-2).divided(3, 4).text() == "-0.6667");
  REQUIRE(dec("0.00005").divided(1, 4).text() == "0.0001");
  REQUIRE(dec("0.00005").divided(2, 4).text() == "0");
  REQUIRE(Decimal(10).divided(4, 0).text() == "3");
  REQUIRE_THROWS_AS(Decimal(1).divided(0, 2), BrokenInvariant);
}

TEST_CASE("halving a decimal is exact") {
  REQUIRE(Decimal(1536).halved(10).text() == "1.5");
  REQUIRE(Decimal(1).halved(10).text() == "0.0009765625");
  REQUIRE(Decimal(-3).halved(1).text() == "-1.5");
  REQUIRE(Decimal(7).halved(0) == Decimal(7));
}

TEST_CASE("sums, differences, products, halves, roundings and order agree with rationals") {
  const bool held = rc::check([] {
    const std::string first = *any_decimal();
    const std::string second = *any_decimal();
    const Decimal a = *Decimal::parse(first);
    const Decimal b = *Decimal::parse(second);
    const Fraction x = fraction(first);
    const Fraction y = fraction(second);
    RC_ASSERT(fraction((a + b).text()) == x + y);
    RC_ASSERT(fraction((a - b).text()) == x - y);
    RC_ASSERT(fraction((a * b).text()) == x * y);
    RC_ASSERT(fraction(a.halved(10).text()) == x / 1024);
    const int places = *rc::gen::inRange(0, 6);
    RC_ASSERT(fraction(a.rounded(places).text()) == rounded(x, places));
    const auto divisor = *rc::gen::inRange<std::uint64_t>(1, 1'000'000'000);
    RC_ASSERT(fraction(a.divided(divisor, places).text()) == rounded(Fraction(x / divisor), places));
    RC_ASSERT((a == b) == (x == y));
    RC_ASSERT((a < b) == (x < y));
    RC_ASSERT((a > b) == (x > y));
    RC_ASSERT(Decimal::parse(a.text()) == a);
  });
  REQUIRE(held);
}

TEST_CASE("how a number is scaled does not matter to what it equals") {
  REQUIRE(Decimal::scaled(1200, 2) == Decimal(12));
  REQUIRE(Decimal::scaled(1200, 2).text() == "12");
  REQUIRE(Decimal::scaled(0, 30) == Decimal(0));
  REQUIRE(Decimal::scaled(-15, 1) < Decimal(-1));
  REQUIRE(dec("100000000000000000000000000000") > dec("0.00000000000000000000000000001"));
  REQUIRE(dec("-100000000000000000000000000000") < dec("-0.00000000000000000000000000001"));
}

TEST_CASE("a result of more than 38 digits or places stops the program instead of being wrong") {
  const Decimal large = dec("999999999999999999999999999999");
  const Decimal small = dec("0.00000000000000000000000000001");
  REQUIRE_THROWS_AS(large * large, BrokenInvariant);
  REQUIRE_THROWS_AS(large * Decimal(-1'000'000'000), BrokenInvariant);
  REQUIRE_THROWS_AS(small * small, BrokenInvariant);
  REQUIRE_THROWS_AS(large + small, BrokenInvariant);
  REQUIRE_THROWS_AS(large.divided(1, 9), BrokenInvariant);
  REQUIRE_THROWS_AS(Decimal::scaled(1, 38).halved(1), BrokenInvariant);
  REQUIRE_THROWS_AS(Decimal::scaled(1, 39) + Decimal(1), BrokenInvariant);
  REQUIRE_THROWS_AS(Decimal::scaled(1, -1) + Decimal(1), BrokenInvariant);
  REQUIRE_NOTHROW(large * Decimal(100'000'000));
  const Decimal edge = large * Decimal(100'000'000) + Decimal(99'999'999);
  REQUIRE(edge.text() == std::string(38, '9'));
  REQUIRE_THROWS_AS(edge + Decimal(1), BrokenInvariant);
  REQUIRE_THROWS_AS(edge + edge, BrokenInvariant);
  REQUIRE((edge - edge) == Decimal(0));
}

TEST_CASE("whole 64-bit numbers fit at both ends") {
  REQUIRE(Decimal(INT64_MIN).text() == "-9223372036854775808");
  REQUIRE(Decimal(INT64_MAX).text() == "9223372036854775807");
}
