// The hybrid histogram policy, worked out by hand on a function with one environment.
#include "lambda/histogram_policy.hpp"

#include <catch2/catch.hpp>

namespace thaw {
namespace {

constexpr std::int64_t min_ns = 60'000'000'000;
constexpr std::int64_t never_ns = IdlePolicy::never_ns;

/// A function that is called, runs for no time, and is at rest for so many minutes before it is called again.
class Rests {
 public:
  explicit Rests(KeepByHistogram settings) : policy_(settings) {}

  void rest(std::int64_t minutes, int times = 1) {
    for (; times > 0; --times) {
      static_cast<void>(policy_.due_ns(idle(1)));
      now_ns_ += minutes * min_ns;
      policy_.arrived(idle(0, 1));
    }
  }
  HistogramPolicy& policy() { return policy_; }
  [[nodiscard]] IdleView idle(std::uint64_t size, std::uint64_t busy = 0) const { return {size, now_ns_, now_ns_, busy}; }
  [[nodiscard]] std::int64_t now_ns() const { return now_ns_; }

 private:
  HistogramPolicy policy_;
  std::int64_t now_ns_ = 0;
};

constexpr KeepByHistogram ten_samples{seconds(14'400), 10};

TEST_CASE("before it has seen enough, the histogram keeps as long as its range") {
  Rests rests(ten_samples);
  rests.rest(30, 9);
  CHECK(rests.policy().prewarm_ns() == 0);
  CHECK(rests.policy().keep_ns() == 240 * min_ns);
  CHECK(rests.policy().due_ns(rests.idle(1)) == rests.now_ns() + 240 * min_ns);
  CHECK(rests.policy().leavers({1, rests.now_ns(), rests.now_ns() + 240 * min_ns, 0}) == 1);
}

TEST_CASE("a regular rest is slept through: unloaded at once, launched 10 % before its minute, kept until 10 % after it") {
  Rests rests(ten_samples);
  rests.rest(30, 10);  // all in the bin from 30 to 31 min
  HistogramPolicy& policy = rests.policy();
  CHECK(policy.prewarm_ns() == 27 * min_ns);
  CHECK(policy.keep_ns() == 341 * min_ns / 10);

  const std::int64_t since = rests.now_ns();
  CHECK(policy.due_ns({1, since, since, 0}) == since);
  CHECK(policy.leavers({1, since, since, 0}) == 1);
  CHECK(policy.launches({0, 0, since, 0}) == 0);
  CHECK(policy.due_ns({0, 0, since, 0}) == since + 27 * min_ns);
  const std::int64_t loading = since + 27 * min_ns;
  CHECK(policy.leavers({0, 0, loading, 0}) == 0);
  CHECK(policy.launches({0, 0, loading, 0}) == 1);
  CHECK(policy.due_ns({0, 0, loading, 1}) == never_ns);
  CHECK(policy.due_ns({1, loading + 1, loading + 1, 0}) == since + 341 * min_ns / 10);
}

TEST_CASE("a request that comes before the launch makes it needless") {
  Rests rests(ten_samples);
  rests.rest(30, 10);
  HistogramPolicy& policy = rests.policy();
  const std::int64_t since = rests.now_ns();
  static_cast<void>(policy.due_ns({1, since, since, 0}));
  policy.arrived({0, 0, since + min_ns, 1});
  CHECK(policy.due_ns({0, 0, since + min_ns, 1}) == never_ns);
}

TEST_CASE("head and tail are the 5th and the 99th percentile") {
  Rests rests(ten_samples);
  rests.rest(10, 5);
  rests.rest(20, 94);
  rests.rest(60);
  CHECK(rests.policy().prewarm_ns() == 9 * min_ns);      // 5 of 100 are in the bin from 10 min on
  CHECK(rests.policy().keep_ns() == 231 * min_ns / 10);  // 99 of 100 are below 21 min
  rests.rest(60);                                        // now 5 of 101 are not 5 %, and 99 of 101 not 99 %
  CHECK(rests.policy().prewarm_ns() == 18 * min_ns);
  CHECK(rests.policy().keep_ns() == 671 * min_ns / 10);
}

TEST_CASE("rests of less than a minute keep the environment loaded") {
  Rests rests(ten_samples);
  rests.rest(0, 20);
  CHECK(rests.policy().prewarm_ns() == 0);
  CHECK(rests.policy().keep_ns() == 11 * min_ns / 10);
}

TEST_CASE("bins that are all alike say nothing, nor does a histogram that most rests are beyond") {
  Rests alike({seconds(600), 10});  // ten bins: two full ones have a variation of 2, more of them less
  alike.rest(1, 10);
  alike.rest(2, 10);
  CHECK(alike.policy().prewarm_ns() == min_ns * 9 / 10);
  alike.rest(3, 10);
  CHECK(alike.policy().prewarm_ns() == 0);
  CHECK(alike.policy().keep_ns() == 10 * min_ns);

  Rests beyond(ten_samples);
  beyond.rest(30, 10);
  beyond.rest(300, 10);
  CHECK(beyond.policy().prewarm_ns() == 27 * min_ns);  // half of them are not most
  beyond.rest(300);
  CHECK(beyond.policy().prewarm_ns() == 0);
  CHECK(beyond.policy().keep_ns() == 240 * min_ns);
}

}  // namespace
}  // namespace thaw
