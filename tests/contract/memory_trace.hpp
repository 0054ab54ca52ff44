// memory_trace.hpp: traces held in memory, handed out as a hostile reader might: in blocks of any size that die at the next
// call, with names that come to be known only when a row needs them.
#pragma once

#include <algorithm>
#include <memory>
#include <set>
#include <stdexcept>
#include <vector>

#include "contract/reference.hpp"
#include "engine/random_stream.hpp"

namespace thaw::contract {

class MemoryStream : public RowStream {
 public:
  MemoryStream(const Trace& trace, std::uint64_t block_seed, bool is_repeatable)
      : trace_(trace), block_seed_(block_seed), is_repeatable_(is_repeatable) {}

  std::span<const Row> next() override {
    const std::uint64_t largest = block_seed_ % 3 == 0 ? trace_.rows.size() + 1 : 7;
    const std::size_t size = 1 + below(mixed(block_seed_ + position_), largest);
    const std::size_t stop = std::min(trace_.rows.size(), position_ + size);
    // A new buffer for each block, so that a block kept too long is a use after free.
    block_ = std::make_unique<std::vector<Row>>(trace_.rows.begin() + static_cast<std::ptrdiff_t>(position_),
                                                trace_.rows.begin() + static_cast<std::ptrdiff_t>(stop));
    for (const Row& row : *block_) {
      while (!trace_.names.empty() && names_.size() <= row.function) names_.push_back(trace_.names[names_.size()]);
    }
    position_ = stop;
    return {block_->data(), block_->size()};
  }

  [[nodiscard]] const std::vector<std::string>& names() const override { return names_; }
  [[nodiscard]] TraceEnd end() const override { return {std::nullopt, trace_.has_cold}; }
  [[nodiscard]] bool repeatable() const override { return is_repeatable_; }

 private:
  const Trace& trace_;
  std::uint64_t block_seed_;
  bool is_repeatable_;
  std::size_t position_ = 0;
  std::unique_ptr<std::vector<Row>> block_;
  std::vector<std::string> names_;
};

class MemoryTraces : public TraceOpener {
 public:
  explicit MemoryTraces(const Traces& traces, std::uint64_t block_seed = 0, bool is_repeatable = true)
      : traces_(traces), block_seed_(block_seed), is_repeatable_(is_repeatable) {}

  std::unique_ptr<RowStream> open(const Scenario&, const Source& source) override {
    const bool first = opened_.insert(source.name).second;
    if (!first && !is_repeatable_) throw std::logic_error("a trace that can be read once was opened twice");
    return std::make_unique<MemoryStream>(traces_.at(source.name), block_seed_, is_repeatable_);
  }

 private:
  const Traces& traces_;
  std::uint64_t block_seed_;
  bool is_repeatable_;
  std::set<std::string> opened_;
};

/// Keeps every attempt, by function.
class AttemptList : public AttemptSink {
 public:
  void take(const std::string& function, std::span<const AttemptRow> rows) override {
    std::vector<AttemptRow>& list = rows_[function];
    list.insert(list.end(), rows.begin(), rows.end());
  }
  void discard() override { rows_.clear(); }
  [[nodiscard]] const std::map<std::string, std::vector<AttemptRow>>& rows() const { return rows_; }

 private:
  std::map<std::string, std::vector<AttemptRow>> rows_;
};

}  // namespace thaw::contract
