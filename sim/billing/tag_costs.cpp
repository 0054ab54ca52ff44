#include "billing/tag_costs.hpp"

#include <cstddef>

#include "billing/invoice.hpp"
#include "thaw/check.hpp"

namespace thaw {
namespace {

struct Amounts {
  std::map<std::string, Decimal> by_value;
  Decimal tagged;
  std::size_t functions = 0;
};

}  // namespace

std::vector<TagCost> tag_costs(const Cost& cost, const std::map<std::string, Function>& settings) {
  const std::map<std::string, Decimal> amounts = cost_by_function(cost);
  std::map<std::string, Amounts> by_tag;
  for (const auto& [name, function] : settings) {
    if (!function.tags) continue;
    const auto found = amounts.find(name);
    const Decimal amount = found == amounts.end() ? Decimal(0) : found->second;
    for (const auto& [tag, value] : *function.tags) {
      Amounts& sums = by_tag[tag];
      Decimal& sum = sums.by_value[value];
      sum = sum + amount;
      sums.tagged = sums.tagged + amount;
      ++sums.functions;
    }
  }
  std::vector<TagCost> costs;
  for (const auto& [tag, sums] : by_tag) {
    for (const auto& [value, amount] : sums.by_value) costs.push_back({tag, value, amount});
    const Decimal rest = cost.total - sums.tagged;
    THAW_CHECK(rest >= Decimal(0));
    if (sums.functions < settings.size() || rest != Decimal(0)) costs.push_back({tag, {}, rest});
  }
  return costs;
}

}  // namespace thaw
