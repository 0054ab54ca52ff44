// cold_shares.hpp: how the share of calls that found no idle environment is spread over functions, and over apps.
//
// An app is all functions with one value of the tag `app`; a function without it is an app of its own. Shares are those of delayed
// starts, so that an environment launched ahead of its call counts as what it is worth. Functions that no call was admitted to have
// no share. A few words a function, sorted once at the end.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "thaw/result.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

class ColdShareSums {
 public:
  /// `unserved_10min` of its calls would have found no environment that had been idle for less than 10 min.
  void add(const Function& settings, const FunctionResult& figures, std::uint64_t unserved_10min);

  /// None where there are fewer than two. `by_10min`: what the fixed 10 min would give is known.
  [[nodiscard]] std::optional<ColdShares> by_function(bool by_10min) const;
  /// None where no function has the tag, too.
  [[nodiscard]] std::optional<ColdShares> by_app(bool by_10min) const;

 private:
  struct Sum {
    std::uint64_t calls = 0, delayed = 0, unserved_10min = 0;
  };
  [[nodiscard]] static std::optional<ColdShares> shares(const std::vector<Sum>& sums, bool by_10min);

  std::vector<Sum> functions_, untagged_;
  std::map<std::string, Sum> apps_;  // by the tag's value
};

}  // namespace thaw
