#include "run/merged_rows.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace thaw {

MergedRows::MergedRows(std::unique_ptr<RowStream> recorded, const std::vector<double>& shares, RandomStream deal, Instant end,
                       bool whole)
    : recorded_(std::move(recorded)), deal_(deal), end_(end), whole_(whole) {
  double sum = 0;
  for (const double share : shares) cumulative_.push_back(sum += share);
  if (!cumulative_.empty()) cumulative_.back() = 1;
}

void MergedRows::append(std::span<const Row> rows) {
  for (const Row& row : rows) {
    if (row.at_ns >= end_.ns) continue;
    if (row.at_ns < last_ns_ && !whole_) throw NotInOrder();
    last_ns_ = std::max(last_ns_, row.at_ns);
    rows_.push_back(row);
    if (cumulative_.empty()) continue;
    const auto chosen = std::upper_bound(cumulative_.begin(), cumulative_.end(), unit(deal_.at(dealt_count_++)));
    rows_.back().function = static_cast<std::uint32_t>(chosen - cumulative_.begin());
  }
}

void MergedRows::read(Instant limit, std::size_t capacity) {
  while (!ended_ && rows_.size() < capacity) {
    if (drawn_) {
      const std::size_t before = rows_.size();
      rows_.resize(capacity);
      const std::size_t made = drawn_->fill(std::span(rows_).subspan(before), limit);
      rows_.resize(before + made);
      ended_ = drawn_->exhausted();
      if (!rows_.empty()) last_ns_ = rows_.back().at_ns;
      return;
    }
    const std::span<const Row> block = recorded_->next();
    ended_ = block.empty();
    append(block);
    if (!whole_ && !rows_.empty() && rows_.back().at_ns >= limit.ns) return;
  }
}

void MergedRows::sort_by_instant() {
  // Rows of one instant keep their order: it is the source's own.
  std::vector<std::pair<std::int64_t, std::size_t>> order;
  order.reserve(rows_.size());
  for (std::size_t i = 0; i < rows_.size(); ++i) order.emplace_back(rows_[i].at_ns, i);
  std::sort(order.begin(), order.end());
  std::vector<Row> sorted;
  sorted.reserve(rows_.size());
  for (const auto& [at_ns, index] : order) sorted.push_back(rows_[index]);
  rows_.swap(sorted);
}

Instant MergedRows::prepare(Instant limit) {
  rows_.erase(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(next_));
  next_ = 0;
  if (whole_ && !ended_) {
    read(limit, std::numeric_limits<std::size_t>::max());
    sort_by_instant();
  }
  // A chunk ends before its last instant, since more rows of that instant may follow; a chunk of one instant has to grow.
  for (std::size_t capacity = chunk_rows;; capacity *= 2) {
    read(limit, capacity);
    if (ended_ || rows_.empty() || rows_.size() < capacity || rows_.back().at_ns >= limit.ns) break;
    if (rows_.back().at_ns > rows_.front().at_ns) break;
  }
  const bool all = ended_ || rows_.empty() || (drawn_ && rows_.size() < chunk_rows);
  return all ? limit : Instant{std::min(limit.ns, rows_.back().at_ns)};
}

void MergedRows::deal(Instant limit) {
  const auto first = rows_.begin() + static_cast<std::ptrdiff_t>(next_);
  const auto last = std::partition_point(first, rows_.end(), [&](const Row& row) { return row.at_ns < limit.ns; });
  std::size_t functions = cumulative_.empty() ? 1 : cumulative_.size();
  for (auto row = first; row != last; ++row) functions = std::max<std::size_t>(functions, row->function + std::size_t{1});
  begin_.assign(functions + 1, 0);
  for (auto row = first; row != last; ++row) ++begin_[row->function + 1];
  for (std::size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
  std::vector<std::size_t> place(begin_.begin(), begin_.end() - 1);
  dealt_.resize(static_cast<std::size_t>(last - first));
  for (auto row = first; row != last; ++row) {
    Row& copy = dealt_[place[row->function]++];
    copy = *row;
    copy.function = 0;
  }
  next_ = static_cast<std::size_t>(last - rows_.begin());
}

}  // namespace thaw
