// The cost, line by line, so that it can be checked with a pocket calculator.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "report/dearest_functions.hpp"
#include "report/human_number.hpp"
#include "report/sections.hpp"

namespace thaw {

namespace {

constexpr std::size_t functions_max = 10;    // up to so many have their lines,
constexpr std::size_t functions_priced = 5;  // of more the dearest
constexpr std::size_t name_columns = 28;

// "540,000 - 400,000 free": what is priced is the difference.
std::string quantity_cell(const CostLine& line) {
  const std::string quantity = people_quantity(line.quantity, 2);
  if (line.free == Decimal(0)) return quantity;
  return fmt::format("({} - {} free)", quantity, people_quantity(line.free, 2));
}

GridRow row_of(const CostLine& line, const std::string& currency) {
  const std::string price =
      currency == "USD" ? "$" + line.unit_price.text() : line.unit_price.text() + " " + printable(currency, 12);
  return {{named(line.function, name_columns), printable(line.item, 40), quantity_cell(line),
           line.item == line.unit ? "" : printable(line.unit, 20), price, money(line.amount, currency)}};
}

}  // namespace

Section cost_section(const Result& result) {
  const Cost& cost = result.cost;
  if (cost.price_book.empty()) return {};
  const bool all = result.functions.size() <= functions_max;
  const std::vector<std::string> names = dearest_functions(result, all ? functions_max : functions_priced);
  const std::set<std::string> shown(names.begin(), names.end());
  Grid grid{{{"function"},
             {"item"},
             {"quantity", Align::right},
             {"unit", Align::left, "", true},
             {"unit price", Align::left, "x "},
             {"amount", Align::right, "= "}},
            {},
            false,
            Narrow::stack};
  Decimal others;
  for (const CostLine& line : cost.lines) {
    if (!line.function.empty() && !shown.contains(line.function))
      others = others + line.amount;
    else
      grid.rows.push_back(row_of(line, cost.currency));
  }
  if (result.functions.size() > shown.size()) {
    const std::string more = counted(result.functions.size() - shown.size(), "more function");
    grid.rows.push_back({{more, "", "", "", "", money(others, cost.currency)}});
  }
  grid.rows.push_back({{"total", "", "", "", "", money(cost.total, cost.currency)}});
  Section section{Prose("Cost at the prices of ") + named(cost.price_book), {grid}};
  const bool priced = std::any_of(cost.lines.begin(), cost.lines.end(),
                                  [](const CostLine& line) { return line.item == "provisioned concurrency"; });
  if (result.totals.provisioned && !priced) {
    section.blocks.emplace_back(Paragraph{"These prices have none for provisioned concurrency: its fee and inits are left out."});
  }
  if (cost.per_million_requests) {
    section.blocks.emplace_back(
        Paragraph{fmt::format("That is {} per million requests.", money(*cost.per_million_requests, cost.currency))});
  }
  return section;
}

}  // namespace thaw
