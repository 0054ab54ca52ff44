// admission.hpp: what an attempt has to pass before it gets an environment (3.9): request rates, concurrency, and, if one has to
// be launched, the scaling rate.
//
// What always holds: an attempt counts against every request rate that concerns it, whatever becomes of it; an attempt that is
// refused takes nothing else. Its concurrency is its own (concurrency.hpp); whoever makes it says which other limits are shared. A
// warm attempt passes with two compares and a count.
#pragma once

#include <cstdint>

#include "lambda/concurrency.hpp"
#include "lambda/launch_allowance.hpp"
#include "lambda/request_rate.hpp"
#include "thaw/rows.hpp"

namespace thaw {

class Admission {
 public:
  /// `reserved_rate` is that of a function with reserved concurrency, else null. `launches` may be null: no limit.
  Admission(Concurrency concurrency, RequestRate& account_rate, RequestRate* reserved_rate, LaunchAllowance* launches)
      : concurrency_(concurrency), account_rate_(&account_rate), reserved_rate_(reserved_rate), launches_(launches) {}

  /// Why an attempt at this instant is throttled before any environment is looked for; `none` if it is not.
  [[gnu::always_inline]] ThrottleReason refusal(std::int64_t now_ns) {
    const ThrottleReason by_rate = rate_refusal(now_ns);
    return by_rate == ThrottleReason::none ? concurrency_refusal() : by_rate;
  }
  /// The same in two steps: an idle provisioned environment needs no further concurrency.
  [[gnu::always_inline]] ThrottleReason rate_refusal(std::int64_t now_ns) {
    const bool within_account = account_rate_->admits(now_ns);
    if (reserved_rate_ != nullptr) [[unlikely]] {
      if (!reserved_rate_->admits(now_ns)) return ThrottleReason::reserved_request_rate;
    }
    return within_account ? ThrottleReason::none : ThrottleReason::request_rate;
  }
  [[nodiscard, gnu::always_inline]] ThrottleReason concurrency_refusal() const {
    if (!concurrency_.full()) [[likely]] {
      return ThrottleReason::none;
    }
    return reserved_rate_ != nullptr ? ThrottleReason::reserved_concurrency : ThrottleReason::concurrency;
  }

  [[nodiscard]] Concurrency& concurrency() { return concurrency_; }

  /// Whether an environment may be launched that no request waits for: it is no attempt, and needs room and the allowance.
  bool may_launch_ahead(std::int64_t now_ns) { return !concurrency_.full() && may_launch(now_ns); }
  /// Takes the allowance for a launch; false if there is none.
  bool may_launch(std::int64_t now_ns) { return launches_ == nullptr || launches_->take(now_ns); }

  void enter() { concurrency_.enter(); }
  void leave() { concurrency_.leave(); }

 private:
  Concurrency concurrency_;
  RequestRate* account_rate_;
  RequestRate* reserved_rate_;
  LaunchAllowance* launches_;
};

}  // namespace thaw
