// idle_policy.hpp: when idle environments go if that hangs on what else is idle: the family of keep-alive policies.
//
// Fixed and drawn times need none of this: they are known when an idle period begins (function_run.cpp). A policy looks at the
// function's idle environments instead, and whatever it decides, the one that has been idle longest goes first. It is a class of
// two functions and whatever it remembers:
//
//   due_ns    asked after every change of what is idle: the instant at which some are to go if nothing changes before, not before
//             now; never_ns if none
//   leavers   asked at that instant: how many go
//
// Another policy is another such class, beside its settings in KeepAlivePolicy. Both functions are O(1).
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <variant>

#include "thaw/scenario.hpp"

namespace thaw {

/// What a policy sees: the function's idle environments at one instant.
struct IdleView {
  std::uint64_t size;
  std::int64_t oldest_since_ns;  // since when the one idle longest is; 0 if there is none
  std::int64_t now_ns;
};

/// `forever`: no environment ever goes for being idle.
class ForeverPolicy {
 public:
  static constexpr std::int64_t never_ns = std::numeric_limits<std::int64_t>::max();

  explicit ForeverPolicy(KeepForever /*settings*/) {}
  static std::int64_t due_ns(const IdleView& /*idle*/) { return never_ns; }
  static std::uint64_t leavers(const IdleView& /*idle*/) { return 0; }
};

/// `rank`: whoever is not the only idle one is a spare, whatever became idle later.
class RankPolicy {
 public:
  explicit RankPolicy(KeepByRank settings) : settings_(settings) {}
  [[nodiscard]] std::int64_t due_ns(const IdleView& idle) const {
    if (idle.size == 0) return ForeverPolicy::never_ns;
    const std::int64_t limit_ns = idle.size > 1 ? settings_.spares.ns : settings_.last.ns;
    return std::max(idle.now_ns, idle.oldest_since_ns + limit_ns);
  }
  static std::uint64_t leavers(const IdleView& /*idle*/) { return 1; }

 private:
  KeepByRank settings_;
};

/// `halving`: half of them, rounded up, after each period since there last was none. Eight become four, two, one, none.
class HalvingPolicy {
 public:
  explicit HalvingPolicy(KeepByHalving settings) : period_ns_(settings.period.ns) {}
  std::int64_t due_ns(const IdleView& idle) {
    if (idle.size == 0) {
      next_ns_ = ForeverPolicy::never_ns;
    } else if (next_ns_ == ForeverPolicy::never_ns) {
      next_ns_ = idle.now_ns + period_ns_;
    }
    return next_ns_;
  }
  std::uint64_t leavers(const IdleView& idle) {
    next_ns_ += period_ns_;
    return (idle.size + 1) / 2;
  }

 private:
  std::int64_t period_ns_;
  std::int64_t next_ns_ = ForeverPolicy::never_ns;
};

class IdlePolicy {
 public:
  static constexpr std::int64_t never_ns = ForeverPolicy::never_ns;

  explicit IdlePolicy(const KeepAlivePolicy& settings) : policy_(std::visit([](const auto& one) { return made(one); }, settings)) {}
  [[nodiscard]] std::int64_t due_ns(const IdleView& idle) {
    return std::visit([&](auto& policy) { return policy.due_ns(idle); }, policy_);
  }
  [[nodiscard]] std::uint64_t leavers(const IdleView& idle) {
    return std::visit([&](auto& policy) { return policy.leavers(idle); }, policy_);
  }

 private:
  using AnyPolicy = std::variant<ForeverPolicy, RankPolicy, HalvingPolicy>;
  static AnyPolicy made(KeepForever settings) { return ForeverPolicy(settings); }
  static AnyPolicy made(KeepByRank settings) { return RankPolicy(settings); }
  static AnyPolicy made(KeepByHalving settings) { return HalvingPolicy(settings); }

  AnyPolicy policy_;
};

}  // namespace thaw
