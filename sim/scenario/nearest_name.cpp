#include "scenario/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstddef>

namespace thaw {
namespace {

constexpr std::size_t longest_compared = 64;
constexpr std::size_t most_listed = 40;

char lower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = cost[i - 1][j - 1] + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

}  // namespace

std::string nearest_name(std::string_view name, const std::vector<std::string_view>& candidates) {
  if (name.empty() || name.size() > longest_compared) return {};
  std::string_view best;
  std::size_t best_distance = 0;
  for (const std::string_view candidate : candidates) {
    if (candidate.empty() || candidate.size() > longest_compared) continue;
    const std::size_t distance = edit_distance(name, candidate);
    const std::size_t allowed = std::max(std::size_t{1}, std::max(name.size(), candidate.size()) / 3);
    if (distance > allowed || distance >= std::max(name.size(), candidate.size())) continue;
    if (!best.empty() && distance >= best_distance) continue;
    best = candidate;
    best_distance = distance;
  }
  return std::string(best);
}

std::string name_hint(std::string_view name, const std::vector<std::string_view>& candidates, std::string_view known_here) {
  const std::string nearest = nearest_name(name, candidates);
  if (!nearest.empty()) return fmt::format("did you mean `{}`?", nearest);
  if (candidates.empty()) return {};
  std::string list;
  for (std::size_t i = 0; i < candidates.size() && i < most_listed; ++i) {
    if (i > 0) list += ", ";
    list += candidates[i].size() > longest_compared ? candidates[i].substr(0, longest_compared) : candidates[i];
  }
  if (candidates.size() > most_listed) list += ", …";
  return fmt::format("{}: {}", known_here, list);
}

}  // namespace thaw
