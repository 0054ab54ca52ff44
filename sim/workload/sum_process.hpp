// sum_process.hpp: the arrivals of several laws as one, in order of time.
//
// Each law runs by itself on streams of its own, so that a law more at the end changes no arrival of the others. Laws draw ahead
// in blocks, and a tree of comparisons without branches finds the first: which law comes next is as good as random, and a
// processor that guesses it wrong every second time would pay more for that than for the draw. An arrival costs what its law
// asks and 1-2 ns for each doubling of the number of laws; a law takes half a kilobyte.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "workload/arrival_process.hpp"
#include "workload/cron_process.hpp"

namespace thaw {

/// Of one law.
using LawProcess =
    std::variant<RenewalProcess, ConstantProcess, ChangingProcess<ProfilePieces>, ChangingProcess<PhasePieces>, CronProcess>;

class SumProcess {
 public:
  SumProcess(std::vector<LawProcess> laws, Instant end);
  std::int64_t after(std::int64_t) {
    if (taken_ == block) merge_block();
    return merged_ns_[taken_++];
  }

 private:
  static constexpr std::size_t block = 64;
  struct Next {
    std::int64_t at_ns;
    std::size_t position;  // in drawn_ns_, and so law * block + what has been taken of the block
  };
  void draw_block(std::size_t law);
  void merge_block();

  std::vector<LawProcess> laws_;
  std::int64_t end_ns_;
  std::vector<std::int64_t> drawn_ns_;  // a block of each law, ascending; from the end on once there is none before it
  std::size_t leaves_;                  // a power of two
  std::vector<Next> tree_;              // node n has the first of its children 2n and 2n + 1; the leaves, one a law, come last
  std::array<std::int64_t, block> merged_ns_{};
  std::size_t taken_ = block;
};

}  // namespace thaw
