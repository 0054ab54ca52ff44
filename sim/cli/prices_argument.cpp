#include "cli/prices_argument.hpp"

#include "scenario/price_book_file.hpp"

namespace thaw {

std::optional<PriceBook> prices_of(const Arguments& arguments) {
  const auto path = arguments.value("prices");
  return path ? std::optional(load_price_book(*path)) : std::nullopt;
}

}  // namespace thaw
