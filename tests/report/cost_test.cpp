#include "report/cost.hpp"

#include <catch2/catch.hpp>

#include "report/sample_result.hpp"

TEST_CASE("the price of a result is that of its functions' invocations and GB-seconds") {
  thaw::Result result = thaw::sample_result();
  result.cost = {};
  result.functions["api"].invocations = 3'000'000;
  result.functions["api"].gb_seconds = thaw::Decimal(540'000);
  result.totals.requests = 3'000'000;
  thaw::Billing billing;
  billing.free_tier = true;
  thaw::price(result, billing);
  // The first price example of AWS: 140,000 GB-s and two million requests are charged.
  CHECK(result.cost.total.rounded(2) == *thaw::Decimal::parse("2.73"));
  REQUIRE(result.cost.lines.size() == 2);
  CHECK(result.cost.lines[1].quantity == thaw::Decimal(540'000));
  CHECK(result.cost.per_million_requests.has_value());
}

TEST_CASE("arm64 has its own price") {
  thaw::Result result = thaw::sample_result();
  thaw::price(result, {});
  const thaw::Decimal x86 = result.cost.total;
  result.settings["api"].architecture = thaw::Architecture::arm64;
  thaw::price(result, {});
  CHECK(result.cost.total < x86);
}

TEST_CASE("a region without a price book stays without a price") {
  thaw::Result result = thaw::sample_result();
  result.cost = {};
  result.region = "nowhere-1";
  thaw::price(result, {});
  CHECK(result.cost.lines.empty());
  CHECK(result.cost.price_book.empty());
}
