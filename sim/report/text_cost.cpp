#include "report/text_cost.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "report/human_number.hpp"
#include "report/printable.hpp"
#include "report/table.hpp"

namespace thaw {

namespace {

constexpr std::size_t name_columns = 28;

std::map<std::string, Decimal> cost_by_function(const Cost& cost) {
  std::map<std::string, Decimal> sums;
  for (const CostLine& line : cost.lines) {
    Decimal& sum = sums[line.function];
    sum = sum + line.amount;
  }
  return sums;
}

// "540,000 - 400,000 free": what is priced is the difference.
std::string quantity_cell(const CostLine& line) {
  const std::string quantity = people_quantity(line.quantity, 2);
  if (line.free == Decimal(0)) return quantity;
  return fmt::format("({} - {} free)", quantity, people_quantity(line.free, 2));
}

void add_line(Table& table, const CostLine& line, const std::string& currency) {
  const std::string price = currency == "USD" ? "$" + line.unit_price.text() : line.unit_price.text() + " " + currency;
  table.row({printable(line.function, name_columns), line.item, quantity_cell(line), line.unit, "x " + price, "=",
             money(line.amount, currency)});
}

}  // namespace

Decimal cost_of(const Cost& cost, const std::string& function) {
  Decimal sum;
  for (const CostLine& line : cost.lines) {
    if (line.function == function) sum = sum + line.amount;
  }
  return sum;
}

std::vector<std::string> dearest_functions(const Result& result, std::size_t count) {
  std::map<std::string, Decimal> sums = cost_by_function(result.cost);
  std::vector<std::string> names;
  names.reserve(result.functions.size());
  for (const auto& [name, function] : result.functions) names.push_back(name);
  const std::size_t kept = std::min(count, names.size());
  std::partial_sort(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(kept), names.end(),
                    [&sums](const std::string& a, const std::string& b) {
                      const auto order = sums[a] <=> sums[b];
                      return order != 0 ? order > 0 : a < b;
                    });
  names.resize(kept);
  return names;
}

std::string cost_table(const Result& result, std::size_t functions_max, std::size_t dearest) {
  const Cost& cost = result.cost;
  const bool all = result.functions.size() <= functions_max;
  const std::vector<std::string> names = dearest_functions(result, all ? functions_max : dearest);
  const std::set<std::string> shown(names.begin(), names.end());
  Table table({Align::left, Align::left, Align::right, Align::left, Align::left, Align::left, Align::right});
  Decimal others;
  for (const CostLine& line : cost.lines) {
    if (!line.function.empty() && !shown.contains(line.function))
      others = others + line.amount;
    else
      add_line(table, line, cost.currency);
  }
  if (result.functions.size() > shown.size()) {
    const std::string more = counted(result.functions.size() - shown.size(), "more function");
    table.row({more, "", "", "", "", "=", money(others, cost.currency)});
  }
  table.row({"total", "", "", "", "", "=", money(cost.total, cost.currency)});
  if (cost.per_million_requests) {
    table.row({"per million requests", "", "", "", "", "=", money(*cost.per_million_requests, cost.currency)});
  }
  return table.text();
}

}  // namespace thaw
