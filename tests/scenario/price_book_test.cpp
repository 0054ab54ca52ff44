// Price books as files: the one that comes with thaw, and what is wrong with others.
#include "scenario/price_book_file.hpp"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "thaw/diagnostic.hpp"

namespace {

using thaw::PriceBook;

const std::string good = R"(name: contract
region: eu-west-1
month: 2026-11-15
currency: EUR
requests: {price: 0.0000002/request, source: the bill}
duration:
  x86_64:
    - {up_to: 100 GB-s, price: 0.00002/GB-s, source: the contract}
    - {price: 0.00001/GB-s}
  arm64: 0/GB-s
)";

std::string replaced(const std::string& what, const std::string& by) {
  std::string text = good;
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

/// First lines of all faults, as a terminal shows them.
std::vector<std::string> faults_of(const std::string& text) {
  std::vector<std::string> lines;
  try {
    thaw::parse_price_book(text, "p.yaml");
  } catch (const thaw::Faults& faults) {
    CHECK(faults.status() == thaw::ExitStatus::scenario);
    for (const thaw::Diagnostic& fault : faults.list()) {
      const std::string shown = thaw::to_text(fault);
      lines.push_back(shown.substr(0, shown.find('\n')));
    }
  }
  return lines;
}

std::string fault_of(const std::string& text) {
  const std::vector<std::string> lines = faults_of(text);
  for (const std::string& line : lines) UNSCOPED_INFO(line);
  REQUIRE(lines.size() == 1);
  return lines[0];
}

void check_equal(const std::vector<thaw::DurationTier>& a, const std::vector<thaw::DurationTier>& b) {
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    CHECK(a[i].end_gb_s == b[i].end_gb_s);
    CHECK(a[i].usd_per_gb_s == b[i].usd_per_gb_s);
  }
}

}  // namespace

TEST_CASE("the price book that is shipped as a file is the built-in one") {
  const PriceBook file = thaw::load_price_book(THAW_SOURCE_DIR "/scenarios/prices/us-east-1-2026-11.yaml");
  const PriceBook built_in = thaw::built_in_price_book("us-east-1").value();
  CHECK(file.name() == built_in.name());
  CHECK(file.region == built_in.region);
  CHECK(file.month == built_in.month);
  CHECK(file.currency == built_in.currency);
  CHECK(file.usd_per_request == built_in.usd_per_request);
  check_equal(file.x86_64, built_in.x86_64);
  check_equal(file.arm64, built_in.arm64);
  REQUIRE(file.snap_start);
  CHECK(file.snap_start->usd_per_cached_gb_s == built_in.snap_start->usd_per_cached_gb_s);
  CHECK(file.snap_start->usd_per_restored_gb == built_in.snap_start->usd_per_restored_gb);
  CHECK(file.usd_per_ephemeral_gb_s == built_in.usd_per_ephemeral_gb_s);
  for (const auto prices : {&PriceBook::provisioned_x86_64, &PriceBook::provisioned_arm64}) {
    REQUIRE((file.*prices && built_in.*prices));
    CHECK((file.*prices)->usd_per_gb_s_configured == (built_in.*prices)->usd_per_gb_s_configured);
    CHECK((file.*prices)->usd_per_gb_s_run == (built_in.*prices)->usd_per_gb_s_run);
  }
  CHECK(file.free.requests == built_in.free.requests);
  CHECK(file.free.gb_s == built_in.free.gb_s);
  CHECK(file.sources == built_in.sources);
}

TEST_CASE("a price book says what it is of, and its figures exactly") {
  const PriceBook book = thaw::parse_price_book(good, "p.yaml");
  CHECK(book.name() == "contract, eu-west-1, 2026-11-15");
  CHECK(book.currency == "EUR");
  CHECK(book.usd_per_request.text() == "0.0000002");
  REQUIRE(book.x86_64.size() == 2);
  CHECK(book.x86_64[0].end_gb_s == thaw::Decimal(100));
  CHECK(book.x86_64[0].usd_per_gb_s.text() == "0.00002");
  CHECK(!book.x86_64[1].end_gb_s);
  REQUIRE(book.arm64.size() == 1);
  CHECK(book.arm64[0].usd_per_gb_s == thaw::Decimal(0));
  CHECK(book.free.requests == 0);
  CHECK(book.sources == std::vector<std::string>{"the bill", "the contract"});
  CHECK(thaw::parse_price_book(replaced("0.0000002/request", "\"0.20/1M requests\""), "p.yaml").usd_per_request ==
        book.usd_per_request);
}

TEST_CASE("a price book may have prices of snapshots and of storage, or not") {
  CHECK(!thaw::parse_price_book(good, "p.yaml").snap_start);
  CHECK(!thaw::parse_price_book(good, "p.yaml").usd_per_ephemeral_gb_s);
  const auto with = [](const std::string& more) { return good + ("\n" + more + "\n"); };
  const PriceBook book = thaw::parse_price_book(
      with("snap_start: {cache: 0.000001/GB-s, restore: 0.0001/GB}\nephemeral_storage: {price: 0.00000003/GB-s}"), "p.yaml");
  CHECK(book.snap_start.value().usd_per_cached_gb_s.text() == "0.000001");
  CHECK(book.snap_start.value().usd_per_restored_gb.text() == "0.0001");
  CHECK(book.usd_per_ephemeral_gb_s.value().text() == "0.00000003");
  CHECK(fault_of(with("snap_start: {cache: 0.000001/GB-s}")).ends_with("error: snap_start has no `restore`"));
  CHECK(
      fault_of(with("snap_start: {cache: 0.000001/GB, restore: 0.0001/GB}")).ends_with("error: `GB` is not a unit of this price"));
  CHECK(fault_of(with("snap_start: {cache: 0.000001/GB-s, restore: 0.0001/GB-s}"))
            .ends_with("error: `GB-s` is not a unit of this price"));
  CHECK(fault_of(with("ephemeral_storage: {}")).ends_with("error: ephemeral_storage has no `price`"));
}

TEST_CASE("what is wrong with a price is told where it stands") {
  CHECK(fault_of(replaced("0.0000002/request", "-0.1/request")) == "p.yaml:5:19: error: the price `-0.1/request` is negative");
  CHECK(fault_of(replaced("0.0000002/request", "0.0000002")) == "p.yaml:5:19: error: the price `0.0000002` has no unit");
  CHECK(fault_of(replaced("0.0000002/request", "0.2/GB-s")) == "p.yaml:5:19: error: `GB-s` is not a unit of this price");
  CHECK(fault_of(replaced("0.0000002/request", "2e-7/request")) == "p.yaml:5:19: error: `2e-7/request` is not a price");
  CHECK(fault_of(replaced("0.0000002/request", "0.0000002 USD")) == "p.yaml:5:19: error: `0.0000002 USD` is not a price");
  CHECK(fault_of(replaced("0.0000002/request", "0.01/request")).ends_with("is above 0.001/request"));
  CHECK(fault_of(replaced("0.0000002/request", "0.0000001/1M requests")).ends_with("has more than 12 decimals"));
  CHECK(fault_of(replaced("0.00002/GB-s", "0.2/1M requests")).ends_with("error: `1M requests` is not a unit of this price"));
  CHECK(fault_of(replaced("100 GB-s", "100")) == "p.yaml:8:15: error: the quantity `100` has no unit");
  CHECK(fault_of(replaced("100 GB-s", "1.5GB-s")).find("is not from 0 to") != std::string::npos);
  CHECK(fault_of(replaced("100 GB-s", "100MB-s")).ends_with("error: `MB-s` is not its unit"));
}

TEST_CASE("tiers come from the lowest up, and only the last has no end") {
  CHECK(fault_of(replaced("{price: 0.00001/GB-s}", "{up_to: 100GB-s, price: 0/GB-s}\n    - {price: 0.00001/GB-s}")) ==
        "p.yaml:9:7: error: the tier ends at 100 GB-s, where the one before has ended");
  CHECK(fault_of(replaced("up_to: 100 GB-s", "up_to: 0GB-s")).find("the tier ends at 0 GB-s") != std::string::npos);
  CHECK(fault_of(replaced("{price: 0.00001/GB-s}", "{up_to: 200GB-s, price: 0.00001/GB-s}")).ends_with("the last tier has an end"));
  CHECK(fault_of(replaced("up_to: 100 GB-s, ", "")).ends_with("duration.x86_64[0] has no `up_to`"));
  CHECK(fault_of(replaced("arm64: 0/GB-s", "arm64: []")).ends_with("duration.arm64 is no list of 1 to 100 tiers"));
}

TEST_CASE("keys, region, month and currency are checked, all at once") {
  CHECK(fault_of(replaced("EUR", "EUX")).ends_with("`EUX` is not a currency that AWS bills in"));
  CHECK(fault_of(replaced("eu-west-1", "eu-west-9")).ends_with("`eu-west-9` is not an AWS region"));
  CHECK(fault_of(replaced("2026-11-15", "November")).ends_with("`November` is not a month"));
  CHECK(fault_of(replaced("currency: EUR\n", "")).ends_with("prices has no `currency`"));
  CHECK(fault_of(replaced("  arm64: 0/GB-s\n", "")).ends_with("duration has no `arm64`"));
  CHECK(fault_of(replaced("price: 0.00001/GB-s", "price: 0.00001/GB-s, cost: 1"))
            .ends_with("unknown key `cost` in duration.x86_64[1]"));
  CHECK(fault_of("") == "p.yaml:1:1: error: an empty price book");
  CHECK(fault_of("- 1") == "p.yaml:1:1: error: prices is a list, but a map is expected");
  CHECK(faults_of("region: x\nmonth: y\ncurrency: z\n").size() == 5);
  CHECK_THROWS_AS(thaw::load_price_book("no-such-file.yaml"), thaw::Faults);
}
