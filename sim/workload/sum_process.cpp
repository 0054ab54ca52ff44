#include "workload/sum_process.hpp"

#include <bit>
#include <limits>

namespace thaw {

SumProcess::SumProcess(std::vector<LawProcess> laws, Instant end)
    : laws_(std::move(laws)),
      end_ns_(end.ns),
      drawn_ns_(laws_.size() * block),
      leaves_(std::bit_ceil(laws_.size())),
      tree_(2 * leaves_, Next{std::numeric_limits<std::int64_t>::max(), 0}) {
  for (std::size_t law = 0; law < laws_.size(); ++law) {
    draw_block(law);
    tree_[leaves_ + law] = {drawn_ns_[law * block], law * block};
  }
  for (std::size_t node = leaves_ - 1; node > 0; --node) {
    const Next &left = tree_[2 * node], &right = tree_[2 * node + 1];
    tree_[node] = right.at_ns < left.at_ns ? right : left;
  }
}

void SumProcess::draw_block(std::size_t law) {
  std::int64_t* drawn_ns = &drawn_ns_[law * block];
  std::int64_t at_ns = drawn_ns[block - 1];
  std::visit(
      [&](auto& process) {
        for (std::size_t i = 0; i < block; ++i) {
          if (at_ns < end_ns_) at_ns = process.after(at_ns);
          drawn_ns[i] = at_ns;
        }
      },
      laws_[law]);
}

// Each arrival waits for the one before: its law, what the law has next, and the comparisons. So all of it lies in registers but
// for the nodes beside the way, and whatever would have to be guessed is computed.
void SumProcess::merge_block() {
  std::int64_t at_ns = tree_[1].at_ns;
  std::size_t position = tree_[1].position;
  for (std::int64_t& merged_ns : merged_ns_) {
    merged_ns = at_ns;
    std::size_t node = leaves_ + position / block;
    if (++position % block == 0) {
      position -= block;
      draw_block(position / block);
    }
    at_ns = drawn_ns_[position];
    tree_[node] = {at_ns, position};
    for (; node > 1; node /= 2) {
      const Next other = tree_[node ^ 1];
      const bool other_first = other.at_ns < at_ns;
      position = other_first ? other.position : position;
      at_ns = other_first ? other.at_ns : at_ns;
      tree_[node / 2] = {at_ns, position};
    }
  }
  taken_ = 0;
}

}  // namespace thaw
