#include "report/dearest_functions.hpp"

#include <algorithm>
#include <map>

#include "billing/invoice.hpp"

namespace thaw {

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
                    [&](const std::string& a, const std::string& b) {
                      const auto order = sums[a] <=> sums[b];
                      if (order != 0) return order > 0;
                      const std::uint64_t of_a = result.functions.at(a).requests, of_b = result.functions.at(b).requests;
                      return of_a != of_b ? of_a > of_b : a < b;
                    });
  names.resize(kept);
  return names;
}

}  // namespace thaw
