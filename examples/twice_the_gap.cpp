// twice_the_gap: thaw with a keep-alive policy of one's own, all of it in this file.
//
//   build/test/examples/twice_the_gap run examples/twice_the_gap.yaml
//
// The policy keeps idle environments for twice the time between the last two arrivals, but not longer than an hour. Take it as a
// beginning: thaw/keep_alive.hpp says what a policy sees and what it may answer.
#include <algorithm>
#include <memory>

#include "thaw/keep_alive.hpp"
#include "thaw/program.hpp"

namespace {

class TwiceTheGap final : public thaw::IdlePolicy {
 public:
  void arrived(const thaw::IdleView& idle) override {
    if (last_arrival_ns_ >= 0) keep_ns_ = std::min(2 * (idle.now_ns - last_arrival_ns_), hour_ns);
    last_arrival_ns_ = idle.now_ns;
  }
  std::int64_t due_ns(const thaw::IdleView& idle) override {
    return idle.size == 0 ? never_ns : std::max(idle.now_ns, idle.oldest_since_ns + keep_ns_);
  }
  std::uint64_t leavers(const thaw::IdleView& /*idle*/) override { return 1; }

 private:
  static constexpr std::int64_t hour_ns = 3'600'000'000'000;

  std::int64_t last_arrival_ns_ = -1;
  std::int64_t keep_ns_ = hour_ns;  // until there is a gap
};

}  // namespace

int main(int count, char** words) {
  thaw::add_policy("twice_the_gap", [] { return std::make_unique<TwiceTheGap>(); });
  return thaw::run_program(count, words);
}
