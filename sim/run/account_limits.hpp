// account_limits.hpp: which limits each function meets, and which of them it shares (3.9, 3.15).
//
// Functions with reserved concurrency have a part of the account for themselves; the others share what is left. The request
// rate of the account is everybody's. Functions that run apart meet their own limits only: sums over them are looked at
// afterwards, and where one is beyond the account's the functions have to run together, sharing.
//
// What always holds: shares add up to the account's concurrency. Memory is up to 200 bytes a function.
#pragma once

#include <cstdint>
#include <memory>

#include "lambda/admission.hpp"
#include "run/shared_concurrency.hpp"
#include "stats/level_grid.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// What a function does not share; it must stay where it is while the function runs.
struct OwnLimits {
  std::unique_ptr<RequestRate> account_rate;  // when apart: unlimited, and reports to the grid
  std::unique_ptr<RequestRate> reserved_rate;
  std::unique_ptr<LaunchAllowance> launches;
};

class AccountLimits {
 public:
  /// `scenario` must outlive it.
  explicit AccountLimits(const Scenario& scenario);

  /// From now on functions share the account's limits: they run together, or there is only one.
  void share();
  /// Of the functions without reserved concurrency, when limits are shared.
  [[nodiscard]] SharedConcurrency& concurrency() { return *concurrency_; }
  [[nodiscard]] bool shared() const { return concurrency_ != nullptr; }

  /// Only a run in which all functions share shows what happens.
  [[nodiscard]] bool couple_always() const {
    return scenario_.account.scaling_rate && scenario_.account.scaling_rate->account_wide;
  }
  /// Some functions have reserved concurrency, so that the others' sum is not everybody's.
  [[nodiscard]] bool any_reserved() const { return reserved_ > 0 || any_stopped_; }
  /// With so many environments busy at once, functions without reserved concurrency may have met the account's limit. An attempt
  /// that their scaling rate turned away would have met it already where all of it was in use, and is told by that. Provisioned
  /// units count while they are idle, too: in use are at most those that are busy and all that may be configured at once.
  [[nodiscard]] bool may_throttle(std::uint64_t busy) const {
    const std::uint64_t in_use = busy + most_provisioned_;
    return in_use > unreserved() || (scenario_.account.scaling_rate && in_use == unreserved());
  }

  /// Fills in what the function has for itself and tells what it has to pass. `grid` is told of its attempts when apart.
  Admission admission_of(const Function& function, OwnLimits& own, stats::LevelGrid& grid);

 private:
  /// What is left for the functions without reserved concurrency.
  [[nodiscard]] std::uint64_t unreserved() const { return scenario_.account.concurrency - reserved_; }
  [[nodiscard]] std::uint64_t concurrency_of(const Function& function) const;
  LaunchAllowance* launches_of(OwnLimits& own);

  const Scenario& scenario_;
  std::uint64_t reserved_ = 0;
  std::uint64_t most_provisioned_ = 0;  // of the functions without reserved concurrency
  bool any_stopped_ = false;            // by a reserved concurrency of 0
  std::unique_ptr<SharedConcurrency> concurrency_;
  std::unique_ptr<RequestRate> rate_;
  std::unique_ptr<LaunchAllowance> launches_;  // of an allowance for the whole account
};

}  // namespace thaw
