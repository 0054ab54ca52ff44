#include "report/text_tags.hpp"

#include <cstddef>

#include "report/human_number.hpp"
#include "report/printable.hpp"
#include "report/table.hpp"

namespace thaw {
namespace {

constexpr std::size_t rows_shown = 40;
constexpr std::size_t name_columns = 32;

}  // namespace

std::string tag_costs_table(const Result& result) {
  const Cost& cost = result.cost;
  if (cost.by_tag.empty()) return {};
  Table table({Align::left, Align::left, Align::right});
  for (std::size_t i = 0; i < cost.by_tag.size() && i < rows_shown; ++i) {
    const TagCost& row = cost.by_tag[i];
    table.row({printable(row.tag, name_columns), row.value ? printable(*row.value, name_columns) : "(untagged)",
               money(row.amount, cost.currency)});
  }
  std::string text = table.text();
  if (cost.by_tag.size() > rows_shown) {
    text += "  ... and " + counted(cost.by_tag.size() - rows_shown, "more row") + "; --format json or csv has them all.\n";
  }
  return text;
}

}  // namespace thaw
