#include "billing/tag_costs.hpp"

#include <catch2/catch.hpp>

namespace thaw {
namespace {

std::map<std::string, Function> functions(const std::map<std::string, Tags>& tags) {
  std::map<std::string, Function> settings;
  for (const auto& [name, of_one] : tags) {
    settings[name].name = name;
    if (!of_one.empty()) settings[name].tags = std::make_shared<const Tags>(of_one);
  }
  return settings;
}

Cost cost_of(const std::map<std::string, std::vector<const char*>>& amounts) {
  Cost cost;
  for (const auto& [name, of_one] : amounts) {
    for (const char* text : of_one) {
      CostLine line;
      line.function = name;
      line.amount = *Decimal::parse(text);
      cost.total = cost.total + line.amount;
      cost.lines.push_back(line);
    }
  }
  return cost;
}

std::string told(const std::vector<TagCost>& costs) {
  std::string text;
  for (const TagCost& one : costs) text += one.tag + "=" + one.value.value_or("-") + " " + one.amount.text() + "; ";
  return text;
}

}  // namespace

TEST_CASE("amounts add up by tag and value, exactly, and what has no such tag comes last") {
  const auto settings =
      functions({{"a", {{"team", "shop"}}}, {"b", {{"team", "data"}, {"stage", "prod"}}}, {"c", {{"team", "shop"}}}, {"d", {}}});
  const Cost cost = cost_of({{"a", {"0.1", "0.2"}}, {"b", {"1"}}, {"c", {"0.0000000000003"}}, {"d", {"7"}}});
  CHECK(told(tag_costs(cost, settings)) ==
        "stage=prod 1; stage=- 7.3000000000003; team=data 1; team=shop 0.3000000000003; team=- 7; ");
}

TEST_CASE("without tags there is nothing, and without untagged functions no such row") {
  CHECK(tag_costs(cost_of({{"a", {"1"}}}), functions({{"a", {}}})).empty());
  CHECK(told(tag_costs(cost_of({{"a", {"1"}}}), functions({{"a", {{"team", "shop"}}}}))) == "team=shop 1; ");
}

TEST_CASE("functions that cost nothing are named, and a line of no function is untagged") {
  const auto settings = functions({{"a", {{"team", "shop"}}}, {"b", {{"team", "data"}}}});
  CHECK(told(tag_costs(cost_of({{"a", {"1"}}, {"", {"0.5"}}}), settings)) == "team=data 0; team=shop 1; team=- 0.5; ");
}

}  // namespace thaw
