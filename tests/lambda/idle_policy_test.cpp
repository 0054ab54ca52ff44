// Policies that look at what else is idle, worked out by hand on the environments of one function.
#include "lambda/idle_policy.hpp"

#include <catch2/catch.hpp>
#include <vector>

namespace thaw {
namespace {

constexpr std::int64_t s = 1'000'000'000;

/// Idle environments by the instant at which each became idle, as the engine keeps them, under one policy.
class Idle {
 public:
  explicit Idle(const KeepAlivePolicy& settings) : policy_(policy_of(settings)) { ask(0); }

  void add(std::int64_t at_s) {
    pass_until(at_s);
    since_.push_back(at_s * s);
    ask(at_s * s);
  }
  /// A request takes the one that became idle last, after whatever is due at that instant.
  void take(std::int64_t at_s) {
    pass_until(at_s + 1);
    since_.pop_back();
    ask(at_s * s);
  }
  /// Seconds at which environments have gone by now, everything before this instant being done.
  const std::vector<std::int64_t>& gone_before(std::int64_t at_s) {
    pass_until(at_s);
    return gone_;
  }

 private:
  [[nodiscard]] IdleView view(std::int64_t now_ns) const { return {since_.size(), since_.empty() ? 0 : since_.front(), now_ns}; }
  void ask(std::int64_t now_ns) { due_ns_ = policy_->due_ns(view(now_ns)); }
  void pass_until(std::int64_t at_s) {
    while (due_ns_ < at_s * s) {
      const std::int64_t now_ns = due_ns_;
      for (std::uint64_t left = policy_->leavers(view(now_ns)); left > 0; --left) {
        since_.erase(since_.begin());
        gone_.push_back(now_ns / s);
      }
      ask(now_ns);
    }
  }

  std::unique_ptr<IdlePolicy> policy_;
  std::vector<std::int64_t> since_;
  std::int64_t due_ns_ = IdlePolicy::never_ns;
  std::vector<std::int64_t> gone_;
};

using Seconds = std::vector<std::int64_t>;

TEST_CASE("forever keeps all") {
  Idle idle{KeepForever{}};
  for (int i = 0; i < 5; ++i) idle.add(i);
  CHECK(idle.gone_before(1'000'000'000).empty());
}

TEST_CASE("by rank, spares go after their time and the last one after its own") {
  Idle idle{KeepByRank{seconds(26), seconds(5)}};
  idle.add(0);
  idle.add(1);
  idle.add(3);
  CHECK(idle.gone_before(5).empty());
  CHECK(idle.gone_before(29) == Seconds{5, 6});  // the third is the last, from 6 s on
  CHECK(idle.gone_before(30) == Seconds{5, 6, 29});
}

TEST_CASE("by rank, the only idle one becomes a spare when another is idle too, and goes at once if it has been idle for longer") {
  Idle idle{KeepByRank{seconds(26), seconds(5)}};
  idle.add(0);
  idle.add(10);
  CHECK(idle.gone_before(11) == Seconds{10});
  idle.add(12);
  CHECK(idle.gone_before(16) == Seconds{10, 15});
  idle.take(17);  // the other is used before its time, and idle anew
  idle.add(18);
  CHECK(idle.gone_before(44) == Seconds{10, 15});
  CHECK(idle.gone_before(45) == Seconds{10, 15, 44});
}

TEST_CASE("halving leaves eight environments at four, two, one and none") {
  Idle idle{KeepByHalving{seconds(10)}};
  for (int i = 0; i < 8; ++i) idle.add(3);
  CHECK(idle.gone_before(13).empty());
  CHECK(idle.gone_before(14) == Seconds{13, 13, 13, 13});
  CHECK(idle.gone_before(1'000) == Seconds{13, 13, 13, 13, 23, 23, 33, 43});
}

TEST_CASE("halving rounds what goes up: five leave two, then one, then none") {
  Idle idle{KeepByHalving{seconds(10)}};
  for (int i = 0; i < 5; ++i) idle.add(i);
  CHECK(idle.gone_before(1'000) == Seconds{10, 10, 10, 20, 30});
}

TEST_CASE("halving counts its periods from when there last was none idle") {
  Idle idle{KeepByHalving{seconds(10)}};
  idle.add(0);
  idle.take(9);
  idle.add(9);  // a function called more often than once a period keeps its environment
  idle.take(18);
  idle.add(18);
  CHECK(idle.gone_before(28).empty());
  CHECK(idle.gone_before(29) == Seconds{28});
  idle.add(40);
  idle.add(47);  // does not begin the period anew
  CHECK(idle.gone_before(51) == Seconds{28, 50});
  CHECK(idle.gone_before(61) == Seconds{28, 50, 60});
}

}  // namespace
}  // namespace thaw
