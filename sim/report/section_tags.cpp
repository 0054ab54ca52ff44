// The cost by tag: a row for each tag and value, and one for what has no such tag.
#include <cstddef>

#include "report/human_number.hpp"
#include "report/sections.hpp"

namespace thaw {

namespace {

constexpr std::size_t rows_shown = 40;
constexpr std::size_t name_columns = 32;

}  // namespace

Section tags_section(const Result& result) {
  const Cost& cost = result.cost;
  if (cost.by_tag.empty()) return {};
  Grid grid{{{"tag"}, {"value"}, {"cost", Align::right}}, {}};
  for (std::size_t i = 0; i < cost.by_tag.size() && i < rows_shown; ++i) {
    const TagCost& row = cost.by_tag[i];
    grid.rows.push_back({{named(row.tag, name_columns), row.value ? Prose(named(*row.value, name_columns)) : Prose("(untagged)"),
                          money(row.amount, cost.currency)}});
  }
  Section section{"Cost by tag", {std::move(grid)}};
  if (cost.by_tag.size() > rows_shown) {
    const std::string more = counted(cost.by_tag.size() - rows_shown, "more row");
    section.blocks.emplace_back(Paragraph{"... and " + more + "; --format json or csv has them all.", Tone::dim});
  }
  return section;
}

}  // namespace thaw
