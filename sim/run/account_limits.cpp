#include "run/account_limits.hpp"

#include <algorithm>

#include "thaw/check.hpp"

namespace thaw {
namespace {

/// Ten times its concurrency, as the account has ten times its own; where the account has no limit, none. Concurrency 0 stops a
/// function by itself, and says so.
std::uint64_t reserved_requests_per_s(const Account& account, std::uint32_t reserved) {
  constexpr std::uint64_t requests_per_s_each = 10;
  return account.requests_per_s && reserved > 0 ? requests_per_s_each * reserved : RequestRate::unlimited;
}

std::uint64_t most_units(const Function& function) {
  std::uint64_t most = 0;
  if (!function.provisioned_concurrency) return most;
  for (const ProvisionedStep& step : function.provisioned_concurrency->steps) most = std::max<std::uint64_t>(most, step.units);
  return most;
}

}  // namespace

AccountLimits::AccountLimits(const Scenario& scenario) : scenario_(scenario) {
  for (const Function& function : scenario.functions) {
    reserved_ += function.reserved_concurrency.value_or(0);
    if (!function.reserved_concurrency) most_provisioned_ += most_units(function);
    any_stopped_ = any_stopped_ || function.reserved_concurrency == 0U;
  }
  THAW_CHECK(reserved_ <= scenario.account.concurrency);
  if (couple_always()) launches_ = std::make_unique<LaunchAllowance>(*scenario.account.scaling_rate);
}

void AccountLimits::share() {
  concurrency_ = std::make_unique<SharedConcurrency>(unreserved());
  rate_ = std::make_unique<RequestRate>(scenario_.account.requests_per_s.value_or(RequestRate::unlimited), nullptr);
}

/// At first, for a function that shares.
std::uint64_t AccountLimits::concurrency_of(const Function& function) const {
  if (function.reserved_concurrency) return *function.reserved_concurrency;
  return shared() ? unreserved() : Concurrency::unlimited;
}

LaunchAllowance* AccountLimits::launches_of(OwnLimits& own) {
  if (!scenario_.account.scaling_rate) return nullptr;
  if (launches_) return launches_.get();
  own.launches = std::make_unique<LaunchAllowance>(*scenario_.account.scaling_rate);
  return own.launches.get();
}

Admission AccountLimits::admission_of(const Function& function, OwnLimits& own, stats::LevelGrid& grid) {
  if (!shared()) own.account_rate = std::make_unique<RequestRate>(RequestRate::unlimited, &grid);
  if (function.reserved_concurrency) {
    own.reserved_rate =
        std::make_unique<RequestRate>(reserved_requests_per_s(scenario_.account, *function.reserved_concurrency), nullptr);
  }
  return {Concurrency(concurrency_of(function)), shared() ? *rate_ : *own.account_rate, own.reserved_rate.get(), launches_of(own)};
}

}  // namespace thaw
