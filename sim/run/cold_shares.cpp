#include "run/cold_shares.hpp"

#include <algorithm>

#include "run/function_result.hpp"

namespace thaw {
namespace {

/// Nearest-rank percentiles, as everywhere.
ShareQuantiles quantiles(std::vector<double> shares) {
  std::sort(shares.begin(), shares.end());
  ShareQuantiles found{};
  for (std::size_t i = 0; i < found.size(); ++i) {
    found[i] = shares[(shares.size() * share_percentiles[i] + 99) / 100 - 1];
  }
  return found;
}

}  // namespace

void ColdShareSums::add(const Function& settings, const FunctionResult& figures, std::uint64_t unserved_10min) {
  const Sum sum{figures.attempts - figures.throttles, figures.delayed_starts, unserved_10min};
  if (sum.calls == 0) return;
  functions_.push_back(sum);
  const Tags none;
  const Tags& tags = settings.tags ? *settings.tags : none;
  const auto app = tags.find("app");
  if (app == tags.end()) {
    untagged_.push_back(sum);
    return;
  }
  Sum& whole = apps_[app->second];
  whole.calls += sum.calls;
  whole.delayed += sum.delayed;
  whole.unserved_10min += sum.unserved_10min;
}

std::optional<ColdShares> ColdShareSums::by_function(bool by_10min) const {
  return shares(functions_, by_10min);
}

std::optional<ColdShares> ColdShareSums::by_app(bool by_10min) const {
  if (apps_.empty()) return std::nullopt;
  std::vector<Sum> all = untagged_;
  for (const auto& [name, sum] : apps_) all.push_back(sum);
  return shares(all, by_10min);
}

std::optional<ColdShares> ColdShareSums::shares(const std::vector<Sum>& sums, bool by_10min) {
  if (sums.size() < 2) return std::nullopt;
  std::vector<double> delayed, unserved;
  for (const Sum& sum : sums) {
    delayed.push_back(ratio(sum.delayed, sum.calls));
    unserved.push_back(ratio(sum.unserved_10min, sum.calls));
  }
  ColdShares found{sums.size(), quantiles(std::move(delayed)), {}};
  if (by_10min) found.fixed_10min = quantiles(std::move(unserved));
  return found;
}

}  // namespace thaw
