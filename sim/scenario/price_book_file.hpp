// price_book_file.hpp: YAML text to a checked price book, for `--prices`.
//
// scenarios/prices/us-east-1-2026-11.yaml is the book that comes with thaw, in this form, and explains it. Figures are exact
// decimals with their unit; a negative price, a tier that ends before the one below it, a missing unit or an unknown currency is
// a fault with its place. All faults of a file are thrown together as Faults of status scenario. What is returned is small enough
// (prices of at most 12 decimals, at most 0.001 a request and 1 a GB-s) that an invoice of any run is exact.
#pragma once

#include <string>
#include <string_view>

#include "billing/price_book.hpp"

namespace thaw {

PriceBook load_price_book(const std::string& path);

/// The same from memory: `name` stands for the file in messages.
PriceBook parse_price_book(std::string_view text, const std::string& name);

}  // namespace thaw
