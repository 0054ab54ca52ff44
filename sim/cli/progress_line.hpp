// progress_line.hpp: how far a run has come, on standard error.
#pragma once

#include <chrono>

#include "thaw/run.hpp"

namespace thaw {

/// On a terminal one line that is rewritten at most ten times a second and wiped at the end; else a line each 10 s at most.
class ProgressLine final : public ProgressSink {
 public:
  explicit ProgressLine(bool terminal) : terminal_(terminal) {}
  ~ProgressLine() override;
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void report(const Progress& progress) override;

 private:
  bool terminal_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace thaw
