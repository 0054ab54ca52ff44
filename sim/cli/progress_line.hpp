// progress_line.hpp: how far a run has come, on standard error.
#pragma once

#include <chrono>
#include <string>

#include "thaw/run.hpp"

namespace thaw {

/// "1,234,567 requests, 34.0 % simulated, about 12 s left": what is left follows from the time that the part done has taken.
/// Where the end of the run is not known, how far it has come instead.
std::string progress_text(const Progress& progress, std::chrono::nanoseconds elapsed);

/// Nothing in the first second. Then on a terminal one line that is rewritten at most ten times a second and wiped at the end;
/// else a line each 10 s at most.
class ProgressLine final : public ProgressSink {
 public:
  using Clock = std::chrono::steady_clock;

  explicit ProgressLine(bool terminal) : terminal_(terminal) {}
  ~ProgressLine() override;
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void report(const Progress& progress) override;

 private:
  bool terminal_;
  bool shown_ = false;
  std::uint64_t requests_ = 0;  // as last reported
  double part_ = 0;             // the most so far: functions take turns in going through a stretch of time
  Clock::time_point begin_ = Clock::now();
  Clock::time_point next_ = begin_ + std::chrono::seconds(1);
};

}  // namespace thaw
