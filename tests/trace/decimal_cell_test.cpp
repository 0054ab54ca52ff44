#include "trace/decimal_cell.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <limits>

#include "trace/csv_reader.hpp"

using namespace thaw;

namespace {

DecimalCell s(std::string_view text) {
  return parse_decimal(text, scale_of_s);
}
DecimalCell good(std::int64_t value) {
  return {value, NumberFault::none};
}
DecimalCell bad(NumberFault fault) {
  return {0, fault};
}

/// The number as a CSV reader finds it.
DecimalCell in_csv(const std::string& text, int scale) {
  const std::string bytes = "h\n" + text + "\n";
  CsvReader csv(memory_input(bytes), "t.csv");
  csv.expect_number(0);
  csv.next();
  csv.next();
  return csv.number(0, scale);
}

}  // namespace

TEST_CASE("a decimal is read exactly to the nanosecond") {
  CHECK(s("0") == good(0));
  CHECK(s("1") == good(1'000'000'000));
  CHECK(s("18.560648") == good(18'560'648'000));
  CHECK(s("0.000000001") == good(1));
  CHECK(s("1591563735.6206703") == good(1'591'563'735'620'670'300));
  CHECK(s(".5") == good(500'000'000));
  CHECK(s("5.") == good(5'000'000'000));
  CHECK(s("+2.5") == good(2'500'000'000));
  CHECK(s("-2.5") == good(-2'500'000'000));
  CHECK(s("  7 ") == good(7'000'000'000));
  CHECK(s("0000000000000000000000001") == good(1'000'000'000));
  CHECK(parse_decimal("1861.652587890625", scale_of_ms) == good(1'861'652'588));
}

TEST_CASE("what lies below the unit is rounded half up") {
  CHECK(s("0.0000000004999999999999999999") == good(0));
  CHECK(s("0.0000000005") == good(1));
  CHECK(s("1.9999999995") == good(2'000'000'000));
  CHECK(s("-0.0000000005") == good(-1));
  CHECK(parse_decimal("2.5", 0) == good(3));
  CHECK(parse_decimal("0.4", 0) == good(0));
}

TEST_CASE("an exponent moves the point exactly") {
  CHECK(s("1.5e3") == good(1'500'000'000'000));
  CHECK(s("1e-9") == good(1));
  CHECK(s("5e-10") == good(1));
  CHECK(s("4.9e-10") == good(0));
  CHECK(s("1.589587970E+9") == good(1'589'587'970'000'000'000));
  CHECK(s("0e999999999999") == good(0));
  CHECK(s("1e-999999999999") == good(0));
  CHECK(s("1e999999999999") == bad(NumberFault::too_large));
}

TEST_CASE("what is no number says why") {
  CHECK(s("") == bad(NumberFault::empty));
  CHECK(s("   ") == bad(NumberFault::empty));
  CHECK(s("12x") == bad(NumberFault::not_a_number));
  CHECK(s("1.2.3") == bad(NumberFault::not_a_number));
  CHECK(s(".") == bad(NumberFault::not_a_number));
  CHECK(s("-") == bad(NumberFault::not_a_number));
  CHECK(s("1e") == bad(NumberFault::not_a_number));
  CHECK(s("0x10") == bad(NumberFault::not_a_number));
  CHECK(s("1 2") == bad(NumberFault::not_a_number));
  CHECK(s("NaN") == bad(NumberFault::not_finite));
  CHECK(s("-inf") == bad(NumberFault::not_finite));
  CHECK(s("Infinity") == bad(NumberFault::not_finite));
  CHECK(s("9223372037") == bad(NumberFault::too_large));
  CHECK(s("9223372036.854775807") == good(std::numeric_limits<std::int64_t>::max()));
  CHECK(s("9223372036.8547758075") == bad(NumberFault::too_large));
  CHECK(s("99999999999999999999999999") == bad(NumberFault::too_large));
}

TEST_CASE("any count of nanoseconds survives being written as seconds") {
  rc::check([](std::int64_t ns) {
    if (ns == std::numeric_limits<std::int64_t>::min()) ns = 0;
    std::string text = seconds_text(ns);
    text.resize(text.size() - 2);
    RC_ASSERT(parse_decimal(text, scale_of_s) == good(ns));
    RC_ASSERT(in_csv(text, scale_of_s) == good(ns));
  });
}

TEST_CASE("a number met while splitting is the one that the parser reads") {
  rc::check([] {
    const auto text = *rc::gen::container<std::string>(rc::gen::element('0', '0', '1', '5', '9', '9', '.', '-', 'e', ' '));
    const int scale = *rc::gen::element(3, 6, 9);
    RC_PRE(!text.empty());
    RC_ASSERT(in_csv(text, scale) == parse_decimal(text, scale));
  });
}

TEST_CASE("long numbers are the same by both ways") {
  rc::check([] {
    const auto whole = *rc::gen::container<std::string>(rc::gen::inRange('0', static_cast<char>('9' + 1)));
    const auto part = *rc::gen::container<std::string>(rc::gen::inRange('0', static_cast<char>('9' + 1)));
    const std::string text = "1" + whole + "." + part;
    RC_ASSERT(in_csv(text, scale_of_s) == parse_decimal(text, scale_of_s));
    RC_ASSERT(in_csv(text, scale_of_ms) == parse_decimal(text, scale_of_ms));
  });
}
