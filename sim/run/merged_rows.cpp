#include "run/merged_rows.hpp"

#include <algorithm>
#include <utility>

namespace thaw {
namespace {

constexpr std::size_t drawn_rows = 4'096;

/// Sorts by instant; rows of one instant keep their order, which is the source's own.
void sort_by_instant(std::vector<Row>& rows) {
  std::vector<std::pair<std::int64_t, std::size_t>> order;
  order.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) order.emplace_back(rows[i].at_ns, i);
  std::sort(order.begin(), order.end());
  std::vector<Row> sorted;
  sorted.reserve(rows.size());
  for (const auto& [at_ns, index] : order) sorted.push_back(rows[index]);
  rows.swap(sorted);
}

}  // namespace

MergedRows::MergedRows(std::unique_ptr<RowStream> recorded, const std::vector<double>& shares, RandomStream deal, Instant end,
                       bool whole)
    : recorded_(std::move(recorded)), deal_(deal), end_(end), whole_(whole) {
  double sum = 0;
  for (const double share : shares) cumulative_.push_back(sum += share);
  if (!cumulative_.empty()) cumulative_.back() = 1;
}

void MergedRows::read_whole() {
  for (std::span<const Row> block = recorded_->next(); !block.empty(); block = recorded_->next()) {
    buffer_.insert(buffer_.end(), block.begin(), block.end());
  }
  sort_by_instant(buffer_);
  block_ = buffer_;
  ended_ = true;
  std::vector<bool> seen;
  for (const Row& row : buffer_) {
    if (row.at_ns >= end_.ns) break;
    if (seen.size() <= row.function) seen.resize(row.function + std::size_t{1});
    if (!seen[row.function]) known_ahead_.push_back(row.function);
    seen[row.function] = true;
  }
}

bool MergedRows::refill(Instant limit) {
  if (!block_.empty()) return true;
  if (ended_) return false;
  if (drawn_) {
    buffer_.resize(drawn_rows);
    block_ = std::span<const Row>(buffer_).first(drawn_->fill(buffer_, limit));
    ended_ = drawn_->exhausted();
  } else if (whole_) {
    read_whole();
  } else {
    block_ = recorded_->next();
    ended_ = block_.empty();
  }
  return !block_.empty();
}

void MergedRows::deal(const Row& row) {
  std::uint32_t function = row.function;
  if (!cumulative_.empty()) {
    const auto chosen = std::upper_bound(cumulative_.begin(), cumulative_.end(), unit(deal_.at(dealt_count_++)));
    function = static_cast<std::uint32_t>(chosen - cumulative_.begin());
  }
  if (dealt_.size() <= function) dealt_.resize(function + std::size_t{1});
  std::vector<Row>& rows = dealt_[function];
  if (rows.empty()) dealt_to_.push_back(function);
  rows.push_back(row);
  // Its function is known; from now on it says which arrival it belongs to.
  if (group_ > 1) rows.back().function = static_cast<std::uint32_t>(dealt_count_++ / group_);
}

void MergedRows::next_chunk(Instant limit) {
  for (const std::uint32_t function : dealt_to_) dealt_[function].clear();
  dealt_to_.clear();
  std::size_t count = 0;
  while (refill(limit)) {
    std::size_t taken = 0;
    for (const Row& row : block_) {
      const bool cut = row.at_ns >= end_.ns;
      const bool more_of_this_instant = row.at_ns == last_ns_;
      // A chunk ends between two instants, since functions meet within one.
      if (!cut && (row.at_ns >= limit.ns || (count >= chunk_rows && !more_of_this_instant))) {
        covered_ = {std::min(row.at_ns, limit.ns)};
        block_ = block_.subspan(taken);
        return;
      }
      ++taken;
      cut_ = cut_ || cut;
      if (cut) continue;
      if (cut_ || row.at_ns < last_ns_) throw NotInOrder();
      last_ns_ = row.at_ns;
      deal(row);
      ++count;
    }
    block_ = {};
  }
  covered_ = limit;
}

}  // namespace thaw
