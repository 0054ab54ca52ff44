#include "stats/level_grid.hpp"

#include <algorithm>
#include <span>

#include "thaw/check.hpp"

namespace thaw::stats {

void LevelGrid::take_reports() {
  const std::span<const Report> reports = std::span(reports_).first(reported_);
  std::uint32_t last = 0;
  for (const Report& report : reports) last = std::max(last, report.index);
  const auto most = static_cast<std::size_t>(max_cells) + 2;
  THAW_CHECK(last + std::size_t{1} < most);
  if (changes_.size() < last + std::size_t{2})
    changes_.resize(std::max(last + std::size_t{2}, std::min(2 * std::size_t{last}, most)));
  for (const Report& report : reports) {
    Levels* const sums = &changes_[report.index];
    sums[0].busy += report.up.busy;
    sums[0].environments += report.up.environments;
    sums[1].busy += report.down.busy;
    sums[1].environments += report.down.environments;
  }
  reported_ = 0;
}

void LevelGrid::add_attempts(std::int64_t second, std::uint64_t count) {
  const auto index = static_cast<std::size_t>(second - first_second_);
  THAW_CHECK(second >= first_second_);
  if (attempts_.size() <= index) attempts_.resize(std::max(index + 1, 2 * attempts_.size()));
  attempts_[index] += count;
}

void LevelGrid::count_attempts() {
  for (const std::uint64_t count : attempts_) attempts_peak_ = std::max(attempts_peak_, count);
}

void LevelGrid::sweep(Instant until, const std::function<void(const Sums&)>& take) {
  take_reports();
  const std::int64_t last = cell_of(until.ns).number;
  const std::int64_t split = warmup_ns_ / cell_ns_;
  // Every function has come down to zero, so beyond the last change nobody is busy or alive.
  const std::int64_t changed = std::min(last + 1, first_cell_ + static_cast<std::int64_t>(changes_.size()));
  std::int64_t busy = 0, environments = 0;
  for (std::int64_t cell = first_cell_; cell < changed; ++cell) {
    const Levels& change = changes_[static_cast<std::size_t>(cell - first_cell_)];
    busy += change.busy;
    environments += change.environments;
    if (busy == 0 && environments == 0) continue;
    const bool measured = cell > split;
    const std::int64_t from_ns = measured ? std::max((cell - 1) * cell_ns_, warmup_ns_) : cell * cell_ns_;
    take({{from_ns}, measured, static_cast<std::uint64_t>(busy), static_cast<std::uint64_t>(environments)});
  }
  count_attempts();
  changes_.clear();
  attempts_.clear();
  first_cell_ = last + 1;
  first_second_ = until.ns / 1'000'000'000 + 1;
}

}  // namespace thaw::stats
