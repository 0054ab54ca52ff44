#include "billing/invoice.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "thaw/check.hpp"

namespace {

using thaw::Architecture;
using thaw::Cost;
using thaw::CostLine;
using thaw::Decimal;
using thaw::Uint128;
using thaw::Usage;

thaw::PriceBook virginia() {
  const auto book = thaw::built_in_price_book("us-east-1");
  REQUIRE(book.has_value());
  return *book;
}

/// Exactly this many GB-seconds, as MB x ms.
Uint128 gb_s(std::uint64_t whole) {
  return static_cast<Uint128>(whole) * 1'024'000;
}

Usage x86(const std::string& name, std::uint64_t invocations, Uint128 mb_ms) {
  return {name, Architecture::x86_64, invocations, mb_ms, {}};
}
Usage arm(const std::string& name, std::uint64_t invocations, Uint128 mb_ms) {
  return {name, Architecture::arm64, invocations, mb_ms, {}};
}

std::string text(const CostLine& line) {
  return line.function + " " + line.item + ": " + line.quantity.text() + " " + line.unit + ", free " + line.free.text() + ", at " +
         line.unit_price.text() + " = " + line.amount.text();
}

std::vector<std::string> texts(const Cost& cost) {
  std::vector<std::string> lines;
  for (const CostLine& line : cost.lines) {
    lines.push_back(text(line));
  }
  return lines;
}

using Lines = std::vector<std::string>;

/// 100 GB-s of fee, 30 GB-s run in provisioned environments (of which 10 are inits), 20 on demand.
Usage provisioned() {
  Usage used = x86("shop", 1'000, gb_s(40));
  used.provisioned = thaw::ProvisionedUsage{Decimal(100), gb_s(30), gb_s(20), 600};
  return used;
}

TEST_CASE("provisioned concurrency has lines of its own: its fee, and what it ran at the reduced price") {
  CHECK(texts(thaw::invoice({provisioned()}, virginia(), false)) ==
        std::vector<std::string>{"shop requests: 1000 requests, free 0, at 0.0000002 = 0.0002",
                                 "shop duration: 20 GB-s, free 0, at 0.0000166667 = 0.000333334",
                                 "shop provisioned concurrency: 100 GB-s, free 0, at 0.0000041667 = 0.00041667",
                                 "shop provisioned duration: 30 GB-s, free 0, at 0.0000097222 = 0.000291666"});
}

TEST_CASE("the free tier takes nothing off provisioned concurrency, nor off its requests") {
  CHECK(texts(thaw::invoice({provisioned()}, virginia(), true)) ==
        std::vector<std::string>{"shop requests: 1000 requests, free 400, at 0.0000002 = 0.00012",
                                 "shop duration: 20 GB-s, free 20, at 0.0000166667 = 0",
                                 "shop provisioned concurrency: 100 GB-s, free 0, at 0.0000041667 = 0.00041667",
                                 "shop provisioned duration: 30 GB-s, free 0, at 0.0000097222 = 0.000291666"});
}

TEST_CASE("AWS's example of provisioned concurrency for a launch day comes out at $19.96") {
  // 100 environments of 1,536 MB for 8 h; of 3 M requests 0.5 M run in them for 100 ms, 2.5 M on demand for 120 ms.
  Usage used = x86("app", 3'000'000, gb_s(75'000 + 450'000));
  used.provisioned = thaw::ProvisionedUsage{Decimal(4'320'000), gb_s(75'000), gb_s(75'000), 500'000};
  CHECK(thaw::invoice({used}, virginia(), true).total.rounded(2).text() == "19.96");
}

TEST_CASE("a book without prices of provisioned concurrency prices all that ran as on demand") {
  thaw::PriceBook book = virginia();
  book.provisioned_x86_64.reset();
  CHECK(texts(thaw::invoice({provisioned()}, book, false)).back() ==
        "shop duration: 40 GB-s, free 0, at 0.0000166667 = 0.000666668");
}

}  // namespace

TEST_CASE("AWS's first price example comes out to the cent") {
  // 3 million requests of 120 ms at 1,536 MB, free tier: 540,000 GB-s, $2.33 + $0.40 = $2.73.
  const Uint128 mb_ms = static_cast<Uint128>(3'000'000) * 120 * 1'536;
  REQUIRE(thaw::gb_seconds(mb_ms).text() == "540000");
  const Cost cost = thaw::invoice({x86("backend", 3'000'000, mb_ms)}, virginia(), true);
  REQUIRE(texts(cost) == Lines{"backend requests: 3000000 requests, free 1000000, at 0.0000002 = 0.4",
                               "backend duration: 540000 GB-s, free 400000, at 0.0000166667 = 2.333338"});
  REQUIRE(cost.total.text() == "2.733338");
  REQUIRE(cost.total.rounded(2).text(2) == "2.73");
  REQUIRE(cost.currency == "USD");
  REQUIRE(cost.price_book == "us-east-1, 2026-11");
  REQUIRE_FALSE(cost.per_million_requests.has_value());
}

TEST_CASE("the same without the free tier") {
  const Cost cost = thaw::invoice({x86("backend", 3'000'000, gb_s(540'000))}, virginia(), false);
  REQUIRE(cost.total.text() == "9.600018");  // 540,000 x 0.0000166667 + 0.60
}

TEST_CASE("one function is billed as worked out by hand") {
  struct Case {
    std::string what;
    Usage usage;
    bool free_tier;
    std::string total;
  };
  const std::vector<Case> cases = {
      {"nothing", x86("f", 0, 0), false, "0"},
      {"nothing, free tier", x86("f", 0, 0), true, "0"},
      {"one request", x86("f", 1, 0), false, "0.0000002"},
      {"one request, free", x86("f", 1, 0), true, "0"},
      {"1 ms at 128 MB", x86("f", 0, 128), false, "0.0000000020833375"},
      {"1 ms at 1 MB: every digit kept", x86("f", 0, 1), false, "0.0000000000162760742187500"},
      {"1 ms at 10,240 MB", x86("f", 0, 10'240), false, "0.000000166667"},
      {"1 ms at 128 MB on arm", arm("f", 0, 128), false, "0.000000001666675"},
      {"all requests free", x86("f", 1'000'000, 0), true, "0"},
      {"one request beyond free", x86("f", 1'000'001, 0), true, "0.0000002"},
      {"all duration free", x86("f", 0, gb_s(400'000)), true, "0"},
      {"one GB-s beyond free", x86("f", 0, gb_s(400'001)), true, "0.0000166667"},
      {"one MB-ms beyond free", x86("f", 0, gb_s(400'000) + 1), true, "0.0000000000162760742187500"},
      {"arm all free", arm("f", 0, gb_s(400'000)), true, "0"},
      {"arm one GB-s beyond free", arm("f", 0, gb_s(400'001)), true, "0.0000133334"},
      {"a million requests", x86("f", 1'000'000, 0), false, "0.2"},
      {"x86 tier 1 full", x86("f", 0, gb_s(6'000'000'000)), false, "100000.2"},
      {"x86 first of tier 2", x86("f", 0, gb_s(6'000'000'001)), false, "100000.200015"},
      {"x86 tier 2 full", x86("f", 0, gb_s(15'000'000'000)), false, "235000.2"},
      {"x86 first of tier 3", x86("f", 0, gb_s(15'000'000'001)), false, "235000.2000133334"},
      {"x86 20 billion", x86("f", 0, gb_s(20'000'000'000)), false, "301667.2"},
      {"arm tier 1 full", arm("f", 0, gb_s(7'500'000'000)), false, "100000.5"},
      {"arm first of tier 2", arm("f", 0, gb_s(7'500'000'001)), false, "100000.5000120001"},
      {"arm tier 2 full", arm("f", 0, gb_s(18'750'000'000)), false, "235001.625"},
      {"arm first of tier 3", arm("f", 0, gb_s(18'750'000'001)), false, "235001.6250106667"},
      {"arm 20 billion", arm("f", 0, gb_s(20'000'000'000)), false, "248335"},
      {"free tier shifts the tiers", x86("f", 0, gb_s(6'000'400'000)), true, "100000.2"},
      {"free tier and first of tier 2", x86("f", 0, gb_s(6'000'400'001)), true, "100000.200015"},
      {"7.44 million of 2 s at 1 GB", x86("f", 7'440'000, gb_s(14'880'000)), false, "249.488496"},
      {"half a million of 100 ms at 1,536 MB", x86("f", 500'000, static_cast<Uint128>(500'000) * 100 * 1'536), false, "1.3500025"},
      {"2.5 million of 120 ms at 1,536 MB, free tier", x86("f", 2'500'000, static_cast<Uint128>(2'500'000) * 120 * 1'536), true,
       "1.133335"},  // 50,000 GB-s at $0.83 and 1.5 million requests at $0.30
  };
  REQUIRE(cases.size() >= 30);
  for (const Case& one : cases) {
    CAPTURE(one.what);
    const Cost cost = thaw::invoice({one.usage}, virginia(), one.free_tier);
    CHECK(cost.total == *Decimal::parse(one.total));
  }
}

TEST_CASE("AWS's price example of SnapStart comes out to the cent") {
  // 7.44 million requests of 2 s at 1 GB in 31 days, 1 % of them cold: $249.49 + cache $4.03 + restores $10.40 = $263.92.
  Usage used = x86("f", 7'440'000, gb_s(14'880'000));
  used.snapshot = thaw::SnapshotUsage{Decimal(2'678'400), Decimal(74'400)};
  const Cost cost = thaw::invoice({used}, virginia(), false);
  REQUIRE(cost.lines.size() == 4);
  CHECK(text(cost.lines[2]) == "f snap_start_cache: 2678400 GB-s, free 0, at 0.0000015046 = 4.02992064");
  CHECK(text(cost.lines[3]) == "f snap_start_restores: 74400 GB, free 0, at 0.0001397998 = 10.40110512");
  CHECK(cost.total.rounded(2).text(2) == "263.92");
}

TEST_CASE("ephemeral storage beyond 512 MB is priced by billed time, where the book has its price") {
  Usage used = x86("f", 0, 0);
  used.ephemeral_mb_ms = gb_s(1'000'000);
  thaw::PriceBook book = virginia();
  CHECK(text(thaw::invoice({used}, book, true).lines.back()) ==
        "f ephemeral_storage: 1000000 GB-s, free 0, at 0.0000000309 = 0.0309");
  used.snapshot = thaw::SnapshotUsage{Decimal(1), Decimal(1)};
  book.usd_per_ephemeral_gb_s.reset();
  book.snap_start.reset();
  CHECK(thaw::invoice({used}, book, true).lines.size() == 2);
}

TEST_CASE("GB-seconds keep every digit") {
  REQUIRE(thaw::gb_seconds(0).text() == "0");
  REQUIRE(thaw::gb_seconds(1).text() == "0.0000009765625");
  REQUIRE(thaw::gb_seconds(1'024'000).text() == "1");
  REQUIRE(thaw::gb_seconds(128).text() == "0.000125");
  REQUIRE_THROWS_AS(thaw::gb_seconds(~Uint128{0}), thaw::BrokenInvariant);
}

TEST_CASE("a duration that reaches into further tiers has one line per tier") {
  const Cost cost = thaw::invoice({x86("big", 10, gb_s(16'000'000'000))}, virginia(), true);
  REQUIRE(texts(cost) == Lines{
                             "big requests: 10 requests, free 10, at 0.0000002 = 0",
                             "big duration: 6000400000 GB-s, free 400000, at 0.0000166667 = 100000.2",
                             "big duration: 9000000000 GB-s, free 0, at 0.000015 = 135000",
                             "big duration: 999600000 GB-s, free 0, at 0.0000133334 = 13328.06664",
                         });
}

TEST_CASE("the account's tiers are used up by function name, whatever the order of the list") {
  const std::vector<Usage> usage = {x86("c", 0, gb_s(2)), x86("a", 0, gb_s(5'999'999'999)), x86("b", 0, gb_s(3))};
  const Cost cost = thaw::invoice(usage, virginia(), false);
  REQUIRE(texts(cost) == Lines{
                             "a requests: 0 requests, free 0, at 0.0000002 = 0",
                             "a duration: 5999999999 GB-s, free 0, at 0.0000166667 = 100000.1999833333",
                             "b requests: 0 requests, free 0, at 0.0000002 = 0",
                             "b duration: 1 GB-s, free 0, at 0.0000166667 = 0.0000166667",
                             "b duration: 2 GB-s, free 0, at 0.000015 = 0.00003",
                             "c requests: 0 requests, free 0, at 0.0000002 = 0",
                             "c duration: 2 GB-s, free 0, at 0.000015 = 0.00003",
                         });
}

TEST_CASE("a tier filled to its end leaves nothing of it to the next function") {
  const Cost cost = thaw::invoice({x86("a", 0, gb_s(6'000'000'000)), x86("b", 0, gb_s(1))}, virginia(), false);
  REQUIRE(cost.lines.size() == 4);
  REQUIRE(text(cost.lines[3]) == "b duration: 1 GB-s, free 0, at 0.000015 = 0.000015");
}

TEST_CASE("x86_64 takes the free duration before arm64, and each architecture has tiers of its own") {
  const std::vector<Usage> usage = {arm("a", 600'000, gb_s(300'000)), x86("z", 600'000, gb_s(300'000))};
  const Cost cost = thaw::invoice(usage, virginia(), true);
  REQUIRE(texts(cost) == Lines{
                             "a requests: 600000 requests, free 600000, at 0.0000002 = 0",
                             "a duration: 300000 GB-s, free 100000, at 0.0000133334 = 2.66668",
                             "z requests: 600000 requests, free 400000, at 0.0000002 = 0.04",
                             "z duration: 300000 GB-s, free 300000, at 0.0000166667 = 0",
                         });
  const Cost full = thaw::invoice({arm("a", 0, gb_s(7'500'000'000)), x86("z", 0, gb_s(6'000'000'000))}, virginia(), false);
  REQUIRE(full.total.text() == "200000.7");
}

TEST_CASE("an invoice of no functions is zero") {
  const Cost cost = thaw::invoice({}, virginia(), true);
  REQUIRE(cost.lines.empty());
  REQUIRE(cost.total == Decimal(0));
}

TEST_CASE("a function listed twice is a broken invariant") {
  REQUIRE_THROWS_AS(thaw::invoice({x86("f", 1, 1), arm("f", 1, 1)}, virginia(), false), thaw::BrokenInvariant);
}

TEST_CASE("a book whose last tier ends is a broken invariant where it is reached") {
  thaw::PriceBook book = virginia();
  book.x86_64.pop_back();
  REQUIRE_NOTHROW(thaw::invoice({x86("f", 0, gb_s(15'000'000'000))}, book, false));
  REQUIRE_THROWS_AS(thaw::invoice({x86("f", 0, gb_s(15'000'000'001))}, book, false), thaw::BrokenInvariant);
}

TEST_CASE("lines add up to what was used, their amounts to the total, and the order of the list does not matter") {
  const bool held = rc::check([] {
    std::vector<Usage> usage;
    const auto size = *rc::gen::inRange<std::size_t>(0, 8);
    for (std::size_t i = 0; i < size; ++i) {
      const auto mb_ms = static_cast<Uint128>(*rc::gen::inRange<std::uint64_t>(0, 1'000'000'000'000)) *
                         *rc::gen::element<std::uint64_t>(1, 1'000, 10'000'000'000);
      usage.push_back({"f" + std::to_string(i), *rc::gen::element(Architecture::x86_64, Architecture::arm64),
                       *rc::gen::inRange<std::uint64_t>(0, 3'000'000), mb_ms});
    }
    const bool free_tier = *rc::gen::arbitrary<bool>();
    const auto book = thaw::built_in_price_book("us-east-1");
    const Cost cost = thaw::invoice(usage, *book, free_tier);
    Decimal total;
    Decimal free_gb_s;
    for (const CostLine& line : cost.lines) {
      RC_ASSERT(line.free <= line.quantity);
      RC_ASSERT(line.amount == (line.quantity - line.free) * line.unit_price);
      total = total + line.amount;
      free_gb_s = free_gb_s + (line.item == "duration" ? line.free : Decimal(0));
    }
    RC_ASSERT(total == cost.total);
    Decimal all_gb_s;
    for (const Usage& used : usage) {
      Decimal sum;
      for (const CostLine& line : cost.lines) {
        sum = sum + (line.function == used.function && line.item == "duration" ? line.quantity : Decimal(0));
      }
      RC_ASSERT(sum == thaw::gb_seconds(used.billed_mb_ms));
      all_gb_s = all_gb_s + sum;
    }
    RC_ASSERT(free_gb_s == (free_tier ? std::min(all_gb_s, Decimal(400'000)) : Decimal(0)));
    std::vector<Usage> reversed(usage.rbegin(), usage.rend());
    RC_ASSERT(texts(thaw::invoice(reversed, *book, free_tier)) == texts(cost));
  });
  REQUIRE(held);
}

TEST_CASE("the price of a million requests is rounded to six places") {
  REQUIRE(thaw::per_million(*Decimal::parse("2.733338"), 3'000'000)->text() == "0.911113");  // 0.911112666…
  REQUIRE(thaw::per_million(Decimal(1), 1'000'000)->text() == "1");
  REQUIRE(thaw::per_million(Decimal(0), 5)->text() == "0");
  REQUIRE_FALSE(thaw::per_million(Decimal(1), 0).has_value());
}

TEST_CASE("there is a book for us-east-1 with its sources, and for no region that we have no prices of") {
  REQUIRE(virginia().sources.size() >= 2);
  REQUIRE(virginia().month == "2026-11");
  REQUIRE_FALSE(thaw::built_in_price_book("eu-west-1").has_value());
  REQUIRE_FALSE(thaw::built_in_price_book("US-EAST-1").has_value());
  REQUIRE_FALSE(thaw::built_in_price_book("").has_value());
}
