#include "billing/price_book.hpp"

#include "thaw/check.hpp"

namespace thaw {
namespace {

Decimal exactly(std::string_view text) {
  const std::optional<Decimal> value = Decimal::parse(text);
  THAW_CHECK(value.has_value());
  return *value;
}

PriceBook us_east_1() {
  PriceBook book;
  book.region = "us-east-1";
  book.month = "2026-11";
  book.usd_per_request = exactly("0.0000002");
  book.x86_64 = {{Decimal(6'000'000'000), exactly("0.0000166667")},
                 {Decimal(15'000'000'000), exactly("0.000015")},
                 {std::nullopt, exactly("0.0000133334")}};
  book.arm64 = {{Decimal(7'500'000'000), exactly("0.0000133334")},
                {Decimal(18'750'000'000), exactly("0.0000120001")},
                {std::nullopt, exactly("0.0000106667")}};
  book.snap_start = SnapStartPrices{exactly("0.0000015046"), exactly("0.0001397998")};
  book.usd_per_ephemeral_gb_s = exactly("0.0000000309");
  book.provisioned_x86_64 = {exactly("0.0000041667"), exactly("0.0000097222")};
  book.provisioned_arm64 = {exactly("0.0000033334"), exactly("0.0000077778")};
  book.free = {1'000'000, 400'000};
  book.sources = {"https://aws.amazon.com/lambda/pricing/ (read in 2026)",
                  "AWS Price List API, offer AWSLambda, published 2026-09-19 (as quoted publicly)"};
  return book;
}

}  // namespace

std::optional<PriceBook> built_in_price_book(std::string_view region) {
  if (region == "us-east-1") {
    return us_east_1();
  }
  return std::nullopt;
}

}  // namespace thaw
