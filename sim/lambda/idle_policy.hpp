// idle_policy.hpp: the keep-alive policies that come with thaw, each a class behind the interface of thaw/keep_alive.hpp.
//
// Fixed and drawn times need none of this: they are known when an idle period begins (function_run.cpp). A policy looks at the
// function's idle environments instead. Another one is another such class, beside its settings in KeepAlivePolicy.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <variant>

#include "lambda/histogram_policy.hpp"
#include "thaw/check.hpp"
#include "thaw/keep_alive.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// `forever`: no environment ever goes for being idle.
class ForeverPolicy final : public IdlePolicy {
 public:
  std::int64_t due_ns(const IdleView& /*idle*/) override { return never_ns; }
  std::uint64_t leavers(const IdleView& /*idle*/) override { return 0; }
};

/// `rank`: whoever is not the only idle one is a spare, whatever became idle later.
class RankPolicy final : public IdlePolicy {
 public:
  explicit RankPolicy(KeepByRank settings) : settings_(settings) {}
  std::int64_t due_ns(const IdleView& idle) override {
    if (idle.size == 0) return never_ns;
    const std::int64_t limit_ns = idle.size > 1 ? settings_.spares.ns : settings_.last.ns;
    return std::max(idle.now_ns, idle.oldest_since_ns + limit_ns);
  }
  std::uint64_t leavers(const IdleView& /*idle*/) override { return 1; }

 private:
  KeepByRank settings_;
};

/// `halving`: half of them, rounded up, after each period since there last was none. Eight become four, two, one, none.
class HalvingPolicy final : public IdlePolicy {
 public:
  explicit HalvingPolicy(KeepByHalving settings) : period_ns_(settings.period.ns) {}
  std::int64_t due_ns(const IdleView& idle) override {
    if (idle.size == 0) {
      next_ns_ = never_ns;
    } else if (next_ns_ == never_ns) {
      next_ns_ = idle.now_ns + period_ns_;
    }
    return next_ns_;
  }
  std::uint64_t leavers(const IdleView& idle) override {
    next_ns_ += period_ns_;
    return (idle.size + 1) / 2;
  }

 private:
  std::int64_t period_ns_;
  std::int64_t next_ns_ = never_ns;
};

inline std::unique_ptr<IdlePolicy> policy_of(KeepForever /*settings*/) {
  return std::make_unique<ForeverPolicy>();
}
inline std::unique_ptr<IdlePolicy> policy_of(KeepByRank settings) {
  return std::make_unique<RankPolicy>(settings);
}
inline std::unique_ptr<IdlePolicy> policy_of(KeepByHalving settings) {
  return std::make_unique<HalvingPolicy>(settings);
}
inline std::unique_ptr<IdlePolicy> policy_of(KeepByHistogram settings) {
  return std::make_unique<HistogramPolicy>(settings);
}
inline std::unique_ptr<IdlePolicy> policy_of(const KeepByOwn& settings) {
  std::unique_ptr<IdlePolicy> policy = settings.maker ? settings.maker() : nullptr;
  THAW_CHECK(policy != nullptr);
  return policy;
}

/// The policy of a function for one run.
inline std::unique_ptr<IdlePolicy> policy_of(const KeepAlivePolicy& settings) {
  return std::visit([](const auto& one) { return policy_of(one); }, settings);
}

}  // namespace thaw
