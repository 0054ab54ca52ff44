// keep_alive.hpp: what a keep-alive policy is: when idle environments go, how many, and when one is launched ahead of a request.
//
// A policy is a class of its own, one object for each function of a run, and remembers what it likes. The policies that come with
// thaw are such classes too (sim/lambda/idle_policy.hpp). examples/twice_the_gap.cpp is one of a user's own, with the program that
// runs scenarios with it.
//
//   arrived    a request has come, and has been given an environment, started one or been throttled
//   due_ns     asked after every arrival and every change of what is idle: when the policy wants to act if nothing changes before
//   leavers    asked at that instant: how many idle environments go, those that have been idle longest first
//   launches   asked right after it: how many are launched without a request
//
// What always holds: time never goes back; several things may happen at one instant; after an instant at which nothing left and
// nothing could be launched, due_ns is later than it (else the run could never go on, and is given up).
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>

namespace thaw {

/// What a policy sees: the function's environments at one instant, in nanoseconds from the start of the run.
struct IdleView {
  std::uint64_t size = 0;            // idle environments
  std::int64_t oldest_since_ns = 0;  // since when the one idle longest is; 0 if there is none
  std::int64_t now_ns = 0;
  std::uint64_t busy = 0;  // environments that run or start
};

class IdlePolicy {
 public:
  static constexpr std::int64_t never_ns = std::numeric_limits<std::int64_t>::max();

  IdlePolicy() = default;
  IdlePolicy(const IdlePolicy&) = delete;
  IdlePolicy& operator=(const IdlePolicy&) = delete;
  virtual ~IdlePolicy() = default;

  virtual void arrived(const IdleView& /*idle*/) {}
  /// Not before now; never_ns if nothing is to be done.
  [[nodiscard]] virtual std::int64_t due_ns(const IdleView& idle) = 0;
  /// At most as many as are idle.
  [[nodiscard]] virtual std::uint64_t leavers(const IdleView& idle) = 0;
  /// Each needs what a launch for a request needs (concurrency, scaling rate), and does not happen without. At most
  /// max_launches_ahead at once.
  [[nodiscard]] virtual std::uint64_t launches(const IdleView& /*idle*/) { return 0; }
};
inline constexpr std::uint64_t max_launches_ahead = 1'000'000;

/// Makes the policy of one function at the beginning of its run; always the same, for runs that can be repeated.
using IdlePolicyMaker = std::function<std::unique_ptr<IdlePolicy>()>;

}  // namespace thaw
