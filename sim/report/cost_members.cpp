#include "report/cost_members.hpp"

#include <optional>

#include "report/saved_bounds.hpp"

namespace thaw {

namespace {

template <class Block, class Line>
void line_members(Block& block, Line& line) {
  block.string("function", line.function);
  block.string("item", line.item);
  block.amount("quantity", line.quantity, most_quantity, gb_s_places);
  block.string("unit", line.unit);
  block.amount("free", line.free, most_quantity, gb_s_places);
  block.amount("unit_price", line.unit_price, Decimal(1), price_places);
  block.amount("amount", line.amount, most_money, money_places);
}

template <class Block, class Tag>
void tag_members(Block& block, Tag& cost) {
  block.string("tag", cost.tag);
  block.string_or_null("value", cost.value);
  block.amount("amount", cost.amount, most_money, money_places);
}

template <class Block, class Bill>
void describe(Block& block, Bill& cost) {
  block.string("currency", cost.currency);
  std::optional<Decimal> total;
  if (!cost.price_book.empty()) total = cost.total;
  block.amount_or_null("total", total, most_money, money_places);
  block.amount_or_null("per_million_requests", cost.per_million_requests, most_money * Decimal(1'000'000), money_places);
  block.string("price_book", cost.price_book);
  block.boolean("free_tier", cost.free_tier);
  block.array("lines", cost.lines, [](Block& inner, auto& line) { line_members(inner, line); });
  block.array_if_any("by_tag", cost.by_tag, [](Block& inner, auto& tag) { tag_members(inner, tag); });
  if constexpr (Block::reads) {
    cost.total = total.value_or(Decimal(0));
    if (total.has_value() == cost.price_book.empty()) {
      block.contradiction("there is a `total` where there is a `price_book`, and only there");
    }
  }
}

}  // namespace

void members(WrittenBlock& block, const Cost& cost) {
  describe(block, cost);
}
void members(SavedBlock& block, Cost& cost) {
  describe(block, cost);
}

}  // namespace thaw
