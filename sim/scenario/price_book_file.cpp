#include "scenario/price_book_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenario/date.hpp"
#include "scenario/map_reader.hpp"
#include "scenario/quantity.hpp"
#include "scenario/region.hpp"
#include "scenario/text_file.hpp"

namespace thaw {
namespace {

constexpr std::size_t most_tiers = 100;
constexpr std::size_t longest_title = 100;
constexpr std::size_t longest_source = 1'000;
constexpr int price_places = 12;
constexpr std::int64_t most_quantity = 1'000'000'000'000'000;
constexpr std::string_view request_unit = "request";
constexpr std::string_view million_unit = "1M requests";
constexpr std::string_view duration_unit = "GB-s";

/// Currencies that AWS bills in.
const std::vector<std::string_view> currencies = {"USD", "AUD", "BRL", "CAD", "CHF", "CNY", "DKK", "EUR", "GBP",
                                                  "HKD", "IDR", "INR", "JPY", "KRW", "NOK", "NZD", "SEK", "SGD"};

Decimal exactly(const Digits& number) {
  return Decimal::scaled(number.digits, number.places);
}

/// "0.0000166667/GB-s": an amount of the currency for each of a unit, exactly as written.
Reading<Decimal> read_price(std::string_view text, std::string_view unit, Decimal most) {
  using Price = Reading<Decimal>;
  const bool by_request = unit == request_unit;
  const std::string hint = by_request ? "write the price and what it is for, such as 0.0000002/request or 0.20/1M requests"
                                      : "write the price and what it is for, such as 0.0000166667/GB-s";
  const auto number = leading_number(text);
  if (!number) return Price::fault(fmt::format("{} is not a price", quoted(text)), hint);
  if (number->rest.empty()) return Price::fault(fmt::format("the price {} has no unit", quoted(text)), hint);
  if (!number->rest.starts_with('/')) return Price::fault(fmt::format("{} is not a price", quoted(text)), hint);
  const std::string_view per = number->rest.substr(1);
  const bool million = by_request && per == million_unit;
  if (per != unit && !million) return Price::fault(fmt::format("{} is not a unit of this price", quoted(per)), hint);
  if (number->negative && number->digits != 0) {
    return Price::fault(fmt::format("the price {} is negative", quoted(text)), "AWS charges, or what it gives is free: 0");
  }
  const int places = number->places + (million ? 6 : 0);
  const Decimal price = Decimal::scaled(number->digits, places);
  if (places > price_places) {
    return Price::fault(fmt::format("the price {} has more than {} decimals", quoted(text), price_places), hint);
  }
  if (price > most) return Price::fault(fmt::format("the price {} is above {}/{}", quoted(text), most.text(), unit), hint);
  return Price::of(price);
}

Reading<Decimal> read_request_price(std::string_view text) {
  return read_price(text, request_unit, Decimal::scaled(1, 3));
}
Reading<Decimal> read_duration_price(std::string_view text) {
  return read_price(text, duration_unit, Decimal(1));
}

/// "400000GB-s": whole, since AWS's are.
Reading<std::uint64_t> read_gb_s(std::string_view text) {
  using Quantity = Reading<std::uint64_t>;
  constexpr std::string_view hint = "write whole GB-seconds, such as 400000GB-s";
  const auto number = leading_number(text);
  if (!number) return Quantity::fault(fmt::format("{} is not a quantity", quoted(text)), std::string(hint));
  const std::string_view unit = number->rest.starts_with(' ') ? number->rest.substr(1) : number->rest;
  if (unit.empty()) return Quantity::fault(fmt::format("the quantity {} has no unit", quoted(text)), std::string(hint));
  if (unit != duration_unit) return Quantity::fault(fmt::format("{} is not its unit", quoted(unit)), std::string(hint));
  const Decimal quantity = exactly(*number);
  if (number->places != 0 || (number->negative && number->digits != 0) || quantity > Decimal(most_quantity)) {
    return Quantity::fault(fmt::format("the quantity {} is not from 0 to {} whole GB-s", quoted(text), most_quantity),
                           std::string(hint));
  }
  return Quantity::of(static_cast<std::uint64_t>(number->digits));
}

class PriceBookReader {
 public:
  PriceBookReader(const YamlNode& root, FaultList& faults)
      : map_(root, "prices",
             {{"name", "region", "month", "currency", "sources", "requests", "duration", "provisioned_concurrency", "free_tier"},
              {}},
             faults),
        faults_(faults) {}

  PriceBook read() {
    read_head();
    if (const YamlNode* node = needed(map_, "requests", "write requests: {price: 0.20/1M requests}")) read_requests(*node);
    if (const YamlNode* node = needed(map_, "duration", "write duration: {x86_64: …, arm64: …}")) read_duration(*node);
    if (const YamlNode* node = map_.value("provisioned_concurrency")) read_provisioned(*node);
    if (const YamlNode* node = map_.value("free_tier")) read_free_tier(*node);
    return std::move(book_);
  }

 private:
  const YamlNode* needed(const MapReader& map, std::string_view key, std::string hint) {
    if (map.node().kind == YamlNode::Kind::map && !map.has(key)) {
      faults_.add(map.node().place, fmt::format("{} has no `{}`", map.path(), key), std::move(hint));
    }
    return map.value(key);
  }

  std::string text_of(const YamlNode& node, std::string_view expected, std::size_t longest) {
    const std::string text(read_text(node, expected, faults_).value_or(""));
    const bool control = std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20U; });
    if (text.size() > longest || control) {
      faults_.add(node.place, fmt::format("{} is too long, or not one line", expected), fmt::format("at most {} bytes", longest));
    }
    return text;
  }

  void read_head() {
    if (const YamlNode* node = map_.value("name")) book_.title = text_of(*node, "a name", longest_title);
    if (const YamlNode* node = needed(map_, "region", "write the region that the prices are of, such as us-east-1")) {
      std::vector<std::string_view> regions = priced_regions();
      regions.insert(regions.end(), unpriced_regions().begin(), unpriced_regions().end());
      book_.region = std::string(read_word(*node, "an AWS region", regions, {}, faults_).value_or(""));
    }
    if (const YamlNode* node = needed(map_, "month", "write the month that the prices hold for, such as 2026-11")) {
      book_.month = std::string(read_text(*node, "a month", faults_).value_or(""));
      if (!book_.month.empty() && !read_era_day(book_.month)) {
        faults_.add(node->place, fmt::format("{} is not a month", quoted(book_.month)), "write a month such as 2026-11, or a date");
      }
    }
    if (const YamlNode* node = needed(map_, "currency", "write the currency of the prices, such as USD")) {
      book_.currency = std::string(read_word(*node, "a currency that AWS bills in", currencies, {}, faults_).value_or("USD"));
    }
    if (const YamlNode* node = map_.value("sources")) read_sources(*node);
  }

  void read_sources(const YamlNode& node) {
    if (node.kind != YamlNode::Kind::list) {
      faults_.add(node.place, fmt::format("a list is expected, not {}", kind_name(node)),
                  "write where the prices come from, a line each");
      return;
    }
    for (const YamlNode& item : node.items) add_source(item);
  }

  void add_source(const YamlNode& node) { book_.sources.push_back(text_of(node, "a source", longest_source)); }

  /// Where one figure comes from, beside it.
  void read_source(const MapReader& map) {
    if (const YamlNode* node = map.value("source")) add_source(*node);
  }

  void read_requests(const YamlNode& node) {
    const MapReader requests(node, "requests", {{"price", "source"}, {}}, faults_);
    if (const YamlNode* price = needed(requests, "price", "write price: 0.20/1M requests")) {
      book_.usd_per_request = read_quantity(*price, "a price", faults_, read_request_price).value_or(0);
    }
    read_source(requests);
  }

  void read_duration(const YamlNode& node) {
    const MapReader duration(node, "duration", {{"x86_64", "arm64"}, {}}, faults_);
    constexpr std::string_view hint =
        "write a list of tiers, such as [{up_to: 6000000000GB-s, price: …}, {price: …}], or one price";
    if (const YamlNode* tiers = needed(duration, "x86_64", std::string(hint))) book_.x86_64 = read_tiers(*tiers, "duration.x86_64");
    if (const YamlNode* tiers = needed(duration, "arm64", std::string(hint))) book_.arm64 = read_tiers(*tiers, "duration.arm64");
  }

  void read_provisioned(const YamlNode& node) {
    const MapReader map(node, "provisioned_concurrency", {{"x86_64", "arm64"}, {}}, faults_);
    if (const YamlNode* x86_64 = map.value("x86_64")) {
      book_.provisioned_x86_64 = read_provisioned_prices(*x86_64, map.path_of("x86_64"));
    }
    if (const YamlNode* arm64 = map.value("arm64")) {
      book_.provisioned_arm64 = read_provisioned_prices(*arm64, map.path_of("arm64"));
    }
  }

  ProvisionedPrices read_provisioned_prices(const YamlNode& node, const std::string& path) {
    const MapReader map(node, path, {{"fee", "duration", "source"}, {}}, faults_);
    const auto price = [&](std::string_view key) {
      const YamlNode* value = needed(map, key, "write {fee: 0.0000041667/GB-s, duration: 0.0000097222/GB-s}");
      return value == nullptr ? Decimal(0) : read_quantity(*value, "a price", faults_, read_duration_price).value_or(0);
    };
    read_source(map);
    return {price("fee"), price("duration")};
  }

  std::vector<DurationTier> read_tiers(const YamlNode& node, const std::string& path) {
    if (node.kind == YamlNode::Kind::scalar) {  // one price for all
      return {{std::nullopt, read_quantity(node, "a price", faults_, read_duration_price).value_or(0)}};
    }
    if (node.kind != YamlNode::Kind::list || node.items.empty() || node.items.size() > most_tiers) {
      faults_.add(node.place, fmt::format("{} is no list of 1 to {} tiers", path, most_tiers),
                  "write [{up_to: 6000000000GB-s, price: 0.0000166667/GB-s}, {price: 0.000015/GB-s}]");
      return {};
    }
    std::vector<DurationTier> tiers;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      const bool last = i + 1 == node.items.size();
      tiers.push_back(read_tier(node.items[i], fmt::format("{}[{}]", path, i), last));
      const auto& end = tiers.back().end_gb_s;
      const Decimal before = i == 0 ? Decimal(0) : tiers[i - 1].end_gb_s.value_or(0);
      if (!end || *end > before) continue;
      faults_.add(node.items[i].place, fmt::format("the tier ends at {} GB-s, where the one before has ended", end->text()),
                  "write tiers from the lowest up, each ending above the one before");
    }
    return tiers;
  }

  DurationTier read_tier(const YamlNode& node, const std::string& path, bool last) {
    DurationTier tier;
    const MapReader map(node, path, {{"up_to", "price", "source"}, {}}, faults_);
    const YamlNode* end = map.value("up_to");
    if (end != nullptr) {
      if (const auto gb_s = read_quantity(*end, "a quantity", faults_, read_gb_s))
        tier.end_gb_s = Decimal(static_cast<std::int64_t>(*gb_s));
      if (last) faults_.add(end->place, "the last tier has an end", "leave its `up_to` out: it has to price whatever comes");
    } else if (!last && node.kind == YamlNode::Kind::map) {
      faults_.add(node.place, fmt::format("{} has no `up_to`", path), "only the last tier has no end");
    }
    if (const YamlNode* price = needed(map, "price", "write price: 0.0000166667/GB-s")) {
      tier.usd_per_gb_s = read_quantity(*price, "a price", faults_, read_duration_price).value_or(0);
    }
    read_source(map);
    return tier;
  }

  void read_free_tier(const YamlNode& node) {
    const MapReader free(node, "free_tier", {{"requests", "duration", "source"}, {}}, faults_);
    if (const YamlNode* requests = free.value("requests")) {
      book_.free.requests =
          read_quantity(*requests, "a number", faults_, read_whole, std::uint64_t{0}, static_cast<std::uint64_t>(most_quantity))
              .value_or(0);
    }
    if (const YamlNode* duration = free.value("duration")) {
      book_.free.gb_s = read_quantity(*duration, "a quantity", faults_, read_gb_s).value_or(0);
    }
    read_source(free);
  }

  MapReader map_;
  FaultList& faults_;
  PriceBook book_;
};

}  // namespace

PriceBook parse_price_book(std::string_view text, const std::string& name) {
  const std::vector<std::string> no_settings;
  FaultList faults(name, text, no_settings);
  const YamlNode root = read_yaml(text, {Place::document, 1, 1}, faults);
  faults.throw_if_any();
  if (root.kind == YamlNode::Kind::null) {
    faults.add({Place::document, 1, 1}, "an empty price book", "scenarios/prices/us-east-1-2026-11.yaml is one to start from");
    faults.throw_if_any();
  }
  PriceBook book = PriceBookReader(root, faults).read();
  faults.throw_if_any();
  return book;
}

PriceBook load_price_book(const std::string& path) {
  const auto text = read_text_file(path, max_document_bytes);
  if (!text) throw Faults(ExitStatus::scenario, Diagnostic{path, 0, 0, text.message, text.hint, {}});
  return parse_price_book(*text.value, path);
}

}  // namespace thaw
